package scene

import (
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// writingScenes are the pages where a finger writes or picks an area.
var writingScenes = []Scene{
	{Name: "entry", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
		e := on[*flow.Entry](g, app)
		e.Write("村东头")
		for _, l := range "zhuang" {
			e.Letter(l)
		}
	}},
	{Name: "entry-quick", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
	}},
	{Name: "entry-signs", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
		on[*flow.Entry](g, app).SetMode(flow.EntrySigns)
	}},
	{Name: "entry-code", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
		on[*flow.WalkinPage](g, app).PickKind("company")
		on[*flow.WalkinPage](g, app).WriteFirm("uscc")
		e := on[*flow.Entry](g, app)
		e.Write("91410423MA0000")
		e.Done()
	}},
	{Name: "areapick", play: func(_ *Stage, app *flow.App) {
		app.Show(flow.NewAreaPick(app, app.Words.T("areapick.title"), func(market.AreaCode) {}))
	}},
	{Name: "areapick-county", play: func(g *Stage, app *flow.App) {
		app.Show(flow.NewAreaPick(app, app.Words.T("areapick.title"), func(market.AreaCode) {}))
		on[*flow.AreaPick](g, app).Up(market.LevelCounty)
	}},
}
