package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// lineChecks are what is wrong, what was not understood, the least pay, and what the employer asked for
// last; below them the card as the board will show it. What has no room waits until something above it
// is done.
func (v *View) lineChecks(p *flow.WalkinPage) fyne.CanvasObject {
	return newFitting(func(size fyne.Size) fyne.CanvasObject {
		const gap = 12
		var rows []fyne.CanvasObject
		room := size.Height
		add := func(o fyne.CanvasObject, high float32) bool {
			if high = max(high, o.MinSize().Height); room < high {
				return false
			}
			room -= high + gap
			rows = append(rows, touch.Fixed(0, high, o))
			return true
		}
		text := v.style.Text(touch.Body) / touch.Body
		head, cards := v.lineHead(p), v.lineCards(p)
		wage, enough := p.WageWords()
		kind := touch.GoodTag
		if !enough {
			kind = touch.WarnTag
		}
		tag := touch.Row(0, touch.NewTag(v.style, kind, wage), touch.Space())
		if !v.compact() {
			add(head, v.style.Target(72))
		}
		for _, card := range cards {
			if !add(card.draw(v), card.high(v)) {
				break
			}
		}
		add(tag, 44*text)
		if len(cards) == 0 {
			for _, t := range p.Templates() {
				if !add(v.templateStrip(p, t), max(92*text, v.style.Target(72))) {
					break
				}
			}
		}
		if d := p.Preview(); d.Title != "" && !v.compact() && room > v.cardHeight()+44*text {
			shown := touch.NewText(v.style, v.t("walkin.check.preview"), touch.Body, touch.Plain, touch.Ink2)
			card := touch.Fixed(0, v.cardHeight(), touch.NewPostingCard(v.style, v.posting(d), nil))
			return touch.Column(gap, append(rows, touch.Space(), shown, card)...)
		}
		if p.Said.Text == "" && len(p.Last) == 0 {
			return touch.Column(gap, append(rows, touch.Grow(1, v.lineExample()))...)
		}
		return touch.Column(gap, append(rows, touch.Space())...)
	})
}

// lineExample shows how a line may look, while there is none.
func (v *View) lineExample() fyne.CanvasObject {
	say := []fyne.CanvasObject{touch.NewPara(v.style, 2, touch.Run{Text: v.t("line.example_title"), Size: touch.Label, Weight: touch.Bold})}
	for i, e := range strings.Split(v.t("line.examples"), "|") {
		if i == 2 && v.tight() {
			break
		}
		say = append(say, touch.NewPara(v.style, 2, touch.Run{Text: e, Size: touch.Body}))
	}
	return touch.NewPanel(v.style, touch.Column(12, say...))
}

// lineHead is 边写边查 with how much is wrong.
func (v *View) lineHead(p *flow.WalkinPage) fyne.CanvasObject {
	row := []fyne.CanvasObject{touch.Grow(1, touch.NewText(v.style, v.t("line.checking"), 36, touch.Bold, touch.Ink))}
	if n := len(p.Blocks()); n > 0 {
		row = append(row, touch.NewTag(v.style, touch.StopTag, v.t("line.blocks", "n", n)))
	}
	if n := p.Unconfirmed(); n > 0 {
		row = append(row, touch.NewTag(v.style, touch.WarnTag, v.t("line.warnings", "n", n)))
	}
	return touch.Row(12, row...)
}

// lineCard is one thing that the machine found, with what to do about it.
type lineCard struct {
	ground, edge, ink touch.Colour
	icon              string
	text, second      string
	word              string // of the button; "" for none
	deed              func()
}

// lineCards are what is to be done, the worst first.
func (v *View) lineCards(p *flow.WalkinPage) []lineCard {
	var out []lineCard
	stop := lineCard{ground: touch.RedTint, edge: touch.Red, ink: touch.RedInk, icon: "alert-octagon"}
	warn := lineCard{ground: touch.AmberTint, edge: touch.AmberEdge, ink: touch.AmberInk, icon: "alert"}
	add := func(c lineCard, text, second, word string, deed func()) {
		c.text, c.second, c.word, c.deed = text, second, word, deed
		out = append(out, c)
	}
	if s := p.Faults[""]; s != "" {
		add(stop, s, "", "", nil)
	}
	if s := p.Faults["line"]; s != "" {
		add(warn, s, "", "", nil)
	}
	for _, b := range p.Blocks() {
		add(stop, b.Text, v.quoted(b.Words), "line.change", p.WriteLine)
	}
	for _, w := range p.Warnings() {
		if w.Reason == "" {
			add(warn, w.Text, v.quoted(w.Words), "line.confirm", func() { p.Confirm(w.Code) })
		}
	}
	if unread := p.Unread(); len(unread) > 0 {
		add(lineCard{ground: touch.Card, edge: touch.AmberEdge, ink: touch.Ink, icon: "information"},
			v.t("line.unread"), strings.Join(unread, v.t("line.and")), "line.note", p.NoteUnread)
	}
	for _, w := range p.Warnings() {
		if w.Reason != "" {
			add(lineCard{ground: touch.Card, edge: touch.Hair, ink: touch.Ink, icon: "check-bold"},
				w.Text, v.t("line.because", "words", w.Reason), "line.change", func() { p.Confirm(w.Code) })
		}
	}
	return out
}

func (v *View) quoted(words string) string {
	if words == "" {
		return ""
	}
	return v.t("line.quoted", "words", words)
}

// high is how high a card is: two lines for what is wrong, and one more for the words that say it.
func (c lineCard) high(v *View) float32 {
	high := float32(c.lines(v))*v.style.Text(touch.Body)*1.42 + 22
	if c.second != "" && !v.tight() {
		high += v.style.Text(22) * 1.42
	}
	return max(high, v.style.Target(72)+20)
}

// lines is how many lines the text may have; a narrow card has no room for the words that say it.
func (c lineCard) lines(v *View) int {
	if v.tight() {
		return 3
	}
	return 2
}

func (c lineCard) draw(v *View) fyne.CanvasObject {
	words := []fyne.CanvasObject{touch.NewPara(v.style, c.lines(v), touch.Run{Text: c.text, Size: touch.Body, Weight: touch.Bold, Colour: c.ink})}
	if c.second != "" && (!v.tight() || c.deed != nil && c.icon == "information") {
		second := touch.NewText(v.style, c.second, 22, touch.Plain, c.ink)
		second.Shrink = 0.9
		words = append(words, second)
	}
	row := []fyne.CanvasObject{touch.NewIcon(v.style, c.icon, 40, c.ink), touch.Grow(1, touch.Column(0, words...))}
	if c.word != "" {
		row = append(row, v.button(touch.SmallButton, "", c.word, c.deed))
	}
	return touch.NewSurface(v.style, c.ground, c.edge, 20, touch.Pad(8, 14, 8, 18, touch.Row(14, row...)))
}

// templateStrip is a posting of before; a tap fills the form with it.
func (v *View) templateStrip(p *flow.WalkinPage, t flow.Template) fyne.CanvasObject {
	o := touch.StripOptions{
		Label: t.Card.Title, Lead: []fyne.CanvasObject{touch.NewGlyph(v.style, t.Card.Icon, 56, touch.GreenTint, touch.GreenInk)},
		Title: []touch.Run{{Text: t.Card.Title, Size: 30, Weight: touch.Bold}, {Text: t.Card.Pay + t.Card.Unit, Colour: touch.Ink}},
		OnTap: func() { p.Use(t.Row) },
	}
	if !v.tight() {
		o.Second = v.t("line.template", "day", t.Day, "n", t.Row.Headcount)
	}
	o.Tail = touch.NewText(v.style, v.t("line.as_before"), 26, touch.Bold, touch.GreenInk)
	return touch.NewStrip(v.style, o)
}

// lineNext is the one thing to be done next, where there is room for one only.
func (v *View) lineNext(p *flow.WalkinPage, sources fyne.CanvasObject) fyne.CanvasObject {
	if cards := v.lineCards(p); len(cards) > 0 && (p.Unconfirmed() > 0 || len(p.Blocks()) > 0 || len(p.Unread()) > 0 || len(p.Faults) > 0) {
		return touch.Fixed(0, cards[0].high(v), cards[0].draw(v))
	}
	if t := p.Templates(); len(t) > 0 && p.Said.Text == "" && p.Posting.Trade == "" {
		return v.templateStrip(p, t[0])
	}
	return sources
}
