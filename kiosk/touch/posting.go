package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Posting is what a card shows; all texts come ready from the caller.
type Posting struct {
	Icon     string // of the trade
	Title    string
	Tags     []string // plain facts; those that do not fit beside the title are left out
	Place    string   // always with the township
	Distance string   // how far by area: 本乡, 邻乡
	Near     bool     // the distance is shown as a green tag
	When     string
	Pay      string // digits
	Unit     string // 元/天
	Left     Count  // 还要 N 人
	Total    int    // places in all, for the strokes
	Full     string // instead of Left and strokes when nothing is free; "" otherwise
}

// PostingCard is a job as a slip: what and where, a tear line, pay and places.
type PostingCard struct {
	Press
}

// NewPostingCard is the card of lists.
func NewPostingCard(s *Style, p Posting, onTap func()) *PostingCard {
	stub, size := s.stubWidth(), CardTitle
	money := NewFigure(s, p.Pay, 72, p.Unit, Body, Ink)
	money.Align = fyne.TextAlignTrailing
	var stubContent fyne.CanvasObject = linesOf(10, money, stubPlaces(s, p, 40))
	gap := float32(6)
	switch {
	case s.Form() == Compact && s.Large():
		stub, size, gap = 400, 36, 0
	case s.Form() == Compact:
		stub, size, gap = 530, 36, 0
		stubContent = Row(28, Grow(1, money), stubPlaces(s, p, 40))
	}
	money.giveWay()
	glyph := float32(104)
	if s.Form() == Upright {
		glyph = 96
	}
	details := linesOf(gap, cardTitle(s, p, size), placeLine(s, p), metaLine(s, "clock", p.When))
	left := Pad(0, 22, 0, 24, Row(22, cardGlyph(s, p, glyph), Grow(1, details)))
	content := RowFill(0, Grow(1, left), Pad(16, 0, 16, 0, newTearLine(s)), Pad(0, 24, 0, 24, Fixed(stub, 0, stubContent)))
	return newPostingCard(s, p, content, onTap)
}

// NewBoardRow is the card of the home screen: pay and places side by side.
func NewBoardRow(s *Style, p Posting, onTap func()) *PostingCard {
	size, pad := float32(FigureM), float32(28)
	glyph := float32(96)
	where := whereLine(s, p)
	title := NewText(s, p.Title, CardTitle, Bold, Ink)
	title.Shrink = shrinkWord
	lines := []fyne.CanvasObject{
		title, where, NewText(s, p.When, Body, Plain, Ink2),
	}
	places := fyne.CanvasObject(linesOf(4, countOf(s, p), startOf(tallyOf(s, p, 40))))
	if s.Form() == Compact {
		size, pad, glyph = 60, 16, 72
		title = NewText(s, p.Title, 36, Bold, Ink)
		title.Shrink = shrinkWord
		lines = []fyne.CanvasObject{title, where}
		places = countOf(s, p)
	}
	money := NewFigure(s, p.Pay, size, p.Unit, Body, Ink)
	money.Align = fyne.TextAlignTrailing
	left := Pad(0, 24, 0, 24, Row(24, cardGlyph(s, p, glyph), Grow(1, linesOf(0, lines...))))
	var stub fyne.CanvasObject = Row(pad, Fixed(s.payWidth(), 0, money), Fixed(s.placesWidth(), 0, places))
	if money.natural().Width > s.payWidth() { // the words need the room beside it
		count := countOf(s, p)
		count.Align = fyne.TextAlignTrailing
		money.giveWay()
		stub = Fixed(s.payWidth()*1.35, 0, linesOf(10, money, count))
	}
	content := RowFill(0, Grow(1, left), Pad(16, 0, 16, 0, newTearLine(s)), Pad(0, pad, 0, pad, stub))
	return newPostingCard(s, p, content, onTap)
}

func newPostingCard(s *Style, p Posting, content fyne.CanvasObject, onTap func()) *PostingCard {
	f := facesOf(cardFace)
	if p.Full != "" {
		f = facesOf(panelFace)
	}
	c := &PostingCard{}
	c.press(s, c, pressing{kind: "card", label: p.Title, faces: f, radius: radiusCard, content: content, onTap: onTap})
	return c
}

// whereLine is the place, and how far it is if that fits beside it.
func whereLine(s *Style, p Posting) fyne.CanvasObject {
	place := NewText(s, p.Place, Body, Plain, Ink)
	place.Shrink = shrinkWord
	objects := []fyne.CanvasObject{place}
	if p.Distance != "" {
		objects = append(objects, NewText(s, dotted(p.Distance), Body, Plain, Ink2))
	}
	return container.New(&leadingRow{gap: 6, after: 6}, objects...)
}

// stubWidth, payWidth and placesWidth keep the tear lines of a list in one line, in DIP.
func (s *Style) stubWidth() float32 {
	width := float32(260)
	if s.Form() == Upright {
		width = 282
	}
	return width * s.Text(Body) / Body
}

func (s *Style) payWidth() float32 {
	if s.Form() == Compact {
		return 186 * s.Text(Body) / Body
	}
	return 215 * s.Text(Body) / Body
}

func (s *Style) placesWidth() float32 {
	if s.Form() == Compact {
		return 165 * s.Text(Body) / Body
	}
	return 190 * s.Text(Body) / Body
}

func cardGlyph(s *Style, p Posting, size float32) fyne.CanvasObject {
	if p.Full != "" {
		return NewGlyph(s, p.Icon, size, Dis, DisInk)
	}
	return NewGlyph(s, p.Icon, size, GreenTint, GreenInk)
}

// cardTitle is the title and as many tags as fit beside it.
func cardTitle(s *Style, p Posting, size float32) fyne.CanvasObject {
	kind := PlainTag
	if p.Full != "" {
		kind = cardTag
	}
	title := NewText(s, p.Title, size, Bold, Ink)
	title.Shrink = shrinkWord
	objects := []fyne.CanvasObject{title}
	for _, tag := range p.Tags {
		objects = append(objects, NewTag(s, kind, tag))
	}
	return container.New(&leadingRow{gap: 8, after: 16}, objects...)
}

func placeLine(s *Style, p Posting) fyne.CanvasObject {
	where := NewText(s, p.Place, Body, Plain, Ink)
	where.Shrink = shrinkWord
	objects := []fyne.CanvasObject{where}
	if p.Near && p.Distance != "" {
		objects = append(objects, NewTag(s, GoodTag, p.Distance))
	} else if p.Distance != "" {
		objects = append(objects, NewText(s, dotted(p.Distance), Body, Plain, Ink2))
	}
	text := container.New(&leadingRow{gap: 10, after: 10}, objects...)
	return Row(10, NewIcon(s, "map-marker", 30, Ink2), Grow(1, text))
}

func metaLine(s *Style, icon, text string) fyne.CanvasObject {
	words := NewText(s, text, Body, Plain, Ink)
	words.Shrink = shrinkWord
	return Row(10, NewIcon(s, icon, 30, Ink2), Grow(1, words))
}

// stubPlaces is what stands under the pay: strokes and 还要 N 人, or that it is full.
func stubPlaces(s *Style, p Posting, size float32) fyne.CanvasObject {
	if p.Full != "" {
		return Row(12, Space(), NewIcon(s, "account-clock", 36, Ink), NewText(s, p.Full, Body, Bold, Ink))
	}
	return Row(18, Space(), tallyOf(s, p, size), NewCount(s, p.Left, FigureS, Body))
}

// countOf is the posting's 还要 N 人, or that it is full.
func countOf(s *Style, p Posting) *Line {
	if p.Full != "" {
		return NewText(s, p.Full, Body, Bold, Ink)
	}
	return NewCount(s, p.Left, FigureS, Body)
}

func tallyOf(s *Style, p Posting, size float32) fyne.CanvasObject {
	if p.Full != "" {
		return newBlank()
	}
	return NewTally(s, p.Total, p.Total-p.Left.N, size)
}

func startOf(o fyne.CanvasObject) fyne.CanvasObject { return Row(0, o, Space()) }

// dotted puts the middle dot before a distance.
func dotted(text string) string {
	if text == "" {
		return ""
	}
	return "·" + text
}
