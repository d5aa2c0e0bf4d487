package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildStaffPostings draws the postings of this station.
func (v *View) buildStaffPostings(p *flow.StaffPostings) fyne.CanvasObject {
	columns, rows := v.cardGrid()
	p.Pager.Fit(columns * rows)
	title := touch.NewHero(v.style, touch.Count{Before: v.t("staff.list.title"), N: len(p.Rows), After: v.t("staff.list.count")}, 62)
	var list fyne.CanvasObject
	if len(p.Rows) == 0 {
		list = v.quiet("clipboard-list", v.t("staff.list.empty"), v.t("staff.list.empty_second"))
	} else {
		shown := p.Shown()
		var cards []fyne.CanvasObject
		for i := range shown {
			cards = append(cards, v.ownCard(p, i))
		}
		list = touch.Grid(columns, rows, v.gap(), cards...)
	}
	actions := []fyne.CanvasObject{v.button(touch.PrimaryButton, "account-multiple-plus", "staff.walkin", p.Walkin)}
	if p.MayTables() {
		actions = append([]fyne.CanvasObject{v.button(touch.PlainButton, "file-excel", "tables.open", p.Tables)}, actions...)
	}
	return v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{
		Main:    v.headed(title, v.pager(&p.Pager, p.Turn), v.told("", p.Fault), touch.Grow(1, list)),
		Actions: actions,
	})
}

// ownCard is a posting of the list, as the board shows it.
func (v *View) ownCard(p *flow.StaffPostings, i int) fyne.CanvasObject {
	row := p.Shown()[i]
	card := v.posting(p.Card(&row))
	if row.Closed {
		card.Full = v.t("staff.state.closed")
	} else if row.Withheld != "" {
		card.Full = v.t("staff.state.withheld")
	}
	return touch.NewPostingCard(v.style, card, func() { p.Open(row) })
}

// listRows is how many rows of a list stand on a page.
func (v *View) listRows() int {
	switch {
	case v.upright() && v.large:
		return 4
	case v.upright():
		return 5
	case v.compact() && v.large:
		return 2
	case v.compact():
		return 3
	}
	return 4
}
