package view

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildDone draws the place that is taken.
func (v *View) buildDone(d *flow.Done) fyne.CanvasObject {
	number := touch.NumberOptions{
		Done: v.t("done.saved"), Before: v.t("done.before"), Number: fmt.Sprint(d.Place), After: v.t("done.after"),
		Icon: d.Card.Icon, Title: d.Card.Title, Of: v.t("done.of", "n", d.Card.Heads),
		Total: d.Card.Heads, Mine: d.Place, MineWord: v.t("done.mine"),
	}
	if v.compact() || v.large && v.wide() {
		number.Of, number.MineWord = "", v.t("done.mine_short")
	}
	panel := touch.NewNumberPanel(v.style, number)
	hello := touch.NewQuestion(v.style, v.t("done.hello", "who", d.Who, "meet", d.Meet))
	told := v.brief(d.Facts)
	if v.compact() && longTitle(d.Card.Title) { // the panel shows its beginning only
		told = append(slices.Clone(told), flow.Fact{Icon: d.Card.Icon, Label: v.t("fact.job"), Text: d.Card.Title})
	}
	facts := v.roomyFacts(told)
	qr, height := float32(250), float32(270)
	switch {
	case v.smallest():
		qr, height = 140, 156
	case v.compact():
		qr, height = 183, 191 // three pixels a module
	}
	code := touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(4, 4, 4, 4, touch.Fixed(qr, qr, v.code(d.QR, qr))))
	below := touch.Fixed(0, height, touch.RowFill(24, touch.Grow(1, v.paper(&d.Paper)), code))
	right := touch.Column(v.style.Gutter(), hello, touch.Grow(1, facts), below)
	main := fyne.CanvasObject(touch.RowFill(40, touch.Fixed(620, 0, panel), touch.Grow(1, right)))
	switch {
	case v.upright():
		main = touch.Column(24, touch.Fixed(0, 620, panel), touch.Grow(1, right))
	case v.compact():
		main = touch.RowFill(24, touch.Fixed(440, 0, panel), touch.Grow(1, right))
	}
	again := v.button(touch.PlainButton, "printer", "done.copy", d.Copy)
	again.SetEnabled(d.MayCopy())
	return v.screen(touch.ScreenParts{
		Main: main, Nav: v.nav(false),
		Actions: []fyne.CanvasObject{
			again, v.button(touch.PlainButton, "ticket-confirmation", "done.cancel", d.Cancel),
			v.button(touch.PrimaryButton, "check-bold", "way.understood", d.Understood),
		},
	})
}

// roomyCard is a card, with less room in it where there is least.
func (v *View) roomyCard(content fyne.CanvasObject) fyne.CanvasObject {
	if v.smallest() {
		return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(10, 28, 10, 28, content))
	}
	return touch.NewCardPanel(v.style, content)
}

// roomyFacts are facts in the larger type of the last screen, where they fit in it.
func (v *View) roomyFacts(facts []flow.Fact) fyne.CanvasObject {
	usual := v.scrolling(v.factCard(facts))
	if v.compact() || v.large {
		return usual
	}
	out := make([]touch.Fact, len(facts))
	for i, f := range facts {
		out[i] = touch.Fact{Icon: f.Icon, Label: f.Label, Text: f.Text, Note: f.Note}
	}
	roomy := touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(20, 28, 20, 28, touch.NewLargeFacts(v.style, out...)))
	return newFitting(func(size fyne.Size) fyne.CanvasObject {
		roomy.Resize(fyne.NewSize(size.Width, roomy.MinSize().Height))
		if roomy.MinSize().Height <= size.Height {
			return touch.Column(0, roomy)
		}
		return usual
	})
}

// factCard is a card of facts, with less room around them on a small screen.
func (v *View) factCard(facts []flow.Fact) fyne.CanvasObject {
	rows := v.factRows(facts)
	pad := float32(20)
	if v.compact() {
		pad = 8
	}
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(pad, 28, pad, 28, rows))
}

// brief leaves the notes of facts out where there is least room.
func (v *View) brief(facts []flow.Fact) []flow.Fact {
	if !v.smallest() {
		return facts
	}
	out := slices.Clone(facts)
	for i := range out {
		out[i].Note = ""
	}
	return out
}

// paper says how far the slip has come.
func (v *View) paper(p *flow.Paper) fyne.CanvasObject {
	icon, word := "printer", "paper.coming"
	switch {
	case p.Failed():
		icon, word = "printer-alert", "paper.failed"
	case p.State == flow.PaperOut:
		word = "paper.out"
	case p.State == flow.NoPaper:
		word = "paper.no"
	}
	bar := touch.NewBar(v.style, 14)
	bar.SetPart(p.Part())
	size, room := float32(36), float32(64)
	if v.compact() {
		size, room = 30, 48
	}
	rows := []fyne.CanvasObject{touch.Space(), touch.NewText(v.style, v.t(word), size, touch.Bold, touch.Ink), bar}
	if !v.smallest() {
		rows = append(rows, touch.NewText(v.style, v.t("paper.or_scan"), 28, touch.Plain, touch.Ink2))
	}
	words := touch.Column(12, append(rows, touch.Space())...)
	return touch.NewPanel(v.style, touch.Row(24, touch.NewIcon(v.style, icon, room, touch.GreenInk), touch.Grow(1, words)))
}

// buildNumber draws the number of the day.
func (v *View) buildNumber(n *flow.Number) fyne.CanvasObject {
	word := v.t("number.done", "who", n.Who)
	if n.Again {
		word = v.t("number.again", "who", n.Who)
	}
	done := touch.Row(16, touch.NewIcon(v.style, "check-circle", 56, touch.GreenInk), touch.NewText(v.style, word, 44, touch.Bold, touch.Ink))
	number := touch.NewDayNumber(v.style, v.t("number.before"), fmt.Sprint(n.Number), v.t("number.after"))
	note := touch.NewText(v.style, v.t("number.note", "n", n.Number), 32, touch.Plain, touch.Ink)
	find := v.button(touch.PrimaryButton, "account-hard-hat", "number.find", n.Find)
	first := []fyne.CanvasObject{find, v.numberButton(n)}
	var deeds []fyne.CanvasObject
	if !v.smallest() {
		deeds = append(deeds, v.button(touch.PlainButton, "ticket-confirmation", "number.mine", n.Mine))
	}
	if n.MayCard() || n.Paper.State != flow.NoPaper {
		deeds = append(deeds, v.cardButton(n))
	}
	parts := touch.ScreenParts{Behind: touch.NewHills(v.style, v.hillsHeight(), true), Nav: v.nav(false)}
	gap := float32(44)
	if v.wide() && !v.large {
		first = append(first, deeds...)
	} else {
		parts.Actions, gap = deeds, 20
	}
	parts.Main = touch.Column(gap, touch.Space(), touch.Centre(done), touch.Centre(number), touch.Centre(note),
		touch.Centre(touch.Row(20, first...)), touch.Space())
	return v.screen(parts)
}

// numberButton prints the number of the day, and says how far it is.
func (v *View) numberButton(n *flow.Number) fyne.CanvasObject {
	word := "number.slip"
	switch {
	case n.Slip.Busy():
		word = "number.slip_coming"
	case n.Slip.State == flow.PaperOut:
		word = "number.slip_out"
	case n.Slip.Failed():
		word = "number.slip_failed"
	}
	b := v.button(touch.PlainButton, "printer", word, n.PrintSlip)
	b.SetEnabled(n.MaySlip())
	return b
}

// cardButton prints a worker's card, and says how far it is.
func (v *View) cardButton(n *flow.Number) fyne.CanvasObject {
	word := "number.card"
	switch {
	case n.Paper.Busy():
		word = "number.card_coming"
	case n.Paper.State == flow.PaperOut:
		word = "number.card_out"
	case n.Paper.Failed():
		word = "number.card_failed"
	}
	b := v.button(touch.PlainButton, "credit-card-outline", word, n.Card)
	b.SetEnabled(n.MayCard() && !n.Paper.Busy())
	return b
}

// buildWait says that something is under way.
func (v *View) buildWait(w *flow.Wait) fyne.CanvasObject {
	return v.screen(touch.ScreenParts{
		Main: v.quiet("timer-sand", w.Text, w.Note),
		Foot: touch.Row(0, touch.Space()),
	})
}

// buildLastCall draws the countdown over the page that nobody touches.
func (v *View) buildLastCall(c *flow.LastCall) fyne.CanvasObject {
	sheet := touch.NewCountdown(v.style, touch.CountdownOptions{
		Title: v.t("idle.title"), Seconds: int(flow.Countdown.Seconds()), Unit: v.t("idle.unit"), Text: v.t("idle.text"),
		End: touch.Deed{Word: v.t("nav.end"), OnTap: c.End}, Go: touch.Deed{Word: v.t("idle.go_on"), OnTap: c.GoOn},
	})
	sheet.SetSeconds(c.Left)
	under := v.build(c.Under())
	v.follow = func() bool {
		sheet.SetSeconds(c.Left)
		return true
	}
	return touch.Layers(under, sheet)
}
