package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// walkinCheck draws all answers with 改 beside each, and the card as the board will show it.
func (v *View) walkinCheck(p *flow.WalkinPage) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for i, l := range p.CheckLines() {
		if i > 0 {
			lines = append(lines, touch.NewRule(v.style))
		}
		lines = append(lines, touch.Grow(1, v.checkLine(p, l)))
	}
	answers := touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(8, 24, 8, 28, touch.Column(2, lines...)))
	card := touch.NewPostingCard(v.style, v.posting(p.Preview()), nil)
	side := []fyne.CanvasObject{touch.NewText(v.style, v.t("walkin.check.preview"), touch.Label, touch.Plain, touch.Ink2), card}
	if bar := v.told("", p.Faults[""]); bar != nil {
		side = append(side, bar)
	}
	say := touch.Column(10, touch.NewText(v.style, v.t("walkin.check.read"), touch.Label, touch.Bold, touch.Ink),
		touch.NewPara(v.style, 3, touch.Run{Text: v.t("walkin.check.free"), Size: touch.Body}))
	side = append(side, touch.NewPanel(v.style, say), touch.Space())
	beside := touch.Column(v.gap(), side...)
	var body fyne.CanvasObject
	switch {
	case v.upright():
		body = touch.Column(24, touch.Grow(1, answers), touch.Column(v.gap(), side[:len(side)-1]...))
	case v.compact():
		body = touch.RowFill(20, touch.Grow(1.25, answers), touch.Grow(1, beside))
	default:
		body = touch.RowFill(40, touch.Grow(1.2, answers), touch.Grow(1, beside))
	}
	publish := v.button(touch.PrimaryButton, "bullhorn", "walkin.publish", p.Publish)
	if p.Publishing() {
		publish.SetWord(v.t("walkin.publishing"))
		publish.SetEnabled(false)
	}
	return v.walkinScreen(p, v.t("walkin.check.title"), body, publish)
}

func (v *View) checkLine(p *flow.WalkinPage, l flow.CheckLine) fyne.CanvasObject {
	words := []fyne.CanvasObject{touch.NewText(v.style, l.Text, touch.Label, touch.Bold, touch.Ink)}
	if wrong := v.wrong(l.Fault); wrong != nil {
		words = append(words, wrong)
	}
	label := touch.Fixed(v.style.Text(touch.Body)*3.4, 0, touch.NewText(v.style, l.Label, touch.Body, touch.Plain, touch.Ink2))
	change := v.button(touch.SmallButton, "pencil", "walkin.check.change", func() { p.Mend(l.Step) })
	return touch.Row(16, touch.NewIcon(v.style, l.Icon, 40, touch.GreenInk), label, touch.Grow(1, touch.Column(2, words...)), change)
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
	card := touch.NewPostingCard(v.style, v.posting(p.Card()), nil)
	rows := []fyne.CanvasObject{touch.Space(), head, card}
	if p.Job != 0 {
		paper := touch.Row(18, touch.NewIcon(v.style, "printer", 48, touch.GreenInk),
			touch.NewText(v.style, v.t("walkin.done.paper."+string(p.State)), touch.Title, touch.Bold, touch.Ink), touch.Space())
		rows = append(rows, touch.NewPanel(v.style, paper))
	}
	if bar := v.told("", p.Fault); bar != nil {
		rows = append(rows, bar)
	}
	rows = append(rows, touch.NewText(v.style, v.t("walkin.done.share"), touch.Body, touch.Plain, touch.Ink2), touch.Space())
	print := v.button(touch.PlainButton, "printer", "walkin.done.print", p.Print)
	print.SetEnabled(p.Job == 0)
	main := fyne.CanvasObject(touch.Column(28, rows...))
	if v.wide() {
		main = touch.Pad(0, 200, 0, 200, main)
	}
	return v.staffScreen(p.Clerk, p.Another, touch.ScreenParts{Main: main, Actions: []fyne.CanvasObject{
		print, v.button(touch.PlainButton, "check-bold", "walkin.done.finish", p.Finished),
		v.button(touch.PrimaryButton, "account-multiple-plus", "walkin.done.another", p.Another),
	}})
}
