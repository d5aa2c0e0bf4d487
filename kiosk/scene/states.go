package scene

import (
	"yizhan/kiosk/flow"
)

// stateScenes are pages for everybody in states that the sample market of a good day does not have:
// nothing there, no link, nothing to be read, and the longest names.
var stateScenes = []Scene{
	{Name: "home-empty", Market: Empty, play: func(*Stage, *flow.App) {}},
	{Name: "home-away", play: func(g *Stage, app *flow.App) {
		g.State = flow.SyncState{Unsent: 12, LastGood: Morning.AddDate(0, 0, -12)}
		app.Changed()
	}},
	{Name: "home-unreadable", play: func(g *Stage, app *flow.App) {
		g.fail(g.Desk.Store().Close())
		app.Refresh()
	}},
	{Name: "trades-empty", Market: Empty, play: findTrades},
	{Name: "results-empty", Market: Empty, play: findAll},
	{Name: "results-unreadable", play: func(g *Stage, app *flow.App) {
		findAll(g, app)
		g.fail(g.Desk.Store().Close())
		app.Refresh()
	}},
}
