package view

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildDetail draws one posting with its code.
func (v *View) buildDetail(d *flow.Detail) fyne.CanvasObject {
	if d.Fault != "" {
		return v.screen(touch.ScreenParts{Main: v.quiet("alert", d.Fault, "")})
	}
	left := touch.Column(v.style.Gutter(), v.detailHead(d), v.detailPay(d), touch.Grow(1, v.scrolling(v.factRows(d.Facts))))
	var main fyne.CanvasObject
	switch {
	case v.upright():
		qr := touch.NewCardPanel(v.style, touch.Fixed(380, 380, v.code(d.QR, 380)))
		beside := touch.Column(20, v.besideCode(d)...)
		main = touch.Column(24, touch.Grow(1, left), touch.Fixed(0, 440, touch.RowFill(32, qr, touch.Grow(1, beside))))
	case v.compact():
		side := touch.Column(14, touch.Grow(1, touch.NewCardPanel(v.style, touch.Column(8,
			touch.Grow(1, v.code(d.QR, 240)), v.takeHome()))), v.noteOrFree(d))
		main = touch.RowFill(28, touch.Grow(1, left), touch.Fixed(390, 0, side))
	default:
		side := touch.Column(20, touch.NewCardPanel(v.style, touch.Column(14,
			touch.Fixed(0, 400, v.code(d.QR, 400)), v.takeHome())), touch.Space(), v.noteOrFree(d))
		if !v.large && d.Notes != "" && utf8.RuneCountInString(d.Notes) < 60 {
			side.Add(v.freeNote())
		}
		main = touch.RowFill(48, touch.Grow(1, left), touch.Fixed(472, 0, side))
	}
	return v.screen(touch.ScreenParts{Main: main, Actions: v.detailActions(d)})
}

// besideCode is what stands beside the code on an upright screen; in large type a long note leaves no
// room for another.
func (v *View) besideCode(d *flow.Detail) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{v.takeHome(), touch.Space()}
	if !v.large || utf8.RuneCountInString(d.Notes) < 30 {
		parts = append(parts, v.freeNote())
	}
	return withSome(parts, v.note(d))
}

func (v *View) detailHead(d *flow.Detail) fyne.CanvasObject {
	glyph, title := float32(136), float32(60)
	if v.compact() {
		glyph, title = 96, 46
	}
	var tags []fyne.CanvasObject
	for i, tag := range d.Card.Tags {
		kind := touch.GoodTag
		if i > 1 {
			kind = touch.PlainTag
		}
		tags = append(tags, touch.NewTag(v.style, kind, tag))
	}
	words := []fyne.CanvasObject{v.wholeTitle(d.Card.Title, title)}
	if v.smallest() {
		return words[0]
	}
	if len(tags) > 0 && !(v.compact() && longTitle(d.Card.Title)) {
		words = append(words, touch.Row(12, append(tags, touch.Space())...))
	}
	return touch.Row(28, touch.NewGlyph(v.style, d.Card.Icon, glyph, touch.GreenTint, touch.GreenInk), touch.Grow(1, touch.Column(8, words...)))
}

// wholeTitle is the title of a posting in full: a long one in smaller type over several lines.
func (v *View) wholeTitle(title string, size float32) fyne.CanvasObject {
	if longTitle(title) {
		size = max(touch.Label, size*0.6)
	}
	return touch.NewPara(v.style, 0, touch.Run{Text: title, Size: size, Weight: touch.Bold})
}

// longTitle says that a title does not stand in one line of large type.
func longTitle(title string) bool { return utf8.RuneCountInString(title) > 14 }

// detailPay is the ticket: pay at the left of the tear line, places at the right.
func (v *View) detailPay(d *flow.Detail) fyne.CanvasObject {
	size, words := touch.FigureDetail, float32(32)
	if v.compact() || v.large {
		size, words = touch.FigureM, 28
	}
	pay := v.labelled(touch.NewText(v.style, d.PayWhen, touch.Body, touch.Plain, touch.Ink2),
		touch.NewFigure(v.style, d.Card.Pay, size, d.Card.Unit, words, touch.Ink))
	left := touch.NewCount(v.style, touch.Count{N: d.Card.Left, After: v.t("card.left_after")}, size, words)
	places := v.labelled(touch.NewText(v.style, v.t("detail.heads", "n", d.Card.Heads), touch.Body, touch.Plain, touch.Ink2),
		touch.Row(24, left, v.strokes(d.Card), touch.Space()))
	return touch.NewTornCard(v.style, pay, places)
}

// labelled puts what a figure is about above it. A figure's box ends where its digits do.
func (v *View) labelled(label, figure fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case v.smallest():
		return touch.Column(4, label, figure)
	case v.compact():
		return touch.Column(8, label, figure)
	}
	return touch.Column(18, label, figure)
}

// strokes are the places as strokes of 正, at most ten beside a large figure.
func (v *View) strokes(c flow.Card) fyne.CanvasObject {
	if c.Heads > 10 {
		return touch.Space()
	}
	size := float32(60)
	if v.compact() || v.large {
		size = 48
	}
	return touch.NewTally(v.style, c.Heads, c.Heads-c.Left, size)
}

// factRows are facts under each other.
func (v *View) factRows(facts []flow.Fact) fyne.CanvasObject {
	out := make([]touch.Fact, len(facts))
	for i, f := range facts {
		out[i] = touch.Fact{Icon: f.Icon, Label: f.Label, Text: f.Text, Note: f.Note}
	}
	return touch.NewFacts(v.style, out...)
}

// code draws what a phone scans; while there is nothing, its room stays empty.
func (v *View) code(text string, room float32) fyne.CanvasObject {
	if text == "" {
		return touch.Space()
	}
	qr, err := touch.NewQR(text, room)
	if err != nil {
		return touch.Space()
	}
	return qr
}

func (v *View) takeHome() fyne.CanvasObject {
	word := "detail.phone"
	if v.smallest() {
		word = "detail.phone_short"
	}
	return touch.Row(12, touch.Space(), touch.NewIcon(v.style, "cellphone", 36, touch.Ink),
		touch.NewText(v.style, v.t(word), 28, touch.Bold, touch.Ink), touch.Space())
}

func (v *View) freeNote() fyne.CanvasObject {
	return touch.NewPanel(v.style, touch.NewPara(v.style, 3, touch.Run{Text: v.t("detail.free")}))
}

// note is what the employer wrote, nil for nothing.
func (v *View) note(d *flow.Detail) fyne.CanvasObject {
	if d.Notes == "" {
		return nil
	}
	return touch.NewPanel(v.style, touch.NewPara(v.style, 4, touch.Run{Text: v.t("detail.notes", "text", d.Notes)}))
}

// noteOrFree is what the employer wrote where there is room for one panel only.
func (v *View) noteOrFree(d *flow.Detail) fyne.CanvasObject {
	if note := v.note(d); note != nil {
		return note
	}
	return v.freeNote()
}

func (v *View) detailActions(d *flow.Detail) []fyne.CanvasObject {
	word := "detail.print"
	switch {
	case d.Paper.Busy():
		word = "detail.printing"
	case d.Paper.Failed():
		word = "detail.print_failed"
	case d.Paper.State == flow.PaperOut:
		word = "detail.printed"
	}
	paper := v.button(touch.PlainButton, "printer", word, d.Print)
	paper.SetEnabled(!d.Paper.Busy())
	take := v.button(touch.PrimaryButton, "check-bold", "detail.take", d.Take)
	switch {
	case !d.Open:
		take.SetWord(v.t("detail.closed"))
		take.SetEnabled(false)
	case d.Card.Full:
		key := "detail.wait"
		if v.smallest() {
			key = "waitlist.join"
		}
		take = v.button(touch.PrimaryButton, "account-clock", key, d.Take)
	}
	return []fyne.CanvasObject{paper, take}
}
