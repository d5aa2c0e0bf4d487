package touch

import "fyne.io/fyne/v2"

// Line is one line of runs on one baseline, in mixed sizes: 还要 3 人, 130 元/天.
// Given less room than it needs, it shortens its longest run with ….
type Line struct {
	part
	style *Style
	runs  []Run
	Gap   float32        // DIP between runs
	Align fyne.TextAlign // within a wider box
	// Shrink is how far the text may be made smaller before it is shortened, as a
	// part of its size; 0 is not at all.
	Shrink float32
	fixed  bool // never narrower than its text: in figures
}

// NewLine makes a line of runs with gap DIP between them.
func NewLine(s *Style, gap float32, runs ...Run) *Line {
	l := &Line{style: s, Gap: gap, runs: runs}
	l.become(l, l.natural, l.layout)
	return l
}

// NewText is a line of one run.
func NewText(s *Style, text string, size float32, w Weight, c Colour) *Line {
	return NewLine(s, 0, Run{Text: text, Size: size, Weight: w, Colour: c})
}

// SetRuns shows other runs.
func (l *Line) SetRuns(runs ...Run) {
	l.runs = runs
	l.Refresh()
}

// SetText shows another text in the look of the first run.
func (l *Line) SetText(text string) {
	r := l.runs[0]
	r.Text = text
	l.SetRuns(r)
}

// Text is what the line says, without shortening.
func (l *Line) Text() string {
	text := ""
	for _, r := range l.runs {
		text += r.Text
	}
	return text
}

// setColour paints all runs alike; a pressed key needs it.
func (l *Line) setColour(c Colour) {
	for i := range l.runs {
		l.runs[i].Colour = c
	}
	l.Refresh()
}

func (l *Line) natural() fyne.Size {
	var width, above, below float32
	for i, r := range l.runs {
		if i > 0 {
			width += l.Gap
		}
		width += r.width(l.style, r.Text)
		above, below = max(above, r.above(l.style)), max(below, r.below(l.style))
	}
	return fyne.NewSize(ceil(width), ceil(above+below))
}

// baseline is the distance from the top of the natural height to the baseline.
func (l *Line) baseline() float32 {
	var above float32
	for _, r := range l.runs {
		above = max(above, r.above(l.style))
	}
	return above
}

func (l *Line) layout(size fyne.Size) {
	runs := l.fitted(size.Width)
	var width float32
	for i, r := range runs {
		if i > 0 {
			width += l.Gap
		}
		width += r.width(l.style, r.Text)
	}
	x := float32(0)
	switch l.Align {
	case fyne.TextAlignCenter:
		x = (size.Width - width) / 2
	case fyne.TextAlignTrailing:
		x = size.Width - width
	}
	y := (size.Height-l.natural().Height)/2 + l.baseline()
	l.children = l.children[:0:0]
	for _, r := range runs {
		t := r.draw(l.style)
		placeOnBaseline(t, x, y)
		l.children = append(l.children, t)
		x += r.width(l.style, r.Text) + l.Gap
	}
}

// fitted shortens the longest run when the line is too long for width.
func (l *Line) fitted(width float32) []Run {
	over := l.natural().Width - ceil(width)
	if over <= 0 || len(l.runs) == 0 || l.fixed {
		return l.runs
	}
	runs := append([]Run(nil), l.runs...)
	if l.Shrink > 0 {
		for part := min(1, width/l.natural().Width); part > l.Shrink; part -= 0.02 {
			if shrunk := l.shrunk(part); shrunk.natural().Width <= ceil(width) {
				return shrunk.runs
			}
		}
		return l.shrunk(l.Shrink).fitted(width)
	}
	longest := 0
	for i, r := range runs {
		if r.width(l.style, r.Text) > runs[longest].width(l.style, runs[longest].Text) {
			longest = i
		}
	}
	r := &runs[longest]
	r.Text = Fit(l.style, *r, r.width(l.style, r.Text)-over)
	return runs
}

// giveWay lets a figure become smaller where it is too wide; it is never shortened.
func (l *Line) giveWay() { l.fixed, l.Shrink = false, shrinkDoor }

// shrunk is the line in part of its size. Sizes are whole DIP: the advance of every character is
// rounded up, so that a size in between can be wider than the next larger one.
func (l *Line) shrunk(part float32) *Line {
	runs := append([]Run(nil), l.runs...)
	for i, r := range runs {
		runs[i].Size = float32(int(r.size(l.style)*part)) / l.style.raised()
	}
	return &Line{style: l.style, runs: runs, Gap: l.Gap}
}

// Para is text over several lines, with the leading of running text.
type Para struct {
	part
	style *Style
	runs  []Run
	lines int
	Align fyne.TextAlign
}

// NewPara wraps runs into at most lines lines (0: as many as it takes). The width
// is that of its place; a Column or Row gives it the height it then needs.
func NewPara(s *Style, lines int, runs ...Run) *Para {
	p := &Para{style: s, lines: lines, runs: runs}
	p.become(p, p.natural, p.layout)
	return p
}

func (p *Para) natural() fyne.Size {
	width := p.Size().Width
	if width <= 0 {
		return fyne.NewSize(1, ceil(p.leading()))
	}
	return fyne.NewSize(1, p.heightFor(width))
}

// heightFor is the height that the text takes in a width, in DIP.
func (p *Para) heightFor(width float32) float32 {
	return ceil(float32(len(Wrap(p.style, p.runs, width, p.lines))) * p.leading())
}

// SetRuns shows other runs.
func (p *Para) SetRuns(runs ...Run) {
	p.runs = runs
	p.Refresh()
}

// leading is the height of one line.
func (p *Para) leading() float32 {
	var above, below float32
	for _, r := range p.runs {
		above, below = max(above, r.above(p.style)), max(below, r.below(p.style))
	}
	return above + below
}

func (p *Para) layout(size fyne.Size) {
	lines := p.lines
	if fit := int((size.Height + 1) / max(1, p.leading())); fit >= 1 && (lines == 0 || fit < lines) {
		lines = fit
	}
	p.children = nil
	for i, runs := range Wrap(p.style, p.runs, size.Width, lines) {
		line := NewLine(p.style, 0, runs...)
		line.Align = p.Align
		place(line, 0, float32(i)*p.leading(), size.Width, line.MinSize().Height)
		p.children = append(p.children, line)
	}
}
