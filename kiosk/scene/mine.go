package scene

import (
	"context"
	"crypto/ed25519"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// mineScenes lead to the pages on which somebody shows who they are, scans, and looks after what
// they took.
var mineScenes = []Scene{
	{Name: "who-id", play: func(g *Stage, app *flow.App) {
		app.ReadID = func(ctx context.Context) (market.IDCard, error) {
			<-ctx.Done()
			return market.IDCard{}, ctx.Err()
		}
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Choose(flow.ByID)
	}},
	{Name: "who-no-reader", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Choose(flow.ByID)
	}},
	{Name: "who-staff-no-reader", play: registerWithoutReader},
	{Name: "typed-id", play: func(g *Stage, app *flow.App) {
		registerWithoutReader(g, app)
		on[*flow.Who](g, app).TypeID()
		press(on[*flow.TypedID](g, app), "11010519491231002X")
	}},
	{Name: "typed-id-wrong", play: func(g *Stage, app *flow.App) {
		registerWithoutReader(g, app)
		on[*flow.Who](g, app).TypeID()
		i := on[*flow.TypedID](g, app)
		press(i, "110105194912310021")
		i.Next()
	}},
	{Name: "who-card", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Choose(flow.ByCard)
	}},
	{Name: "who-card-camera", play: func(g *Stage, app *flow.App) {
		g.Seen = somebody()
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Choose(flow.ByCard)
	}},
	{Name: "who-neither", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		on[*flow.Who](g, app).Neither()
	}},
	{Name: "hello", play: func(g *Stage, app *flow.App) { layCard(g, app) }},
	{Name: "notice-id", play: func(g *Stage, app *flow.App) {
		layCard(g, app)
		greeted(app)
	}},
	{Name: "contact", play: func(g *Stage, app *flow.App) {
		layCard(g, app)
		greeted(app)
		on[*flow.Notice](g, app).Agree()
	}},
	{Name: "reach", play: func(g *Stage, app *flow.App) { askReach(g, app) }},
	{Name: "free", play: func(g *Stage, app *flow.App) {
		askReach(g, app)
		on[*flow.Pick](g, app).Skip()
	}},
	{Name: "help", play: func(g *Stage, app *flow.App) {
		askReach(g, app)
		on[*flow.Pick](g, app).Skip()
		on[*flow.Pick](g, app).Skip()
	}},
	{Name: "no-card", play: func(g *Stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		on[*flow.Number](g, app).Card()
		g.settle()
		g.Paper = "failed"
		flow.NewPulse(app).Beat()
		on[*flow.Message](g, app)
	}},
	{Name: "scan", play: func(g *Stage, app *flow.App) { on[*flow.Home](g, app).Scan() }},
	{Name: "scan-slip", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).Scan()
		on[*flow.Who](g, app).Choose(flow.ByCard)
	}},
	{Name: "scan-wrong", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).Scan()
		press(on[*flow.Who](g, app), "12345678")
		on[*flow.Who](g, app).Next()
	}},
	{Name: "scan-alien", play: func(g *Stage, app *flow.App) { scan(g, app, "6901234567892") }},
	{Name: "scan-void-card", play: func(g *Stage, app *flow.App) { scan(g, app, "YZW-0000000000000000") }},
	{Name: "scan-open", play: func(g *Stage, app *flow.App) {
		id := firstJob(g, app)
		code := g.slip(id)
		g.revise(id, func(p *market.Posting) { p.Pay += 20_00; p.Place += "西头" })
		scan(g, app, code)
	}},
	{Name: "scan-closed", play: func(g *Stage, app *flow.App) {
		id := firstJob(g, app)
		code := g.slip(id)
		g.fail(g.Desk.ClosePosting(g.ctx, desk.Self, id, "other"))
		scan(g, app, code)
	}},
	{Name: "scan-unknown", play: func(g *Stage, app *flow.App) {
		g.State = flow.SyncState{Unsent: 12, LastGood: Morning.AddDate(0, 0, -2)}
		scan(g, app, g.strangeSlip(firstJob(g, app)))
	}},
	{Name: "scan-place-elsewhere", play: func(g *Stage, app *flow.App) { scan(g, app, g.placeSlip(firstJob(g, app))) }},
	{Name: "mine", play: func(g *Stage, app *flow.App) { openMine(g, app, 0) }},
	{Name: "mine-today", play: func(g *Stage, app *flow.App) { openMine(g, app, 1) }},
	{Name: "mine-none", play: func(g *Stage, app *flow.App) {
		w := g.guest("李师傅", "18900008888")
		scan(g, app, g.card(w))
		on[*flow.Mine](g, app)
	}},
	{Name: "mine-cancel", play: func(g *Stage, app *flow.App) {
		openMine(g, app, 0)
		on[*flow.Mine](g, app).Cancel()
	}},
	{Name: "mine-leave", play: func(g *Stage, app *flow.App) {
		openMine(g, app, 0)
		m := on[*flow.Mine](g, app)
		m.Leave(m.Waits[0])
	}},
	{Name: "waiting", play: func(g *Stage, app *flow.App) {
		g.giveAway(app)
		g.State.Online = false
		takeAs(g, app, 0, "13800138000")
		g.settle()
		on[*flow.Message](g, app).Ways[2].Do()
		g.settle()
		on[*flow.Message](g, app)
	}},
}

func layCard(g *Stage, app *flow.App) {
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

func askReach(g *Stage, app *flow.App) {
	on[*flow.Home](g, app).CheckIn()
	introduce(g, app, "18900009998")
	press(on[*flow.Birth](g, app), "1968")
	on[*flow.Birth](g, app).Next()
	on[*flow.Skills](g, app).Done()
	on[*flow.Pick](g, app)
}

func scan(g *Stage, app *flow.App, code string) {
	app.Scanned(code)
	g.settle()
}

// firstJob is the first posting of the list.
func firstJob(g *Stage, app *flow.App) market.PostingID { return on[*flow.Home](g, app).Board[0].ID }

func (g *Stage) slip(id market.PostingID) string {
	code, err := g.Desk.PostingSlip(g.ctx, id)
	g.fail(err)
	return code
}

func (g *Stage) revise(id market.PostingID, change func(*market.Posting)) {
	_, err := g.Desk.RevisePosting(g.ctx, desk.Self, id, change)
	g.fail(err)
}

// strangeSlip is signed by a station that is not known here, placeSlip by this one for a match
// that is not here.
func (g *Stage) strangeSlip(id market.PostingID) string {
	return g.sign(id, market.Origin{Station: 40, Epoch: 1}, "40-1-9")
}

func (g *Stage) placeSlip(id market.PostingID) string {
	return g.sign(id, market.Origin{Station: 12, Epoch: 1}, "12-1-9999")
}

func (g *Stage) sign(id market.PostingID, by market.Origin, match market.MatchID) string {
	p, err := g.Desk.Store().Posting(g.ctx, id)
	g.fail(err)
	s, err := market.NewSlip(market.SlipFacts{
		Posting: &p.Posting, TradeNo: 1, Phone: "18900000201", Signer: by, Nonce: 7, Issued: Morning.Add(-time.Hour),
		Public: "https://ls.example.cn", Match: match, Place: 3,
	})
	g.fail(err)
	number, err := s.Sign(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	g.fail(err)
	return market.SlipURL("https://ls.example.cn", number)
}

func (g *Stage) guest(name, phone string) market.WorkerID {
	a, err := g.Desk.CheckIn(g.ctx, desk.Self, market.Worker{Name: name, Phone: phone}, "")
	g.fail(err)
	return a.Worker
}

func (g *Stage) card(w market.WorkerID) string {
	i, err := g.Desk.IssueCard(g.ctx, desk.Self, w)
	g.fail(err)
	return i.Code
}

// openMine opens the page of somebody with a place, a turn on a waitlist, and jobs of before. day
// 1 is when the work is on.
func openMine(g *Stage, app *flow.App, day int) {
	w := g.guest("李师傅", "18900008888")
	board := on[*flow.Home](g, app).Board
	take := func(i int) market.MatchID {
		t, err := g.Desk.Take(g.ctx, desk.Self, board[i].ID, w)
		g.fail(err)
		return t.Match
	}
	yes, no := true, false
	for i, paid := range []*bool{&yes, &no, nil, &yes, &yes} {
		g.fail(g.Desk.Finish(g.ctx, desk.Self, take(5+i), paid, market.Fen(i)*130_00))
	}
	_, err := g.Desk.Cancel(g.ctx, desk.Self, take(11), "other")
	g.fail(err)
	_, err = g.Desk.JoinWaitlist(g.ctx, desk.Self, board[3].ID, w)
	g.fail(err)
	for i := range board { // the first that is on today, or that is not
		p, err := g.Desk.Store().Posting(g.ctx, board[i].ID)
		g.fail(err)
		today := p.Shift().First == market.MinuteOf(Morning).Date()
		if i != 3 && (i < 5 || i > 11) && today == (day == 1) {
			take(i)
			break
		}
	}
	scan(g, app, g.card(w))
	if m := on[*flow.Mine](g, app); m.Ticket == nil || m.Ticket.Today != (day == 1) {
		g.failf("ticket %+v", m.Ticket)
	}
}

// registerWithoutReader is staff who want to lay an identity card down.
func registerWithoutReader(g *Stage, app *flow.App) {
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Register()
	on[*flow.Who](g, app).Choose(flow.ByID)
}
