package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// walkinDay draws the next days and for how many days.
func (v *View) walkinDay(p *flow.WalkinPage) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, d := range p.ShownDays() {
		tiles = append(tiles, touch.NewChoice(v.style, touch.ChoiceOptions{
			Word: d.Word, Second: d.Date, Selected: d.Selected, OnTap: func() { p.PickDay(d.Day) },
		}))
	}
	if p.Alone {
		return v.aloneWhen(p, tiles)
	}
	columns, rows := 4, 2
	if v.upright() {
		columns, rows = 2, 4
	}
	long := v.daysLong(p)
	turn := touch.NewPages(v.style, touch.PageWords{Previous: v.t("walkin.day.before"), Next: v.t("walkin.day.after")}, true, p.TurnDays)
	turn.SetPage(place(!p.FirstDays(), !p.LastDays()))
	parts := []fyne.CanvasObject{touch.Grow(1, touch.Grid(columns, rows, v.gap(), tiles...)), touch.Row(0, turn, touch.Space())}
	if wrong := v.wrong(p.Faults["start"]); wrong != nil {
		parts = append(parts, wrong)
	}
	return v.walkinScreen(p, v.t("walkin.day.title"), touch.Column(v.gap(), append(parts, long)...), v.walkinNext(p))
}

// daysLong asks for how many days.
func (v *View) daysLong(p *flow.WalkinPage) fyne.CanvasObject {
	last := v.t("walkin.day.one")
	if p.Days > 1 {
		last = v.t("walkin.day.until", "day", p.LastDayWord())
	}
	size := touch.FigureM
	if v.compact() {
		size = touch.FigureS
	}
	return touch.NewCardPanel(v.style, touch.Row(24, touch.NewText(v.style, v.t("walkin.day.days"), touch.Label, touch.Bold, touch.Ink),
		touch.NewButton(v.style, touch.PlainButton, "minus", "", func() { p.StepDays(-1) }),
		touch.NewFigure(v.style, figure(p.Days), size, v.t("walkin.day.day"), touch.Label, touch.GreenInk),
		touch.NewButton(v.style, touch.PlainButton, "plus", "", func() { p.StepDays(1) }),
		touch.Grow(1, touch.NewText(v.style, last, touch.Label, touch.Plain, touch.Ink2))))
}

// walkinHours draws beginning and end, which share one grid of hours.
func (v *View) walkinHours(p *flow.WalkinPage) fyne.CanvasObject {
	boxes := touch.Column(v.gap(), touch.Grow(1, v.hourBox(p, false)), touch.Grow(1, v.hourBox(p, true)), v.shiftLong(p))
	var hours []fyne.CanvasObject
	chosen := p.From
	if p.ToEnd {
		chosen = p.To
	}
	columns, rows := 6, 4
	if v.upright() {
		columns, rows = 4, 6
	}
	for h := range 24 {
		hours = append(hours, touch.NewChoice(v.style, touch.ChoiceOptions{
			Word: v.t("walkin.hours.hour", "n", h), Middle: true, Selected: chosen/60 == h, OnTap: func() { p.PickHour(h) },
		}))
	}
	grid := touch.Grid(columns, rows, 12, hours...)
	body := v.sides(760, 520, 460, boxes, grid)
	return v.walkinScreen(p, v.t("walkin.hours.title"), body, v.walkinNext(p))
}

func (v *View) hourBox(p *flow.WalkinPage, end bool) fyne.CanvasObject {
	label, minutes, fault := "walkin.hours.from", p.From, p.Faults["start"]
	if end {
		label, minutes, fault = "walkin.hours.to", p.To, p.Faults["end"]
	}
	size, unit := touch.FigureM, ""
	if v.compact() || v.large {
		size = touch.FigureS
	}
	if end && p.NextDay() {
		unit = v.t("walkin.hours.next")
	}
	clock := touch.NewFigure(v.style, clockOf(minutes), size, unit, touch.Body, touch.Ink)
	return v.askBox(label, p.ToEnd == end, fault, func() { p.TargetEnd(end) }, touch.Row(0, clock, touch.Space()))
}

// clockOf writes minutes since 00:00 as 8:00.
func clockOf(minutes int) string {
	return figure(minutes/60) + ":" + figure(minutes%60/10) + figure(minutes%10)
}

// shiftLong adds half an hour to what is being written, and says how long a day's work is.
func (v *View) shiftLong(p *flow.WalkinPage) fyne.CanvasObject {
	minutes := p.From
	if p.ToEnd {
		minutes = p.To
	}
	chip := touch.NewChip(v.style, "", v.t("walkin.hours.half"), minutes%60 != 0, p.Half)
	hours, half := p.ShiftHours()
	key := "walkin.hours.long"
	if half {
		key = "walkin.hours.long_half"
	}
	return touch.Row(24, chip, touch.Grow(1, touch.NewText(v.style, v.t(key, "n", hours), touch.Label, touch.Plain, touch.Ink2)))
}

// walkinWhere draws the villages, and what was said about the place.
func (v *View) walkinWhere(p *flow.WalkinPage) fyne.CanvasObject {
	tiers := v.areaTiers(p.Where)
	turn := v.turner(&p.Where.Pager, p.Where.Turn)
	if turn != nil && !v.upright() {
		tiers = touch.Row(16, touch.Grow(1, tiers), turn)
	}
	detail := touch.NewChoice(v.style, touch.ChoiceOptions{
		Icon: "pencil", Word: firstOf(p.Posting.Place, v.t("walkin.where.detail")), Selected: p.Posting.Place != "", OnTap: p.PlaceWords,
	})
	below := []fyne.CanvasObject{touch.Grow(1, detail)}
	if whole := v.wholeTownship(p.Where); whole != nil {
		below = append(below, whole)
	}
	high := v.style.Target(110)
	if v.compact() {
		high = v.style.Target(80)
	}
	rows := []fyne.CanvasObject{tiers, touch.Grow(1, v.areaGrid(p.Where))}
	if wrong := v.wrong(p.Faults["area"]); wrong != nil {
		rows = append(rows, wrong)
	}
	if turn != nil && v.upright() {
		rows = append(rows, touch.Row(0, touch.Space(), turn))
	}
	if p.Where.Level == market.LevelVillage {
		rows = append(rows, touch.Fixed(0, high, touch.RowFill(16, below...)))
	}
	return v.walkinScreen(p, v.t("walkin.where.title"), touch.Column(v.gap(), rows...), v.walkinNext(p))
}

// walkinExtras draws what the employer offers, and how the posting came.
func (v *View) walkinExtras(p *flow.WalkinPage) fyne.CanvasObject {
	icons := map[string]string{"meals": "rice", "lodging": "home", "transport": "bus"}
	var offers []fyne.CanvasObject
	for _, name := range flow.OfferNames {
		offers = append(offers, touch.NewChoice(v.style, touch.ChoiceOptions{
			Icon: icons[name], Word: v.t("offer." + name), Selected: p.Offers(name), OnTap: func() { p.Toggle(name) },
		}))
	}
	if p.Alone {
		return v.aloneExtras(p, offers)
	}
	var sources []fyne.CanvasObject
	for _, s := range market.Sources {
		if s == "import" { // comes from a file, never over the counter
			continue
		}
		sources = append(sources, touch.NewChoice(v.style, touch.ChoiceOptions{
			Word: v.t("source." + string(s)), Middle: true, Selected: s == p.Posting.Source, OnTap: func() { p.PickSource(s) },
		}))
	}
	label := func(key string) fyne.CanvasObject {
		return touch.NewText(v.style, v.t(key), touch.Label, touch.Bold, touch.Ink)
	}
	first, second := touch.Grid(3, 1, v.gap(), offers...), touch.Grid(5, 1, v.gap(), sources...)
	a, b := float32(220), float32(130)
	switch {
	case v.upright():
		first, second = touch.Grid(1, 3, v.gap(), offers...), touch.Grid(2, 3, v.gap(), sources...)
		a, b = 480, 420
	case v.compact():
		second = touch.Grid(3, 2, v.gap(), sources...)
		a, b = 120, 180
	case v.large:
		second = touch.Grid(3, 2, v.gap(), sources...)
		a, b = 180, 240
	}
	body := touch.Column(v.gap(), label("walkin.extras.offers"), touch.Fixed(0, a, first), label("walkin.extras.source"), touch.Fixed(0, b, second), touch.Space())
	return v.walkinScreen(p, v.t("walkin.extras.title"), body, v.walkinNext(p))
}
