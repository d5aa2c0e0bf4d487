package touch

import (
	"bytes"
	"fmt"
	"image"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// drawings are the pictures of a style that were drawn already. The toolkit draws an SVG anew for every page that
// shows it, which was most of the work of a page; here it is drawn once, one pixel for a DIP. Like
// all of a style's users they live on the screen's goroutine.
type drawings struct {
	drawn map[drawing]*image.RGBA
	bytes int
}

// drawing names a picture: what is drawn, and how large.
type drawing struct {
	name          string
	width, height int
}

// mostDrawn is how many bytes are kept; the 48 trades at three sizes take a third.
const mostDrawn = 16 << 20

// picture is a drawing by its name, of the SVG that svg gives when it is not here yet; nil
// when that cannot be drawn.
func (d *drawings) picture(key drawing, svg func() []byte) *image.RGBA {
	if img := d.drawn[key]; img != nil {
		return img
	}
	img, err := rasterize(svg(), key.width, key.height)
	if err != nil {
		return nil // the icons that are shipped can all be drawn, TestEveryIconPaints holds
	}
	if d.bytes += len(img.Pix); d.drawn == nil || d.bytes > mostDrawn {
		d.drawn, d.bytes = map[drawing]*image.RGBA{}, len(img.Pix)
	}
	d.drawn[key] = img
	return img
}

// rasterize fills width×height pixels with an SVG, whatever its own shape.
func rasterize(svg []byte, width, height int) (*image.RGBA, error) {
	picture, err := oksvg.ReadIconStream(bytes.NewReader(svg))
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	view, w, h := picture.ViewBox, float64(width), float64(height)
	picture.SetTarget(view.X*(1-w/view.W), view.Y*(1-h/view.H), w, h) // it moves first and scales then
	picture.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, img, img.Bounds())), 1)
	return img, nil
}
