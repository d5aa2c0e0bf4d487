package view

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// rightsScenes lead an app to the pages of 投诉维权.
var rightsScenes = []struct {
	name string
	play func(g *stage, app *flow.App)
}{
	{"complaint", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Pick(market.WagesOwed)
	}},
	{"complaint-first", func(g *stage, app *flow.App) { on[*flow.Home](g, app).Rights() }},
	{"complaint-job", func(g *stage, app *flow.App) { complainOf(g, app, market.FeeAsked) }},
	{"complaint-sum", func(g *stage, app *flow.App) {
		complainOf(g, app, market.WagesOwed)
		j := on[*flow.ComplaintJob](g, app)
		j.Pick(j.Shown()[0])
		press(on[*flow.ComplaintSum](g, app), "120")
	}},
	{"complaint-sum-none", func(g *stage, app *flow.App) {
		complainOf(g, app, market.FeeAsked)
		on[*flow.ComplaintJob](g, app).Skip()
	}},
	{"complaint-who", func(g *stage, app *flow.App) {
		complainOf(g, app, market.FalseJob)
		on[*flow.ComplaintJob](g, app).Skip()
		on[*flow.ComplaintWho](g, app)
	}},
	{"complaint-who-known", func(g *stage, app *flow.App) {
		app.Show(flow.NewComplaint(app, "", market.Worker{Name: "李师傅", Phone: "18900008888"}))
		on[*flow.ComplaintWhat](g, app).Pick(market.OtherWrong)
		on[*flow.ComplaintWhat](g, app).Next()
		on[*flow.ComplaintJob](g, app).Skip()
	}},
	{"complaint-number", func(g *stage, app *flow.App) {
		complainOf(g, app, market.FalseJob)
		on[*flow.ComplaintJob](g, app).Skip()
		on[*flow.ComplaintWho](g, app).Leave()
		press(on[*flow.CallNumber](g, app), "18900008888")
	}},
	{"complaint-done", func(g *stage, app *flow.App) {
		g.state.Unsent = 3
		complain(g, app)
	}},
	{"complaint-follow", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Follow()
		press(on[*flow.FollowAsk](g, app), "5206")
	}},
	{"complaint-follow-bad", func(g *stage, app *flow.App) {
		on[*flow.Home](g, app).Rights()
		on[*flow.ComplaintWhat](g, app).Follow()
		press(on[*flow.FollowAsk](g, app), "52061830")
		on[*flow.FollowAsk](g, app).Next()
	}},
	{"complaint-story", func(g *stage, app *flow.App) { follow(g, app, market.ComplaintFiled, "") }},
	{"complaint-story-closed", func(g *stage, app *flow.App) {
		follow(g, app, market.ComplaintClosed, "雇主把 120 元补上了，当面数清的。")
	}},
}

// complainOf answers what happened.
func complainOf(g *stage, app *flow.App, k market.ComplaintKind) {
	on[*flow.Home](g, app).Rights()
	on[*flow.ComplaintWhat](g, app).Pick(k)
	on[*flow.ComplaintWhat](g, app).Next()
}

// complain files one about the first job without a name.
func complain(g *stage, app *flow.App) *flow.ComplaintDone {
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
func follow(g *stage, app *flow.App, to market.ComplaintState, words string) {
	g.t.Helper()
	number := complain(g, app).Number
	app.End()
	c, err := g.desk.Store().ComplaintByNumber(g.t.Context(), number)
	if err != nil {
		g.t.Fatal(err)
	}
	if to != market.ComplaintFiled {
		if err := g.desk.MoveComplaint(g.t.Context(), desk.Self, c.ID, to, words); err != nil {
			g.t.Fatal(err)
		}
	}
	on[*flow.Home](g, app).Rights()
	on[*flow.ComplaintWhat](g, app).Follow()
	press(on[*flow.FollowAsk](g, app), number)
	on[*flow.FollowAsk](g, app).Next()
	g.settle()
	on[*flow.ComplaintStory](g, app)
}

func TestRightsPagesInEveryLook(t *testing.T) {
	test.NewTempApp(t)
	for _, s := range rightsScenes {
		t.Run(s.name, func(t *testing.T) { everyLook(t, s.name, s.play) })
	}
}

// everyLook plays a scene and holds its page to what must be true of all, in every look.
func everyLook(t *testing.T, name string, play func(g *stage, app *flow.App)) {
	t.Helper()
	g := newStage(t)
	g.fill()
	app := g.open()
	play(g, app)
	for _, l := range looks {
		t.Run(l.name, func(t *testing.T) {
			v, c := show(app, l.size, l.large, l.o)
			check(t, v, l.size)
			checkWhole(t, v)
			if folder := os.Getenv("VIEW_GALLERY"); folder != "" {
				keep(t, c, v, filepath.Join(folder, name+"-"+l.name+".png"))
			}
		})
	}
}
