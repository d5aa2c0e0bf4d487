package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// StripOptions describe a row of a list in which something is to be chosen.
type StripOptions struct {
	Label    string              // names it for tests
	Lead     []fyne.CanvasObject // marks and figures before the words
	Title    []Run               // on one line
	Second   string              // a plain line below; "" for none
	Tail     fyne.CanvasObject   // at the right; may be nil
	Selected bool
	OnTap    func()
}

// Strip is a narrow card that can be pressed: marks, two lines of words, and what is at the right.
// Selected, it has the thick edge and a tick.
type Strip struct {
	Press
	tick *canvas.Raster
}

// NewStrip makes a strip. Its words grow smaller before they are shortened.
func NewStrip(s *Style, o StripOptions) *Strip {
	gap, side := float32(18), float32(20)
	if s.Form() == Compact {
		gap, side = 12, 12
	}
	title := NewLine(s, 12, o.Title...)
	title.Shrink = shrinkWord
	words := []fyne.CanvasObject{title}
	if o.Second != "" {
		second := NewText(s, o.Second, 24, Plain, Ink2)
		second.Shrink = shrinkWord
		words = append(words, second)
	}
	c := &Strip{tick: NewIcon(s, "check-circle", 32, GreenInk)}
	objects := append([]fyne.CanvasObject(nil), o.Lead...)
	objects = append(objects, Grow(1, linesOf(0, words...)))
	if o.Tail != nil {
		objects = append(objects, o.Tail)
	}
	objects = append(objects, c.tick)
	c.selected = o.Selected
	c.press(s, c, pressing{
		kind: "strip", label: o.Label, faces: facesOf(cardFace), radius: radiusCard, onTap: o.OnTap,
		content: Pad(2, side, 2, side, Row(gap, objects...)),
		repaint: func(face) {
			c.tick.Hidden = !c.selected
			c.content.Refresh()
		},
	})
	return c
}

// NewLetter is a large letter on a small tile of size DIP: a grade. It always stands beside words or
// figures that say more.
func NewLetter(s *Style, letter string, size float32, ground, ink Colour) fyne.CanvasObject {
	tile := canvas.NewRectangle(s.Paint(ground))
	tile.CornerRadius = round(size * 0.2)
	word := NewText(s, letter, size*0.62, Bold, ink)
	word.Align = fyne.TextAlignCenter
	if s.Large() {
		size *= largeFactor
	}
	return Fixed(size, size, Layers(s.rounded(tile), Centre(word)))
}

// NewProgress shows how many of some steps are behind: a short bar with its word for each.
func NewProgress(s *Style, done int, words []string) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for i, word := range words {
		bar, ink, weight := Hair, Ink2, Plain
		if i < done {
			bar, ink, weight = GreenInk, GreenInk, Bold
		}
		strip := canvas.NewRectangle(s.Paint(bar))
		strip.CornerRadius = 5
		text := NewText(s, word, 22, weight, ink)
		text.Align = fyne.TextAlignCenter
		parts = append(parts, Grow(1, Column(6, Fixed(0, 10, strip), text)))
	}
	return RowFill(6, parts...)
}
