package slip

import (
	"bytes"
	"image"
	"image/color"
)

// darkest is the grey from which a dot stays white. It lies above the middle so that thin
// strokes of small characters do not break.
const darkest = 150

// finish draws the marks above the cursor, every dot black or white.
func (c *canvas) finish() *image.Paletted {
	img := image.NewGray(image.Rect(0, 0, c.dots, c.y))
	copy(img.Pix, bytes.Repeat([]byte{255}, len(img.Pix)))
	for _, m := range c.marks {
		c.paint(img, m)
	}
	out := image.NewPaletted(img.Rect, color.Palette{color.White, color.Black})
	for i, grey := range img.Pix {
		if grey < darkest {
			out.Pix[i] = 1
		}
	}
	return out
}

func (c *canvas) paint(img *image.Gray, m mark) {
	switch {
	case m.text != "" && m.white:
		c.draw(img, image.White, m.style, m.at.X, m.at.Y, m.text)
	case m.text != "":
		c.draw(img, image.Black, m.style, m.at.X, m.at.Y, m.text)
	case m.line > 0:
		frame(img, m.box, m.line, m.radius)
	default:
		fill(img, m.box)
	}
}

// frame draws a rounded border inside r.
func frame(img *image.Gray, r image.Rectangle, line, radius int) {
	inner := r.Inset(line)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if p := image.Pt(x, y); rounded(p, r, radius) && !rounded(p, inner, radius-line) {
				img.SetGray(x, y, color.Gray{})
			}
		}
	}
}

// rounded says whether the dot p lies in r with its corners rounded.
func rounded(p image.Point, r image.Rectangle, radius int) bool {
	if !p.In(r) {
		return false
	}
	// The distance to the rectangle of corner centres, in half dots, since dots have centres.
	dx := max(2*(r.Min.X+radius)-2*p.X-1, 2*p.X+1-2*(r.Max.X-radius), 0)
	dy := max(2*(r.Min.Y+radius)-2*p.Y-1, 2*p.Y+1-2*(r.Max.Y-radius), 0)
	return dx*dx+dy*dy <= 4*radius*radius
}

// fill makes the dots of r black.
func fill(dst *image.Gray, r image.Rectangle) {
	r = r.Intersect(dst.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		clear(dst.Pix[dst.PixOffset(r.Min.X, y):dst.PixOffset(r.Max.X, y)])
	}
}
