package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// rowLooks are how the kinds of rows look.
var rowLooks = map[flow.RowKind]struct {
	tag       touch.TagKind
	edge, ink touch.Colour
}{
	flow.BadRow:  {touch.StopTag, touch.Red, touch.RedInk},
	flow.WarnRow: {touch.WarnTag, touch.AmberEdge, touch.AmberInk},
	flow.GoodRow: {touch.GoodTag, touch.Hair, touch.Ink2},
}

// tableReport is what would become of each row, the worst first.
func (v *View) tableReport(p *flow.StaffTables) fyne.CanvasObject {
	rows := v.listRows()
	p.Rows.Fit(rows)
	var chips []fyne.CanvasObject
	for _, k := range flow.RowKinds {
		chips = append(chips, touch.NewChip(v.style, "", v.t("tables."+string(k)+"_n", "n", p.CountRows(k)), p.Only == k, func() { p.PickRows(k) }))
	}
	head := touch.Row(12, chips...)
	var lines []fyne.CanvasObject
	for _, r := range p.ShownRows() {
		lines = append(lines, v.tableLine(&r))
	}
	top := v.told("", p.Fault)
	if top == nil && !v.tight() {
		title := touch.Count{Before: p.File.Name + " " + v.t("tables.report_n"), N: p.CountRows(""), After: v.t("tables.report_rows")}
		top = touch.NewHero(v.style, title, 62)
	}
	main := v.headed(head, v.pager(&p.Rows, p.Turn), touch.Grow(1, touch.Grid(1, rows, v.gap(), lines...)))
	if top != nil {
		main = touch.Column(v.gap(), top, touch.Grow(1, main))
	}
	screen := v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{Main: main, Actions: v.reportActions(p)})
	if p.Sure {
		return touch.Layers(screen, v.sureSheet(p))
	}
	return screen
}

// tableLine is one row: where it stands, what it says, and what is wrong with it.
func (v *View) tableLine(r *flow.TableRow) fyne.CanvasObject {
	look := rowLooks[r.Kind]
	number := touch.NewText(v.style, v.t("tables.row", "n", r.N), touch.Body, touch.Bold, touch.Ink2)
	tag := touch.NewTag(v.style, look.tag, v.t("tables."+string(r.Kind)))
	left := touch.Fixed(v.style.Text(touch.Caption)*6.4, 0, touch.Column(4, number, touch.Row(0, tag, touch.Space())))
	words := []fyne.CanvasObject{touch.NewPara(v.style, 1, touch.Run{Text: r.Title, Size: touch.Label, Weight: touch.Bold})}
	if len(r.Why) == 0 || !v.tight() {
		words = append(words, touch.NewPara(v.style, 2, touch.Run{Text: r.Second, Size: touch.Body, Colour: touch.Ink2}))
	}
	if len(r.Why) > 0 {
		words = append(words, touch.NewPara(v.style, 2, touch.Run{Text: strings.Join(r.Why, " "), Size: touch.Body, Weight: touch.Bold, Colour: look.ink}))
	}
	row := touch.Row(24, left, touch.Grow(1, touch.Column(2, words...)))
	return touch.NewSurface(v.style, touch.Card, look.edge, 20, touch.Pad(8, 24, 8, 24, row))
}

// reportActions are another file, and to bring the rows in: all of them, or where some are bad the others.
func (v *View) reportActions(p *flow.StaffTables) []fyne.CanvasObject {
	other := v.button(touch.PlainButton, "", "tables.other", p.Restart)
	bad, all := p.CountRows(flow.BadRow), p.CountRows("")
	take := v.button(touch.PrimaryButton, "check-bold", "tables.all_bad", func() { p.AskImport(bad > 0) })
	switch {
	case bad == 0:
		take.SetWord(v.t("tables.import", "n", all))
	case bad < all:
		take.SetWord(v.t("tables.import_skip", "n", all-bad))
	}
	take.SetEnabled(p.MayImport(bad > 0))
	return []fyne.CanvasObject{other, take}
}

// sureSheet asks before anything is written; where rows are warned of, for the reason.
func (v *View) sureSheet(p *flow.StaffTables) fyne.CanvasObject {
	bad := p.CountRows(flow.BadRow)
	text, skipped := v.t("tables.sure_text"), ""
	if p.Skipping() {
		skipped = v.t("tables.sure_skip", "n", bad)
		text = skipped + text
	}
	answers := []fyne.CanvasObject{v.button(touch.PlainButton, "", "tables.no", p.Dismiss)}
	because := p.BecauseWords()
	if len(because) == 0 {
		answers = append(answers, v.button(touch.PrimaryButton, "check-bold", "tables.yes", func() { p.Import("") }))
	} else {
		text = skipped + v.t("tables.sure_warn", "n", p.CountRows(flow.WarnRow))
	}
	for _, words := range because {
		answers = append(answers, touch.NewButton(v.style, touch.PlainButton, "", words, func() { p.Import(words) }))
	}
	return v.askSheet("file-excel", v.t("tables.sure", "n", p.CountRows("")-bad), text, answers...)
}
