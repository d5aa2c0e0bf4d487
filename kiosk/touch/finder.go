package touch

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Finder shows what a camera sees, the wrong way round as a mirror does, so that people find where to hold
// something.
type Finder struct {
	see     func() *image.Gray // nil while the camera sees nothing
	picture *canvas.Image
}

// NewFinder makes one that is so many DIP high and four thirds as wide.
func NewFinder(height float32, see func() *image.Gray) (*Finder, fyne.CanvasObject) {
	f := &Finder{see: see, picture: canvas.NewImageFromImage(nil)}
	f.picture.FillMode = canvas.ImageFillContain
	f.picture.ScaleMode = canvas.ImageScaleFastest
	f.Look()
	return f, Fixed(height*4/3, height, f.picture)
}

// Look shows what it sees now.
func (f *Finder) Look() {
	if p := f.see(); p != nil {
		f.picture.Image = mirrored(p)
		f.picture.Refresh()
	}
}

func mirrored(p *image.Gray) *image.Gray {
	out := image.NewGray(p.Rect)
	for y := range p.Rect.Dy() {
		row := out.Pix[y*out.Stride:][:p.Rect.Dx()]
		copy(row, p.Pix[y*p.Stride:])
		slices.Reverse(row)
	}
	return out
}
