package view

import (
	"fmt"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// scenes lead an app to every page for everybody, in the order in which people see them.
var scenes = []struct {
	name string
	play func(g *stage, app *flow.App)
}{
	{"home", func(*stage, *flow.App) {}},
	{"home-link", func(g *stage, app *flow.App) {
		g.state = flow.SyncState{Unsent: 12, LastGood: morning.AddDate(0, 0, -2)}
		app.ShowLink()
	}},

	{"trades", findTrades},
	{"trades-group", func(g *stage, app *flow.App) {
		findTrades(g, app)
		on[*flow.Trades](g, app).PickGroup("建筑装修")
	}},
	{"results", findAll},
	{"results-wishes", func(g *stage, app *flow.App) {
		findAll(g, app)
		on[*flow.Results](g, app).Toggle(flow.Daily)
		on[*flow.Results](g, app).Toggle(flow.Meals)
	}},
	{"results-none", func(g *stage, app *flow.App) {
		findTrades(g, app)
		on[*flow.Trades](g, app).PickGroup("建筑装修")
		on[*flow.Trades](g, app).Pick("scaffold")
	}},
	{"results-none-wishes", func(g *stage, app *flow.App) {
		findAll(g, app)
		for _, w := range flow.Wishes {
			on[*flow.Results](g, app).Toggle(w)
		}
	}},
	{"sift", func(g *stage, app *flow.App) {
		findAll(g, app)
		on[*flow.Results](g, app).Sift()
	}},
	{"sift-chosen", func(g *stage, app *flow.App) {
		findAll(g, app)
		on[*flow.Results](g, app).Sift()
		for _, c := range [][2]int{{0, 3}, {1, 2}, {2, 1}, {2, 2}, {3, 2}} {
			on[*flow.Sift](g, app).Rows()[c[0]].Answers[c[1]].Pick()
		}
		words := on[*flow.Sift](g, app).Rows()[4].Answers[0]
		words.Pick()
		on[*flow.Entry](g, app).Write("砌墙")
		on[*flow.Entry](g, app).Done()
	}},
	{"idle", func(g *stage, app *flow.App) {
		findAll(g, app)
		pulse := flow.NewPulse(app)
		for range 67 {
			pulse.Beat()
		}
		on[*flow.LastCall](g, app)
	}},
	{"detail", openDetail},
	{"detail-full", func(g *stage, app *flow.App) {
		openDetail(g, app)
		d := on[*flow.Detail](g, app)
		d.Card.Full, d.Card.Left = true, 0
	}},
	{"phone", askPhone},
	{"phone-bad", func(g *stage, app *flow.App) {
		askPhone(g, app)
		press(on[*flow.Phone](g, app), "12345678901")
		on[*flow.Phone](g, app).Next()
	}},
	{"phone-check-in", func(g *stage, app *flow.App) { on[*flow.Home](g, app).CheckIn() }},
	{"notice", func(g *stage, app *flow.App) {
		askPhone(g, app)
		dial(g, app, "18900009999")
	}},
	{"birth", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		introduce(g, app, "18900009998")
	}},
	{"young", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		introduce(g, app, "18900009998")
		press(on[*flow.Birth](g, app), "2012")
		on[*flow.Birth](g, app).Next()
	}},
	{"skills", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		introduce(g, app, "18900009998")
		press(on[*flow.Birth](g, app), "1968")
		on[*flow.Birth](g, app).Next()
		k := on[*flow.Skills](g, app)
		for _, id := range []market.TradeID{"mason", "general"} {
			k.Toggle(id)
		}
	}},
	{"number", func(g *stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		on[*flow.Number](g, app)
	}},
	{"people", func(g *stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		app.End()
		askPhone(g, app)
		dial(g, app, "13800138000")
		on[*flow.People](g, app)
	}},
	{"wait", func(g *stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		app.End()
		askPhone(g, app)
		dial(g, app, "13800138000")
		on[*flow.People](g, app).Pick(0)
		on[*flow.Wait](g, app)
	}},
	{"done", takeJob},
	{"done-no-paper", func(g *stage, app *flow.App) {
		takeJob(g, app)
		g.paper = "failed"
		flow.NewPulse(app).Beat()
	}},
	{"done-cancel", func(g *stage, app *flow.App) {
		takeJob(g, app)
		on[*flow.Done](g, app).Cancel()
	}},
	{"cancelled", func(g *stage, app *flow.App) {
		takeJob(g, app)
		on[*flow.Done](g, app).Cancel()
		on[*flow.Message](g, app).Ways[0].Do()
		g.settle()
		on[*flow.Message](g, app)
	}},
	{"kept", func(g *stage, app *flow.App) {
		g.giveAway(app)
		g.state.Online = false
		takeAs(g, app, 0, "13800138000")
		on[*flow.Message](g, app)
	}},
	{"asking", func(g *stage, app *flow.App) {
		g.giveAway(app)
		takeAs(g, app, 0, "13800138000")
		on[*flow.Wait](g, app)
	}},
	{"kept-asked", func(g *stage, app *flow.App) {
		g.giveAway(app)
		takeAs(g, app, 0, "13800138000")
		g.settle()
		on[*flow.Message](g, app)
	}},
	{"clash", func(g *stage, app *flow.App) {
		takeJob(g, app)
		app.End()
		takeAs(g, app, 1, "18900008888")
		on[*flow.Message](g, app)
	}},
	{"already", func(g *stage, app *flow.App) {
		takeJob(g, app)
		app.End()
		takeAs(g, app, 0, "18900008888")
		on[*flow.Message](g, app)
	}},
}

func findTrades(g *stage, app *flow.App) { on[*flow.Home](g, app).Find() }

func findAll(g *stage, app *flow.App) {
	findTrades(g, app)
	on[*flow.Trades](g, app).All()
}

func openDetail(g *stage, app *flow.App) {
	findAll(g, app)
	r := on[*flow.Results](g, app)
	r.Open(r.Cards()[0].ID)
	g.settle() // the slip for the screen
}

func askPhone(g *stage, app *flow.App) {
	openDetail(g, app)
	on[*flow.Detail](g, app).Take()
}

func press(p interface{ Digit(rune) }, digits string) {
	for _, d := range digits {
		p.Digit(d)
	}
}

func dial(g *stage, app *flow.App, number string) {
	press(on[*flow.Phone](g, app), number)
	on[*flow.Phone](g, app).Next()
	g.settle()
}

// introduce answers up to the year of birth.
func introduce(g *stage, app *flow.App, number string) {
	dial(g, app, number)
	on[*flow.Notice](g, app).Agree()
	on[*flow.Surname](g, app).Pick("李")
	on[*flow.Birth](g, app)
}

// checkIn checks somebody in: the first time with all questions, later with the phone alone.
func checkIn(g *stage, app *flow.App, number string) {
	on[*flow.Home](g, app).CheckIn()
	dial(g, app, number)
	if p, ok := app.Current().(*flow.People); ok {
		p.Pick(0)
		g.settle()
		return
	}
	on[*flow.Notice](g, app).Agree()
	on[*flow.Surname](g, app).Pick("李")
	press(on[*flow.Birth](g, app), "1968")
	on[*flow.Birth](g, app).Next()
	on[*flow.Skills](g, app).Done()
	g.settle()
}

// takeJob takes the first job of the list for a new worker.
func takeJob(g *stage, app *flow.App) {
	askPhone(g, app)
	introduce(g, app, "18900008888")
	press(on[*flow.Birth](g, app), "1968")
	on[*flow.Birth](g, app).Next()
	g.settle()
	g.settle()
	on[*flow.Done](g, app)
}

// takeAs goes for the i-th job of the list as somebody who is known here.
func takeAs(g *stage, app *flow.App, i int, number string) {
	findAll(g, app)
	r := on[*flow.Results](g, app)
	r.Open(r.Cards()[i].ID)
	g.settle() // the slip for the screen
	on[*flow.Detail](g, app).Take()
	dial(g, app, number)
	on[*flow.People](g, app).Pick(0)
	g.settle()
}

// giveAway leaves no place of the first job here, though there are free ones elsewhere.
func (g *stage) giveAway(app *flow.App) {
	g.t.Helper()
	checkIn(g, app, "13800138000")
	app.End()
	if _, _, err := g.desk.Store().Prepare(g.t.Context()); err != nil {
		g.t.Fatal(err)
	}
	id := on[*flow.Home](g, app).Board[0].ID
	for n := range 99 {
		w := market.Worker{Name: "王师傅", Phone: fmt.Sprintf("189000077%02d", n)}
		a, err := g.desk.CheckIn(g.t.Context(), desk.Self, w, "")
		if err != nil {
			g.t.Fatal(err)
		}
		switch _, err := g.desk.Take(g.t.Context(), desk.Self, id, a.Worker); {
		case market.Code(err) == "no_place_here":
			return
		case err != nil:
			g.t.Fatal(err)
		}
	}
	g.t.Fatal("the places have no end")
}

// play leads a fresh app to a scene.
func (g *stage) play(t *testing.T, name string) *flow.App {
	t.Helper()
	for _, s := range scenes {
		if s.name == name {
			app := g.open()
			s.play(g, app)
			return app
		}
	}
	t.Fatalf("no scene %s", name)
	return nil
}
