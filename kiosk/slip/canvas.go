package slip

import "image"

// canvas is paper of a fixed width that grows downward, with a cursor. Lengths are given for
// paper of 384 dots and scaled to the real one. What is drawn is kept as marks, from which the raster
// of a slip printer and the PDF of an office printer are made alike.
type canvas struct {
	*typesetter
	marks []mark
	dots  int     // width
	unit  float64 // dots for a length of 1
	page  int     // height of a sheet in dots, of which nothing may lie on two; 0 on a roll
	y     int     // everything above is drawn
}

// mark is one thing on paper: text where text is not "", else a rectangle, rounded and empty where line
// is not 0.
type mark struct {
	text  string
	style style
	at    image.Point // of text: where the pen begins on the baseline
	white bool        // on black

	box          image.Rectangle
	line, radius int
}

func newCanvas(dots int) (*canvas, error) {
	t, err := newTypesetter()
	if err != nil {
		return nil, err
	}
	return &canvas{typesetter: t, dots: dots, unit: float64(dots) / 384}, nil
}

// scale turns a length on 384 dots into dots of this paper.
func (c *canvas) scale(length float64) int { return int(length*c.unit + .5) }

func (c *canvas) style(w weight, size float64) style { return style{w, size * c.unit} }

// margin is the white at both sides.
func (c *canvas) margin() int { return c.scale(10) }

// inner is the width between the margins.
func (c *canvas) inner() int { return c.dots - 2*c.margin() }

// skip leaves length of paper white.
func (c *canvas) skip(length float64) {
	c.need(c.scale(length))
	c.y += c.scale(length)
}

// need goes to the next sheet when there is no room for height more dots on this one.
func (c *canvas) need(height int) {
	if c.page > 0 && c.y%c.page+height > c.page {
		c.y += c.page - c.y%c.page
	}
}

// text draws black text with its baseline at y.
func (c *canvas) text(s style, x, y int, text string) {
	if text != "" {
		c.marks = append(c.marks, mark{text: text, style: s, at: image.Pt(x, y)})
	}
}

// fill makes the dots of r black.
func (c *canvas) fill(r image.Rectangle) { c.marks = append(c.marks, mark{box: r}) }

// frame draws a rounded border inside r.
func (c *canvas) frame(r image.Rectangle, line, radius int) {
	c.marks = append(c.marks, mark{box: r, line: line, radius: radius})
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
		c.fill(image.Rect(x, c.y, min(x+6, c.dots-c.margin()), c.y+3))
	}
	c.y += 3
	c.skip(12)
}
