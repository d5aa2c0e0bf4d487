package scene

import (
	"yizhan/kiosk/flow"
	"yizhan/kiosk/ime"
	"yizhan/sync/market"
)

// writingScenes are the pages where a finger writes or picks an area.
var writingScenes = []Scene{
	{Name: "entry", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
		e := on[*flow.Entry](g, app)
		e.Write("村东头")
		for _, l := range "putaoyuan" {
			e.Letter(l)
		}
		composed(g, e)
	}},
	{Name: "entry-hand", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		on[*flow.WalkinPage](g, app).PlaceWords()
		e := on[*flow.Entry](g, app)
		e.Write("村口往南")
		e.SetMode(flow.EntryHand)
		for _, s := range drawn {
			e.Draw(s)
		}
		composed(g, e)
	}},
	{Name: "entry-long", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
		on[*flow.WalkinPage](g, app).PickKind("company")
		on[*flow.WalkinPage](g, app).WriteFirm("name")
		e := on[*flow.Entry](g, app)
		for _, l := range "baofengxianshundajianzhulaowuyouxiangongsi" {
			e.Letter(l)
		}
		composed(g, e)
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

// drawn are two strokes of a finger: 丁.
var drawn = []ime.Stroke{
	{{X: 80, Y: 120}, {X: 150, Y: 114}, {X: 250, Y: 112}, {X: 330, Y: 108}, {X: 400, Y: 110}},
	{{X: 236, Y: 118}, {X: 238, Y: 170}, {X: 236, Y: 230}, {X: 234, Y: 300}, {X: 226, Y: 345}, {X: 206, Y: 366}, {X: 176, Y: 340}},
}

// composed waits for the candidates.
func composed(g *Stage, e *flow.Entry) {
	for e.Waiting() {
		g.settle()
	}
}
