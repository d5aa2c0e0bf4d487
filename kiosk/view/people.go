package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildPeople asks which of the people under one number stands here.
func (v *View) buildPeople(p *flow.People) fyne.CanvasObject {
	var choices []fyne.CanvasObject
	for i, name := range p.Names() {
		choices = append(choices, touch.NewChoice(v.style, touch.ChoiceOptions{
			Icon: "account-check", Word: name, Second: v.t("people.me"), OnTap: func() { p.Pick(i) },
		}))
	}
	choices = append(choices, touch.NewChoice(v.style, touch.ChoiceOptions{
		Icon: "account-multiple-plus", Word: v.t("people.another"), Second: v.t("people.another_second"), OnTap: p.Another,
	}))
	columns := 2
	if v.upright() {
		columns = 1
	}
	rows := (len(choices) + columns - 1) / columns
	height := float32(rows)*v.style.Target(200) - 24
	if v.compact() {
		height = float32(rows)*v.style.Target(150) - 24
	}
	question, answers := touch.NewQuestion(v.style, v.t("people.title")), touch.Fixed(0, height, touch.Grid(columns, rows, 24, choices...))
	if v.upright() {
		return v.screen(touch.ScreenParts{Main: touch.Column(32, question, touch.Space(), answers)})
	}
	return v.screen(touch.ScreenParts{Main: touch.Column(32, question, answers, touch.Space())})
}

// buildNotice shows what is kept of a person.
func (v *View) buildNotice(n *flow.Notice) fyne.CanvasObject {
	icon, size, gap := float32(48), float32(36), float32(34)
	switch {
	case v.smallest() && len(n.Lines()) > 7:
		icon, size, gap = 36, touch.Body, 0
	case v.smallest():
		icon, size, gap = 40, 28, 4
	case v.compact():
		icon, size, gap = 40, 30, 12
	case v.large && !v.upright():
		gap = 12
	case len(n.Lines()) <= 7:
		icon, size, gap = 52, touch.Title, 38
	}
	var rows []fyne.CanvasObject
	for _, l := range n.Lines() {
		rows = append(rows, touch.Row(32, touch.NewIcon(v.style, l.Icon, icon, touch.GreenInk),
			touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: l.Text, Size: size}))))
	}
	rows = append(append([]fyne.CanvasObject{touch.Space()}, rows...), touch.Space())
	card := touch.NewCardPanel(v.style, touch.Pad(0, 24, 0, 24, touch.Column(gap, rows...)))
	return v.screen(touch.ScreenParts{
		Main: touch.Column(v.style.Gutter(), v.titled(v.t("notice.title"), n.Steps()), touch.Grow(1, card)),
		Actions: []fyne.CanvasObject{
			v.button(touch.PlainButton, "eye", "notice.refuse", n.Refuse),
			v.button(touch.PrimaryButton, "check-bold", "notice.agree", n.Agree),
		},
	})
}

// buildSkills asks for trades by picture.
func (v *View) buildSkills(k *flow.Skills) fyne.CanvasObject {
	columns, rows := v.tileGrid()
	k.Fit(columns * rows)
	var tiles, tabs []fyne.CanvasObject
	for _, tr := range k.Shown() {
		tile := touch.NewTradeTile(v.style, touch.TradeOptions{
			Icon: tr.Icon, Word: tr.Short, Other: v.aliases(tr.Aliases), Mark: v.t("skills.can"), Selected: k.Can(tr.ID),
			OnTap: func() { k.Toggle(tr.ID) },
		})
		tile.SetEnabled(k.Can(tr.ID) || !k.Full())
		tiles = append(tiles, tile)
	}
	for _, g := range k.Groups() {
		tabs = append(tabs, touch.NewTab(v.style, touch.TabOptions{
			Icon: g.Icon, Word: g.Name, Selected: g.Name == k.Group, Flat: v.compact(), OnTap: func() { k.PickGroup(g.Name) },
		}))
	}
	main := v.chooser(v.t("skills.title"), nil, v.tabs(nil, tabs), touch.Grid(columns, rows, 20, tiles...), v.turner(&k.Pager, k.Turn))
	chosen := touch.Row(10, touch.NewText(v.style, v.t("skills.chosen", "n", len(k.Chosen())), touch.Body, touch.Plain, touch.Ink))
	for _, word := range k.Chosen() {
		if v.wide() && !v.large || v.upright() && !v.large {
			chosen.Add(touch.NewTag(v.style, touch.GoodTag, word))
		}
	}
	word := "skills.done"
	if len(k.Chosen()) == 0 {
		word = "skills.skip"
	}
	return v.screen(touch.ScreenParts{
		Main: main, Note: chosen, Actions: []fyne.CanvasObject{v.button(touch.PrimaryButton, "check-bold", word, k.Done)},
	})
}
