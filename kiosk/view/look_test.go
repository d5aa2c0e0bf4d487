package view

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/scene"
	"yizhan/kiosk/touch"
)

// VIEW_GALLERY names a folder to keep the pictures in; they are there to be looked at.
func TestEveryPageInEveryLook(t *testing.T) {
	test.NewTempApp(t)
	folder := os.Getenv("VIEW_GALLERY")
	for _, s := range scene.All() {
		t.Run(s.Name, func(t *testing.T) {
			_, app := play(t, s.Name)
			for _, l := range Looks() {
				t.Run(l.Name, func(t *testing.T) {
					v, c := stand(app, l)
					check(t, v, l.Size)
					checkWhole(t, v)
					checkInk(t, v)
					if folder != "" {
						keep(t, c, filepath.Join(folder, s.Name+"-"+l.Name+".png"))
					}
				})
			}
		})
	}
}

// keep writes the picture of a page.
func keep(t *testing.T, c fyne.Canvas, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, c.Capture()); err != nil {
		t.Fatal(err)
	}
}

// A page paints no ground; its picture stands on that of its style all the same.
func TestPicturesHaveTheirGround(t *testing.T) {
	test.NewTempApp(t)
	_, app := play(t, "detail")
	for _, dark := range []bool{false, true} {
		l := Look{Size: fyne.NewSize(1366, 768), Options: Options{Dark: dark}}
		v, _ := stand(app, l)
		for _, at := range []image.Point{{1, 1}, {1365, 767}, {4, 400}} {
			if got, want := color.NRGBAModel.Convert(Picture(app, l).At(at.X, at.Y)), v.style.Paint(touch.Paper); got != color.Color(want) {
				t.Errorf("dark %v: the ground at %v is %v, want %v", dark, at, got, want)
			}
		}
	}
}

// box is a place on the screen.
type box struct {
	x, y, w, h float32
}

func (b box) String() string { return fmt.Sprintf("%.0f,%.0f %.0f×%.0f", b.x, b.y, b.w, b.h) }

// within says whether b lies in o, up to slack DIP on each side.
func (b box) within(o box, slack float32) bool {
	return b.x >= o.x-slack && b.y >= o.y-slack && b.x+b.w <= o.x+o.w+slack && b.y+b.h <= o.y+o.h+slack
}

func (b box) meets(o box) bool {
	return b.x < o.x+o.w && o.x < b.x+b.w && b.y < o.y+o.h && o.y < b.y+b.h
}

// check holds a page to what must be true of all.
func check(t *testing.T, v *View, size fyne.Size) {
	t.Helper()
	texts := 0
	walk(v.Screen(), 0, 0, nil, func(text *canvas.Text, ink box, around []box) {
		texts++
		switch {
		case strings.Contains(text.Text, "⟦"):
			t.Errorf("%q has no words", text.Text)
		case text.TextSize < touch.Least:
			t.Errorf("%q is %.0f high", text.Text, text.TextSize)
		}
		for _, a := range around {
			if !ink.within(a, 3) {
				t.Errorf("%q at %v reaches out of %v", text.Text, ink, a)
				return
			}
		}
	})
	if texts == 0 {
		t.Error("nothing is written on the page")
	}
	targets := touch.Targets(v.Screen())
	least := v.style.Target(72)
	for i, a := range targets {
		at := box{a.Pos.X, a.Pos.Y, a.Size.Width, a.Size.Height}
		if at.w < least || at.h < least {
			t.Errorf("%s %q is %v, smaller than %.0f", a.Kind, a.Label, at, least)
		}
		if !at.within(box{0, 0, size.Width, size.Height}, 0) {
			t.Errorf("%s %q at %v is not on the screen", a.Kind, a.Label, at)
		}
		for _, b := range targets[i+1:] {
			if at.meets(box{b.Pos.X, b.Pos.Y, b.Size.Width, b.Size.Height}) {
				t.Errorf("%s %q meets %s %q", a.Kind, a.Label, b.Kind, b.Label)
			}
		}
	}
}

// checkWhole holds a page to showing its own words whole.
func checkWhole(t *testing.T, v *View) {
	t.Helper()
	walk(v.Screen(), 0, 0, nil, func(text *canvas.Text, _ box, _ []box) {
		if !mayBeShort(v, text.Text) {
			t.Errorf("%q is shortened", text.Text)
		}
	})
}

// mayBeShort says whether a text is whole, or is one that may be shortened: what others wrote
// without knowing this screen, and the name of the market.
func mayBeShort(v *View, text string) bool {
	start, short := strings.CutSuffix(text, "…")
	if !short || strings.HasPrefix(v.app.Market, start) {
		return true
	}
	end := []rune(start)
	end = end[max(0, len(end)-4):]
	return slices.ContainsFunc(append(sampleTitles(), scene.Written()...), func(t string) bool {
		return strings.Contains(t, string(end))
	})
}

// walk visits the texts that can be seen, with where their ink is and what lies around them.
func walk(o fyne.CanvasObject, x, y float32, around []box, visit func(*canvas.Text, box, []box)) {
	if !o.Visible() {
		return
	}
	x, y = x+o.Position().X, y+o.Position().Y
	if text, ok := o.(*canvas.Text); ok {
		if strings.TrimSpace(text.Text) == "" {
			return
		}
		size, base := fyne.CurrentApp().Driver().RenderedTextSize(text.Text, text.TextSize, text.TextStyle, text.FontSource)
		high := text.TextSize * 0.74
		visit(text, box{x, y + base - high, size.Width, high}, around)
		return
	}
	if s := o.Size(); s.Width > 0 && s.Height > 0 {
		around = append(around[:len(around):len(around)], box{x, y, s.Width, s.Height})
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case *touch.List:
		return // what is half out of sight in a list is meant to be
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		walk(child, x, y, around, visit)
	}
}
