package touch

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// largeFace is the area in square DIP from which a face is painted in pieces: a card of a posting, a door, not a key.
const largeFace = 40_000

// large paints a large rounded face with an edge in pieces. The toolkit asks for each pixel of a box, also of a plain one, how far
// it is from the rim. A graphics processor does that beside other work; without one it is half of the time that a
// picture of the list takes. So only two strips are rounded boxes. What lies between them is one thick line, the
// cheapest of all shapes (its pixels know nothing but how far they are from its middle), and the edge beside it two narrow boxes.
type large struct {
	top, bottom *canvas.Rectangle // with the corners; nil until the face is large
	left, right *canvas.Rectangle
	middle      *canvas.Line
}

// lay makes the pieces look like whole and stand where it is; false: whole is small or not of one colour, and is to be painted itself.
func (l *large) lay(whole *canvas.Rectangle) bool {
	size, at := whole.Size(), whole.Position()
	radius, stroke := whole.CornerRadius, whole.StrokeWidth
	strip := radius + stroke + 2 // its inner edge lies below the middle
	if !whole.Visible() || size.Width*size.Height < largeFace || size.Height < 3*strip || radius == 0 ||
		!solid(whole.FillColor) || stroke > 0 && !solid(whole.StrokeColor) {
		return false
	}
	if l.middle == nil {
		l.top, l.bottom = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
		l.left, l.right = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
		l.middle = canvas.NewLine(nil)
	}
	l.top.TopLeftCornerRadius, l.top.TopRightCornerRadius = radius, radius
	l.bottom.BottomLeftCornerRadius, l.bottom.BottomRightCornerRadius = radius, radius
	for _, end := range []*canvas.Rectangle{l.top, l.bottom} {
		end.FillColor, end.StrokeColor, end.StrokeWidth = whole.FillColor, whole.StrokeColor, stroke
	}
	place(l.top, at.X, at.Y, size.Width, strip)
	place(l.bottom, at.X, at.Y+size.Height-strip, size.Width, strip)

	from, high := at.Y+radius+1, size.Height-2*radius-2
	if int(high)%2 == 1 { // the middle of a line lies between two pixels
		high++
	}
	for _, side := range []*canvas.Rectangle{l.left, l.right} {
		side.FillColor, side.Hidden = whole.StrokeColor, stroke == 0
	}
	place(l.left, at.X, from, stroke, high)
	place(l.right, at.X+size.Width-stroke, from, stroke, high)
	l.middle.StrokeColor, l.middle.StrokeWidth = whole.FillColor, high
	l.middle.Position1 = fyne.NewPos(at.X+stroke, from+high/2)
	l.middle.Position2 = fyne.NewPos(at.X+size.Width-stroke, from+high/2)
	return true
}

// objects are the pieces from the ground up.
func (l *large) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.top, l.bottom, l.left, l.right, l.middle}
}

// solid tells whether nothing shows through.
func solid(c color.Color) bool {
	if c == nil {
		return false
	}
	_, _, _, a := c.RGBA()
	return a == 0xffff
}
