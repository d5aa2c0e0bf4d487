package touch

import (
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/skip2/go-qrcode"
)

// quietZone is the white border that a code needs, in modules (ISO/IEC 18004, 9.1).
const quietZone = 4

// QR shows a code in whole pixels a module, as many as its room allows, black on
// white in every theme: scaled by fractions or inverted it is not read.
type QR struct {
	part
	modules [][]bool
	white   *canvas.Rectangle
	picture *canvas.Raster
	least   float32
}

// NewQR makes the code of a text at error level M; room is its least size in DIP,
// with the quiet zone. It fails when the text is too long for a code.
func NewQR(text string, room float32) (*QR, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("make code of %d characters: %w", len(text), err)
	}
	code.DisableBorder = true
	q := &QR{modules: code.Bitmap(), white: canvas.NewRectangle(color.White), least: room}
	q.picture = canvas.NewRaster(q.draw)
	q.picture.ScaleMode = canvas.ImageScalePixels
	q.children = []fyne.CanvasObject{q.white, q.picture}
	q.become(q, func() fyne.Size { return fyne.NewSquareSize(max(q.least, float32(len(q.modules)+2*quietZone))) }, q.layout)
	return q, nil
}

// Dots is how many pixels a module has in the room of size DIP, at scale 1.
func (q *QR) dots(size fyne.Size) float32 {
	return max(1, float32(int(min(size.Width, size.Height))/(len(q.modules)+2*quietZone)))
}

func (q *QR) layout(size fyne.Size) {
	dots := q.dots(size)
	side := dots * float32(len(q.modules))
	ground := side + 2*quietZone*dots
	place(q.white, (size.Width-ground)/2, (size.Height-ground)/2, ground, ground)
	place(q.picture, (size.Width-side)/2, (size.Height-side)/2, side, side)
}

// draw paints w×h pixels, which the layout has made a multiple of the modules.
func (q *QR) draw(w, h int) image.Image {
	img := image.NewGray(image.Rect(0, 0, w, h))
	n := len(q.modules)
	for y := range h {
		for x := range w {
			shade := color.Gray{Y: 255}
			if q.modules[y*n/h][x*n/w] {
				shade.Y = 0
			}
			img.SetGray(x, y, shade)
		}
	}
	return img
}
