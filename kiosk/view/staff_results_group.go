package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildResultGroup draws everybody of a posting, all of them in; a tap makes somebody an exception.
func (v *View) buildResultGroup(g *flow.ResultGroup) fyne.CanvasObject {
	columns, high := 3, float32(110)
	if v.upright() {
		columns = 2
	}
	if v.compact() {
		high = 84
	}
	high = max(high*v.style.Text(touch.Body)/touch.Body, v.style.Target(72))
	list := newFitting(func(size fyne.Size) fyne.CanvasObject {
		gap := float32(12)
		rows := max(1, int((size.Height+gap)/(high+gap)))
		g.Pager.Fit(rows * columns)
		var tiles []fyne.CanvasObject
		for _, l := range g.Shown() {
			o := touch.ChoiceOptions{Word: l.Who, Second: v.t("group.place", "n", l.Place), Selected: !g.Out[l.ID], OnTap: func() { g.Toggle(l.ID) }}
			if g.Out[l.ID] {
				o.Second = v.t("group.out")
			}
			tiles = append(tiles, touch.NewChoice(v.style, o))
		}
		need := (len(tiles) + columns - 1) / columns
		return touch.Column(0, touch.Fixed(0, float32(need)*high+float32(need-1)*gap, touch.Grid(columns, need, gap, tiles...)), touch.Space())
	})
	var stages []fyne.CanvasObject
	for _, s := range g.Stages() {
		stages = append(stages, touch.NewChip(v.style, "", v.t("group.stage_"+string(s)), s == g.Stage, func() { g.Pick(s) }))
	}
	var title fyne.CanvasObject = v.question(v.t("group.title_"+string(g.Stage), "title", g.Card.Title))
	if v.upright() {
		title = touch.NewPara(v.style, 2, touch.Run{Text: v.t("group.title_"+string(g.Stage), "title", g.Card.Title), Size: touch.Title, Weight: touch.Bold})
	}
	rows := []fyne.CanvasObject{title, touch.Row(12, append(stages, touch.Space())...)}
	if v.tight() {
		rows = []fyne.CanvasObject{touch.Row(12, append([]fyne.CanvasObject{touch.Grow(1, title)}, stages...)...)}
	}
	if told := v.told("", g.Fault); told != nil {
		rows = append(rows, told)
	}
	say := v.t("group.how")
	if each := g.Each(); each > 0 {
		say = v.t("group.each", "sum", each.Yuan())
	}
	if !v.tight() {
		rows = append(rows, touch.NewPara(v.style, 2, touch.Run{Text: say, Size: touch.Body, Colour: touch.Ink2}))
	}
	note := touch.NewButton(v.style, touch.PrimaryButton, "check-bold", v.t("group.note", "n", g.In(), "stage", v.t("group.stage_"+string(g.Stage))), g.Note)
	note.SetEnabled(g.In() > 0)
	actions := []fyne.CanvasObject{note}
	if turn := v.turner(&g.Pager, g.Turn); turn != nil && len(g.People) > 3*columns && !v.smallest() {
		actions = append([]fyne.CanvasObject{turn}, actions...)
	}
	return v.staffScreen(g.Clerk, g.Restart, touch.ScreenParts{Main: touch.Column(v.gap(), append(rows, touch.Grow(1, list))...), Actions: actions})
}
