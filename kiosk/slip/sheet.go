package slip

import (
	"image"

	"yizhan/assets"
	"yizhan/sync/market"
)

// Sheet is a paper beside slips, in words: whose market it is, what it is, a number to be found
// by, what it says, and lists. Empty parts are left out. The same Sheet goes on a roll (RenderSheet)
// and on A4 (SheetPDF).
type Sheet struct {
	Region, Market string
	Copy           string // 补打 第 1 次
	Title          string // 劳动监察转办单
	Number         Figure // 投诉号 5206 1837
	Big            Figure // 第 12 号, to be seen from afar
	Lead           []Run  // one paragraph under the title
	Code           string // what its QR holds: a worker's card
	Rows           []Row
	Entries        []Entry
	Lists          []List
	Clauses        []string // numbered
	Signs          []string // who signs, each on a line of their own
	Foot           []Run    // one paragraph
	Notes          []string
	Large          bool // for a wall: on A4 everything is twice as large
}

// List is lines under a word.
type List struct {
	Title string
	Lines []string
}

// Entry is one of many things of a kind: a job of the day, somebody who comes.
type Entry struct {
	Head  string // bold
	Right string // bold, at the right of the head: pay, a phone
	Lines []string
	Box   bool // to be ticked
}

// RenderSheet draws a sheet for a printer of dots dots a line, as Render draws a slip.
func RenderSheet(d Sheet, dots int) (*image.Paletted, error) {
	c, err := newCanvas(dots)
	if err != nil {
		return nil, err
	}
	if err := c.sheet(d); err != nil {
		return nil, err
	}
	c.skip(24)
	return c.finish(), nil
}

// On A4 a length of 1 is so many dots: running text is 12 points high, or 26 on a wall.
const (
	a4Unit    = 1.36
	a4Larger  = 2.9
	quietSide = 8.0 // what a slip's layout leaves at its upper edge
)

// SheetPDF puts a sheet on A4, with text that can be searched.
func SheetPDF(d Sheet) ([]byte, error) {
	c, err := newCanvas(int(a4Dots))
	if err != nil {
		return nil, err
	}
	c.unit, c.page = a4Unit, int(a4High)
	if d.Large {
		c.unit = a4Larger
	}
	if err := c.sheet(d); err != nil {
		return nil, err
	}
	return c.pdf()
}

func (c *canvas) sheet(d Sheet) error {
	c.skip(quietSide)
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
	if d.Big.Big != "" {
		c.big(d.Big)
	}
	if len(d.Lead) > 0 {
		c.skip(8)
		c.paragraph(c.style(regular, 24), 34, false, d.Lead...)
	}
	if d.Code != "" {
		modules, err := symbol(d.Code)
		if err != nil {
			return err
		}
		size, err := moduleDots(len(modules), c.dots)
		if err != nil {
			return err
		}
		c.paintSymbol(modules, size)
	}
	c.perforation()
	c.rows(d.Rows)
	for i, e := range d.Entries {
		if i > 0 || len(d.Rows) > 0 {
			c.rule()
		}
		c.entry(e)
	}
	for i, l := range d.Lists {
		if i > 0 || len(d.Rows)+len(d.Entries) > 0 {
			c.perforation()
		}
		c.paragraph(c.style(bold, 28), 38, false, Run{Text: l.Title, Bold: true})
		for _, line := range l.Lines {
			c.item(line)
		}
	}
	c.clauses(d.Clauses)
	for _, who := range d.Signs {
		c.sign(who)
	}
	if len(d.Foot) > 0 {
		c.perforation()
		c.paragraph(c.style(regular, 24), 34, false, d.Foot...)
	}
	c.skip(6)
	for _, n := range d.Notes {
		c.paragraph(c.style(regular, 20), 28, false, Run{Text: n})
	}
	return nil
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
