package view

import (
	"encoding/json"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"yizhan/assets/sample"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/scene"
	"yizhan/sync/market"
)

// stage is a scene's station in the hands of a test.
type stage struct {
	*scene.Stage
	t *testing.T
}

// play leads a fresh app on a stage of its own to a scene.
func play(t *testing.T, name string) (*stage, *flow.App) {
	t.Helper()
	s, ok := scene.Find(name)
	if !ok {
		t.Fatalf("no scene %s", name)
	}
	g, err := s.Set(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	app, err := s.Play(g)
	if err != nil {
		t.Fatal(err)
	}
	return &stage{g, t}, app
}

// settle runs what one piece of slow work hands back to the screen.
func (g *stage) settle() {
	g.t.Helper()
	if err := g.Settle(); err != nil {
		g.t.Fatal(err)
	}
}

// on gives the current page, which must be a P.
func on[P flow.Page](g *stage, app *flow.App) P {
	g.t.Helper()
	p, ok := app.Current().(P)
	if !ok {
		g.t.Fatalf("on screen is %q, wanted %T", app.Current().Name(), *new(P))
	}
	return p
}

// show draws the current page of an app.
func show(app *flow.App, size fyne.Size, large bool, o Options) (*View, software.WindowlessCanvas) {
	return stand(app, Look{Size: size, Large: large, Options: o})
}

// sampleTitles are the titles of the sample market.
var sampleTitles = sync.OnceValue(func() []string {
	lines, err := sample.Postings(scene.Morning, make([]market.EmployerID, 100))
	if err != nil {
		panic(err)
	}
	var titles []string
	for _, l := range lines {
		var p struct {
			Title string `json:"title"`
		}
		if err := json.Unmarshal(l, &p); err != nil {
			panic(err)
		}
		titles = append(titles, p.Title)
	}
	return titles
})
