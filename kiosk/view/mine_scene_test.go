package view

import (
	"context"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// mineScenes lead to the pages on which somebody shows who they are, scans, and looks after what
// they took.
var mineScenes = []struct {
	name string
	play func(g *stage, app *flow.App)
}{
	{"who-id", func(g *stage, app *flow.App) {
		app.ReadID = func(ctx context.Context) (market.IDCard, error) {
			<-ctx.Done()
			return market.IDCard{}, ctx.Err()
		}
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Choose(flow.ByID)
	}},
	{"who-no-reader", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Choose(flow.ByID)
	}},
	{"who-card", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Choose(flow.ByCard)
	}},
	{"who-neither", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Neither()
	}},
	{"hello", func(g *stage, app *flow.App) { layCard(g, app) }},
	{"notice-id", func(g *stage, app *flow.App) {
		layCard(g, app)
		greeted(app)
	}},
	{"contact", func(g *stage, app *flow.App) {
		layCard(g, app)
		greeted(app)
		on[*flow.Notice](g, app).Agree()
	}},
	{"reach", func(g *stage, app *flow.App) { askReach(g, app) }},
	{"free", func(g *stage, app *flow.App) {
		askReach(g, app)
		on[*flow.Pick](g, app).Skip()
	}},
	{"help", func(g *stage, app *flow.App) {
		askReach(g, app)
		on[*flow.Pick](g, app).Skip()
		on[*flow.Pick](g, app).Skip()
	}},
	{"no-card", func(g *stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		on[*flow.Number](g, app).Card()
		g.settle()
		g.paper = "failed"
		flow.NewPulse(app).Beat()
		on[*flow.Message](g, app)
	}},
	{"scan", func(g *stage, app *flow.App) { on[*flow.Home](g, app).Scan() }},
	{"scan-slip", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).Scan()
		on[*flow.Who](g, app).Choose(flow.ByCard)
	}},
	{"scan-wrong", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).Scan()
		press(on[*flow.Who](g, app), "12345678")
		on[*flow.Who](g, app).Next()
	}},
	{"scan-alien", func(g *stage, app *flow.App) { scan(g, app, "6901234567892") }},
	{"scan-void-card", func(g *stage, app *flow.App) { scan(g, app, "YZW-0000000000000000") }},
	{"scan-open", func(g *stage, app *flow.App) {
		id := firstJob(g, app)
		code := g.slip(id)
		g.revise(id, func(p *market.Posting) { p.Pay += 20_00; p.Place += "西头" })
		scan(g, app, code)
	}},
	{"scan-closed", func(g *stage, app *flow.App) {
		id := firstJob(g, app)
		code := g.slip(id)
		if err := g.desk.ClosePosting(g.t.Context(), desk.Self, id, "other"); err != nil {
			g.t.Fatal(err)
		}
		scan(g, app, code)
	}},
	{"scan-unknown", func(g *stage, app *flow.App) {
		g.state = flow.SyncState{Unsent: 12, LastGood: morning.AddDate(0, 0, -2)}
		scan(g, app, g.strangeSlip(firstJob(g, app)))
	}},
	{"scan-place-elsewhere", func(g *stage, app *flow.App) { scan(g, app, g.placeSlip(firstJob(g, app))) }},
	{"mine", func(g *stage, app *flow.App) { openMine(g, app, 0) }},
	{"mine-today", func(g *stage, app *flow.App) { openMine(g, app, 1) }},
	{"mine-none", func(g *stage, app *flow.App) {
		w := g.guest("李师傅", "18900008888")
		scan(g, app, g.card(w))
		on[*flow.Mine](g, app)
	}},
	{"mine-cancel", func(g *stage, app *flow.App) {
		openMine(g, app, 0)
		on[*flow.Mine](g, app).Cancel()
	}},
	{"mine-leave", func(g *stage, app *flow.App) {
		openMine(g, app, 0)
		m := on[*flow.Mine](g, app)
		m.Leave(m.Waits[0])
	}},
	{"waiting", func(g *stage, app *flow.App) {
		g.giveAway(app)
		g.state.Online = false
		takeAs(g, app, 0, "13800138000")
		g.settle()
		on[*flow.Message](g, app).Ways[2].Do()
		g.settle()
		on[*flow.Message](g, app)
	}},
}

func TestMinePagesInEveryLook(t *testing.T) {
	test.NewTempApp(t)
	for _, s := range mineScenes {
		t.Run(s.name, func(t *testing.T) {
			g := newStage(t)
			g.fill()
			app := g.open()
			s.play(g, app)
			g.paint(t, app, s.name)
		})
	}
}

func layCard(g *stage, app *flow.App) {
	app.ReadID = func(context.Context) (market.IDCard, error) {
		return market.IDCard{Name: "李建国", Number: "11010519491231002X"}, nil
	}
	on[*flow.Home](g, app).CheckIn()
	on[*flow.Who](g, app).Choose(flow.ByID)
	g.settle()
	g.settle()
	on[*flow.Hello](g, app)
}

func greeted(app *flow.App) {
	pulse := flow.NewPulse(app)
	pulse.Beat()
	pulse.Beat()
}

func askReach(g *stage, app *flow.App) {
	on[*flow.Home](g, app).CheckIn()
	introduce(g, app, "18900009998")
	press(on[*flow.Birth](g, app), "1968")
	on[*flow.Birth](g, app).Next()
	on[*flow.Skills](g, app).Done()
	on[*flow.Pick](g, app)
}

func scan(g *stage, app *flow.App, code string) {
	app.Scanned(code)
	g.settle()
}

// firstJob is the first posting of the list.
func firstJob(g *stage, app *flow.App) market.PostingID { return on[*flow.Home](g, app).Board[0].ID }

func (g *stage) slip(id market.PostingID) string {
	g.t.Helper()
	code, err := g.desk.PostingSlip(g.t.Context(), id)
	if err != nil {
		g.t.Fatal(err)
	}
	return code
}

func (g *stage) revise(id market.PostingID, change func(*market.Posting)) {
	g.t.Helper()
	if _, err := g.desk.RevisePosting(g.t.Context(), desk.Self, id, change); err != nil {
		g.t.Fatal(err)
	}
}

// strangeSlip is signed by a station that is not known here, placeSlip by this one for a match
// that is not here.
func (g *stage) strangeSlip(id market.PostingID) string {
	return g.sign(id, market.Origin{Station: 40, Epoch: 1}, "40-1-9")
}

func (g *stage) placeSlip(id market.PostingID) string {
	return g.sign(id, market.Origin{Station: 12, Epoch: 1}, "12-1-9999")
}

func (g *stage) sign(id market.PostingID, by market.Origin, match market.MatchID) string {
	g.t.Helper()
	p, err := g.desk.Store().Posting(g.t.Context(), id)
	if err != nil {
		g.t.Fatal(err)
	}
	s, err := market.NewSlip(market.SlipFacts{
		Posting: &p.Posting, TradeNo: 1, Phone: "18900000201", Signer: by, Nonce: 7, Issued: morning.Add(-time.Hour),
		Public: "https://ls.example.cn", Match: match, Place: 3,
	})
	if err != nil {
		g.t.Fatal(err)
	}
	number, err := s.Sign(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	if err != nil {
		g.t.Fatal(err)
	}
	return market.SlipURL("https://ls.example.cn", number)
}

func (g *stage) guest(name, phone string) market.WorkerID {
	g.t.Helper()
	a, err := g.desk.CheckIn(g.t.Context(), desk.Self, market.Worker{Name: name, Phone: phone}, "")
	if err != nil {
		g.t.Fatal(err)
	}
	return a.Worker
}

func (g *stage) card(w market.WorkerID) string {
	g.t.Helper()
	i, err := g.desk.IssueCard(g.t.Context(), desk.Self, w)
	if err != nil {
		g.t.Fatal(err)
	}
	return i.Code
}

// openMine opens the page of somebody with a place, a turn on a waitlist, and jobs of before. day
// 1 is when the work is on.
func openMine(g *stage, app *flow.App, day int) {
	g.t.Helper()
	w := g.guest("李师傅", "18900008888")
	board := on[*flow.Home](g, app).Board
	take := func(i int) market.MatchID {
		t, err := g.desk.Take(g.t.Context(), desk.Self, board[i].ID, w)
		if err != nil {
			g.t.Fatal(err)
		}
		return t.Match
	}
	yes, no := true, false
	for i, paid := range []*bool{&yes, &no, nil, &yes, &yes} {
		if err := g.desk.Finish(g.t.Context(), desk.Self, take(5+i), paid, market.Fen(i)*130_00); err != nil {
			g.t.Fatal(err)
		}
	}
	if _, err := g.desk.Cancel(g.t.Context(), desk.Self, take(11), "other"); err != nil {
		g.t.Fatal(err)
	}
	if _, err := g.desk.JoinWaitlist(g.t.Context(), desk.Self, board[3].ID, w); err != nil {
		g.t.Fatal(err)
	}
	for i := range board { // the first that is on today, or that is not
		p, err := g.desk.Store().Posting(g.t.Context(), board[i].ID)
		if err != nil {
			g.t.Fatal(err)
		}
		today := p.Shift().First == market.MinuteOf(morning).Date()
		if i != 3 && (i < 5 || i > 11) && today == (day == 1) {
			take(i)
			break
		}
	}
	scan(g, app, g.card(w))
	if m := on[*flow.Mine](g, app); m.Ticket == nil || m.Ticket.Today != (day == 1) {
		g.t.Fatalf("ticket %+v", m.Ticket)
	}
}

// paint draws a page in every look and holds it to what must be true of all.
func (g *stage) paint(t *testing.T, app *flow.App, name string) {
	for _, l := range looks {
		t.Run(l.name, func(t *testing.T) { look(t, app, name, l.name, l.size, l.large, l.o) })
	}
}

func look(t *testing.T, app *flow.App, scene, name string, size fyne.Size, large bool, o Options) {
	v, c := show(app, size, large, o)
	check(t, v, size)
	checkWhole(t, v)
	if folder := os.Getenv("VIEW_GALLERY"); folder != "" {
		keep(t, c, v, filepath.Join(folder, scene+"-"+name+".png"))
	}
}
