package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// newStruck is a text with a line through it: what was so before.
func newStruck(s *Style, text string, size float32) fyne.CanvasObject {
	line := canvas.NewRectangle(s.Paint(AmberInk))
	// The middle of the characters stands a little below that of the line box.
	through := Column(0, Grow(1.15, newBlank()), Fixed(0, 3, line), Space())
	return Layers(NewText(s, text, size, Plain, AmberInk), through)
}

// ChangedFact is a fact of which a slip says something else.
type ChangedFact struct {
	Fact
	Old     string // struck out before the text
	Changed string // 改过
}

// NewChangedFact is a row of facts on amber: the old words struck out, the new ones, and that it was
// changed. Upright and in large text the old words stand above the new ones.
func NewChangedFact(s *Style, f ChangedFact) fyne.CanvasObject {
	icon, size := float32(44), float32(32)
	if s.Form() == Compact {
		icon, size = 36, 28
	}
	text := NewText(s, f.Text, size, Bold, AmberInk)
	var words fyne.CanvasObject = Row(18, newStruck(s, f.Old, 28), Grow(1, text))
	if s.Form() != Wide || s.Large() {
		words = Column(0, Row(0, newStruck(s, f.Old, 26), Space()), text)
	}
	label := Fixed(round(s.Text(Body)*86/26), 0, NewText(s, f.Label, Body, Plain, AmberInk))
	row := Row(20, NewIcon(s, f.Icon, icon, AmberInk), label, Grow(1, words), NewTag(s, WarnTag, f.Changed))
	return NewSurface(s, AmberTint, Clear, radiusSmall, Pad(10, 16, 10, 16, row))
}
