package view

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// opened is a view of a scene in a small window.
func opened(t *testing.T, scene string) (*stage, *flow.App, *View, software.WindowlessCanvas) {
	t.Helper()
	test.NewTempApp(t)
	g, app := play(t, scene)
	v, c := show(app, fyne.NewSize(1366, 768), false, Options{})
	return g, app, v, c
}

// tap presses what carries a word.
func tap(t *testing.T, v *View, label string) {
	t.Helper()
	for _, target := range touch.Targets(v.Screen()) {
		if target.Label == label && target.Enabled {
			target.Tap()
			return
		}
	}
	t.Fatalf("nothing on page %s says %q", v.Page(), label)
}

// A key must not build the page anew under the finger that is about to press the next one.
func TestKeysChangeTheFieldInPlace(t *testing.T) {
	_, app, v, _ := opened(t, "who")
	built := v.root.Objects[0]
	for _, d := range "18900000301" {
		tap(t, v, string(d))
	}
	if v.root.Objects[0] != built {
		t.Error("the page was built anew")
	}
	if got := app.Current().(*flow.Who).Digits; got != "18900000301" {
		t.Errorf("digits %s", got)
	}
	tap(t, v, v.t("way.next"))
}

func TestListStaysWhereItWas(t *testing.T) {
	g, app, v, _ := opened(t, "results")
	first := touch.Targets(v.Screen())
	tap(t, v, v.t("pages.next"))
	label := ""
	for _, target := range touch.Targets(v.Screen()) {
		if target.Kind == "card" {
			label = target.Label
			target.Tap()
			break
		}
	}
	g.settle()
	on[*flow.Detail](g, app)
	app.Back()
	for i, target := range touch.Targets(v.Screen()) {
		if target.Kind == "card" {
			if target.Label != label || target.Label == first[i].Label {
				t.Errorf("the list begins with %q, it was %q", target.Label, label)
			}
			break
		}
	}
}

// Another shape of the window is another layout of the same page.
func TestWindowTakesItsForm(t *testing.T) {
	_, _, v, c := opened(t, "trades")
	for _, f := range []struct {
		size fyne.Size
		form touch.Form
	}{{fyne.NewSize(1080, 1920), touch.Upright}, {fyne.NewSize(1920, 1080), touch.Wide}, {fyne.NewSize(1280, 800), touch.Compact}} {
		c.Resize(f.size)
		if v.style.Form() != f.form {
			t.Errorf("%v: form %v", f.size, v.style.Form())
		}
	}
}

// A finger anywhere on the glass shows that somebody is there.
func TestAnyTouchIsASignOfLife(t *testing.T) {
	_, app, v, _ := opened(t, "who")
	finger, ok := v.Content().(desktop.Hoverable)
	if !ok {
		t.Fatal("the window feels no finger")
	}
	for range 89 {
		v.Tick()
	}
	finger.MouseMoved(&desktop.MouseEvent{})
	for range 89 {
		v.Tick()
	}
	if app.Current().Name() != "who" {
		t.Fatalf("on screen is %s", app.Current().Name())
	}
	v.Tick()
	if app.Current().Name() != "countdown" {
		t.Errorf("on screen is %s", app.Current().Name())
	}
	tap(t, v, v.t("idle.go_on"))
	if v.Page() != "who" {
		t.Errorf("on screen is %s", v.Page())
	}
}

func TestHeaderFollowsTheLink(t *testing.T) {
	g, _, v, _ := opened(t, "trades")
	told := 0
	v.OnDrawn(func() { told++ })
	g.State = flow.SyncState{Unsent: 7}
	v.Linked()
	if told != 1 {
		t.Errorf("told %d times", told)
	}
	tap(t, v, "离线·7条待上传")
	if v.Page() != "link" {
		t.Errorf("on screen is %s", v.Page())
	}
}

func TestLargeText(t *testing.T) {
	_, app, v, _ := opened(t, "home")
	tap(t, v, v.t("home.large"))
	if !v.style.Large() {
		t.Fatal("the text is not large")
	}
	app.Current().(*flow.Home).Find()
	app.Back()
	if !v.style.Large() {
		t.Error("the text is small again within the visit")
	}
	tap(t, v, v.t("home.usual"))
	if v.style.Large() {
		t.Error("the text is still large")
	}
}
