package touch

import (
	"fyne.io/fyne/v2"
)

// SumField shows an amount that is being pressed, with its unit.
type SumField struct {
	part
	style *Style
	unit  string
	box   *fyne.Container
}

// NewSumField makes an empty field.
func NewSumField(s *Style, unit string) *SumField {
	f := &SumField{style: s, unit: unit, box: Layers()}
	face := newFieldFace(s, f.box)
	f.children = []fyne.CanvasObject{face}
	least := func() fyne.Size { return fyne.NewSize(1, fieldHeight(s)) }
	f.become(f, least, func(size fyne.Size) { place(face, 0, 0, size.Width, size.Height) })
	f.SetDigits("")
	return f
}

// SetDigits shows digits; none shows a dash.
func (f *SumField) SetDigits(digits string) {
	ink := Ink
	if digits == "" {
		digits, ink = "0", Ink2
	}
	line := NewLine(f.style, 16, Run{Text: digits, Size: 72, Weight: Black, Colour: ink}, Run{Text: f.unit, Size: Title, Colour: Ink2})
	f.box.Objects = []fyne.CanvasObject{Pad(0, 36, 0, 36, Row(0, line, Space()))}
	f.box.Refresh()
}
