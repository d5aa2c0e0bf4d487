package slip

import (
	"fmt"
	"image"
)

// rule is a thin line between entries.
func (c *canvas) rule() {
	c.skip(5)
	c.need(2)
	c.fill(image.Rect(c.margin(), c.y, c.dots-c.margin(), c.y+2))
	c.y += 2
	c.skip(5)
}

// big draws a figure that fills the paper, in the middle.
func (c *canvas) big(f Figure) {
	word := c.style(bold, 40)
	size, _ := c.fit(f, word, c.inner(), 150, 120, 92, 64)
	high := size.size / c.unit
	c.need(c.scale(high))
	c.figure(f, size, word, (c.dots-c.figureWidth(f, size, word))/2, c.y+c.scale(high*.9))
	c.y += c.scale(high)
}

// entry draws its head with what stands at the right, below it where the two do not go side by side,
// and its lines.
func (c *canvas) entry(e Entry) {
	const box, gap = 26, 14
	head, line := c.style(bold, 27), c.style(regular, 23)
	x := c.margin()
	c.need(c.scale(float64(38 + 31*min(len(e.Lines), 3)))) // an entry is not torn from its head
	if e.Box {
		top := c.y + (c.scale(38)-c.scale(box))/2
		c.frame(image.Rect(x, top, x+c.scale(box), top+c.scale(box)), c.scale(2), c.scale(3))
		x += c.scale(box + gap)
	}
	room := c.dots - c.margin() - x
	right := c.width(head, e.Right)
	beside := room - right - c.scale(16)
	if lines := c.wrap(head, beside, Run{Text: e.Head, Bold: true}); e.Right != "" && beside >= room/3 && len(lines) == 1 {
		c.text(head, c.dots-c.margin()-right, c.baseline(head, 38), e.Right)
		c.lines(head, x, 38, lines, false)
	} else {
		c.lines(head, x, 38, c.wrap(head, room, Run{Text: e.Head, Bold: true}), false)
		c.lines(head, x, 38, c.wrap(head, room, Run{Text: e.Right, Bold: true}), false)
	}
	for _, l := range e.Lines {
		c.lines(line, x, 31, c.wrap(line, room, Run{Text: l}), false)
	}
}

// clauses are paragraphs with their numbers before them.
func (c *canvas) clauses(clauses []string) {
	if len(clauses) == 0 {
		return
	}
	c.perforation()
	s := c.style(regular, 24)
	column := c.width(s, fmt.Sprintf("%d. ", len(clauses)))
	for i, text := range clauses {
		c.need(c.scale(35))
		c.text(s, c.margin(), c.baseline(s, 35), fmt.Sprintf("%d.", i+1))
		c.lines(s, c.margin()+column, 35, c.wrap(s, c.inner()-column, runs(text)...), false)
		c.skip(4)
	}
}

// sign is a word with a line behind it on which somebody signs.
func (c *canvas) sign(who string) {
	s := c.style(regular, 25)
	c.skip(26)
	lines := c.wrap(s, c.inner()/2, Run{Text: who})
	c.need(c.scale(36) * max(1, len(lines)))
	c.lines(s, c.margin(), 36, lines, false)
	x := c.margin() + c.inner()/2 + c.scale(8)
	c.fill(image.Rect(x, c.y-c.scale(6), c.dots-c.margin(), c.y-c.scale(6)+2))
}
