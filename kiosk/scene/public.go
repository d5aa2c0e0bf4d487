package scene

import (
	"errors"
	"fmt"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// publicScenes lead an app to every page for everybody, in the order in which people see them.
var publicScenes = []Scene{
	{Name: "home", play: func(*Stage, *flow.App) {}},
	{Name: "home-link", play: func(g *Stage, app *flow.App) {
		g.State = flow.SyncState{Unsent: 12, LastGood: Morning.AddDate(0, 0, -2)}
		app.ShowLink()
	}},
	{Name: "trades", play: findTrades},
	{Name: "trades-group", play: func(g *Stage, app *flow.App) {
		findTrades(g, app)
		on[*flow.Trades](g, app).PickGroup("建筑装修")
	}},
	{Name: "results", play: findAll},
	{Name: "results-wishes", play: func(g *Stage, app *flow.App) {
		findAll(g, app)
		on[*flow.Results](g, app).Toggle(flow.Daily)
		on[*flow.Results](g, app).Toggle(flow.Meals)
	}},
	{Name: "results-none", play: func(g *Stage, app *flow.App) {
		findTrades(g, app)
		on[*flow.Trades](g, app).PickGroup("维修安装")
		on[*flow.Trades](g, app).Pick("elec_install")
	}},
	{Name: "results-none-wishes", play: func(g *Stage, app *flow.App) {
		findAll(g, app)
		for _, w := range flow.Wishes {
			on[*flow.Results](g, app).Toggle(w)
		}
	}},
	{Name: "sift", play: func(g *Stage, app *flow.App) {
		findAll(g, app)
		on[*flow.Results](g, app).Sift()
	}},
	{Name: "sift-chosen", play: func(g *Stage, app *flow.App) {
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
	{Name: "idle", play: func(g *Stage, app *flow.App) {
		findAll(g, app)
		pulse := flow.NewPulse(app)
		for range 67 {
			pulse.Beat()
		}
		on[*flow.LastCall](g, app)
	}},
	{Name: "detail", play: openDetail},
	{Name: "detail-full", play: func(g *Stage, app *flow.App) {
		findAll(g, app)
		r := on[*flow.Results](g, app)
		id := r.Cards()[0].ID
		g.fill(id)
		r.Open(id)
		g.settle() // the slip for the screen
	}},
	{Name: "who", play: askPhone},
	{Name: "who-bad", play: func(g *Stage, app *flow.App) {
		askPhone(g, app)
		press(on[*flow.Who](g, app), "12345678901")
		on[*flow.Who](g, app).Next()
	}},
	{Name: "notice", play: func(g *Stage, app *flow.App) {
		askPhone(g, app)
		dial(g, app, "18900009999")
	}},
	{Name: "birth", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		introduce(g, app, "18900009998")
	}},
	{Name: "young", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		introduce(g, app, "18900009998")
		press(on[*flow.Birth](g, app), "2012")
		on[*flow.Birth](g, app).Next()
	}},
	{Name: "skills", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		introduce(g, app, "18900009998")
		press(on[*flow.Birth](g, app), "1968")
		on[*flow.Birth](g, app).Next()
		k := on[*flow.Skills](g, app)
		for _, id := range []market.TradeID{"mason", "general"} {
			k.Toggle(id)
		}
	}},
	{Name: "number", play: func(g *Stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		on[*flow.Number](g, app)
	}},
	{Name: "people", play: func(g *Stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		app.End()
		askPhone(g, app)
		dial(g, app, "13800138000")
		on[*flow.People](g, app)
	}},
	{Name: "wait", play: func(g *Stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		app.End()
		askPhone(g, app)
		dial(g, app, "13800138000")
		on[*flow.People](g, app).Pick(0)
		on[*flow.Wait](g, app)
	}},
	{Name: "done", play: takeJob},
	{Name: "done-no-paper", play: func(g *Stage, app *flow.App) {
		takeJob(g, app)
		jobs, err := g.Desk.Store().PrintJobs(g.ctx, 1)
		g.fail(err)
		g.fail(g.Desk.Store().SetPrint(g.ctx, jobs[0].ID, store.PrintFailed, "printer_open"))
		flow.NewPulse(app).Beat()
	}},
	{Name: "done-cancel", play: func(g *Stage, app *flow.App) {
		takeJob(g, app)
		on[*flow.Done](g, app).Cancel()
	}},
	{Name: "cancelled", play: func(g *Stage, app *flow.App) {
		takeJob(g, app)
		on[*flow.Done](g, app).Cancel()
		on[*flow.Message](g, app).Ways[0].Do()
		g.settle()
		on[*flow.Message](g, app)
	}},
	{Name: "kept", play: func(g *Stage, app *flow.App) {
		g.giveAway(app)
		g.State.Online = false
		takeAs(g, app, 0, "13800138000")
		g.settle() // who waits already
		on[*flow.Message](g, app)
	}},
	{Name: "asking", play: func(g *Stage, app *flow.App) {
		g.giveAway(app)
		takeAs(g, app, 0, "13800138000")
		on[*flow.Wait](g, app)
	}},
	{Name: "kept-asked", play: func(g *Stage, app *flow.App) {
		g.giveAway(app)
		takeAs(g, app, 0, "13800138000")
		g.settle()
		g.settle() // who waits already
		on[*flow.Message](g, app)
	}},
	{Name: "clash", play: func(g *Stage, app *flow.App) {
		takeJob(g, app)
		app.End()
		takeAs(g, app, 1, "18900008888")
		on[*flow.Message](g, app)
	}},
	{Name: "already", play: func(g *Stage, app *flow.App) {
		takeJob(g, app)
		app.End()
		takeAs(g, app, 0, "18900008888")
		on[*flow.Message](g, app)
	}},
}

func findTrades(g *Stage, app *flow.App) { on[*flow.Home](g, app).Find() }

func findAll(g *Stage, app *flow.App) {
	findTrades(g, app)
	on[*flow.Trades](g, app).All()
}

func openDetail(g *Stage, app *flow.App) {
	findAll(g, app)
	r := on[*flow.Results](g, app)
	r.Open(r.Cards()[0].ID)
	g.settle() // the slip for the screen
}

func askPhone(g *Stage, app *flow.App) {
	openDetail(g, app)
	on[*flow.Detail](g, app).Take()
}

func dial(g *Stage, app *flow.App, number string) {
	press(on[*flow.Who](g, app), number)
	on[*flow.Who](g, app).Next()
	g.settle()
}

// introduce answers up to the year of birth.
func introduce(g *Stage, app *flow.App, number string) {
	dial(g, app, number)
	on[*flow.Notice](g, app).Agree()
	on[*flow.Surname](g, app).Pick("李")
	on[*flow.Birth](g, app)
}

// checkIn checks somebody in: the first time with all questions, later with the phone alone.
func checkIn(g *Stage, app *flow.App, number string) {
	on[*flow.Home](g, app).CheckIn()
	dial(g, app, number)
	if p, ok := app.Current().(*flow.People); ok {
		p.Pick(0)
		g.settle() // whether it was told what they look for
		if _, asks := app.Current().(*flow.Skills); !asks {
			g.settle()
			return
		}
		on[*flow.Skills](g, app).Done()
		tell(g, app)
		return
	}
	on[*flow.Notice](g, app).Agree()
	on[*flow.Surname](g, app).Pick("李")
	press(on[*flow.Birth](g, app), "1968")
	on[*flow.Birth](g, app).Next()
	on[*flow.Skills](g, app).Done()
	tell(g, app)
}

// tell answers how far, when, and that no help is wanted.
func tell(g *Stage, app *flow.App) {
	for range 3 {
		p := on[*flow.Pick](g, app)
		p.Answers[len(p.Answers)-1].Do()
	}
	g.settle()
}

// takeJob takes the first job of the list for a new worker.
func takeJob(g *Stage, app *flow.App) {
	askPhone(g, app)
	introduce(g, app, "18900008888")
	press(on[*flow.Birth](g, app), "1968")
	on[*flow.Birth](g, app).Next()
	g.settle()
	g.settle()
	on[*flow.Done](g, app)
}

// takeAs goes for the i-th job of the list as somebody who is known here.
func takeAs(g *Stage, app *flow.App, i int, number string) {
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
func (g *Stage) giveAway(app *flow.App) {
	checkIn(g, app, "13800138000")
	app.End()
	if _, _, err := g.Desk.Store().Prepare(g.ctx, true); err != nil {
		g.fail(err)
	}
	id := on[*flow.Home](g, app).Board[0].ID
	for n := range 99 {
		w := market.Worker{Name: "王师傅", Phone: fmt.Sprintf("189000077%02d", n)}
		a, err := g.Desk.CheckIn(g.ctx, desk.Self, w, "")
		if err != nil {
			g.fail(err)
		}
		switch _, err := g.Desk.Take(g.ctx, desk.Self, id, a.Worker); {
		case market.Code(err) == "no_place_here":
			return
		case err != nil:
			g.fail(err)
		}
	}
	g.fail(errors.New("the places have no end"))
}
