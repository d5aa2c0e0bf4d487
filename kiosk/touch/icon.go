package touch

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	paste "image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"yizhan/assets"
)

// NewIcon is an icon by name in one colour, size DIP on each side. A name that
// does not exist gives an empty picture of the same size. Icons keep their size in 大字.
//
// It is a raster and no image: of a page that shows an image for the first time the toolkit
// paints every pixel twice, because an image asks for a second look when it meets its window.
func NewIcon(s *Style, name string, size float32, c Colour) *canvas.Raster {
	icon := canvas.NewRaster(nil)
	icon.SetMinSize(fyne.NewSize(size, size))
	icon.Resize(fyne.NewSize(size, size))
	paintIcon(s, icon, name, c)
	return icon
}

// paintIcon gives a raster the icon in a colour; for faces that change theirs.
func paintIcon(s *Style, on *canvas.Raster, name string, c Colour) {
	paint := s.Paint(c)
	key := fmt.Sprintf("%s-%02x%02x%02x", name, paint.R, paint.G, paint.B)
	on.Generator = func(w, h int) image.Image {
		room := image.NewRGBA(image.Rect(0, 0, w, h))
		svg, ok := assets.Icon(name)
		side := min(w, h)
		if !ok || side == 0 {
			return room
		}
		icon := s.drawings.picture(drawing{key, side, side}, func() []byte { return tint(svg, paint) })
		if icon == nil || w == h {
			return cmp.Or(icon, room)
		}
		at := image.Pt((w-side)/2, (h-side)/2)
		paste.Draw(room, icon.Bounds().Add(at), icon, image.Point{}, paste.Src)
		return room
	}
	on.Refresh()
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
	return Fixed(size, size, Layers(s.rounded(tile), Centre(NewIcon(s, name, round(size*0.66), ink))))
}
