package view

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/kiosk/voice"
)

// ear hears what a station would say.
type ear struct {
	can  bool
	said [][]voice.Piece
	hush int
}

func (*ear) Press()                {}
func (*ear) Done()                 {}
func (*ear) Fault()                {}
func (e *ear) CanSay() bool        { return e.can }
func (e *ear) Say(p []voice.Piece) { e.said = append(e.said, p) }
func (e *ear) Hush()               { e.hush++ }

// Without recordings a station is silent and whole: no button leads to what cannot be heard. With some,
// each page that comes up is said, until the person is gone.
func TestAloud(t *testing.T) {
	test.NewTempApp(t)
	for _, can := range []bool{false, true} {
		_, app := play(t, "home")
		e := &ear{can: can}
		v, _ := show(app, fyne.NewSize(1366, 768), false, Options{Still: true, Sounds: e})
		at := slices.IndexFunc(touch.Targets(v.Screen()), func(t touch.Target) bool { return t.Label == v.t("home.aloud") })
		if (at >= 0) != can {
			t.Fatalf("with recordings: %v, the button is there: %v", can, at >= 0)
		}
		if can {
			touch.Targets(v.Screen())[at].Tap()
		}
		home, _ := app.Current().(*flow.Home)
		home.Find()
		if !can {
			if len(e.said) > 0 {
				t.Errorf("said %q", e.said)
			}
			continue
		}
		if len(e.said) != 2 || !slices.Contains(e.said[0], "say.home") || !slices.Contains(e.said[1], "say.trades") {
			t.Errorf("said %q", e.said)
		}
		app.End()
		next, _ := app.Current().(*flow.Home)
		next.Find()
		if len(e.said) != 2 || e.hush != 1 {
			t.Errorf("to the next comer: said %q, hushed %d times", e.said[2:], e.hush)
		}
	}
}
