package scene

import (
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// fieldScenes are the work of staff beside the hall.
var fieldScenes = []Scene{
	{Name: "field-duty", play: func(g *Stage, app *flow.App) {
		p := goOut(g, app, flow.DutyTab)
		p.ToggleDuty(stageAccount)
		g.settle()
	}},
	{Name: "field-survey", play: func(g *Stage, app *flow.App) {
		p := goOut(g, app, flow.SurveyTab)
		for i, place := range []string{"人民路桥头", "汽车站西门", "建材市场门口"} {
			p.Form.Place, p.Form.Trades = place, []market.TradeID{"loader", "mason"}
			p.StepHeads(5 * i)
			p.Save()
			g.settle()
		}
		p.ToggleTrade("mason")
	}},
	{Name: "field-patrol", play: func(g *Stage, app *flow.App) { goOut(g, app, flow.PatrolTab).StepLeaflets(30) }},
	{Name: "field-event", play: func(g *Stage, app *flow.App) { goOut(g, app, flow.EventTab).Called = "春风行动零工专场" }},
	{Name: "field-event-on", play: func(g *Stage, app *flow.App) {
		p := goOut(g, app, flow.EventTab)
		_, err := g.Desk.OpenEvent(g.ctx, stageAccount, record.Event{Kind: "truck", Name: "赵村大篷车", Area: Area})
		g.fail(err)
		g.fail(g.Desk.CloseEvent(g.ctx, stageAccount))
		p.Called = "春风行动零工专场"
		p.Open()
		g.settle()
		g.gather()
		p.Reload()
		app.Changed()
	}},
	{Name: "field-event-close", play: func(g *Stage, app *flow.App) {
		p := goOut(g, app, flow.EventTab)
		p.Called = "春风行动零工专场"
		p.Open()
		g.settle()
		p.AskClose()
	}},
}

func goOut(g *Stage, app *flow.App, t flow.FieldTab) *flow.StaffField {
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Field()
	p := on[*flow.StaffField](g, app)
	p.ShowTab(t)
	return p
}
