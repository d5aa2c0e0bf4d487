package scene

import (
	"yizhan/kiosk/flow"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// aidScenes are what staff know of somebody whom they help, and what they do about wages.
var aidScenes = []Scene{
	{Name: "help-notes", play: func(g *Stage, app *flow.App) {
		p := helpSomebody(g, app)
		for _, words := range []string{"登记，想学养老护理", "摘花椒干得好，王家还要她", "要接孙子，四点前得回"} {
			g.fail(g.Desk.NoteAid(g.ctx, stageAccount, p.Person, words))
		}
		p.Choose(p.Person)
		g.settle()
		p.ShowTab(flow.HelpNotes)
	}},
	{Name: "help-notes-none", play: func(g *Stage, app *flow.App) { helpSomebody(g, app).ShowTab(flow.HelpNotes) }},
	{Name: "help-courses", play: func(g *Stage, app *flow.App) {
		g.publish()
		helpSomebody(g, app).ShowTab(flow.HelpCourses)
	}},
	{Name: "help-tagged", play: func(g *Stage, app *flow.App) {
		p := helpSomebody(g, app)
		job, _ := p.Hall.Job(p.Jobs(3)[1].Pair.Job)
		g.fail(g.Desk.TagPosting(g.ctx, stageAccount, job.ID, "welfare", false))
		g.fail(g.Desk.TagEmployer(g.ctx, stageAccount, job.Employer, "older_welcome", false))
		p.Choose(p.Person)
		g.settle()
	}},
	{Name: "matter-followed", play: func(g *Stage, app *flow.App) {
		list := takenUp(g, app)
		g.fail(g.Desk.FollowComplaint(g.ctx, stageAccount, list[0].ID, "promised", 0, "2026-07-20"))
		g.fail(g.Desk.FollowComplaint(g.ctx, stageAccount, list[0].ID, "paid_part", 100_00, ""))
		on[*flow.StaffMatter](g, app).Restart()
		on[*flow.StaffMatter](g, app).Reload()
		app.Changed()
	}},
	{Name: "matter-follow-ask", play: func(g *Stage, app *flow.App) {
		takenUp(g, app)
		on[*flow.StaffMatter](g, app).Deeds[0].Do()
	}},
}

// helpSomebody opens the first of those who need help.
func helpSomebody(g *Stage, app *flow.App) *flow.StaffHelp {
	p := enterHelp(g, app)
	p.Choose(p.Shown()[0].ID)
	g.settle()
	return p
}

// takenUp opens a complaint about wages that staff have taken up.
func takenUp(g *Stage, app *flow.App) []store.ComplaintRow {
	openMatter(g, app, 1)
	list, err := g.Desk.Store().Complaints(g.ctx)
	g.fail(err)
	g.fail(g.Desk.MoveComplaint(g.ctx, stageAccount, list[0].ID, market.ComplaintTaken, ""))
	on[*flow.StaffMatter](g, app).Reload()
	app.Changed()
	return list
}
