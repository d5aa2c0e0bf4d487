package view

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/ime"
	"yizhan/kiosk/store"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// staffScenes lead an app to every page of the staff desk and of writing by finger.
var staffScenes = []struct {
	name string
	play func(g *stage, app *flow.App)
}{
	{"pin-nobody", func(_ *stage, app *flow.App) { app.Show(flow.NewPin(app)) }},
	{"pin", func(g *stage, app *flow.App) {
		g.employ()
		app.Show(flow.NewPin(app))
		press(on[*flow.Pin](g, app), "2048")
	}},
	{"pin-wrong", func(g *stage, app *flow.App) {
		g.employ()
		app.Show(flow.NewPin(app))
		press(on[*flow.Pin](g, app), "111111")
		g.settle()
	}},
	{"staff", signIn},
	{"staff-postings", func(g *stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Postings()
	}},
	{"staff-posting-empty", openOwn},
	{"staff-posting", func(g *stage, app *flow.App) {
		openMatched(g, app)
		p := on[*flow.StaffPosting](g, app)
		p.Choose(p.Matches[1].ID)
		p.Arrive()
		g.settle()
	}},
	{"staff-posting-over", func(g *stage, app *flow.App) {
		openMatched(g, app)
		p := on[*flow.StaffPosting](g, app)
		p.Choose(p.Matches[0].ID)
		p.Fail("employer_changed")
		g.settle()
	}},
	{"staff-posting-close", func(g *stage, app *flow.App) {
		openMatched(g, app)
		on[*flow.StaffPosting](g, app).AskClose()
	}},
	{"staff-prints", openPrints},
	{"staff-prints-ask", func(g *stage, app *flow.App) {
		openPrints(g, app)
		p := on[*flow.StaffPrints](g, app)
		p.Ask(p.Lines[1])
	}},
	{"staff-station", func(g *stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Station()
	}},
	{"staff-station-away", func(g *stage, app *flow.App) {
		signIn(g, app)
		g.state = flow.SyncState{Unsent: 12, LastGood: morning.AddDate(0, 0, -2), Code: "offline"}
		on[*flow.StaffMenu](g, app).Station()
	}},
	{"walkin-phone", func(g *stage, app *flow.App) {
		walkIn(g, app)
		p := on[*flow.WalkinPage](g, app)
		for _, d := range "12345678901" {
			p.PhoneDigit(d)
		}
		p.Next()
	}},
	{"walkin-phone-fixed", func(g *stage, app *flow.App) {
		walkIn(g, app)
		for _, d := range "037529788188" {
			on[*flow.WalkinPage](g, app).PhoneDigit(d)
		}
	}},
	{"walkin-found", func(g *stage, app *flow.App) {
		walkIn(g, app)
		list, err := g.desk.Store().Employers(g.t.Context())
		if err != nil {
			g.t.Fatal(err)
		}
		dialEmployer(g, app, list[0].Phone)
	}},
	{"walkin-kind", func(g *stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
	}},
	{"walkin-surname", func(g *stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
		on[*flow.WalkinPage](g, app).PickKind("farm")
		on[*flow.Surname](g, app)
	}},
	{"walkin-firm", func(g *stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
		on[*flow.WalkinPage](g, app).PickKind("agency")
		p := on[*flow.WalkinPage](g, app)
		p.Employer.Name = "平顶山市宏运搬家服务有限公司"
		p.Next()
	}},
	{"walkin-trade", func(g *stage, app *flow.App) {
		askTrade(g, app)
		p := on[*flow.WalkinPage](g, app)
		p.PickGroup("搬运物流")
		p.PickTrade("loader")
	}},
	{"walkin-trade-none", func(g *stage, app *flow.App) {
		askTrade(g, app)
		on[*flow.WalkinPage](g, app).Next()
	}},
	{"walkin-pay", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskPay)
		p := on[*flow.WalkinPage](g, app)
		p.Target(true)
		p.Digit('5')
		p.Target(false)
		press(p, "150")
	}},
	{"walkin-pay-wrong", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskPay)
		p := on[*flow.WalkinPage](g, app)
		p.Target(true)
		p.Digit('0')
		p.Next()
	}},
	{"walkin-day", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskDay)
		on[*flow.WalkinPage](g, app).StepDays(2)
	}},
	{"walkin-hours", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskHours)
		p := on[*flow.WalkinPage](g, app)
		p.PickHour(20)
		p.PickHour(4)
		p.Half()
	}},
	{"walkin-hours-wrong", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskDay)
		on[*flow.WalkinPage](g, app).PickDay("2026-07-14")
		on[*flow.WalkinPage](g, app).Next()
		p := on[*flow.WalkinPage](g, app)
		p.PickHour(3)
		p.PickHour(5)
		p.Next()
	}},
	{"walkin-where", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		p := on[*flow.WalkinPage](g, app)
		p.Where.Pick(p.Where.Shown()[5])
		p.Posting.Place = "村东 化肥店门口"
	}},
	{"walkin-where-none", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		p := on[*flow.WalkinPage](g, app)
		p.Where.Up(market.LevelTownship)
		p.Next()
	}},
	{"walkin-extras", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskExtras)
		on[*flow.WalkinPage](g, app).Toggle("meals")
	}},
	{"walkin-check", func(g *stage, app *flow.App) { answer(g, app, flow.CheckAll) }},
	{"walkin-check-wrong", func(g *stage, app *flow.App) {
		answer(g, app, flow.CheckAll)
		p := on[*flow.WalkinPage](g, app)
		p.Heads = "0"
		p.Publish()
		g.settle()
	}},
	{"walkin-done", func(g *stage, app *flow.App) {
		answer(g, app, flow.CheckAll)
		on[*flow.WalkinPage](g, app).Publish()
		g.settle()
		on[*flow.WalkinDone](g, app).Print()
		g.settle()
	}},
	{"entry", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
		e := on[*flow.Entry](g, app)
		e.Write("村东头")
		for _, l := range "putaoyuan" {
			e.Letter(l)
		}
		composed(g, e)
	}},
	{"entry-hand", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
		e := on[*flow.Entry](g, app)
		e.Write("辛集乡史庄村口")
		e.SetMode(flow.EntryHand)
		for _, s := range []ime.Stroke{
			{{X: 70, Y: 120}, {X: 220, Y: 112}, {X: 380, Y: 108}},
			{{X: 225, Y: 60}, {X: 228, Y: 130}, {X: 224, Y: 230}, {X: 218, Y: 330}, {X: 200, Y: 390}},
		} {
			e.Draw(s)
		}
		composed(g, e)
	}},
	{"entry-quick", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
	}},
	{"entry-signs", func(g *stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
		on[*flow.Entry](g, app).SetMode(flow.EntrySigns)
	}},
	{"entry-code", func(g *stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
		on[*flow.WalkinPage](g, app).PickKind("company")
		on[*flow.WalkinPage](g, app).WriteFirm("uscc")
		e := on[*flow.Entry](g, app)
		e.Write("91410423MA0000")
		e.Done()
	}},
	{"areapick", func(_ *stage, app *flow.App) {
		app.Show(flow.NewAreaPick(app, app.Words.T("areapick.title"), func(market.AreaCode) {}))
	}},
	{"areapick-county", func(g *stage, app *flow.App) {
		app.Show(flow.NewAreaPick(app, app.Words.T("areapick.title"), func(market.AreaCode) {}))
		on[*flow.AreaPick](g, app).Up(market.LevelCounty)
	}},
}

// The pictures are kept as those of TestEveryPageInEveryLook.
func TestEveryStaffPageInEveryLook(t *testing.T) {
	test.NewTempApp(t)
	folder := os.Getenv("VIEW_GALLERY")
	for _, s := range staffScenes {
		t.Run(s.name, func(t *testing.T) {
			g := newStage(t)
			g.fill()
			app := g.open()
			s.play(g, app)
			for _, l := range looks {
				t.Run(l.name, func(t *testing.T) {
					v, c := show(app, l.size, l.large, l.o)
					check(t, v, l.size)
					uncut(t, v)
					if folder != "" {
						keep(t, c, v, filepath.Join(folder, s.name+"-"+l.name+".png"))
					}
				})
			}
		})
	}
}

// uncut holds a page of staff to showing every text to its end.
func uncut(t *testing.T, v *View) {
	t.Helper()
	var cards []box // lists shorten the titles of postings, as those for everybody do
	for _, p := range touch.Targets(v.Screen()) {
		if p.Kind == "card" {
			cards = append(cards, box{p.Pos.X, p.Pos.Y, p.Size.Width, p.Size.Height})
		}
	}
	walk(v.Screen(), 0, 0, nil, func(text *canvas.Text, ink box, _ []box) {
		listed := slices.ContainsFunc(cards, func(c box) bool { return c.meets(ink) })
		if strings.HasSuffix(text.Text, "…") && !listed {
			t.Errorf("%q is cut", text.Text)
		}
	})
}

const stagePIN = "204817"

// employ brings a staff account as a pull from the county would.
func (g *stage) employ() {
	g.t.Helper()
	body, err := record.Marshal(record.Staff{Account: "z-001", Title: "值班站长", Role: "chief", PIN: seal.HashPIN(stagePIN), Station: 12})
	if err != nil {
		g.t.Fatal(err)
	}
	fact := record.Fact{Kind: record.StaffSet, ID: market.Ref{Origin: market.Origin{Epoch: 1}, N: 1}, At: 1, By: "county", Body: body}
	raw, err := fact.Encode()
	if err != nil {
		g.t.Fatal(err)
	}
	pulled := &wire.Pulled{Gen: 1, Items: []wire.Item{{Rev: 1, Epoch: 1, Seq: 1, Fact: raw}}, Upto: 1}
	if _, err := g.desk.Store().Take(g.t.Context(), pulled); err != nil {
		g.t.Fatal(err)
	}
}

func signIn(g *stage, app *flow.App) {
	g.employ()
	app.Show(flow.NewPin(app))
	press(on[*flow.Pin](g, app), stagePIN)
	g.settle()
	on[*flow.StaffMenu](g, app)
}

func openOwn(g *stage, app *flow.App) {
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Postings()
	p := on[*flow.StaffPostings](g, app)
	for _, row := range p.Rows {
		if row.Headcount >= 5 {
			p.Open(row)
			return
		}
	}
	g.t.Fatal("the sample market has no posting of five")
}

// openMatched opens a posting whose places were taken by people of several names.
func openMatched(g *stage, app *flow.App) {
	openOwn(g, app)
	id := on[*flow.StaffPosting](g, app).Row.ID
	for i, name := range []string{"李师傅", "欧阳师傅", "孙师傅", "马师傅", "赵师傅"} {
		a, err := g.desk.CheckIn(g.t.Context(), "z-001", market.Worker{Name: name, Phone: "1890000333" + string(rune('0'+i))}, "work")
		if err != nil {
			g.t.Fatal(err)
		}
		if _, err := g.desk.Take(g.t.Context(), "z-001", id, a.Worker); err != nil {
			g.t.Fatal(err)
		}
	}
	on[*flow.StaffPosting](g, app).Restart()
	p := on[*flow.StaffPosting](g, app)
	p.Choose(p.Matches[0].ID)
	p.Contact()
	g.settle()
}

// openPrints opens a queue with papers in every state.
func openPrints(g *stage, app *flow.App) {
	openMatched(g, app)
	app.Back()
	app.Back()
	jobs, err := g.desk.Store().PrintJobs(g.t.Context(), 10)
	if err != nil {
		g.t.Fatal(err)
	}
	states := []store.PrintState{store.PrintFailed, store.Unconfirmed, store.Queued, store.Printed, store.Sending}
	for i, j := range jobs {
		if err := g.desk.Store().SetPrint(g.t.Context(), j.ID, states[i%len(states)], ""); err != nil {
			g.t.Fatal(err)
		}
	}
	on[*flow.StaffMenu](g, app).PrintQueue()
}

func walkIn(g *stage, app *flow.App) {
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Walkin()
}

func dialEmployer(g *stage, app *flow.App, number string) {
	p := on[*flow.WalkinPage](g, app)
	p.PhoneClear()
	for _, d := range number {
		if d != '-' {
			p.PhoneDigit(d)
		}
	}
	p.Next()
	g.settle()
}

func askTrade(g *stage, app *flow.App) {
	walkIn(g, app)
	dialEmployer(g, app, "18900007777")
	on[*flow.WalkinPage](g, app).PickKind("individual")
	on[*flow.Surname](g, app).Pick("汪")
}

// answer leads to a question with good answers before it.
func answer(g *stage, app *flow.App, until flow.WalkinStep) {
	askTrade(g, app)
	for {
		p := on[*flow.WalkinPage](g, app)
		if p.Step == until {
			return
		}
		switch p.Step {
		case flow.AskTrade:
			p.PickTrade("loader")
		case flow.AskPay:
			p.Target(true)
			p.Digit('5')
			p.Target(false)
			press(p, "150")
			p.PickUnit("day")
		case flow.AskWhere:
			p.Where.Pick(p.Where.Shown()[1])
		}
		p.Next()
		if app.Current() == flow.Page(p) {
			g.t.Fatalf("%s does not go on: %s", p.Name(), p.Fault())
		}
	}
}

// composed waits for the candidates.
func composed(g *stage, e *flow.Entry) {
	g.t.Helper()
	for e.Waiting() {
		g.settle()
	}
}
