package view

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/flow"
)

// hireScenes lead an employer alone through 我要招人.
var hireScenes = []struct {
	name string
	play func(g *stage, app *flow.App)
}{
	{"hire-phone", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).Hire()
		hirePhone(g, app, "1890000")
	}},
	{"hire-kind", func(g *stage, app *flow.App) { hire(g, app) }},
	{"hire-trade", func(g *stage, app *flow.App) {
		hireTo(g, app)
		on[*flow.WalkinPage](g, app).PickTrade("loader")
	}},
	{"hire-pay", func(g *stage, app *flow.App) {
		hireTo(g, app)
		hireWork(g, app)
	}},
	{"hire-extras", func(g *stage, app *flow.App) { hireToExtras(g, app) }},
	{"hire-check", func(g *stage, app *flow.App) { hireToCheck(g, app) }},
	{"hire-done", handIn},
	{"hire-story", func(g *stage, app *flow.App) {
		handIn(g, app)
		number := on[*flow.HireDone](g, app).Number
		app.End()
		p, err := g.desk.Store().ProposalByNumber(g.t.Context(), number)
		if err != nil {
			g.t.Fatal(err)
		}
		if err := g.desk.ReturnProposal(g.t.Context(), "clerk", p.ID, "unclear", "在哪个仓库门口？写清楚再交。"); err != nil {
			g.t.Fatal(err)
		}
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Follow()
		press(on[*flow.FollowAsk](g, app), number)
		on[*flow.FollowAsk](g, app).Next()
		g.settle()
		on[*flow.HireStory](g, app)
	}},
}

func hirePhone(g *stage, app *flow.App, digits string) *flow.WalkinPage {
	p := on[*flow.WalkinPage](g, app)
	for _, d := range digits {
		p.PhoneDigit(d)
	}
	return p
}

// hire answers with a number that nobody has.
func hire(g *stage, app *flow.App) *flow.WalkinPage {
	on[*flow.Home](g, app).Hire()
	hirePhone(g, app, "18900008888").Next()
	g.settle()
	return on[*flow.WalkinPage](g, app)
}

func hireTo(g *stage, app *flow.App) {
	hire(g, app).PickKind("farm")
	on[*flow.Surname](g, app).Pick("李")
}

func hireWork(g *stage, app *flow.App) {
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

func hireToExtras(g *stage, app *flow.App) {
	hireTo(g, app)
	hireWork(g, app)
	for range 3 { // pay, day, hours
		on[*flow.WalkinPage](g, app).Next()
	}
	p := on[*flow.WalkinPage](g, app)
	p.Where.Pick(p.Where.Shown()[0])
	p.Next()
	on[*flow.WalkinPage](g, app).Toggle("meals")
}

func hireToCheck(g *stage, app *flow.App) {
	hireToExtras(g, app)
	on[*flow.WalkinPage](g, app).Next()
	if p := on[*flow.WalkinPage](g, app); p.Step != flow.CheckAll {
		g.t.Fatalf("on screen is %s: %s", p.Name(), p.Fault())
	}
}

func handIn(g *stage, app *flow.App) {
	hireToCheck(g, app)
	on[*flow.WalkinPage](g, app).HandIn()
	g.settle()
	on[*flow.HireDone](g, app)
}

func TestHirePagesInEveryLook(t *testing.T) {
	test.NewTempApp(t)
	for _, s := range hireScenes {
		t.Run(s.name, func(t *testing.T) { everyLook(t, s.name, s.play) })
	}
}
