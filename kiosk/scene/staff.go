package scene

import (
	"errors"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// staffScenes lead an app to every page of the staff desk but its wizard.
var staffScenes = []Scene{
	{Name: "pin-nobody", play: func(_ *Stage, app *flow.App) { app.Show(flow.NewPin(app)) }},
	{Name: "pin", play: func(g *Stage, app *flow.App) {
		g.employ()
		app.Show(flow.NewPin(app))
		press(on[*flow.Pin](g, app), "2048")
	}},
	{Name: "pin-wrong", play: func(g *Stage, app *flow.App) {
		g.employ()
		app.Show(flow.NewPin(app))
		press(on[*flow.Pin](g, app), "111111")
		g.settle()
	}},
	{Name: "staff", play: signIn},
	{Name: "staff-postings", play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Postings()
	}},
	{Name: "staff-posting-empty", play: openOwn},
	{Name: "staff-posting", play: func(g *Stage, app *flow.App) {
		openMatched(g, app)
		p := on[*flow.StaffPosting](g, app)
		p.Choose(p.Matches[1].ID)
		p.Arrive()
		g.settle()
	}},
	{Name: "staff-posting-over", play: func(g *Stage, app *flow.App) {
		openMatched(g, app)
		p := on[*flow.StaffPosting](g, app)
		p.Choose(p.Matches[0].ID)
		p.Fail("employer_changed")
		g.settle()
	}},
	{Name: "staff-posting-close", play: func(g *Stage, app *flow.App) {
		openMatched(g, app)
		on[*flow.StaffPosting](g, app).AskClose()
	}},
	{Name: "staff-prints", play: openPrints},
	{Name: "staff-prints-cancel", play: func(g *Stage, app *flow.App) {
		openPrints(g, app)
		p := on[*flow.StaffPrints](g, app)
		p.Ask(p.Lines[0])
	}},
	{Name: "staff-prints-wall", play: func(g *Stage, app *flow.App) {
		openPrints(g, app)
		on[*flow.StaffPrints](g, app).ChoosePaper()
	}},
	{Name: "staff-posting-papers", play: func(g *Stage, app *flow.App) {
		openMatched(g, app)
		on[*flow.StaffPosting](g, app).AskPaper()
	}},
	{Name: "staff-devices", play: func(g *Stage, app *flow.App) {
		g.Faults = []flow.DeviceFault{{Device: "printer", Code: "printer_out"}, {Device: "reader", Code: "device_gone"}}
		openPrints(g, app)
	}},
	{Name: "staff-prints-out", play: func(g *Stage, app *flow.App) {
		g.Faults = []flow.DeviceFault{{Device: "printer", Code: "printer_out"}}
		failAll(g, app)
	}},
	{Name: "staff-prints-mended", play: failAll},
	{Name: "staff-devices-story", play: func(g *Stage, app *flow.App) {
		g.Faults = []flow.DeviceFault{{Device: "printer", Code: "printer_out"}, {Device: "reader", Code: "device_gone"}}
		openPrints(g, app)
		app.ShowStaffLink()
	}},
	{Name: "staff-prints-ask", play: func(g *Stage, app *flow.App) {
		openPrints(g, app)
		p := on[*flow.StaffPrints](g, app)
		p.Ask(p.Lines[1])
	}},
	{Name: "staff-station", play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Station()
	}},
	{Name: "staff-station-away", play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		g.State = flow.SyncState{Unsent: 12, LastGood: Morning.AddDate(0, 0, -2), Code: "offline"}
		on[*flow.StaffMenu](g, app).Station()
	}},
}

const (
	stagePIN     = "204817"
	stageAccount = "z-001"
)

// employ brings a staff account as a pull from the county would.
func (g *Stage) employ() {
	body, err := record.Marshal(record.Staff{Account: stageAccount, Title: "值班站长", Role: "supervisor", PIN: seal.HashPIN(stagePIN), Station: 12})
	if err != nil {
		g.fail(err)
	}
	fact := record.Fact{Kind: record.StaffSet, ID: market.Ref{Origin: market.Origin{Epoch: 1}, N: 1}, At: 1, By: "county", Body: body}
	raw, err := fact.Encode()
	if err != nil {
		g.fail(err)
	}
	pulled := &wire.Pulled{Gen: 1, Items: []wire.Item{{Rev: 1, Epoch: 1, Seq: 1, Fact: raw}}, Upto: 1}
	if _, err := g.Desk.Store().Take(g.ctx, pulled); err != nil {
		g.fail(err)
	}
}

func signIn(g *Stage, app *flow.App) {
	g.employ()
	app.Show(flow.NewPin(app))
	press(on[*flow.Pin](g, app), stagePIN)
	g.settle()
	on[*flow.StaffMenu](g, app)
}

func openOwn(g *Stage, app *flow.App) {
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Postings()
	p := on[*flow.StaffPostings](g, app)
	for _, row := range p.Rows {
		if row.Headcount >= 5 {
			p.Open(row)
			return
		}
	}
	g.fail(errors.New("the sample market has no posting of five"))
}

// openMatched opens a posting whose places were taken by people of several names.
func openMatched(g *Stage, app *flow.App) {
	openOwn(g, app)
	id := on[*flow.StaffPosting](g, app).Row.ID
	for i, name := range []string{"李师傅", "欧阳师傅", "孙师傅", "马师傅", "赵师傅"} {
		a, err := g.Desk.CheckIn(g.ctx, desk.Self, market.Worker{Name: name, Phone: "1890000333" + string(rune('0'+i))}, "work")
		if err != nil {
			g.fail(err)
		}
		if _, err := g.Desk.Take(g.ctx, desk.Self, id, a.Worker); err != nil {
			g.fail(err)
		}
	}
	on[*flow.StaffPosting](g, app).Restart()
	p := on[*flow.StaffPosting](g, app)
	p.Choose(p.Matches[0].ID)
	p.Contact()
	g.settle()
}

// openPrints opens a queue with papers in every state.
// failAll shows papers of which nothing came out, and one of which nobody knows.
func failAll(g *Stage, app *flow.App) {
	openPrints(g, app)
	p := on[*flow.StaffPrints](g, app)
	for i, l := range p.Lines {
		if i != 2 {
			g.fail(g.Desk.Store().SetPrint(g.ctx, l.ID, store.PrintFailed, "printer_out"))
		}
	}
	p.Restart()
}

func openPrints(g *Stage, app *flow.App) {
	openMatched(g, app)
	app.Back()
	app.Back()
	jobs, err := g.Desk.Store().PrintJobs(g.ctx, 10)
	if err != nil {
		g.fail(err)
	}
	states := []store.PrintState{store.PrintFailed, store.Unconfirmed, store.Queued, store.Printed, store.Sending}
	for i, j := range jobs {
		if err := g.Desk.Store().SetPrint(g.ctx, j.ID, states[i%len(states)], ""); err != nil {
			g.fail(err)
		}
	}
	on[*flow.StaffMenu](g, app).PrintQueue()
}
