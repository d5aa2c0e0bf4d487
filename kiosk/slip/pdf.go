package slip

import (
	"bytes"
	"fmt"
	"image"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"yizhan/assets"
)

// Sheets of A4 in dots of the layout: eight to a millimetre, as on slips, inside a margin.
const (
	dotsPerMM = 8.0
	edgeMM    = 15.0
	a4Dots    = (210 - 2*edgeMM) * dotsPerMM
	a4High    = (297 - 2*edgeMM) * dotsPerMM
)

// made is the date in every PDF, so that the same words give the same bytes.
var made = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// families are the names of the faces inside a PDF.
var families = [3]string{regular: "regular", bold: "bold", figures: "figures"}

// pdf puts the marks on sheets, with text as text.
func (c *canvas) pdf() ([]byte, error) {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetAutoPageBreak(false, 0)
	for w, data := range [3][]byte{assets.TextRegular(), assets.TextBold(), assets.Figures()} {
		f.AddUTF8FontFromBytes(families[w], "", data)
	}
	pages := max(1, (c.y+c.page-1)/c.page)
	for page := range pages {
		f.AddPage()
		p := printed{c, f, page * c.page}
		for _, m := range c.marks {
			if top := m.top(); top >= p.top && top < p.top+c.page {
				p.put(m)
			}
		}
		if pages > 1 {
			p.number(page+1, pages)
		}
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	return out.Bytes(), nil
}

// top is the row by which a mark belongs to a sheet.
func (m mark) top() int {
	if m.text != "" {
		return m.at.Y - 1 // a baseline may stand on the first row below
	}
	return m.box.Min.Y
}

// printed is one sheet.
type printed struct {
	c   *canvas
	f   *fpdf.Fpdf
	top int // the layout's row at its upper edge
}

func (p printed) x(dots float64) float64 { return edgeMM + dots/dotsPerMM }
func (p printed) y(dots float64) float64 { return edgeMM + (dots-float64(p.top))/dotsPerMM }

func (p printed) put(m mark) {
	wide, high := float64(m.box.Dx())/dotsPerMM, float64(m.box.Dy())/dotsPerMM
	x, y := p.x(float64(m.box.Min.X)), p.y(float64(m.box.Min.Y))
	switch {
	case m.text != "":
		p.text(m)
	case m.line > 0:
		line := float64(m.line) / dotsPerMM
		p.f.SetLineWidth(line)
		p.f.RoundedRect(x+line/2, y+line/2, wide-line, high-line, max(float64(m.radius)/dotsPerMM-line/2, 0), "1234", "D")
	default:
		p.f.Rect(x, y, wide, high, "F")
	}
}

// text puts a mark's text piece by piece, as far as one face goes.
func (p printed) text(m mark) {
	if m.white {
		p.f.SetTextColor(255, 255, 255)
		p.f.SetFillColor(255, 255, 255)
		defer p.f.SetTextColor(0, 0, 0)
		defer p.f.SetFillColor(0, 0, 0)
	}
	pen := fixed.I(m.at.X)
	var piece []rune
	var of style
	begin := pen
	flush := func() {
		if len(piece) > 0 {
			p.f.SetFont(families[of.weight], "", of.size/dotsPerMM/25.4*72)
			p.f.Text(p.x(float64(begin)/64), p.y(float64(m.at.Y)), string(piece))
			piece = piece[:0]
		}
	}
	for _, r := range m.text {
		s, r := p.c.choose(m.style, r)
		if s != of || r > 0xFFFF {
			flush()
		}
		if len(piece) == 0 {
			begin, of = pen, s
		}
		if r > 0xFFFF { // the library's fonts end there
			p.outline(s, r, float64(pen)/64, float64(m.at.Y))
		} else {
			piece = append(piece, r)
		}
		a, _ := p.c.face(s).GlyphAdvance(r)
		pen += a
	}
	flush()
}

// outline draws a character as a shape. Such characters stand in names and places: they show, though
// nobody finds them by searching the file.
func (p printed) outline(s style, r rune, x, y float64) {
	font := p.c.fonts[s.weight]
	i, err := font.GlyphIndex(&p.c.buffer, r)
	if err != nil {
		return // choose has looked
	}
	segments, err := font.LoadGlyph(&p.c.buffer, i, fixed.Int26_6(s.size*64), nil)
	if err != nil {
		return // a broken glyph shows as little as one that is missing
	}
	at := func(q fixed.Point26_6) (float64, float64) { return p.x(x + float64(q.X)/64), p.y(y + float64(q.Y)/64) }
	for _, g := range segments {
		ax, ay := at(g.Args[0])
		bx, by := at(g.Args[1])
		cx, cy := at(g.Args[2])
		switch g.Op {
		case sfnt.SegmentOpMoveTo:
			p.f.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			p.f.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			p.f.CurveTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			p.f.CurveBezierCubicTo(ax, ay, bx, by, cx, cy)
		}
	}
	p.f.DrawPath("F")
}

// number says in the lower margin which sheet of how many it is.
func (p printed) number(page, pages int) {
	s := p.c.style(regular, 16)
	text := fmt.Sprintf("%d / %d", page, pages)
	at := image.Pt((p.c.dots-p.c.width(s, text))/2, p.top+p.c.page+int(edgeMM*dotsPerMM)/2)
	p.text(mark{text: text, style: s, at: at})
}
