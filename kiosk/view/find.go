package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// wisher is a page with the chips of a search.
type wisher interface {
	On(w flow.Wish) bool
	WishWord(w flow.Wish) string
	Toggle(w flow.Wish)
}

// wishes are the chips of a search.
func (v *View) wishes(p wisher) []fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, w := range flow.Wishes {
		chips = append(chips, touch.NewChip(v.style, "", p.WishWord(w), p.On(w), func() { p.Toggle(w) }))
	}
	return chips
}

// tileGrid is how many tiles stand on a page: columns and rows.
func (v *View) tileGrid() (columns, rows int) {
	switch {
	case v.upright():
		return 2, 3
	case v.smallest():
		return 2, 2
	}
	return 3, 2
}

// buildTrades draws the groups and the trade pictures.
func (v *View) buildTrades(t *flow.Trades) fyne.CanvasObject {
	columns, rows := v.tileGrid()
	t.Fit(columns * rows)
	var tiles []fyne.CanvasObject
	for _, tr := range t.Shown() {
		o := touch.TradeOptions{
			Icon: tr.Icon, Word: tr.Short, Other: v.aliases(tr.Aliases),
			Count: touch.Count{Before: v.t("trades.wanted_before"), N: tr.Left, After: v.t("trades.wanted_after")},
			OnTap: func() { t.Pick(tr.ID) },
		}
		if v.compact() {
			o.Count.Before = ""
		}
		if tr.Left == 0 {
			o.None, o.Empty = v.t("trades.none"), true
		}
		tiles = append(tiles, touch.NewTradeTile(v.style, o))
	}
	var body fyne.CanvasObject = touch.Grid(columns, rows, 20, tiles...)
	switch {
	case t.Fault != "":
		body = v.quiet("alert", t.Fault, "")
	case len(tiles) == 0 && t.Filling:
		body = v.quiet("white-balance-sunny", v.t("find.filling"), "")
	case len(tiles) == 0:
		body = v.quiet("white-balance-sunny", v.t("trades.empty"), v.t("trades.empty_second"))
	}
	word := v.t("trades.all", "n", t.Count())
	if t.Group != "" {
		word = v.t("trades.group", "n", t.Count())
	}
	all := touch.NewButton(v.style, touch.PrimaryButton, "chevron-right", word, t.All)
	all.SetEnabled(t.Count() > 0)
	turn, actions := v.turner(&t.Pager, t.Turn), []fyne.CanvasObject{all}
	if v.compact() && !v.large && turn != nil { // the chips need the room beside the title
		turn, actions = nil, []fyne.CanvasObject{turn, all}
	}
	return v.screen(touch.ScreenParts{
		Main:    v.chooser(v.t("trades.title"), v.tradesBeside(t), v.groupTabs(t), body, turn),
		Actions: actions,
	})
}

// tradesBeside are the chips beside the title, and the way to more; with large text that way alone.
func (v *View) tradesBeside(t *flow.Trades) []fyne.CanvasObject {
	sift := v.siftButton(t.Wishing(), t.Sift)
	if v.large {
		return []fyne.CanvasObject{sift}
	}
	return append(v.wishes(t), sift)
}

// chooser lays groups and tiles out: side by side, and one above the other when upright, where
// what is pressed most stands lower. turn may be nil.
func (v *View) chooser(title string, beside []fyne.CanvasObject, groups, tiles, turn fyne.CanvasObject) fyne.CanvasObject {
	head := []fyne.CanvasObject{touch.Grow(1, touch.NewQuestion(v.style, title))}
	if v.upright() {
		rows := []fyne.CanvasObject{touch.Row(12, withSome(head, turn)...)}
		if len(beside) > 0 {
			rows = append(rows, touch.Row(12, append(beside, touch.Space())...))
		}
		return touch.Column(20, append(rows, touch.Grow(1, tiles), groups)...)
	}
	width, gap := float32(452), float32(40)
	switch {
	case v.smallest():
		width, gap = 490, 20
	case v.compact():
		width, gap = 400, 20
	}
	row := touch.Row(12, withSome(append(head, beside...), turn)...)
	return touch.Column(v.style.Gutter(), row, touch.Grow(1, touch.RowFill(gap, touch.Fixed(width, 0, groups), touch.Grow(1, tiles))))
}

// withSome adds an object when there is one.
func withSome(objects []fyne.CanvasObject, o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil {
		return objects
	}
	return append(objects, o)
}

// groupTabs are the groups of trades with the people they want; the first tab is all.
func (v *View) groupTabs(t *flow.Trades) fyne.CanvasObject {
	note := func(n int) string {
		switch {
		case n == 0 && v.large:
			return ""
		case n == 0:
			return v.t("trades.none")
		}
		return v.t("trades.people", "n", n)
	}
	all := touch.NewTab(v.style, touch.TabOptions{
		Icon: "white-balance-sunny", Word: v.t("trades.today"), Note: note(t.Wanted()), Selected: t.Group == "", Flat: v.compact(),
		OnTap: func() { t.PickGroup("") },
	})
	var tabs []fyne.CanvasObject
	for _, g := range t.Groups() {
		tabs = append(tabs, touch.NewTab(v.style, touch.TabOptions{
			Icon: g.Icon, Word: g.Name, Note: note(g.Left), Selected: t.Group == g.Name, Flat: v.compact(),
			OnTap: func() { t.PickGroup(g.Name) },
		}))
	}
	return v.tabs(all, tabs)
}

// tabs lays the groups out, with a tab for all before them when there is one.
func (v *View) tabs(all fyne.CanvasObject, groups []fyne.CanvasObject) fyne.CanvasObject {
	gap := float32(14)
	if v.compact() {
		gap = 12
	}
	if v.upright() {
		if all != nil {
			groups = append([]fyne.CanvasObject{all}, groups...)
		}
		return touch.Fixed(0, 390, touch.Grid(3, 3, gap, groups...))
	}
	grid := touch.Grid(2, 4, gap, groups...)
	if all == nil {
		return grid
	}
	if v.compact() {
		return touch.Column(gap, touch.Fixed(0, v.style.Target(72), all), touch.Grow(1, grid))
	}
	return touch.Column(gap, touch.Grow(1, all), touch.Grow(4.2, grid))
}

// turner is the pair of page buttons beside a title, nil when there is one page.
func (v *View) turner(p *flow.Pager, turn func(by int)) fyne.CanvasObject {
	page, pages := p.Page()
	if pages == 1 {
		return nil
	}
	b := touch.NewPages(v.style, touch.PageWords{Previous: v.t("pages.previous"), Next: v.t("pages.next")}, true, turn)
	b.SetPage(page, pages)
	return b
}

// aliases are the other words of a trade, for the small line of its tile.
func (v *View) aliases(words []string) string {
	return strings.Join(words[:min(len(words), 3)], v.t("trades.comma"))
}
