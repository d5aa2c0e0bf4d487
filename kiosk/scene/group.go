package scene

import "yizhan/kiosk/flow"

// groupScenes note results of many at once.
var groupScenes = []Scene{
	{Name: "group-room", play: func(g *Stage, app *flow.App) { chooseOfMany(g, app) }},
	{Name: "group-out", play: func(g *Stage, app *flow.App) {
		p := openGroup(g, app)
		p.Toggle(p.People[1].ID)
	}},
	{Name: "group-paid", play: func(g *Stage, app *flow.App) {
		openGroup(g, app).Note()
		g.settle()
		for range 2 { // done, and paid
			r := on[*flow.StaffResults](g, app)
			r.Choose(r.Shown()[0])
			r.Group()
			if p := on[*flow.ResultGroup](g, app); p.Stage != "paid" {
				p.Note()
				g.settle()
			}
		}
	}},
}

// chooseOfMany has five people at work, of whom one is chosen.
func chooseOfMany(g *Stage, app *flow.App) *flow.StaffResults {
	openMatched(g, app)
	app.Back()
	app.Back()
	on[*flow.StaffMenu](g, app).Results()
	p := on[*flow.StaffResults](g, app)
	p.Choose(p.Shown()[0])
	return p
}

func openGroup(g *Stage, app *flow.App) *flow.ResultGroup {
	chooseOfMany(g, app).Group()
	return on[*flow.ResultGroup](g, app)
}
