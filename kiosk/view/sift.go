package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildSift draws 挑一挑: a row of chips for each question, and how many postings are left.
func (v *View) buildSift(p *flow.Sift) fyne.CanvasObject {
	gap := v.style.Gutter()
	switch {
	case v.smallest():
		gap = 10
	case v.compact():
		gap = 14
	}
	clear := touch.NewButton(v.style, touch.SmallButton, "restart", v.t("sift.clear"), p.Clear)
	clear.SetEnabled(p.Wishing())
	rows := []fyne.CanvasObject{touch.Row(12, touch.Grow(1, touch.NewQuestion(v.style, v.t("sift.title"))), clear)}
	if v.upright() { // what is pressed stands low
		rows = append(rows, touch.Space())
	}
	for i, r := range p.Rows() {
		if i > 0 && !v.compact() {
			rows = append(rows, touch.NewRule(v.style))
		}
		row := v.siftRow(r)
		if !v.upright() {
			row = touch.Grow(1, row)
		}
		rows = append(rows, row)
	}
	word := v.t("sift.show", "n", p.Count())
	if p.Count() == 0 {
		word = v.t("sift.none")
	}
	show := touch.NewButton(v.style, touch.PrimaryButton, "chevron-right", word, p.Show)
	show.SetEnabled(p.Count() > 0)
	return v.screen(touch.ScreenParts{Main: touch.Column(gap, rows...), Actions: []fyne.CanvasObject{show}})
}

// siftRow is a question with its answers beside it, or below it when upright.
func (v *View) siftRow(r flow.SiftRow) fyne.CanvasObject {
	var answers []fyne.CanvasObject
	for _, a := range r.Answers {
		answers = append(answers, touch.NewChip(v.style, "", a.Word, a.On, a.Pick))
	}
	answers = append(answers, touch.Space())
	word := touch.NewText(v.style, r.Word, touch.Body, touch.Bold, touch.Ink)
	if v.upright() {
		return touch.Column(10, word, touch.Row(12, answers...))
	}
	return touch.Row(12, touch.Fixed(5*v.style.Text(touch.Body), 0, word), touch.Grow(1, touch.Row(v.gap(), answers...)))
}

// siftButton leads to 挑一挑; on says that something is asked for.
func (v *View) siftButton(on bool, onTap func()) fyne.CanvasObject {
	b := v.button(touch.SmallButton, "filter", "sift.title", onTap)
	b.SetSelected(on)
	return b
}
