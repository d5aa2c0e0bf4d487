package view

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/touch"
	"yizhan/kiosk/touch/contrast"
)

// drawing is what is painted on a page, in the order of painting: texts, and what they may not touch
// or must stand out from.
type drawing struct {
	texts []drawnText
	marks []box // pictures, tear lines, codes
	fills []fill
	clip  *box
}

type drawnText struct {
	*canvas.Text
	ink    box
	ground color.Color // what it stands on; nil for a picture
	list   *box        // the window it lies in
}

type fill struct {
	box
	colour color.Color
}

// draw adds an object and what is in it.
func (d *drawing) draw(o fyne.CanvasObject, x, y float32) {
	if !o.Visible() {
		return
	}
	x, y = x+o.Position().X, y+o.Position().Y
	at := box{x, y, o.Size().Width, o.Size().Height}
	switch o := o.(type) {
	case *canvas.Text:
		d.text(o, at)
	case *canvas.Rectangle:
		if _, _, _, a := o.FillColor.RGBA(); a == 0xffff && at.w > 4 && at.h > 4 {
			d.fills = append(d.fills, fill{at, o.FillColor})
		}
	case *canvas.Image, *canvas.Raster:
		if d.clip != nil {
			at = at.cut(*d.clip)
		}
		if at.w > 0 && at.h > 0 {
			d.marks = append(d.marks, at)
		}
	case *touch.Hills: // they lie behind the page
	case *touch.Sheet, *touch.Countdown: // what lies below is not read
		*d = drawing{}
		d.children(o.(fyne.Widget), x, y)
	case *touch.List:
		d.clip = &at
		d.children(o, x, y)
		d.clip = nil
	case *fyne.Container:
		for _, child := range o.Objects {
			d.draw(child, x, y)
		}
	case fyne.Widget:
		d.children(o, x, y)
	}
}

func (d *drawing) children(o fyne.Widget, x, y float32) {
	for _, child := range test.WidgetRenderer(o).Objects() {
		d.draw(child, x, y)
	}
}

func (d *drawing) text(o *canvas.Text, at box) {
	if strings.TrimSpace(o.Text) == "" {
		return
	}
	size, base := fyne.CurrentApp().Driver().RenderedTextSize(o.Text, o.TextSize, o.TextStyle, o.FontSource)
	high := o.TextSize * 0.74
	t := drawnText{Text: o, ink: box{at.x, at.y + base - high, size.Width, high}, list: d.clip}
	if d.clip != nil && !t.ink.meets(*d.clip) {
		return
	}
	for _, f := range d.fills {
		if t.ink.within(f.box, 1) {
			t.ground = f.colour
		}
	}
	d.texts = append(d.texts, t)
}

// checkInk holds a page to texts that touch neither each other nor a picture or tear line, that stand
// out from what is painted below them, and that a window of a list does not cut.
func checkInk(t *testing.T, v *View) {
	t.Helper()
	size := v.Screen().Size()
	d := drawing{fills: []fill{{box{0, 0, size.Width, size.Height}, v.style.Paint(touch.Paper)}}} // the window's ground
	d.draw(v.Screen(), 0, 0)
	for _, f := range d.fills[min(1, len(d.fills)):] {
		if f.w*f.h > 0.9*size.Width*size.Height {
			t.Errorf("the ground is painted a second time, %v at %v", f.colour, f.box)
		}
	}
	for i, a := range d.texts {
		for _, b := range d.texts[i+1:] {
			if a.ink.shrunk(2).meets(b.ink.shrunk(2)) {
				t.Errorf("%q at %v lies on %q at %v", a.Text.Text, a.ink, b.Text.Text, b.ink)
			}
		}
		for _, m := range d.marks {
			if a.ink.shrunk(2).meets(m.shrunk(2)) {
				t.Errorf("%q at %v lies on a picture at %v", a.Text.Text, a.ink, m)
			}
		}
		if a.list != nil && !a.ink.within(*a.list, 3) {
			t.Errorf("%q at %v is cut by its window %v", a.Text.Text, a.ink, *a.list)
		}
		if a.ground != nil {
			if got := contrast.Ratio(a.Color, a.ground); got < 7 {
				t.Errorf("%q has contrast %.2f", a.Text.Text, got)
			}
		}
	}
}

// cut is what of the box lies in o.
func (b box) cut(o box) box {
	x, y := max(b.x, o.x), max(b.y, o.y)
	return box{x, y, min(b.x+b.w, o.x+o.w) - x, min(b.y+b.h, o.y+o.h) - y}
}

// shrunk is the box without by DIP at each side.
func (b box) shrunk(by float32) box {
	return box{b.x + by, b.y + by, max(0, b.w-2*by), max(0, b.h-2*by)}
}
