package scene

import (
	"yizhan/kiosk/flow"
)

// mattersScenes lead staff to what waits for them.
var mattersScenes = []Scene{
	{Name: "matters-none", play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Matters()
	}},
	{Name: "matters", play: waiting},
	{Name: "matter-proposal", play: func(g *Stage, app *flow.App) { openMatter(g, app, 0) }},
	{Name: "matter-return", play: func(g *Stage, app *flow.App) {
		openMatter(g, app, 0)
		on[*flow.StaffMatter](g, app).Deeds[1].Do()
	}},
	{Name: "matter-checked", play: func(g *Stage, app *flow.App) {
		openMatter(g, app, 0)
		p := on[*flow.StaffMatter](g, app)
		p.Deeds[0].Do()
		p.Ask[0].Do()
		g.settle()
		p.Deeds[0].Do()
	}},
	{Name: "matter-passed", play: func(g *Stage, app *flow.App) {
		openMatter(g, app, 0)
		on[*flow.StaffMatter](g, app).Deeds[2].Do()
		g.settle()
	}},
	{Name: "matter-complaint", play: func(g *Stage, app *flow.App) { openMatter(g, app, 1) }},
	{Name: "matter-guidance", play: func(g *Stage, app *flow.App) { openMatter(g, app, 2) }},
}

// waiting has one matter of each kind wait for staff.
func waiting(g *Stage, app *flow.App) {
	complain(g, app)
	app.End()
	handIn(g, app)
	app.End()
	if _, err := g.Desk.AskGuidance(g.ctx, "self", "contract", "18900008888", "李师傅"); err != nil {
		g.fail(err)
	}
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Matters()
}

func openMatter(g *Stage, app *flow.App, i int) {
	waiting(g, app)
	p := on[*flow.StaffMatters](g, app)
	p.Open(p.Rows[i])
	on[*flow.StaffMatter](g, app)
}
