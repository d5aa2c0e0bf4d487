package touch

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tearDot is the side of a dot and of the gap after it, in DIP.
const tearDot = 3

// newTearLine is the dotted line before a slip's stub, upright, one picture
// rather than a hundred small rectangles.
func newTearLine(s *Style) fyne.CanvasObject {
	ink := s.Paint(Edge)
	line := canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, w, h))
		dot := max(1, w)
		for y := range h {
			for x := range w {
				if y%(2*dot) < dot {
					img.SetNRGBA(x, y, color.NRGBA(ink))
				}
			}
		}
		return img
	})
	line.SetMinSize(fyne.NewSize(tearDot, tearDot))
	return line
}
