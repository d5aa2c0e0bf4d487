package flow

// Pager says which part of a long list is on screen. Lists have page buttons, never only a
// swipe.
type Pager struct {
	Size, Count int
	page        int // from 0
}

// Page is the page shown, from 1, and how many there are, at least 1.
func (p *Pager) Page() (page, pages int) {
	pages = max(1, (p.Count+p.Size-1)/p.Size)
	return min(p.page, pages-1) + 1, pages
}

// Span is the part of the list that is shown: from ≤ i < to.
func (p *Pager) Span() (from, to int) {
	page, _ := p.Page()
	return (page - 1) * p.Size, min(p.Count, page*p.Size)
}

// Turn goes by pages forward or back and stays within them.
func (p *Pager) Turn(by int) {
	page, pages := p.Page()
	p.page = min(max(0, page-1+by), pages-1)
}

// Show turns to the page on which the i-th thing stands.
func (p *Pager) Show(i int) {
	p.page = max(0, i) / p.Size
	p.Turn(0)
}

// Fit changes how many things stand on a page; the first thing shown stays on screen.
func (p *Pager) Fit(size int) {
	from, _ := p.Span()
	p.Size = size
	p.Show(from)
}

// Recount gives the list another length; the page stays where it can.
func (p *Pager) Recount(count int) {
	p.Count = count
	p.Turn(0)
}
