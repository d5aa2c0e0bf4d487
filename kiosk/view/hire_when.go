package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// aloneWhen asks an employer alone for day, how long and hours on one page: hours go by half hours from
// the usual ones, which most keep.
func (v *View) aloneWhen(p *flow.WalkinPage, tiles []fyne.CanvasObject) fyne.CanvasObject {
	columns, rows := 4, 2
	switch {
	case v.upright():
		columns, rows = 2, 4
	case v.smallest(): // the others are one tap away
		rows = 1
	}
	tiles = tiles[:min(len(tiles), columns*rows)]
	turn := touch.NewPages(v.style, touch.PageWords{Previous: v.t("walkin.day.before"), Next: v.t("walkin.day.after")}, true, p.TurnDays)
	turn.SetPage(place(!p.FirstDays(), !p.LastDays()))
	parts := []fyne.CanvasObject{touch.Grow(1, touch.Grid(columns, rows, v.gap(), tiles...))}
	days := v.daysLong(p)
	clocks := touch.RowFill(v.gap(), touch.Grow(1, v.clockBox(p, false)), touch.Grow(1, v.clockBox(p, true)))
	if v.upright() {
		clocks = touch.Column(v.gap(), v.clockBox(p, false), v.clockBox(p, true))
		parts = append(parts, touch.Row(0, turn, touch.Space()), days)
	} else {
		parts = append(parts, touch.Row(24, turn, touch.Grow(1, days)))
	}
	if wrong := v.wrong(firstOf(p.Faults["start"], p.Faults["end"])); wrong != nil {
		parts = append(parts, wrong)
	}
	return v.walkinScreen(p, v.t("hire.when"), touch.Column(v.gap(), append(parts, clocks)...), v.walkinNext(p))
}

// clockBox is beginning or end between its two buttons.
func (v *View) clockBox(p *flow.WalkinPage, end bool) fyne.CanvasObject {
	label, minutes, unit := "walkin.hours.from", p.From, ""
	if end {
		label, minutes = "walkin.hours.to", p.To
	}
	if end && p.NextDay() {
		unit = v.t("walkin.hours.next")
	}
	size := touch.FigureM
	if v.compact() || v.large {
		size = touch.FigureS
	}
	less := touch.NewButton(v.style, touch.PlainButton, "minus", "", func() { p.StepClock(end, -1) })
	more := touch.NewButton(v.style, touch.PlainButton, "plus", "", func() { p.StepClock(end, 1) })
	clock := touch.NewFigure(v.style, clockOf(minutes), size, unit, touch.Body, touch.Ink)
	return touch.NewCardPanel(v.style, touch.Row(16, touch.NewText(v.style, v.t(label), touch.Label, touch.Bold, touch.Ink),
		less, touch.Grow(1, touch.Centre(clock)), more))
}
