package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// Look is one way in which a page may be seen.
type Look struct {
	Name  string // of the picture's file: "upright-large"
	Size  fyne.Size
	Large bool // 大字
	Options
}

// Looks are the ways in which every page must be good: three sizes, 大字, the dark theme.
func Looks() []Look {
	wide, compact, upright := fyne.NewSize(1920, 1080), fyne.NewSize(1366, 768), fyne.NewSize(1080, 1920)
	dark := Options{Dark: true}
	return []Look{
		{"1920", wide, false, Options{}},
		{"1920-large", wide, true, Options{}},
		{"1366", compact, false, Options{}},
		{"1366-large", compact, true, Options{}},
		{"upright", upright, false, Options{}},
		{"upright-large", upright, true, Options{}},
		{"1920-dark", wide, false, dark},
		{"1366-large-dark", compact, true, dark},
	}
}

// Picture draws the current page of an app without a display. The toolkit needs an app to be there,
// which need not run.
func Picture(app *flow.App, l Look) image.Image {
	_, c := stand(app, l)
	return c.Capture()
}

// stand draws a page on a canvas in memory, without movement. It leaves the toolkit's theme alone:
// the colours are the style's, and every change of theme makes the toolkit read the fonts again. So the ground,
// to which a window is cleared by its theme, is drawn here.
func stand(app *flow.App, l Look) (*View, software.WindowlessCanvas) {
	l.Still = true
	v := New(app, l.Options)
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(touch.Layers(canvas.NewRectangle(v.style.Paint(touch.Paper)), v.Content()))
	c.Resize(l.Size)
	if l.Large {
		v.toggleLarge()
	}
	return v, c
}
