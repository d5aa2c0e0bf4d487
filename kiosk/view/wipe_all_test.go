package view

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/scene"
)

// After 结束 the screen is the one that a station shows to whoever comes next, whatever was on it. Pages
// that join kiosk/scene are held to it too.
func TestEndOfEverySceneIsHome(t *testing.T) {
	test.NewTempApp(t)
	for _, s := range scene.All() {
		if strings.Contains(s.Name, "unreadable") {
			continue // its database is gone
		}
		t.Run(s.Name, func(t *testing.T) {
			g, app := play(t, s.Name)
			v, _ := show(app, fyne.NewSize(1366, 768), false, Options{})
			_, waiting := app.Current().(*flow.Wait)
			app.End()
			if waiting { // what was under way is saved all the same, and counted
				g.settle()
				app.Refresh()
			}
			after := written(v)
			fresh, _ := show(g.Open(), fyne.NewSize(1366, 768), false, Options{})
			if want := written(fresh); after != want {
				t.Errorf("after the end the screen says\n%s\na fresh one says\n%s", after, want)
			}
		})
	}
}
