package slip

import (
	"image"

	"yizhan/assets"
	"yizhan/sync/market"
)

// Sheet is a paper beside slips, in words: whose market it is, what it is, a number to be found
// by, what it says, and lists. Empty parts are left out.
type Sheet struct {
	Region, Market string
	Copy           string // 补打 第 1 次
	Title          string // 劳动监察转办单
	Number         Figure // 投诉号 5206 1837
	Code           string // what its QR holds: a worker's card
	Rows           []Row
	Lists          []List
	Foot           []Run // one paragraph
	Notes          []string
}

// List is lines under a word.
type List struct {
	Title string
	Lines []string
}

// RenderSheet draws a sheet for a printer of dots dots a line, as Render draws a slip.
func RenderSheet(d Sheet, dots int) (*image.Paletted, error) {
	c, err := newCanvas(dots)
	if err != nil {
		return nil, err
	}
	c.skip(8)
	c.heading(d.Region, d.Market)
	if d.Copy != "" {
		c.copyMark(d.Copy)
	}
	c.skip(14)
	title := c.style(bold, 38)
	c.lines(title, c.margin(), 50, c.wrap(title, c.inner(), Run{Text: d.Title, Bold: true}), true)
	if d.Number.Big != "" {
		c.skip(6)
		c.ticket(d.Number)
	}
	if d.Code != "" {
		modules, err := symbol(d.Code)
		if err != nil {
			return nil, err
		}
		size, err := moduleDots(len(modules), dots)
		if err != nil {
			return nil, err
		}
		c.paintSymbol(modules, size)
	}
	c.perforation()
	c.rows(d.Rows)
	for _, l := range d.Lists {
		c.perforation()
		c.paragraph(c.style(bold, 28), 38, false, Run{Text: l.Title, Bold: true})
		for _, line := range l.Lines {
			c.item(line)
		}
	}
	if len(d.Foot) > 0 {
		c.perforation()
		c.paragraph(c.style(regular, 24), 34, false, d.Foot...)
	}
	c.skip(6)
	for _, n := range d.Notes {
		c.paragraph(c.style(regular, 20), 28, false, Run{Text: n})
	}
	c.skip(24)
	return c.finish(), nil
}

// item is a line of a list behind a square that one can tick.
func (c *canvas) item(text string) {
	const box, gap = 20, 14
	s := c.style(regular, 25)
	c.need(c.scale(36))
	top := c.y + (c.scale(36)-c.scale(box))/2
	c.frame(image.Rect(c.margin(), top, c.margin()+c.scale(box), top+c.scale(box)), c.scale(2), c.scale(3))
	x := c.margin() + c.scale(box+gap)
	c.lines(s, x, 36, c.wrap(s, c.dots-c.margin()-x, Run{Text: text}), false)
}

// Bolded reads a phrase in which **…** is bold.
func Bolded(phrase string) []Run { return runs(phrase) }

// NewFigure splits a phrase at its place {n}, around the value that is drawn large.
func NewFigure(phrase string, value any) Figure { return figure(phrase, value) }

// InGroups writes a number of eight digits in two groups of four.
func InGroups(number string) string { return grouped(number) }

// Heads gives the market's official name in the two lines in which papers bear it.
func (s Station) Heads(areas *market.Areas, words assets.Phrases) (region, name string) {
	return writer{f: Facts{Station: s}, areas: areas, words: words}.market()
}
