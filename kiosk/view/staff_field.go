package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildField draws the work beside the hall: who is on duty, walks outside, and days elsewhere.
func (v *View) buildField(p *flow.StaffField) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, t := range flow.FieldTabs {
		chips = append(chips, touch.NewChip(v.style, "", v.t("walk."+string(t)), t == p.Tab, func() { p.ShowTab(t) }))
	}
	rows := []fyne.CanvasObject{touch.Row(12, append(chips, touch.Space())...)}
	told := v.told(p.Done, p.Fault)
	switch {
	case told != nil && v.compact(): // the chips are back with the next tap
		rows[0] = told
	case told != nil:
		rows = append(rows, told)
	}
	parts := touch.ScreenParts{}
	switch p.Tab {
	case flow.DutyTab:
		rows = append(rows, touch.Grow(1, v.roster(p)))
	case flow.EventTab:
		rows = append(rows, touch.Grow(1, v.eventRoom(p)))
		parts.Actions = v.eventActions(p)
	default:
		rows = append(rows, touch.Grow(1, v.fieldSides(v.fieldPast(p), v.fieldForm(p))))
		save := v.button(touch.PrimaryButton, "check-bold", "walk.save", p.Save)
		save.SetEnabled(p.MayField())
		parts.Actions = []fyne.CanvasObject{save}
	}
	parts.Main = touch.Column(v.gap(), rows...)
	screen := v.staffScreen(p.Clerk, p.Restart, parts)
	if p.Closing && p.Event != nil {
		keep := v.button(touch.PlainButton, "", "event.close_no", p.KeepOpen)
		end := v.button(touch.PrimaryButton, "check-bold", "event.close", p.Close)
		return touch.Layers(screen, v.askSheet("bus", v.t("event.close_ask", "name", p.Event.Name), v.t("event.close_text"), keep, end))
	}
	return screen
}

// fieldSides puts what was before beside a form; with least room the form alone.
func (v *View) fieldSides(past, form fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case v.smallest():
		return form
	case v.upright():
		return touch.Column(20, touch.Grow(1.5, form), touch.Grow(1, past))
	}
	return touch.RowFill(v.gap()+8, touch.Grow(1, past), touch.Grow(1.6, form))
}

// roster are the accounts; who is on duty today is ticked.
func (v *View) roster(p *flow.StaffField) fyne.CanvasObject {
	if len(p.Roster) == 0 {
		return v.quiet("account-key", v.t("duty.none"), "")
	}
	columns := 3
	if v.upright() || v.large {
		columns = 2
	}
	var tiles []fyne.CanvasObject
	for _, a := range p.Roster {
		o := touch.ChoiceOptions{Icon: "account-key", Word: a.Title, Selected: p.On[a.Account], OnTap: func() { p.ToggleDuty(a.Account) }}
		tiles = append(tiles, touch.NewChoice(v.style, o))
	}
	lines := (len(tiles) + columns - 1) / columns
	high := max(v.style.Target(96), 110)
	title := touch.NewText(v.style, v.t("duty.title"), touch.Title, touch.Bold, touch.Ink)
	how := touch.NewText(v.style, v.t("duty.how"), touch.Body, touch.Plain, touch.Ink2)
	grid := touch.Fixed(0, float32(lines)*high+float32(lines-1)*14, touch.Grid(columns, lines, 14, tiles...))
	return touch.Column(v.gap(), title, how, grid, touch.Space())
}

// fieldPast are surveys or patrols of before.
func (v *View) fieldPast(p *flow.StaffField) fyne.CanvasObject {
	rows := p.Rows()
	if len(rows) == 0 {
		return touch.NewPanel(v.style, v.quiet("map-marker-check", v.t("walk.none"), v.t("walk.none_second")))
	}
	return v.walkRows(rows)
}

func (v *View) walkRows(rows []flow.FieldRow) fyne.CanvasObject {
	list := newFitting(func(size fyne.Size) fyne.CanvasObject {
		high := v.style.Text(touch.Body)*1.5 + v.style.Text(22)*1.5 + 12
		var out []fyne.CanvasObject
		for i, r := range rows {
			if float32(i+1)*(high+10) > size.Height {
				break
			}
			title, second := touch.NewText(v.style, r.Title, touch.Body, touch.Bold, touch.Ink), touch.NewText(v.style, r.Second, 22, touch.Plain, touch.Ink2)
			title.Shrink, second.Shrink = 0.75, 0.75
			out = append(out, touch.Fixed(0, high, touch.Column(0, title, second)), touch.NewRule(v.style))
		}
		return touch.Column(6, append(out, touch.Space())...)
	})
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(16, 20, 16, 20, list))
}

// fieldForm asks where it was, when, how many waited there or how many leaflets went out, and what they do.
func (v *View) fieldForm(p *flow.StaffField) fyne.CanvasObject {
	tile := func(label, text, none string, onTap func()) fyne.CanvasObject {
		kind := touch.GivenAnswer
		if text == "" {
			text, kind = v.t(none), touch.UsualAnswer
		}
		return touch.NewAnswer(v.style, kind, v.t(label), text, onTap)
	}
	high := max(v.style.Target(80), 92*v.style.Text(touch.Body)/touch.Body)
	if v.compact() {
		high = v.style.Target(76)
	}
	tiles := touch.Fixed(0, high, touch.Grid(3, 1, 12, tile("walk.area", p.AreaWords(), "walk.area_none", p.PickArea),
		tile("walk.place", p.Form.Place, "walk.place_none", p.WritePlace), tile("walk.words", p.Form.Words, "walk.words_none", p.WriteWords)))
	n, label, unit, step := p.Form.Heads, "walk.heads", "walk.people", p.StepHeads
	if p.Tab == flow.PatrolTab {
		n, label, unit, step = p.Form.Leaflets, "walk.leaflets", "walk.sheets", p.StepLeaflets
	}
	if v.compact() {
		return touch.Column(v.gap(), withSome([]fyne.CanvasObject{tiles, v.stepsBeside(p)}, v.streetTrades(p))...)
	}
	rows := []fyne.CanvasObject{tiles, v.stepLine(v.t(label), touch.NewFigure(v.style, figure(n), touch.FigureS, v.t(unit), touch.Body, touch.Ink), func(by int) { step(by * 5) })}
	if p.Tab == flow.SurveyTab {
		rows = append(rows, v.clockLine(p, false), v.clockLine(p, true), v.streetTrades(p))
	}
	return touch.Column(v.gap(), append(rows, touch.Space())...)
}

// streetTrades are the trades to be ticked; nil where they are not asked.
func (v *View) streetTrades(p *flow.StaffField) fyne.CanvasObject {
	if p.Tab != flow.SurveyTab {
		return nil
	}
	var chips []fyne.CanvasObject
	for _, t := range p.Trades() {
		chips = append(chips, touch.NewChip(v.style, "", t.Word, t.On, func() { p.ToggleTrade(t.ID) }))
	}
	return touch.Grid(3, (len(chips)+2)/3, 12, chips...)
}

// stepsBeside are the figures with their keys in one row, without words: a small screen has no room.
func (v *View) stepsBeside(p *flow.StaffField) fyne.CanvasObject {
	step := func(text string, by func(int)) fyne.CanvasObject {
		minus := touch.NewButton(v.style, touch.PlainButton, "minus", "", func() { by(-1) })
		plus := touch.NewButton(v.style, touch.PlainButton, "plus", "", func() { by(1) })
		n := touch.NewText(v.style, text, touch.Label, touch.Bold, touch.Ink)
		n.Align, n.Shrink = fyne.TextAlignCenter, 0.6
		return touch.Grow(1, touch.Row(4, minus, touch.Grow(1, n), plus))
	}
	if p.Tab == flow.PatrolTab {
		return touch.RowFill(12, step(figure(p.Form.Leaflets)+v.t("walk.sheets"), func(by int) { p.StepLeaflets(by * 5) }))
	}
	heads := step(figure(p.Form.Heads)+v.t("walk.people"), func(by int) { p.StepHeads(by * 5) })
	if v.smallest() { // the hours have no room
		return touch.RowFill(12, heads)
	}
	return touch.RowFill(12, heads, step(clockOf(p.Form.From), func(by int) { p.StepClock(false, by) }), step(clockOf(p.Form.To), func(by int) { p.StepClock(true, by) }))
}

// stepLine is a figure with a key before and behind it.
func (v *View) stepLine(label string, n fyne.CanvasObject, step func(by int)) fyne.CanvasObject {
	minus := touch.NewButton(v.style, touch.PlainButton, "minus", "", func() { step(-1) })
	plus := touch.NewButton(v.style, touch.PlainButton, "plus", "", func() { step(1) })
	name := touch.Fixed(v.style.Text(touch.Body)*8, 0, touch.NewText(v.style, label, touch.Body, touch.Plain, touch.Ink2))
	return touch.Row(16, name, minus, touch.Grow(1, touch.Centre(n)), plus)
}

func (v *View) clockLine(p *flow.StaffField, end bool) fyne.CanvasObject {
	at, label := p.Form.From, "walkin.hours.from"
	if end {
		at, label = p.Form.To, "walkin.hours.to"
	}
	return v.stepLine(v.t(label), touch.NewText(v.style, clockOf(at), touch.Title, touch.Bold, touch.Ink), func(by int) { p.StepClock(end, by) })
}

// eventRoom is the event that goes on with its figures, or the form of the next one.
func (v *View) eventRoom(p *flow.StaffField) fyne.CanvasObject {
	var past []flow.FieldRow
	for _, e := range p.Past {
		past = append(past, flow.FieldRow{
			Title: v.t("event.past_row", "day", e.Day, "name", e.Name), Second: v.t("event.past_numbers", "came", e.Came, "placed", e.Placed),
		})
	}
	var left fyne.CanvasObject = touch.NewPanel(v.style, v.quiet("bus", v.t("event.none"), v.t("event.none_second")))
	if len(past) > 0 {
		left = v.walkRows(past)
	}
	if e := p.Event; e != nil {
		tile := func(key string, n int) fyne.CanvasObject {
			return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(12, 20, 12, 20, touch.Column(2,
				touch.NewText(v.style, v.t(key), touch.Body, touch.Plain, touch.Ink2), touch.NewText(v.style, figure(n), touch.FigureM, touch.Black, touch.Ink))))
		}
		name := touch.NewPara(v.style, 2, touch.Run{Text: e.Name, Size: touch.Title, Weight: touch.Bold, Colour: touch.GreenInk})
		head := touch.NewSurface(v.style, touch.GreenTint, touch.GreenInk, 20, touch.Pad(16, 24, 16, 24, touch.Column(4,
			touch.NewText(v.style, v.t("event.on"), touch.Body, touch.Bold, touch.GreenInk), name,
			touch.NewText(v.style, p.Since(), touch.Body, touch.Plain, touch.GreenInk))))
		figures := touch.Grid(3, 1, 14, tile("event.came", p.Counted.Came), tile("event.placed", p.Counted.Placed), tile("event.wanted", p.Counted.Heads))
		return v.fieldSides(left, touch.Column(v.gap(), head, figures, touch.Space()))
	}
	var kinds []fyne.CanvasObject
	for _, k := range market.EventKinds {
		kinds = append(kinds, touch.NewChip(v.style, "", v.t("event.kind_"+k), k == p.EventKind, func() { p.PickKind(k) }))
	}
	tile := func(label, text, none string, onTap func()) fyne.CanvasObject {
		kind := touch.GivenAnswer
		if text == "" {
			text, kind = v.t(none), touch.UsualAnswer
		}
		return touch.NewAnswer(v.style, kind, v.t(label), text, onTap)
	}
	high := max(v.style.Target(80), 100*v.style.Text(touch.Body)/touch.Body)
	form := touch.Column(v.gap(), touch.Grid(3, 1, 12, kinds...),
		touch.Fixed(0, high, tile("event.name", p.Called, "event.name_none", p.WriteName)),
		touch.Fixed(0, high, touch.Grid(2, 1, 12, tile("walk.area", p.AreaWords(), "walk.area_none", p.PickArea),
			tile("walk.place", p.Form.Place, "walk.place_none", p.WritePlace))), touch.Space())
	return v.fieldSides(left, form)
}

func (v *View) eventActions(p *flow.StaffField) []fyne.CanvasObject {
	if p.Event != nil {
		return []fyne.CanvasObject{v.button(touch.PlainButton, "exit-to-app", "event.close", p.AskClose)}
	}
	open := v.button(touch.PrimaryButton, "bus", "event.open", p.Open)
	open.SetEnabled(p.MayOpen())
	return []fyne.CanvasObject{open}
}
