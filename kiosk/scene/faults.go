package scene

import (
	"fmt"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// faultScenes are pages for everybody while something at the station fails, and the questions between
// the ones that other scenes end at.
var faultScenes = []Scene{
	{Name: "unsaved", play: func(g *Stage, app *flow.App) {
		g.State.Disk = "disk_error"
		app.ShowLink()
		on[*flow.Message](g, app)
	}},
	{Name: "home-unsaved", play: func(g *Stage, app *flow.App) {
		g.State.Disk = "disk_full"
		app.Changed()
	}},
	{Name: "full", play: func(g *Stage, app *flow.App) {
		checkIn(g, app, "13800138000")
		app.End()
		openDetail(g, app)
		on[*flow.Detail](g, app).Take()
		g.fill(on[*flow.Who](g, app).Job().ID)
		dial(g, app, "13800138000")
		on[*flow.People](g, app).Pick(0)
		g.settle()
		g.settle() // who waits already
		on[*flow.Message](g, app)
	}},
	{Name: "scan-bad-slip", play: func(g *Stage, app *flow.App) {
		code := g.slip(firstJob(g, app))
		scan(g, app, code[:len(code)-3])
	}},
	{Name: "surname", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).CheckIn()
		dial(g, app, "18900009998")
		on[*flow.Notice](g, app).Agree()
	}},
	{Name: "hire-day", play: func(g *Stage, app *flow.App) { hireToDay(g, app) }},
	{Name: "hire-where", play: func(g *Stage, app *flow.App) {
		hireToDay(g, app)
		on[*flow.WalkinPage](g, app).Next()
		p := on[*flow.WalkinPage](g, app)
		p.Where.Pick(p.Where.Shown()[0])
	}},
}

func hireToDay(g *Stage, app *flow.App) {
	hireTo(g, app)
	hireWork(g, app)
	on[*flow.WalkinPage](g, app).Next()
}

// fill gives away all places of a job.
func (g *Stage) fill(id market.PostingID) {
	p, err := g.Desk.Store().Posting(g.ctx, id)
	g.fail(err)
	for n := range p.Left() {
		_, err := g.Desk.Take(g.ctx, desk.Self, id, g.guest("王师傅", fmt.Sprintf("189000066%02d", n)))
		g.fail(err)
	}
}
