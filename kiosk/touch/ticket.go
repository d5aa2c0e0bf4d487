package touch

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TicketOptions are the words of a place that somebody has.
type TicketOptions struct {
	State         string // 名额留着
	Before, After string // 第, 号
	Number        string // digits
	Total, Mine   int    // for the strokes
	MineWord      string // 黄的是您
	Title         string
	Pay, Unit     string
	Facts         []Fact
}

// NewTicket is a place as a ticket: a green stub with its number, a card with the job beside it.
func NewTicket(s *Style, o TicketOptions) fyne.CanvasObject {
	stub, figure, title, small := float32(330), float32(200), float32(52), float32(36)
	switch {
	case s.Form() == Compact:
		stub, figure, title, small = 220, 110, 36, 28
	case s.Large():
		stub, figure, title = 330, 150, 44
	}
	if s.Form() == Compact && s.Large() {
		figure, title = 70, 30
	}
	if len(o.Number) > 2 {
		figure *= 0.6
	}
	number := NewLine(s, 10,
		Run{Text: o.Before, Size: small, Weight: Bold, Colour: OnGreen},
		Run{Text: o.Number, Size: figure, Weight: Black, Colour: OnGreen},
		Run{Text: o.After, Size: small, Weight: Bold, Colour: OnGreen})
	number.Align = fyne.TextAlignCenter
	state := fyne.CanvasObject(Centre(Row(12, NewIcon(s, "check-circle", 36, OnGreen), NewText(s, o.State, 30, Bold, OnGreen))))
	if s.Form() == Compact {
		state = NewPara(s, 2, Run{Text: o.State, Size: 26, Weight: Bold, Colour: OnGreen})
	}
	rows := []fyne.CanvasObject{state, Space(), number, Space()}
	if o.Mine > 0 && o.Total <= 10 && s.Form() != Compact && !s.Large() {
		rows = append(rows, Centre(Row(16, NewTallyMine(s, o.Total, o.Mine, 48), NewText(s, o.MineWord, 24, Plain, OnGreen))))
	}
	face := canvas.NewRectangle(s.Paint(Green))
	face.TopLeftCornerRadius, face.BottomLeftCornerRadius = radiusCard, radiusCard
	left := Layers(face, Pad(24, 16, 24, 16, Column(0, rows...)))
	pay := NewFigure(s, o.Pay, FigureM, o.Unit, Body, Ink)
	if s.Form() == Compact || s.Large() {
		pay = NewFigure(s, o.Pay, 52, o.Unit, Body, Ink)
	}
	job := RowEnd(20, Grow(1, NewText(s, o.Title, title, Bold, Ink)), pay)
	right := Column(6, job, NewTearAcross(s), Grow(1, ticketFacts(s, o.Facts)))
	return NewSurface(s, Card, Hair, radiusCard, RowFill(0, Fixed(stub, 0, left), Grow(1, Pad(14, 28, 10, 28, right))))
}

// ticketFacts are when, where and whom to ask for, spread over the room there is. Where it is
// narrow the labels are left out and the words wrap.
func ticketFacts(s *Style, facts []Fact) fyne.CanvasObject {
	rows := []fyne.CanvasObject{Space()}
	for _, f := range facts {
		size := float32(32)
		switch {
		case s.Form() == Compact && s.Large():
			size = 22
		case s.Form() == Compact:
			size = 26
		case utf8.RuneCountInString(f.Text) > longFact:
			size = 26
		}
		objects := []fyne.CanvasObject{NewIcon(s, f.Icon, 36, GreenInk)}
		if s.Form() == Wide && !s.Large() {
			objects = append(objects, Fixed(86, 0, NewText(s, f.Label, Body, Plain, Ink2)))
		}
		objects = append(objects, Grow(1, NewPara(s, 2, Run{Text: f.Text, Size: size, Weight: Bold})))
		rows = append(rows, Row(16, objects...), Space())
	}
	return Column(0, rows...)
}

// HistoryOptions are the words of a row of earlier places.
type HistoryOptions struct {
	Icon, Title string
	Below       string // when and where
	Pay, Unit   string // may be ""
	Mark        string // icon of the state; may be ""
	State       string // what became of it
	Quiet       bool   // nothing came of it
	OnTap       func() // makes the state a button; nil: it is only said
	Urgent      bool   // the row stands out: somebody should press
}

// NewHistoryRow is a row of earlier places: the job, a tear line, and what became of it.
func NewHistoryRow(s *Style, o HistoryOptions) fyne.CanvasObject {
	glyph, stub, ground, ink := float32(72), float32(220), GreenTint, GreenInk
	if s.Form() == Compact {
		glyph, stub = 52, 216
	}
	if o.Quiet {
		ground, ink = Panel, Ink2
	}
	words := Grow(1, Column(0, Space(), NewText(s, o.Title, 32, Bold, Ink), NewPara(s, 2, Run{Text: o.Below, Colour: Ink2}), Space()))
	left := []fyne.CanvasObject{NewGlyph(s, o.Icon, glyph, ground, ink), words}
	if s.Form() == Compact && s.Large() { // the title needs the room of the picture
		stub = 190
		words = Grow(1, Column(0, Space(), NewPara(s, 2, Run{Text: o.Title, Size: 28, Weight: Bold}), NewPara(s, 1, Run{Text: o.Below, Colour: Ink2}), Space()))
		left = []fyne.CanvasObject{words}
	}
	if o.Pay != "" {
		left = append(left, NewFigure(s, o.Pay, 40, o.Unit, 22, Ink))
	}
	var state fyne.CanvasObject
	switch {
	case o.OnTap != nil:
		state = NewButton(s, SmallButton, "", o.State, o.OnTap)
	case o.Mark != "":
		colour := GreenInk
		if o.Quiet {
			colour = Ink2
		}
		state = Centre(Row(8, NewIcon(s, o.Mark, 30, colour), NewText(s, o.State, Body, Bold, colour)))
	default:
		state = Centre(NewText(s, o.State, Body, Plain, Ink2))
	}
	row := RowFill(0, Grow(1, Pad(8, 18, 8, 18, Row(18, left...))), Pad(10, 0, 10, 0, newTearLine(s)),
		Fixed(stub*s.Text(Body)/Body, 0, Pad(6, 12, 6, 12, Column(0, Space(), state, Space()))))
	edge := Hair
	if o.Urgent {
		edge = AmberEdge
	}
	return NewSurface(s, Card, edge, radiusSmall, row)
}
