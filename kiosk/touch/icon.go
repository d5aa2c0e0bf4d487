package touch

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"yizhan/assets"
)

// NewIcon is an icon by name in one colour, size DIP on each side. A name that
// does not exist gives an empty picture of the same size. Icons keep their size in 大字.
func NewIcon(s *Style, name string, size float32, c Colour) *canvas.Image {
	img := &canvas.Image{FillMode: canvas.ImageFillContain}
	img.SetMinSize(fyne.NewSize(size, size))
	img.Resize(fyne.NewSize(size, size))
	paintIcon(s, img, name, c)
	return img
}

// paintIcon gives the image the icon in a colour; for faces that change theirs.
func paintIcon(s *Style, img *canvas.Image, name string, c Colour) {
	svg, ok := assets.Icon(name)
	if !ok {
		img.Image = nil
		return
	}
	paint, side := s.Paint(c), int(img.MinSize().Width)
	key := drawing{fmt.Sprintf("%s-%02x%02x%02x", name, paint.R, paint.G, paint.B), side, side}
	img.Image = s.drawings.picture(key, func() []byte { return tint(svg, paint) })
	img.Refresh()
}

// tint gives every path of an icon one fill. The icons have none of their own.
func tint(svg []byte, c color.NRGBA) []byte {
	fill := fmt.Sprintf(`<path fill="#%02X%02X%02X" `, c.R, c.G, c.B)
	return bytes.ReplaceAll(svg, []byte("<path "), []byte(fill))
}

// NewGlyph is an icon on a light tile of size DIP: the picture of a trade.
func NewGlyph(s *Style, name string, size float32, ground, ink Colour) fyne.CanvasObject {
	tile := canvas.NewRectangle(s.Paint(ground))
	tile.CornerRadius = radiusGlyph
	if size >= 120 {
		tile.CornerRadius = radiusGlyph + 8
	}
	return Fixed(size, size, Layers(tile, Centre(NewIcon(s, name, round(size*0.66), ink))))
}
