package slip

import "image"

// sign is the market's sign, the character 正 by which people tally, as rectangles on a grid
// of 24: left, top, right, bottom.
var sign = [][4]float64{
	{4, 3.4, 20, 6},
	{10.7, 3.4, 13.3, 20.4},
	{12, 10.6, 19.4, 13.2},
	{5.6, 10.6, 8.2, 19.6},
	{2.4, 18.2, 21.6, 20.8},
}

// heading is the sign, the region small and the market's name large.
func (c *canvas) heading(region, name string) {
	const signSize, gap = 44, 10
	x := c.margin() + c.scale(signSize+gap)
	top := c.y
	small, large := c.style(regular, 20), c.style(bold, 30)
	if region != "" {
		c.lines(small, x, 25, c.wrap(small, c.dots-c.margin()-x, Run{Text: region}), false)
	}
	c.lines(large, x, 38, c.wrap(large, c.dots-c.margin()-x, Run{Text: name}), false)
	c.need(max(0, top+c.scale(signSize)-c.y))
	c.y = max(c.y, top+c.scale(signSize))
	signTop := top + (c.y-top-c.scale(signSize))/2
	at := func(v float64) int { return c.scale(v * signSize / 24) }
	for _, r := range sign {
		c.fill(image.Rect(c.margin()+at(r[0]), signTop+at(r[1]), c.margin()+at(r[2]), signTop+at(r[3])))
	}
}

// copyMark is white on black, so that nobody takes a copy for the first print.
func (c *canvas) copyMark(text string) {
	c.skip(10)
	s := c.style(bold, 32)
	height := c.scale(54)
	c.need(height)
	c.fill(image.Rect(c.margin(), c.y, c.dots-c.margin(), c.y+height))
	x := (c.dots - c.width(s, text)) / 2
	c.marks = append(c.marks, mark{text: text, style: s, at: image.Pt(x, c.baseline(s, 54)), white: true})
	c.y += height
}

// jobBox frames the title with the number of the place. A title that does not go beside the
// number in two lines stands above it.
func (c *canvas) jobBox(title string, number Figure) {
	c.skip(12)
	pad, top := c.scale(18), c.y
	big, word := c.style(figures, 92), c.style(bold, 26)
	numberWidth := c.figureWidth(number, big, word)
	beside := c.inner() - 2*pad - numberWidth - c.scale(10)
	c.y += c.scale(10)

	size, lines := 44.0, []line(nil)
	for _, size = range []float64{44, 36} {
		if lines = c.wrap(c.style(bold, size), beside, Run{Text: title, Bold: true}); len(lines) <= 2 {
			break
		}
	}
	if len(lines) <= 2 {
		height := max(c.scale(97), c.scale(size*1.25)*len(lines))
		c.need(height)
		middle := c.y
		c.y += (height - c.scale(size*1.25)*len(lines)) / 2
		c.lines(c.style(bold, size), c.margin()+pad, size*1.25, lines, false)
		c.figure(number, big, word, c.dots-c.margin()-pad-numberWidth, middle+(height+c.capHeight(big))/2)
		c.y = middle + height
	} else {
		s := c.style(bold, 30)
		c.lines(s, c.margin()+pad, 39, c.wrap(s, c.inner()-2*pad, Run{Text: title, Bold: true}), false)
		c.need(c.scale(90))
		c.figure(number, big, word, c.dots-c.margin()-pad-numberWidth, c.y+c.scale(84))
		c.y += c.scale(90)
	}
	c.skip(10)
	c.need(0)
	c.frame(image.Rect(c.margin(), top, c.dots-c.margin(), c.y), c.scale(4), c.scale(14))
}

// payLine is the pay in large figures, its unit, and when it is handed over in a small frame
// at the right. Where the two do not go side by side, the frame stands below.
func (c *canvas) payLine(pay Figure, settlement string) {
	c.skip(14)
	word, pad := c.style(bold, 28), c.scale(11)
	tag := c.width(word, settlement) + 2*pad
	big, beside := c.fit(pay, word, c.inner()-tag-c.scale(12), 68, 56, 44)
	if !beside {
		big, _ = c.fit(pay, word, c.inner(), 68, 56, 44, 34, 26)
	}
	c.need(c.scale(64))
	c.figure(pay, big, word, c.margin(), c.y+c.scale(58))
	if settlement != "" {
		if !beside {
			c.y += c.scale(50)
			c.need(c.scale(64))
		}
		x := c.dots - c.margin() - tag
		c.frame(image.Rect(x, c.y+c.scale(20), x+tag, c.y+c.scale(64)), 3, c.scale(6))
		c.text(word, x+pad, c.y+c.scale(52), settlement)
	}
	c.y += c.scale(64)
}

// rows are the body: a label in regular and what it says in bold, wrapped beside it.
func (c *canvas) rows(rows []Row) {
	label, value := c.style(regular, 25), c.style(bold, 25)
	column := 0
	for _, r := range rows {
		column = max(column, c.width(label, r.Label))
	}
	x := c.margin() + column + c.scale(12)
	for _, r := range rows {
		c.need(c.scale(35))
		c.text(label, c.margin(), c.baseline(label, 35), r.Label)
		c.lines(value, x, 35, c.wrap(value, c.dots-c.margin()-x, Run{Text: r.Text, Bold: true}), false)
	}
}

func (c *canvas) paragraph(s style, height float64, centred bool, runs ...Run) {
	c.lines(s, c.margin(), height, c.wrap(s, c.inner(), runs...), centred)
}

// ticket is the number by which people find the slip again, in the middle.
func (c *canvas) ticket(f Figure) {
	word := c.style(regular, 22)
	big, _ := c.fit(f, word, c.inner(), 38, 30, 24)
	c.need(c.scale(46))
	c.figure(f, big, word, (c.dots-c.figureWidth(f, big, word))/2, c.y+c.scale(38))
	c.y += c.scale(46)
}

// figure draws a large figure with its words on one baseline.
func (c *canvas) figure(f Figure, big, word style, x, baseline int) {
	for _, part := range f.parts(big, word) {
		if part.text != "" {
			c.text(part.style, x, baseline, part.text)
			x += c.width(part.style, part.text) + c.scale(6)
		}
	}
}

func (c *canvas) figureWidth(f Figure, big, word style) int {
	w := -c.scale(6)
	for _, part := range f.parts(big, word) {
		if part.text != "" {
			w += c.width(part.style, part.text) + c.scale(6)
		}
	}
	return max(w, 0)
}

// fit gives the first of the sizes at which f is at most width dots wide, or the last one and
// false.
func (c *canvas) fit(f Figure, word style, width int, sizes ...float64) (big style, ok bool) {
	for _, size := range sizes {
		if big = c.style(figures, size); c.figureWidth(f, big, word) <= width {
			return big, true
		}
	}
	return big, false
}

type styledText struct {
	style style
	text  string
}

func (f Figure) parts(big, word style) [3]styledText {
	return [3]styledText{{word, f.Before}, {big, f.Big}, {word, f.After}}
}
