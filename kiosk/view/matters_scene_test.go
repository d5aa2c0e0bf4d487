package view

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/flow"
)

// mattersScenes lead staff to what waits for them.
var mattersScenes = []struct {
	name string
	play func(g *stage, app *flow.App)
}{
	{"matters-none", func(g *stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Matters()
	}},
	{"matters", waiting},
	{"matter-proposal", func(g *stage, app *flow.App) { openMatter(g, app, 0) }},
	{"matter-return", func(g *stage, app *flow.App) {
		openMatter(g, app, 0)
		on[*flow.StaffMatter](g, app).Deeds[0].Do()
	}},
	{"matter-passed", func(g *stage, app *flow.App) {
		openMatter(g, app, 0)
		on[*flow.StaffMatter](g, app).Deeds[1].Do()
		g.settle()
	}},
	{"matter-complaint", func(g *stage, app *flow.App) { openMatter(g, app, 1) }},
	{"matter-guidance", func(g *stage, app *flow.App) { openMatter(g, app, 2) }},
}

// waiting has one matter of each kind wait for staff.
func waiting(g *stage, app *flow.App) {
	complain(g, app)
	app.End()
	handIn(g, app)
	app.End()
	if _, err := g.desk.AskGuidance(g.t.Context(), "self", "contract", "18900008888", "李师傅"); err != nil {
		g.t.Fatal(err)
	}
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Matters()
}

func openMatter(g *stage, app *flow.App, i int) {
	waiting(g, app)
	p := on[*flow.StaffMatters](g, app)
	p.Open(p.Rows[i])
	on[*flow.StaffMatter](g, app)
}

func TestMatterPagesInEveryLook(t *testing.T) {
	test.NewTempApp(t)
	for _, s := range mattersScenes {
		t.Run(s.name, func(t *testing.T) { everyLook(t, s.name, s.play) })
	}
}
