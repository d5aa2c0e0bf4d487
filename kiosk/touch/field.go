package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// newFieldFace is the box that shows what is written. It is no entry: it takes no
// focus, has no blinking caret and is not pressable.
func newFieldFace(s *Style, content fyne.CanvasObject) fyne.CanvasObject {
	return surface(s, Card, GreenInk, strokeField, radiusCard, content)
}

func fieldHeight(s *Style) float32 {
	if s.Form() == Compact {
		return 96
	}
	return 132
}

// DigitOptions describe a number to be pressed.
type DigitOptions struct {
	Length int   // how many digits are wanted
	Groups []int // how they are grouped: 3, 4, 4
	// Hidden tells of a digit by its index whether it is shown as a dot; the last
	// pressed one is shown for a second. nil hides nothing.
	Hidden func(index int) bool
	// Label stands at the left and the digits at the right: whose PIN it is.
	Label string
	// Small digits are for numbers of more than eleven, which may have an X.
	Small bool
}

// DigitField shows a number that is being pressed.
type DigitField struct {
	part
	style  *Style
	o      DigitOptions
	digits string
	fresh  bool // the last digit is still shown
	turn   int
	box    *fyne.Container
}

// NewDigitField makes an empty field.
func NewDigitField(s *Style, o DigitOptions) *DigitField {
	f := &DigitField{style: s, o: o, box: Layers()}
	face := newFieldFace(s, f.box)
	f.children = []fyne.CanvasObject{face}
	least := func() fyne.Size { return fyne.NewSize(1, fieldHeight(s)) }
	f.become(f, least, func(size fyne.Size) { place(face, 0, 0, size.Width, size.Height) })
	f.build()
	return f
}

// SetDigits shows digits; a longer number than before shows its last digit for a second.
func (f *DigitField) SetDigits(digits string) {
	f.fresh = len(digits) > len(f.digits)
	f.digits = digits
	f.turn++
	f.build()
	if turn := f.turn; f.fresh && f.hides(len(digits)-1) {
		f.style.options.After(digitShown, func() {
			if turn == f.turn {
				f.fresh = false
				f.build()
			}
		})
	}
}

func (f *DigitField) hides(i int) bool { return f.o.Hidden != nil && f.o.Hidden(i) }

func (f *DigitField) build() {
	var objects []fyne.CanvasObject
	if f.o.Label != "" {
		objects = append(objects, Grow(1, NewText(f.style, f.o.Label, 34, Bold, Ink)))
	}
	size, gap := float32(24), float32(16)
	switch {
	case f.o.Label != "":
		size, gap = 34, 30
	case f.o.Small:
		size, gap = 14, 9
	}
	for _, cells := range f.cells() {
		objects = append(objects, Row(gap, f.drawCells(cells, size)...))
	}
	f.box.Objects = []fyne.CanvasObject{Pad(0, 36, 0, 36, Row(26, objects...))}
	f.box.Refresh()
}

// cell is a place of the number: a digit, a hidden digit, or one still to come.
type cell struct {
	digits string // shown as they are, next to each other
	dot    bool
	caret  bool
}

// cells groups what is shown: runs of digits, of dots, the caret, what is missing.
func (f *DigitField) cells() [][]cell {
	var out [][]cell
	var group []cell
	flush := func() {
		if len(group) > 0 {
			out, group = append(out, group), nil
		}
	}
	ends := groupEnds(f.o.Groups)
	for i := range f.digits {
		c := cell{digits: f.digits[i : i+1]}
		if f.hides(i) && (i != len(f.digits)-1 || !f.fresh) {
			c = cell{dot: true}
		}
		n := len(group) - 1
		switch {
		case n >= 0 && !c.dot && !group[n].dot:
			group[n].digits += c.digits
		case n >= 0 && c.dot != group[n].dot:
			flush()
			group = append(group, c)
		default:
			group = append(group, c)
		}
		if ends[i+1] {
			flush()
		}
	}
	flush()
	if f.o.Label == "" {
		out = append(out, []cell{{caret: true}})
	}
	for range f.o.Length - len(f.digits) {
		group = append(group, cell{})
	}
	flush()
	return out
}

func groupEnds(groups []int) map[int]bool {
	ends, at := map[int]bool{}, 0
	for _, n := range groups {
		at += n
		ends[at] = true
	}
	return ends
}

// text is the size of the digits.
func (f *DigitField) text() float32 {
	switch {
	case !f.o.Small:
		return 72
	case f.style.Form() == Compact:
		return 40
	}
	return 54
}

// weight is theirs. The figures of the heaviest know no X.
func (f *DigitField) weight() Weight {
	if f.o.Small {
		return Bold
	}
	return Black
}

func (f *DigitField) drawCells(cells []cell, size float32) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, c := range cells {
		switch {
		case c.caret:
			objects = append(objects, Fixed(6, f.text(), canvas.NewRectangle(f.style.Paint(GreenInk))))
		case c.dot:
			objects = append(objects, Fixed(size, size, newDisc(f.style, Ink2)))
		case c.digits != "":
			l := NewText(f.style, c.digits, f.text(), f.weight(), Ink)
			l.fixed = true
			objects = append(objects, l)
		default:
			objects = append(objects, Fixed(size, size, newRing(f.style, Edge, 4)))
		}
	}
	return objects
}
