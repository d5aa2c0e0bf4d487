package scene

import (
	"cmp"
	"slices"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// hallScenes lead staff to the hall, to what is to be noted of people at work, and to those in need.
var hallScenes = []Scene{
	{Name: "hall", play: func(g *Stage, app *flow.App) { enterHall(g, app) }},
	{Name: "hall-empty", Market: Empty, play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Room()
		g.settle()
	}},
	{Name: "hall-person", play: func(g *Stage, app *flow.App) {
		p := enterHall(g, app)
		p.Choose(p.ShownPeople()[1].ID)
	}},
	{Name: "hall-job", play: func(g *Stage, app *flow.App) {
		p := enterHall(g, app)
		p.ChooseJob(p.Hall.Pairs(1)[0].Job)
	}},
	{Name: "hall-pair", play: func(g *Stage, app *flow.App) { choosePair(g, app) }},
	{Name: "hall-bar", play: func(g *Stage, app *flow.App) {
		p := choosePair(g, app)
		for _, r := range p.Hall.Rows { // somebody who does other work
			p.Choose(r.Person.ID)
			if _, bar, ok := p.Pair(); ok && bar != "" {
				return
			}
		}
		g.failf("everybody goes with it")
	}},
	{Name: "hall-kept", play: func(g *Stage, app *flow.App) {
		p := choosePair(g, app)
		p.Keep()
		g.settle()
	}},
	{Name: "hall-sent", play: func(g *Stage, app *flow.App) {
		p := enterHall(g, app)
		i := p.ShownIdeas()[0]
		p.Send(i.Pair.Person, i.Pair.Job)
		g.settle()
	}},
	{Name: "hall-drawn", play: func(g *Stage, app *flow.App) {
		p := enterHall(g, app)
		for i := range p.Hall.Jobs {
			if job := &p.Hall.Jobs[i]; len(p.Hall.For(job, 10)) > 1 {
				p.ChooseJob(job.ID)
			}
		}
		p.Draw()
		g.settle()
		if p.Drawn == nil {
			g.failf("no lots: %s", p.Fault)
		}
		p.Drawn.Seed = "3f0c9a5512d47e80b6a1f2c43d9e7081" // the same in every picture
	}},
	{Name: "hall-clear", play: func(g *Stage, app *flow.App) { enterHall(g, app).AskClear() }},
	{Name: "results-room", play: func(g *Stage, app *flow.App) { enterResults(g, app) }},
	{Name: "results-running", play: func(g *Stage, app *flow.App) {
		p := enterResults(g, app)
		p.Choose(p.Shown()[0])
		p.Contact()
		g.settle()
		p.Arrive()
		g.settle()
	}},
	{Name: "results-pay", play: func(g *Stage, app *flow.App) { finished(g, app) }},
	{Name: "results-rated", play: func(g *Stage, app *flow.App) {
		p := finished(g, app)
		p.Pay(p.Chosen.Promised)
		g.settle()
		p.Rate(market.OfWorker, market.Good)
		g.settle()
	}},
	{Name: "results-sum", play: func(g *Stage, app *flow.App) {
		finished(g, app).PayOther()
		press(on[*flow.PaidSum](g, app), "180")
	}},
	{Name: "results-empty", Market: Empty, play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Results()
	}},
	{Name: "help-room", play: func(g *Stage, app *flow.App) { enterHelp(g, app) }},
	{Name: "help-person", play: func(g *Stage, app *flow.App) {
		p := enterHelp(g, app)
		p.Choose(p.Shown()[0].ID)
		g.settle()
		p.Keep(p.Jobs(1)[0])
		g.settle()
	}},
	{Name: "help-ticked", play: func(g *Stage, app *flow.App) {
		p := enterHelp(g, app)
		p.Choose(p.Shown()[len(p.Shown())-1].ID)
		g.settle()
		p.Toggle(market.PovertyRisk)
	}},
}

// visitor is somebody who comes to the hall of a stage.
type visitor struct {
	name   string
	born   int
	trades []market.TradeID
	waited int               // minutes
	hard   []market.Hardship // that staff confirmed
}

// visitors are invented.
var visitors = []visitor{
	{"赵大姐", 1974, []market.TradeID{"harvest", "cleaner"}, 68, []market.Hardship{market.NoJobFamily, market.Older}},
	{"李师傅", 1968, []market.TradeID{"harvest", "mason"}, 42, []market.Hardship{market.Disabled}},
	{"孙师傅", 1965, []market.TradeID{"mason", "general"}, 80, nil},
	{"马师傅", 1979, []market.TradeID{"loader", "general"}, 55, []market.Hardship{market.Landless}},
	{"陈师傅", 1987, []market.TradeID{"decor", "waterproof"}, 18, nil},
	{"周师傅", 1980, []market.TradeID{"loader"}, 31, nil},
	{"郭大姐", 1978, []market.TradeID{"kitchen", "waiter"}, 26, nil},
	{"吴师傅", 1983, []market.TradeID{"harvest", "farm"}, 12, nil},
}

// gather brings them into the hall, one after the other as they waited.
func (g *Stage) gather() {
	now := g.now
	come := slices.Clone(visitors)
	slices.SortFunc(come, func(a, b visitor) int { return cmp.Compare(b.waited, a.waited) })
	for i, v := range come {
		g.now = now.Add(-time.Duration(v.waited) * time.Minute)
		a, err := g.Desk.CheckIn(g.ctx, desk.Self, market.Worker{
			Name: v.name, Phone: "1890000444" + string(rune('0'+i)), BirthYear: v.born, Trades: v.trades, Area: Area,
		}, "work")
		g.fail(err)
		if v.hard != nil {
			g.fail(g.Desk.SettleHelp(g.ctx, stageAccount, a.Worker, v.hard, "村里开的证明"))
		}
	}
	g.now = now
}

func enterHall(g *Stage, app *flow.App) *flow.StaffHall {
	signIn(g, app)
	g.gather()
	on[*flow.StaffMenu](g, app).Room()
	g.settle()
	return on[*flow.StaffHall](g, app)
}

// choosePair chooses the first suggestion of somebody of grade A.
func choosePair(g *Stage, app *flow.App) *flow.StaffHall {
	p := enterHall(g, app)
	pair := p.Hall.Pairs(1)[0]
	p.ChooseJob(pair.Job)
	p.Choose(pair.Person)
	return p
}

func enterResults(g *Stage, app *flow.App) *flow.StaffResults {
	p := enterHall(g, app)
	for range 5 {
		i := p.Hall.Pairs(1)[0]
		p.Send(i.Person, i.Job)
		g.settle()
	}
	app.Back()
	on[*flow.StaffMenu](g, app).Results()
	return on[*flow.StaffResults](g, app)
}

func finished(g *Stage, app *flow.App) *flow.StaffResults {
	p := enterResults(g, app)
	p.Choose(p.Shown()[0])
	p.Arrive()
	g.settle()
	p.Finish()
	g.settle()
	return p
}

func enterHelp(g *Stage, app *flow.App) *flow.StaffHelp {
	signIn(g, app)
	g.gather()
	on[*flow.StaffMenu](g, app).Help()
	g.settle()
	return on[*flow.StaffHelp](g, app)
}
