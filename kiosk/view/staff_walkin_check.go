package view

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// walkinCheck draws all answers with 改 beside each, and the card as the board will show it.
func (v *View) walkinCheck(p *flow.WalkinPage) fyne.CanvasObject {
	publish, note := v.button(touch.PrimaryButton, "bullhorn", "walkin.publish", p.Publish), v.checkNote()
	if p.Alone {
		publish, note = v.button(touch.PrimaryButton, "check-bold", "hire.hand_in", p.HandIn), v.aloneNote()
	}
	if p.Publishing() {
		publish.SetWord(v.t("walkin.publishing"))
		publish.SetEnabled(false)
	}
	actions := []fyne.CanvasObject{publish}
	answers := v.checkAnswers(p)
	if turn := v.turner(&p.CheckPager, p.TurnCheck); turn != nil {
		actions = append([]fyne.CanvasObject{turn}, actions...)
	}
	card := touch.Fixed(0, v.cardHeight(), touch.NewPostingCard(v.style, v.posting(p.Preview()), nil))
	var body fyne.CanvasObject
	switch {
	case v.tight():
		body = touch.Column(v.gap(), touch.Grow(1, answers), card)
	case v.upright():
		body = touch.Column(24, touch.Grow(1, answers), card, note)
	default:
		shown := touch.NewText(v.style, v.t("walkin.check.preview"), touch.Label, touch.Plain, touch.Ink2)
		beside := []fyne.CanvasObject{shown, card, note}
		if bar := v.told("", p.Faults[""]); bar != nil {
			beside = append(beside, bar)
		}
		body = touch.RowFill(40, touch.Grow(1.2, answers), touch.Grow(1, touch.Column(v.gap(), append(beside, touch.Space())...)))
	}
	return v.walkinScreen(p, v.t("walkin.check.title"), body, actions...)
}

// checkNote says what to do before publishing.
func (v *View) checkNote() fyne.CanvasObject {
	return touch.NewPanel(v.style, touch.Column(10,
		touch.NewPara(v.style, 2, touch.Run{Text: v.t("walkin.check.read"), Size: touch.Label, Weight: touch.Bold}),
		touch.NewPara(v.style, 3, touch.Run{Text: v.t("walkin.check.free"), Size: touch.Body})))
}

// cardHeight is the height of a posting's card that stands by itself.
func (v *View) cardHeight() float32 {
	switch {
	case v.smallest():
		return 170
	case v.compact():
		return 140
	case v.large:
		return 240
	}
	return 190
}

// checkAnswers are the answers under each other; where room is short, half of them a page.
func (v *View) checkAnswers(p *flow.WalkinPage) fyne.CanvasObject {
	gap := float32(12)
	p.CheckPager.Fit(flow.CheckAnswers)
	if v.tight() {
		gap = 4
		p.CheckPager.Fit(flow.CheckAnswers / 2)
	}
	var lines []fyne.CanvasObject
	for _, l := range p.ShownLines() {
		change := v.button(touch.SmallButton, "pencil", "walkin.check.change", func() { p.Mend(l.Step) })
		lines = append(lines, v.answerLine(l.Icon, l.Label, l.Text, l.Fault, change))
	}
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(gap/2, 24, gap/2, 28, touch.Grid(1, len(lines), gap, lines...)))
}

// answerLine is one answer in at most two lines, or what is wrong with it, and its button.
func (v *View) answerLine(icon, label, text, fault string, button fyne.CanvasObject) fyne.CanvasObject {
	lines := 2
	say, ink := touch.Run{Text: text, Size: touch.Label, Weight: touch.Bold}, touch.GreenInk
	if fault != "" {
		icon, ink, lines = "alert", touch.RedInk, 4
		say = touch.Run{Text: fault, Size: touch.Body, Weight: touch.Bold, Colour: touch.RedInk}
	}
	name := touch.Fixed(v.style.Text(touch.Body)*4.4, 0, touch.NewText(v.style, label, touch.Body, touch.Plain, touch.Ink2))
	return touch.Row(16, touch.NewIcon(v.style, icon, 40, ink), name, touch.Grow(1, touch.NewPara(v.style, lines, say)), button)
}

// buildWalkinDone draws the posting after it was published.
func (v *View) buildWalkinDone(p *flow.WalkinDone) fyne.CanvasObject {
	glyph := float32(132)
	if v.compact() {
		glyph = 96
	}
	head := touch.Row(28, touch.NewGlyph(v.style, "check-circle", glyph, touch.GreenTint, touch.GreenInk), touch.Grow(1, touch.Column(4,
		touch.NewText(v.style, v.t("walkin.done.title"), 72, touch.Bold, touch.Ink),
		touch.NewText(v.style, v.t("walkin.done.kept"), touch.Label, touch.Plain, touch.Ink2))))
	card := touch.Fixed(0, v.cardHeight(), touch.NewPostingCard(v.style, v.posting(p.Card()), nil))
	rows := []fyne.CanvasObject{touch.Space(), head, card}
	if p.Job != 0 {
		paper := touch.Row(18, touch.NewIcon(v.style, "printer", 48, touch.GreenInk),
			touch.NewText(v.style, v.t("walkin.done.paper."+string(p.State)), touch.Title, touch.Bold, touch.Ink), touch.Space())
		rows = append(rows, touch.NewPanel(v.style, paper))
	}
	if bar := v.told(p.Done, p.Fault); bar != nil {
		rows = append(rows, bar)
	}
	if !v.compact() && p.Job == 0 {
		rows = append(rows, touch.NewText(v.style, v.t("walkin.done.share"), touch.Body, touch.Plain, touch.Ink2))
	}
	print := v.button(touch.PlainButton, "printer", "walkin.done.print", p.Print)
	print.SetEnabled(p.Job == 0)
	papers := []fyne.CanvasObject{
		v.button(touch.SmallButton, "bullhorn", "walkin.done.paper_poster", p.PrintPoster),
		v.button(touch.SmallButton, "chat-alert", "walkin.done.chat", p.ShowChat), touch.Space(),
	}
	if v.upright() {
		rows = append(rows, touch.Row(16, papers...), touch.Row(0, v.postingTags(p), touch.Space()))
	} else {
		rows = append(rows, touch.Row(16, append(papers, v.postingTags(p))...))
	}
	rows = append(rows, touch.Space())
	if v.smallest() { // the card has no room beside them
		rows = slices.DeleteFunc(rows, func(o fyne.CanvasObject) bool { return o == card })
	}
	main := fyne.CanvasObject(touch.Column(v.gap()+8, rows...))
	if v.wide() {
		main = touch.Pad(0, 200, 0, 200, main)
	}
	actions := []fyne.CanvasObject{print}
	if !v.smallest() { // 返回 does the same
		actions = append(actions, v.button(touch.PlainButton, "check-bold", "walkin.done.finish", p.Finished))
	}
	actions = append(actions, v.button(touch.PrimaryButton, "account-multiple-plus", "walkin.done.another", p.Another))
	screen := v.staffScreen(p.Clerk, p.Another, touch.ScreenParts{Main: main, Actions: actions})
	if !p.Chat {
		return screen
	}
	copy := v.button(touch.PrimaryButton, "file-document", "walkin.done.chat_copy", func() {
		if app := fyne.CurrentApp(); app != nil && app.Clipboard() != nil {
			app.Clipboard().SetContent(p.ChatText())
		}
		p.Copied()
	})
	return touch.Layers(screen, v.chatSheet(p, v.button(touch.PlainButton, "", "walkin.done.chat_close", p.HideChat), copy))
}

// postingTags say of the posting that it is one of public welfare, of the employer that older people are
// welcome.
func (v *View) postingTags(p *flow.WalkinDone) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, t := range p.Tags() {
		to := t
		chips = append(chips, touch.NewChip(v.style, "", v.t("tag."+t.Tag), t.On, func() { p.ToggleTag(to) }))
	}
	return touch.Row(12, chips...)
}

// chatSheet shows the text for chat groups, line by line.
func (v *View) chatSheet(p *flow.WalkinDone, answers ...fyne.CanvasObject) fyne.CanvasObject {
	size := touch.Label
	if v.tight() {
		size = touch.Caption
	}
	words := []fyne.CanvasObject{touch.NewText(v.style, v.t("walkin.done.chat_title"), touch.Title, touch.Bold, touch.Ink)}
	for _, line := range strings.Split(p.ChatText(), "\n") {
		words = append(words, touch.NewPara(v.style, 2, touch.Run{Text: line, Size: size}))
	}
	return touch.NewSheet(v.style, touch.Column(6, words...), answers...)
}
