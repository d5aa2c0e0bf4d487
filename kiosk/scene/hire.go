package scene

import (
	"yizhan/kiosk/flow"
)

// hireScenes lead an employer alone through 我要招人.
var hireScenes = []Scene{
	{Name: "hire-phone", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).Hire()
		hirePhone(g, app, "1890000")
	}},
	{Name: "hire-kind", play: func(g *Stage, app *flow.App) { hire(g, app) }},
	{Name: "hire-trade", play: func(g *Stage, app *flow.App) {
		hireTo(g, app)
		on[*flow.WalkinPage](g, app).PickTrade("loader")
	}},
	{Name: "hire-pay", play: func(g *Stage, app *flow.App) {
		hireTo(g, app)
		hireWork(g, app)
	}},
	{Name: "hire-extras", play: func(g *Stage, app *flow.App) { hireToExtras(g, app) }},
	{Name: "hire-check", play: func(g *Stage, app *flow.App) { hireToCheck(g, app) }},
	{Name: "hire-done", play: handIn},
	{Name: "hire-story", play: func(g *Stage, app *flow.App) {
		handIn(g, app)
		number := on[*flow.HireDone](g, app).Number
		app.End()
		p, err := g.Desk.Store().ProposalByNumber(g.ctx, number)
		if err != nil {
			g.fail(err)
		}
		if err := g.Desk.ReturnProposal(g.ctx, "self", p.ID, "unclear", "在哪个仓库门口？写清楚再交。"); err != nil {
			g.fail(err)
		}
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Follow()
		press(on[*flow.FollowAsk](g, app), number)
		on[*flow.FollowAsk](g, app).Next()
		g.settle()
		on[*flow.HireStory](g, app)
	}},
}

func hirePhone(g *Stage, app *flow.App, digits string) *flow.WalkinPage {
	p := on[*flow.WalkinPage](g, app)
	for _, d := range digits {
		p.PhoneDigit(d)
	}
	return p
}

// hire answers with a number that nobody has.
func hire(g *Stage, app *flow.App) *flow.WalkinPage {
	on[*flow.Home](g, app).Hire()
	hirePhone(g, app, "18900008888").Next()
	g.settle()
	return on[*flow.WalkinPage](g, app)
}

func hireTo(g *Stage, app *flow.App) {
	hire(g, app).PickKind("farm")
	on[*flow.Surname](g, app).Pick("李")
}

func hireWork(g *Stage, app *flow.App) {
	p := on[*flow.WalkinPage](g, app)
	p.PickTrade("loader")
	p.Next()
	p = on[*flow.WalkinPage](g, app)
	p.StepHeads(4)
	p.Target(false)
	for _, d := range "150" {
		p.Digit(d)
	}
}

func hireToExtras(g *Stage, app *flow.App) {
	hireTo(g, app)
	hireWork(g, app)
	for range 2 { // pay, day
		on[*flow.WalkinPage](g, app).Next()
	}
	p := on[*flow.WalkinPage](g, app)
	p.Where.Pick(p.Where.Shown()[0])
	p.Next()
	on[*flow.WalkinPage](g, app).Toggle("meals")
}

func hireToCheck(g *Stage, app *flow.App) {
	hireToExtras(g, app)
	on[*flow.WalkinPage](g, app).Next()
	if p := on[*flow.WalkinPage](g, app); p.Step != flow.CheckAll {
		g.failf("on screen is %s: %s", p.Name(), p.Fault())
	}
}

func handIn(g *Stage, app *flow.App) {
	hireToCheck(g, app)
	on[*flow.WalkinPage](g, app).HandIn()
	g.settle()
	on[*flow.HireDone](g, app)
}
