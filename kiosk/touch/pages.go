package touch

import "fyne.io/fyne/v2"

// PageWords are the words of page buttons; Of says which page of how many, and may be nil.
type PageWords struct {
	Previous, Next string
	Of             func(page, pages int) string // page from 1
}

// Pages is the pair of page buttons with the page's number between them.
type Pages struct {
	part
	words          PageWords
	previous, next *Button
	of             *Line
	row            *fyne.Container
}

// NewPages makes page buttons; onTurn is told -1 or +1. Small ones stand beside a
// title, the others in the footer.
func NewPages(s *Style, words PageWords, small bool, onTurn func(by int)) *Pages {
	kind := PlainButton
	if small {
		kind = SmallButton
	}
	p := &Pages{
		words:    words,
		previous: NewButton(s, kind, "chevron-left", words.Previous, func() { onTurn(-1) }),
		next:     NewButton(s, kind, "chevron-right", words.Next, func() { onTurn(1) }),
		of:       NewText(s, "", Label, Plain, Ink),
	}
	p.row = Row(16, p.previous, Space(), p.of, Space(), p.next)
	if words.Of == nil {
		p.row = Row(targetGap, p.previous, p.next)
	}
	p.children = []fyne.CanvasObject{p.row}
	p.become(p, p.row.MinSize, func(size fyne.Size) { place(p.row, 0, 0, size.Width, size.Height) })
	return p
}

// SetPage shows page (from 1) of pages; the button that leads nowhere is disabled.
func (p *Pages) SetPage(page, pages int) {
	p.previous.SetEnabled(page > 1)
	p.next.SetEnabled(page < pages)
	if p.words.Of != nil {
		p.of.SetText(p.words.Of(page, pages))
	}
	p.Refresh()
}

// GridOptions describe a choice among many things, a page at a time.
type GridOptions struct {
	Columns, Rows int
	Gap           float32 // DIP; 0 is 20
	Count         int
	Make          func(index int) fyne.CanvasObject
	Words         PageWords
	// OnPage is told the page shown (from 1) and how many there are; may be nil.
	OnPage func(page, pages int)
}

// ChoiceGrid shows things in equal cells, Columns × Rows a page, with page buttons
// below when there is more than one page.
type ChoiceGrid struct {
	part
	style *Style
	o     GridOptions
	page  int
	pages *Pages
	cells *fyne.Container
}

// NewChoiceGrid makes a grid that shows its first page.
func NewChoiceGrid(s *Style, o GridOptions) *ChoiceGrid {
	if o.Gap == 0 {
		o.Gap = 20
	}
	g := &ChoiceGrid{style: s, o: o, cells: Grid(o.Columns, o.Rows, o.Gap)}
	g.pages = NewPages(s, o.Words, s.Form() == Compact, func(by int) { g.Turn(by) })
	g.become(g, g.natural, g.layout)
	g.children = []fyne.CanvasObject{g.cells, g.pages}
	g.fill()
	return g
}

// Turn goes by pages forward or back, and stays within them.
func (g *ChoiceGrid) Turn(by int) {
	g.page = min(max(0, g.page+by), g.last())
	g.fill()
}

// SetCount shows the first page of another number of things.
func (g *ChoiceGrid) SetCount(count int) {
	g.o.Count, g.page = count, 0
	g.fill()
}

// Reload makes the things of the page anew, when their state has changed.
func (g *ChoiceGrid) Reload() { g.fill() }

func (g *ChoiceGrid) last() int { return max(0, (g.o.Count-1)/g.size()) }

func (g *ChoiceGrid) size() int { return g.o.Columns * g.o.Rows }

func (g *ChoiceGrid) fill() {
	g.cells.Objects = nil
	for i := g.page * g.size(); i < min(g.o.Count, (g.page+1)*g.size()); i++ {
		g.cells.Objects = append(g.cells.Objects, g.o.Make(i))
	}
	g.pages.SetPage(g.page+1, g.last()+1)
	g.pages.Hidden = g.last() == 0 || g.o.Words.Next == ""
	if g.o.OnPage != nil {
		g.o.OnPage(g.page+1, g.last()+1)
	}
	g.cells.Refresh()
	g.Refresh()
}

func (g *ChoiceGrid) natural() fyne.Size {
	size := g.cells.MinSize()
	if !g.pages.Hidden {
		pages := g.pages.MinSize()
		size = fyne.NewSize(max(size.Width, pages.Width), size.Height+g.o.Gap+pages.Height)
	}
	return size
}

func (g *ChoiceGrid) layout(size fyne.Size) {
	height := size.Height
	if !g.pages.Hidden {
		pages := g.pages.MinSize()
		pages.Width = min(pages.Width, size.Width)
		place(g.pages, size.Width-pages.Width, size.Height-pages.Height, pages.Width, pages.Height)
		height -= pages.Height + g.o.Gap
	}
	place(g.cells, 0, 0, size.Width, height)
}
