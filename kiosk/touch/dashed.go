package touch

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// dash is the length of a dash and of the gap after it, in DIP.
const dash = 8

// NewDashed is a frame of dashes around what nobody vouches for, with room DIP above and below it; it
// can never be pressed.
func NewDashed(s *Style, room float32, content fyne.CanvasObject) fyne.CanvasObject {
	return Layers(newDashes(s, true), newDashes(s, false), Pad(room, 32, room, 32, content))
}

// newDashes are the two lying or the two standing edges.
func newDashes(s *Style, lying bool) fyne.CanvasObject {
	ink := color.NRGBA(s.Paint(Edge))
	edge := func() fyne.CanvasObject {
		r := canvas.NewRaster(func(w, h int) image.Image {
			img := image.NewNRGBA(image.Rect(0, 0, w, h))
			for y := range h {
				for x := range w {
					along := y
					if lying {
						along = x
					}
					if along%(2*dash) < dash {
						img.SetNRGBA(x, y, ink)
					}
				}
			}
			return img
		})
		r.SetMinSize(fyne.NewSize(strokeNotice, strokeNotice))
		return r
	}
	if lying {
		return Column(0, edge(), Space(), edge())
	}
	return RowFill(0, edge(), Space(), edge())
}

// NewTearAcross is the dotted line of a slip, lying.
func NewTearAcross(s *Style) fyne.CanvasObject {
	ink := color.NRGBA(s.Paint(Edge))
	line := canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, w, h))
		dot := max(1, h)
		for x := range w {
			for y := range h {
				if x%(2*dot) < dot {
					img.SetNRGBA(x, y, ink)
				}
			}
		}
		return img
	})
	line.SetMinSize(fyne.NewSize(tearDot, tearDot))
	return line
}
