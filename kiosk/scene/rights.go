package scene

import (
	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// rightsScenes lead an app to the pages of 投诉维权.
var rightsScenes = []Scene{
	{Name: "complaint", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Pick(market.WagesOwed)
	}},
	{Name: "complaint-first", play: func(g *Stage, app *flow.App) { on[*flow.Home](g, app).Rights() }},
	{Name: "complaint-job", play: func(g *Stage, app *flow.App) { complainOf(g, app, market.FeeAsked) }},
	{Name: "complaint-sum", play: func(g *Stage, app *flow.App) {
		complainOf(g, app, market.WagesOwed)
		j := on[*flow.ComplaintJob](g, app)
		j.Pick(j.Shown()[0])
		press(on[*flow.ComplaintSum](g, app), "120")
	}},
	{Name: "complaint-sum-none", play: func(g *Stage, app *flow.App) {
		complainOf(g, app, market.FeeAsked)
		on[*flow.ComplaintJob](g, app).Skip()
	}},
	{Name: "complaint-who", play: func(g *Stage, app *flow.App) {
		complainOf(g, app, market.FalseJob)
		on[*flow.ComplaintJob](g, app).Skip()
		on[*flow.ComplaintWho](g, app)
	}},
	{Name: "complaint-who-known", play: func(g *Stage, app *flow.App) {
		app.Show(flow.NewComplaint(app, "", market.Worker{Name: "李师傅", Phone: "18900008888"}))
		on[*flow.ComplaintWhat](g, app).Pick(market.OtherWrong)
		on[*flow.ComplaintWhat](g, app).Next()
		on[*flow.ComplaintJob](g, app).Skip()
	}},
	{Name: "complaint-number", play: func(g *Stage, app *flow.App) {
		complainOf(g, app, market.FalseJob)
		on[*flow.ComplaintJob](g, app).Skip()
		on[*flow.ComplaintWho](g, app).Leave()
		press(on[*flow.CallNumber](g, app), "18900008888")
	}},
	{Name: "complaint-done", play: func(g *Stage, app *flow.App) {
		g.State.Unsent = 3
		complain(g, app)
	}},
	{Name: "complaint-follow", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Follow()
		press(on[*flow.FollowAsk](g, app), "5206")
	}},
	{Name: "complaint-follow-bad", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Follow()
		press(on[*flow.FollowAsk](g, app), "52061830")
		on[*flow.FollowAsk](g, app).Next()
	}},
	{Name: "complaint-story", play: func(g *Stage, app *flow.App) { follow(g, app, market.ComplaintFiled, "") }},
	{Name: "complaint-story-closed", play: func(g *Stage, app *flow.App) {
		follow(g, app, market.ComplaintClosed, "雇主把 120 元补上了，当面数清的。")
	}},
}

// complainOf answers what happened.
func complainOf(g *Stage, app *flow.App, k market.ComplaintKind) {
	on[*flow.Home](g, app).Rights()
	on[*flow.ComplaintWhat](g, app).Pick(k)
	on[*flow.ComplaintWhat](g, app).Next()
}

// complain files one about the first job without a name.
func complain(g *Stage, app *flow.App) *flow.ComplaintDone {
	complainOf(g, app, market.WagesOwed)
	j := on[*flow.ComplaintJob](g, app)
	j.Pick(j.Shown()[0])
	press(on[*flow.ComplaintSum](g, app), "120")
	on[*flow.ComplaintSum](g, app).Next()
	on[*flow.ComplaintWho](g, app).Anonymous()
	g.settle()
	return on[*flow.ComplaintDone](g, app)
}

// follow asks for a complaint that staff have brought to a state.
func follow(g *Stage, app *flow.App, to market.ComplaintState, words string) {
	number := complain(g, app).Number
	app.End()
	c, err := g.Desk.Store().ComplaintByNumber(g.ctx, number)
	if err != nil {
		g.fail(err)
	}
	if to != market.ComplaintFiled {
		if err := g.Desk.MoveComplaint(g.ctx, desk.Self, c.ID, to, words); err != nil {
			g.fail(err)
		}
	}
	on[*flow.Home](g, app).Rights()
	on[*flow.ComplaintWhat](g, app).Follow()
	press(on[*flow.FollowAsk](g, app), number)
	on[*flow.FollowAsk](g, app).Next()
	g.settle()
	on[*flow.ComplaintStory](g, app)
}
