package view

import (
	"fyne.io/fyne/v2"

	"yizhan/assets"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// walkinTrade draws the groups and pictures of the trades, and what the screen will say.
func (v *View) walkinTrade(p *flow.WalkinPage) fyne.CanvasObject {
	columns, rows := v.tileGrid()
	p.Pager.Fit(columns * rows)
	var tiles, tabs []fyne.CanvasObject
	for _, tr := range p.ShownTrades() {
		icon, _ := assets.TradeIcon(string(tr.ID))
		tiles = append(tiles, touch.NewTradeTile(v.style, touch.TradeOptions{
			Icon: icon, Word: tr.Short, Other: v.aliases(tr.Aliases), Mark: v.t("walkin.trade.mark"), Selected: tr.ID == p.Posting.Trade,
			OnTap: func() { p.PickTrade(tr.ID) },
		}))
	}
	flat, width := v.smallest(), float32(346)
	if flat {
		width = 470
	}
	for _, g := range p.Groups() {
		icon, _ := assets.GroupIcon(g)
		tabs = append(tabs, touch.NewTab(v.style, touch.TabOptions{Icon: icon, Word: g, Flat: flat, Selected: g == p.Group, OnTap: func() { p.PickGroup(g) }}))
	}
	grid := fyne.CanvasObject(touch.Grid(columns, rows, v.gap(), tiles...))
	groups := v.tabs(nil, tabs)
	var body fyne.CanvasObject
	bar := v.titleBar(p)
	switch {
	case v.upright():
		body = touch.Column(20, touch.Grow(1, grid), bar, groups)
	case v.compact():
		body = touch.RowFill(20, touch.Fixed(width, 0, groups), touch.Grow(1, touch.Column(14, touch.Grow(1, grid), bar)))
	default:
		body = touch.RowFill(40, touch.Fixed(452, 0, groups), touch.Grow(1, touch.Column(20, touch.Grow(1, grid), bar)))
	}
	actions := []fyne.CanvasObject{v.walkinNext(p)}
	if turn := v.turner(&p.Pager, p.TurnTrades); turn != nil && v.smallest() {
		actions = append([]fyne.CanvasObject{turn}, actions...)
	}
	return v.walkinScreen(p, v.t("walkin.trade.title"), body, actions...)
}

// titleBar says what the screen will show of the work, and turns the pages of the pictures.
func (v *View) titleBar(p *flow.WalkinPage) fyne.CanvasObject {
	var objects []fyne.CanvasObject
	switch wrong := v.wrong(firstOf(p.Faults["trade"], p.Faults["title"])); {
	case wrong != nil:
		objects = []fyne.CanvasObject{touch.Grow(1, wrong)}
	case p.Posting.Trade == "":
		objects = []fyne.CanvasObject{touch.Grow(1, touch.NewText(v.style, v.t("walkin.title.none"), touch.Body, touch.Plain, touch.Ink2))}
	default:
		words := touch.NewLine(v.style, 14, touch.Run{Text: v.t("walkin.title.shown"), Colour: touch.Ink2},
			touch.Run{Text: p.Posting.Title, Size: touch.Label, Weight: touch.Bold})
		objects = []fyne.CanvasObject{touch.Grow(1, words), v.button(touch.SmallButton, "pencil", "walkin.title.change", p.WriteTitle)}
	}
	if turn := v.turner(&p.Pager, p.TurnTrades); turn != nil && !v.smallest() {
		objects = append(objects, turn)
	}
	return touch.Fixed(0, v.style.Target(80), touch.Row(16, objects...))
}

// firstOf is the first text that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// walkinPay draws people and pay, which share one keypad: the one that is written is tapped.
func (v *View) walkinPay(p *flow.WalkinPage) fyne.CanvasObject {
	boxes := touch.Column(v.gap(), touch.Grow(1, v.headsBox(p)), touch.Grow(1, v.payBox(p)))
	unit := v.chipLine("walkin.pay.unit", chipsOf(v, market.PayUnits, "unit.", p.Posting.Unit, p.PickUnit))
	settlement := v.chipLine("walkin.pay.settlement", chipsOf(v, market.Settlements, "settlement.", p.Posting.Settlement, p.PickSettlement))
	keys := v.payKeys(p)
	var body fyne.CanvasObject
	switch {
	case v.upright():
		body = touch.Column(24, touch.Fixed(0, 500, boxes), unit, settlement, touch.Grow(1, keys))
	case v.compact():
		body = touch.RowFill(24, touch.Grow(1.5, touch.Column(12, touch.Grow(1, boxes), unit, settlement)), touch.Grow(1, keys))
	default:
		body = touch.RowFill(48, touch.Grow(1.25, touch.Column(20, touch.Grow(1, boxes), unit, settlement)), touch.Grow(1, keys))
	}
	return v.walkinScreen(p, v.t("walkin.pay.title"), body, v.walkinNext(p))
}

// headsBox is the number of people with its steps, a tap on it lets the keypad write it.
func (v *View) headsBox(p *flow.WalkinPage) fyne.CanvasObject {
	size := touch.FigureDetail
	if v.compact() || v.large {
		size = touch.FigureM
	}
	minus := touch.NewButton(v.style, touch.PlainButton, "minus", "", func() { p.StepHeads(-1) })
	plus := touch.NewButton(v.style, touch.PlainButton, "plus", "", func() { p.StepHeads(1) })
	n := touch.NewFigure(v.style, firstOf(p.Heads, "0"), size, v.t("walkin.pay.people"), touch.Label, touch.GreenInk)
	return v.askBox("walkin.pay.heads", p.ToHeads, p.Faults["headcount"], func() { p.Target(true) },
		touch.Row(20, minus, touch.Grow(1, touch.Centre(n)), plus))
}

// payBox is the pay with its unit.
func (v *View) payBox(p *flow.WalkinPage) fyne.CanvasObject {
	size := touch.FigureDetail
	if v.compact() || v.large {
		size = touch.FigureM
	}
	pay := touch.NewFigure(v.style, firstOf(p.Pay, "0"), size, p.PayUnitWord(), touch.Label, touch.Ink)
	return v.askBox("walkin.pay.pay", !p.ToHeads, p.Faults["pay"], func() { p.Target(false) }, touch.Row(0, pay, touch.Space()))
}

// askBox is one of several answers that share the keys beside them: the one being written has
// a green edge, a tap chooses another. What is wrong stands below the answer.
func (v *View) askBox(label string, writing bool, fault string, onTap func(), answer fyne.CanvasObject) fyne.CanvasObject {
	width := v.style.Text(touch.Title) * 3.4
	name := touch.NewChoice(v.style, touch.ChoiceOptions{Word: v.t(label), Middle: true, Selected: writing, OnTap: onTap})
	rows := []fyne.CanvasObject{touch.Grow(1, answer)}
	if wrong := v.wrong(fault); wrong != nil {
		rows = append(rows, wrong)
	}
	edge := touch.Hair
	switch {
	case fault != "":
		edge = touch.Red
	case writing:
		edge = touch.GreenInk
	}
	content := touch.RowFill(24, touch.Fixed(width, 0, name), touch.Grow(1, touch.Column(4, rows...)))
	return touch.NewSurface(v.style, touch.Card, edge, 20, touch.Pad(14, 24, 14, 14, content))
}

// chipLine is a line of chips with its word before it.
func (v *View) chipLine(label string, chips []fyne.CanvasObject) fyne.CanvasObject {
	if v.large || v.upright() {
		return touch.Row(10, append(chips, touch.Space())...)
	}
	word := touch.Fixed(v.style.Text(touch.Body)*3.4, 0, touch.NewText(v.style, v.t(label), touch.Body, touch.Plain, touch.Ink2))
	if v.compact() {
		return touch.Row(8, append(chips, touch.Space())...)
	}
	return touch.Row(10, append([]fyne.CanvasObject{word}, append(chips, touch.Space())...)...)
}

// chipsOf are the values of a closed list as chips of which one is on.
func chipsOf[T ~string](v *View, list []T, phrase string, chosen T, pick func(T)) []fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, value := range list {
		chips = append(chips, touch.NewChip(v.style, "", v.t(phrase+string(value)), value == chosen, func() { pick(value) }))
	}
	return chips
}

// payKeys is the keypad with a point for piece rates.
func (v *View) payKeys(p *flow.WalkinPage) fyne.CanvasObject {
	key := func(r rune) fyne.CanvasObject {
		return touch.NewKey(v.style, touch.KeyOptions{Word: string(r), Size: 56, Height: touch.Least, OnTap: func() { p.Digit(r) }})
	}
	var keys []fyne.CanvasObject
	for d := '1'; d <= '9'; d++ {
		keys = append(keys, key(d))
	}
	erase := touch.NewKey(v.style, touch.KeyOptions{
		Word: v.t("key.delete"), Icon: "backspace", Size: touch.Label, Height: touch.Least, Function: true, OnTap: p.Delete,
	})
	gap := float32(16)
	if v.compact() {
		gap = 12
	}
	return touch.Grid(3, 4, gap, append(keys, key('.'), key('0'), erase)...)
}
