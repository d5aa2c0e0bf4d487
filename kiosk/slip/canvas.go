package slip

import (
	"bytes"
	"image"
	"image/color"
)

// canvas is paper of a fixed width that grows downward, with a cursor. Lengths are given for
// paper of 384 dots and scaled to the real one.
type canvas struct {
	*typesetter
	img  *image.Gray
	dots int // width
	y    int // everything above is drawn
}

func newCanvas(dots int) (*canvas, error) {
	t, err := newTypesetter()
	if err != nil {
		return nil, err
	}
	return &canvas{typesetter: t, img: image.NewGray(image.Rect(0, 0, dots, 0)), dots: dots}, nil
}

// scale turns a length on 384 dots into dots of this paper.
func (c *canvas) scale(length float64) int { return int(length*float64(c.dots)/384 + .5) }

func (c *canvas) style(w weight, size float64) style {
	return style{w, size * float64(c.dots) / 384}
}

// margin is the white at both sides.
func (c *canvas) margin() int { return c.scale(10) }

// inner is the width between the margins.
func (c *canvas) inner() int { return c.dots - 2*c.margin() }

// skip leaves length of paper white.
func (c *canvas) skip(length float64) {
	c.need(c.scale(length))
	c.y += c.scale(length)
}

// need makes sure that there is white paper for height more dots below the cursor.
func (c *canvas) need(height int) {
	if more := c.y + height - c.img.Rect.Max.Y; more > 0 {
		c.img.Pix = append(c.img.Pix, bytes.Repeat([]byte{255}, more*c.img.Stride)...)
		c.img.Rect.Max.Y += more
	}
}

// text draws black text with its baseline at y.
func (c *canvas) text(s style, x, y int, text string) {
	c.draw(c.img, image.Black, s, x, y, text)
}

// lines draws lines of text from x on, each height dots high, and moves the cursor below them.
func (c *canvas) lines(s style, x int, height float64, lines []line, centred bool) {
	for _, l := range lines {
		c.need(c.scale(height))
		at := x
		if centred {
			at += (c.inner() - c.lineWidth(s, l)) / 2
		}
		for _, p := range l {
			c.text(p.style(s), at, c.baseline(s, height), p.text)
			at += c.width(p.style(s), p.text)
		}
		c.y += c.scale(height)
	}
}

// baseline is where text stands in a line of that height under the cursor.
func (c *canvas) baseline(s style, height float64) int {
	return c.y + (c.scale(height)-c.ascent(s)-c.descent(s))/2 + c.ascent(s)
}

func (c *canvas) lineWidth(s style, l line) (w int) {
	for _, p := range l {
		w += c.width(p.style(s), p.text)
	}
	return w
}

// wrap breaks runs at this style to a width in dots.
func (c *canvas) wrap(s style, width int, runs ...Run) []line {
	return wrap(runs, width, func(p piece) int { return c.width(p.style(s), p.text) })
}

// style is s, or s in bold for a bold piece.
func (p piece) style(s style) style {
	if p.bold {
		s.weight = bold
	}
	return s
}

// perforation draws the dashed line across the paper.
func (c *canvas) perforation() {
	c.skip(12)
	c.need(3)
	for x := c.margin(); x < c.dots-c.margin(); x += 12 {
		fill(c.img, image.Rect(x, c.y, min(x+6, c.dots-c.margin()), c.y+3))
	}
	c.y += 3
	c.skip(12)
}

// frame draws a rounded border inside r.
func (c *canvas) frame(r image.Rectangle, line, radius int) {
	inner := r.Inset(line)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if p := image.Pt(x, y); rounded(p, r, radius) && !rounded(p, inner, radius-line) {
				c.img.SetGray(x, y, color.Gray{})
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

// darkest is the grey from which a dot stays white. It lies above the middle so that thin
// strokes of small characters do not break.
const darkest = 150

// finish cuts the paper below the cursor and makes every dot black or white.
func (c *canvas) finish() *image.Paletted {
	out := image.NewPaletted(image.Rect(0, 0, c.dots, c.y), color.Palette{color.White, color.Black})
	for y := range c.y {
		for x := range c.dots {
			if c.img.GrayAt(x, y).Y < darkest {
				out.SetColorIndex(x, y, 1)
			}
		}
	}
	return out
}
