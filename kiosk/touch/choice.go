package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ChoiceOptions describe one answer to a question.
type ChoiceOptions struct {
	Icon     string // may be ""
	Word     string
	Second   string // a plain line below; may be ""
	Selected bool
	Middle   bool // the word alone, in the middle: surnames, villages
	OnTap    func()
}

// Choice is an answer: picture, word, a plain line, and a tick when it is chosen.
type Choice struct {
	Press
	tick *canvas.Raster
}

// NewChoice makes an answer.
func NewChoice(s *Style, o ChoiceOptions) *Choice {
	c := &Choice{tick: NewIcon(s, "check-circle", 44, GreenInk)}
	word := NewText(s, o.Word, Title, Bold, Ink)
	word.Shrink = shrinkWord
	var objects []fyne.CanvasObject
	if o.Icon != "" {
		size := float32(68)
		if s.Form() == Compact {
			size = 60
		}
		objects = append(objects, NewIcon(s, o.Icon, size, GreenInk))
	}
	words := []fyne.CanvasObject{word}
	if o.Second != "" {
		words = append(words, NewText(s, o.Second, Body, Plain, Ink2))
	}
	objects = append(objects, Grow(1, linesOf(2, words...)), c.tick)
	side, corner, edge := float32(26), float32(32), float32(8)
	if s.Form() == Compact && s.Large() { // the word comes near to the corner
		corner, edge = 24, 2
	}
	if o.Middle {
		word.Align = fyne.TextAlignCenter
		objects, side = []fyne.CanvasObject{Grow(1, word)}, 8
		c.tick = NewIcon(s, "check-circle", corner, GreenInk)
	}
	content := Pad(8, side, 8, side, Row(24, objects...))
	if o.Middle { // the tick lies in the corner, so that the word stays in the middle
		content = Layers(content, Pad(edge, edge, edge, edge, Column(0, Row(0, Space(), c.tick), Space())))
	}
	c.selected = o.Selected
	c.press(s, c, pressing{
		kind: "choice", label: o.Word, faces: facesOf(cardFace), radius: radiusCard, onTap: o.OnTap, content: content,
		repaint: func(face) {
			c.tick.Hidden = !c.selected
			c.content.Refresh()
		},
	})
	return c
}
