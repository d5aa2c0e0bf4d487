package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// NewStepper shows how far one is: steps bars, the first step of them filled, and
// the words (第 2 步/共 4 步) as runs.
func NewStepper(s *Style, step, steps int, words ...Run) fyne.CanvasObject {
	width := float32(72)
	if s.Form() != Wide {
		width = 44
	}
	if steps > 5 { // a long way leaves the question its room
		width *= 4 / float32(steps)
	}
	var objects []fyne.CanvasObject
	for i := range steps {
		colour := Hair
		if i < step {
			colour = GreenInk
		}
		bar := canvas.NewRectangle(s.Paint(colour))
		bar.CornerRadius = 6
		objects = append(objects, Fixed(width, 12, bar))
	}
	text := NewLine(s, 0, words...)
	return Row(10, append(objects, Pad(0, 0, 0, 12, text))...)
}

// NewDots shows which of pages is shown, for the board that turns by itself.
func NewDots(s *Style, page, pages int) fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for i := range pages {
		if i == page {
			dot := canvas.NewRectangle(s.Paint(GreenInk))
			dot.CornerRadius = 8
			objects = append(objects, Fixed(40, 16, dot))
			continue
		}
		objects = append(objects, Fixed(16, 16, newRing(s, GreenInk, 2)))
	}
	return Row(14, objects...)
}

// newRing is a circle with an edge and nothing in it.
func newRing(s *Style, c Colour, stroke float32) fyne.CanvasObject {
	ring := canvas.NewCircle(nil)
	ring.StrokeColor, ring.StrokeWidth = s.Paint(c), stroke
	return ring
}

// newDisc is a filled circle.
func newDisc(s *Style, c Colour) fyne.CanvasObject { return canvas.NewCircle(s.Paint(c)) }
