package scene

import (
	"yizhan/assets/sample"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// policyScenes lead an app to what the county and the station tell everybody.
var policyScenes = []Scene{
	{Name: "policy", play: func(g *Stage, app *flow.App) {
		g.publish()
		on[*flow.Home](g, app).Policy()
		p := on[*flow.Policy](g, app)
		p.Want(p.ShownCourses()[1].ID)
		press(on[*flow.CallNumber](g, app), "18900008888")
		on[*flow.CallNumber](g, app).Next()
		g.settle()
	}},
	{Name: "policy-none", play: func(g *Stage, app *flow.App) {
		g.State.Online = false
		on[*flow.Home](g, app).Policy()
	}},
	{Name: "policy-call", play: func(g *Stage, app *flow.App) {
		g.publish()
		on[*flow.Home](g, app).Policy()
		p := on[*flow.Policy](g, app)
		p.Want(p.ShownCourses()[0].ID)
		press(on[*flow.CallNumber](g, app), "1890000")
	}},
	{Name: "notice-text", play: func(g *Stage, app *flow.App) {
		g.publish()
		on[*flow.Home](g, app).Policy()
		p := on[*flow.Policy](g, app)
		p.Open(p.Notices[len(p.Notices)-1])
	}},
	{Name: "guidance", play: func(g *Stage, app *flow.App) {
		on[*flow.Home](g, app).Policy()
		on[*flow.Policy](g, app).AskSomebody()
	}},
	{Name: "guidance-noted", play: func(g *Stage, app *flow.App) {
		g.publish()
		on[*flow.Home](g, app).Policy()
		on[*flow.Policy](g, app).AskSomebody()
		on[*flow.Guidance](g, app).Pick("contract")
		press(on[*flow.CallNumber](g, app), "18900008888")
		on[*flow.CallNumber](g, app).Next()
		g.settle()
		on[*flow.Message](g, app)
	}},
	{Name: "station-info", play: func(g *Stage, app *flow.App) {
		g.publish()
		on[*flow.Home](g, app).Info()
	}},
	{Name: "station-info-unsaid", play: func(g *Stage, app *flow.App) { on[*flow.Home](g, app).Info() }},
}

// publish brings what a county publishes, as a pull does.
func (g *Stage) publish() {
	p, err := sample.Published(Morning)
	if err != nil {
		g.fail(err)
	}
	pulled := &wire.Pulled{Gen: 1}
	say := func(kind record.Kind, n uint32, body any) {
		raw, err := record.Marshal(body)
		if err != nil {
			g.fail(err)
		}
		seq := uint64(len(pulled.Items) + 100) // behind the fact that employs staff
		f := record.Fact{Kind: kind, ID: market.Ref{Origin: market.Origin{Epoch: 1}, N: n}, At: Morning.UnixMilli(), By: "county", Body: raw}
		stored, err := f.Encode()
		if err != nil {
			g.fail(err)
		}
		pulled.Items = append(pulled.Items, wire.Item{Rev: seq, Epoch: 1, Seq: seq, Fact: stored})
		pulled.Upto = seq
	}
	for i, n := range p.Notices {
		from := market.MinuteOf(Morning.AddDate(0, 0, -3*(len(p.Notices)-i))).Date()
		say(record.NoticePublished, uint32(100+i), record.Notice{Topic: n.Topic, Title: n.Title, Second: n.Second, Text: n.Text, From: from})
	}
	for i, c := range p.Trainings {
		say(record.TrainingPublished, uint32(200+i), record.Training{
			Title: c.Title, Trade: c.Trade, Place: c.Place, From: c.From, Days: c.Days, Seats: c.Seats, Kind: c.Kind,
		})
	}
	say(record.StationDescribed, 12, record.StationPage{Opens: p.Page.Opens, Closes: p.Page.Closes, Days: p.Page.Days, Address: p.Page.Address})
	if _, err := g.Desk.Store().Take(g.ctx, pulled); err != nil {
		g.fail(err)
	}
}
