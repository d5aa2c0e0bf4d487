package touch

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Weight is the thickness of a face.
type Weight int

// The weights. Black has digits and their marks only: for figures.
const (
	Plain Weight = iota
	Bold
	Black
)

func (w Weight) font() fyne.Resource {
	switch w {
	case Bold:
		return boldFont
	case Black:
		return figureFont
	}
	return regularFont
}

// Run is a piece of text in one size, weight and colour. The zero colour is Ink.
type Run struct {
	Text   string
	Size   float32 // DIP before 大字, such as Body; 0 is Body
	Weight Weight
	Colour Colour
}

func (r Run) size(s *Style) float32 {
	if r.Size == 0 {
		return s.Text(Body)
	}
	return s.Text(r.Size)
}

func (r Run) paint(s *Style) color.NRGBA {
	if r.Colour == Paper { // the zero Colour; nothing is written in the colour of the ground
		return s.Paint(Ink)
	}
	return s.Paint(r.Colour)
}

// width is how wide the text of the run is drawn, in DIP.
func (r Run) width(s *Style, text string) float32 {
	size, _ := measure(text, r.size(s), r.Weight)
	return size.Width
}

// above and below are the run's room over and under the baseline, in DIP. Text
// keeps a line's leading; a figure keeps its digits only, because big digits
// must be centred by what is seen of them.
func (r Run) above(s *Style) float32 { return r.size(s) * lineOf(r).above }
func (r Run) below(s *Style) float32 { return r.size(s) * lineOf(r).below }

// line is the room of a line as parts of the text size.
type line struct{ above, below float32 }

// digitHeight is the height of the digits as part of the text size.
const digitHeight = 0.74

func lineOf(r Run) line {
	switch {
	case r.Weight == Black:
		return line{digitHeight, 0}
	case r.Size >= Title:
		return line{1.04, 0.21}
	}
	return line{1.08, 0.27}
}

// measure asks the driver for the size of a text and for its baseline from the top.
func measure(text string, size float32, weight Weight) (fyne.Size, float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(text, size, fyne.TextStyle{}, weight.font())
}

// draw makes the run's text object without placing it.
func (r Run) draw(s *Style) *canvas.Text {
	t := canvas.NewText(r.Text, r.paint(s))
	t.TextSize = r.size(s)
	t.FontSource = r.Weight.font()
	return t
}

// placeOnBaseline moves a text so that its baseline lies at y.
func placeOnBaseline(t *canvas.Text, x, y float32) {
	size, base := fyne.CurrentApp().Driver().RenderedTextSize(t.Text, t.TextSize, t.TextStyle, t.FontSource)
	t.Move(fyne.NewPos(round(x), round(y-base)))
	t.Resize(fyne.NewSize(ceil(size.Width), ceil(size.Height)))
}
