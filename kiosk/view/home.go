package view

import (
	"fmt"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildHome draws the board, today's numbers and the doors.
func (v *View) buildHome(h *flow.Home) fyne.CanvasObject {
	rows := 3
	if v.large {
		rows = 2
	}
	h.Fit(rows)
	return v.screen(touch.ScreenParts{
		Behind: touch.NewHills(v.style, v.hillsHeight(), false),
		Main:   v.homeMain(v.board(h, rows), v.doors(h)),
		Foot:   v.homeFoot(h),
	})
}

func (v *View) hillsHeight() float32 {
	if v.compact() {
		return 130
	}
	return 220
}

func (v *View) homeMain(board fyne.CanvasObject, doors []fyne.CanvasObject) fyne.CanvasObject {
	first, second, rest := doors[0], doors[1], doors[2:]
	others, rows := v.lesserDoors(rest)
	switch {
	case v.upright():
		front := touch.RowFill(20, touch.Grow(1.25, first), touch.Grow(1, second))
		return touch.Column(24, touch.Grow(2.1, board), touch.Grow(1, front), touch.Grow(0.5*rows, others))
	case v.compact():
		width := float32(500)
		if v.large {
			width = 430
		}
		return touch.RowFill(24, touch.Grow(1, board),
			touch.Fixed(width, 0, touch.Column(14, touch.Grow(1.4, first), touch.Grow(1.1, second), touch.Grow(rows, others))))
	}
	return touch.RowFill(40, touch.Grow(1, board),
		touch.Fixed(660, 0, touch.Column(20, touch.Grow(1.12, first), touch.Grow(0.91, second), touch.Grow(rows, others))))
}

// lesserDoors are the doors beside the first two, two in a row.
func (v *View) lesserDoors(doors []fyne.CanvasObject) (grid fyne.CanvasObject, rows float32) {
	lines := (len(doors) + 1) / 2
	gap := float32(20)
	if v.compact() {
		gap = 14
	}
	return touch.Grid(2, lines, gap, doors...), float32(lines)
}

// doors are the entrances, the main one first.
func (v *View) doors(h *flow.Home) []fyne.CanvasObject {
	door := func(kind touch.DoorKind, icon, key string, stacked, arrow bool, onTap func()) fyne.CanvasObject {
		second := v.t(key + "_second")
		if v.large {
			second = ""
		}
		return touch.NewDoor(v.style, touch.DoorOptions{
			Kind: kind, Icon: icon, Word: v.t(key), Second: second, Stacked: stacked, Arrow: arrow, OnTap: onTap,
		})
	}
	up := v.upright()
	return []fyne.CanvasObject{
		door(touch.PrimaryDoor, "account-hard-hat", "home.find", up, !up, h.Find),
		door(touch.SecondaryDoor, "account-check", "home.check_in", up, false, h.CheckIn),
		door(touch.PlainDoor, "qrcode-scan", "home.scan", !up, false, h.Scan),
		door(touch.PlainDoor, "account-multiple-plus", "home.hire", !up, false, h.Hire),
		door(touch.PlainDoor, "school", "home.policy", !up, false, h.Policy),
		door(touch.PlainDoor, "scale-balance", "home.rights", !up, false, h.Rights),
	}
}

// board is the figure of the day above the postings, and the page buttons below them.
func (v *View) board(h *flow.Home, rows int) fyne.CanvasObject {
	size := touch.FigureHero
	if v.compact() || v.large {
		size = 96
	}
	hero := touch.NewHero(v.style, touch.Count{Before: v.t("home.wanted_before"), N: h.Wanted, After: v.t("home.wanted_after")}, size)
	head := touch.RowEnd(18, hero, v.numbers(h))
	switch {
	case h.Filling: // no figure that is about to be another
		head = touch.Row(0, touch.NewQuestion(v.style, v.t("find.filling")))
	case v.large:
		head = touch.RowEnd(18, hero, touch.Space())
	}
	return touch.Column(16, head, touch.Grow(1, v.boardRows(h, rows)), v.boardFoot(h))
}

func (v *View) numbers(h *flow.Home) fyne.CanvasObject {
	number := func(key string, n int) []touch.Run {
		return []touch.Run{{Text: v.t(key), Size: 24}, {Text: fmt.Sprint(n), Size: 34, Weight: touch.Bold}}
	}
	lines := []fyne.CanvasObject{
		touch.NewLine(v.style, 10, number("home.postings", h.Postings)...),
		touch.NewLine(v.style, 10, number("home.check_ins", h.CheckIns)...),
	}
	if !v.compact() {
		lines = append(lines, touch.NewLine(v.style, 10, number("home.placed", h.Placed)...))
	}
	return touch.Trailing(28, lines...)
}

func (v *View) boardRows(h *flow.Home, rows int) fyne.CanvasObject {
	if len(h.Board) == 0 && h.Filling {
		return touch.Space()
	}
	switch {
	case len(h.Board) == 0 && h.Fault != "": // what is on the board can be taken whatever cannot be read
		return v.quiet("alert", h.Fault, "")
	case len(h.Board) == 0:
		return v.quiet("white-balance-sunny", v.t("home.nothing"), v.t("home.nothing_second"))
	}
	var cards []fyne.CanvasObject
	for _, c := range h.Shown() {
		cards = append(cards, v.boardRow(c, func() { h.Open(c.ID) }))
	}
	return touch.Grid(1, rows, 16, cards...)
}

// boardRow is a posting on the board; large text takes a card that shows less beside the title.
func (v *View) boardRow(c flow.Card, onTap func()) fyne.CanvasObject {
	switch {
	case v.smallest():
		return touch.NewChoice(v.style, touch.ChoiceOptions{
			Icon: c.Icon, Word: c.Title, Second: v.t("home.row", "pay", c.Pay, "unit", c.Unit, "left", c.Left), OnTap: onTap,
		})
	case v.upright() && v.large:
		return touch.NewPostingCard(v.style, v.posting(c), onTap)
	}
	return touch.NewBoardRow(v.style, v.posting(c), onTap)
}

func (v *View) boardFoot(h *flow.Home) fyne.CanvasObject {
	word := v.t("home.turns", "n", h.Postings)
	if v.smallest() || h.Filling || h.Postings == 0 {
		word = ""
	}
	note := touch.NewText(v.style, word, touch.Caption, touch.Plain, touch.Ink2)
	if h.Pages() == 1 {
		return touch.Row(16, note)
	}
	turn := touch.NewPages(v.style, touch.PageWords{Previous: v.t("pages.previous"), Next: v.t("pages.next")}, true, h.Turn)
	turn.SetPage(2, 3) // the board goes round: both lead somewhere
	objects := []fyne.CanvasObject{touch.Grow(1, note), turn}
	dots := mostDots
	if v.large || v.compact() {
		dots = 4
	}
	no, pages := h.PageNo(), h.Pages()
	if pages > dots { // more than dots can count: they say how far along the board is
		no, pages = no*dots/pages, dots
	}
	return touch.Row(16, append([]fyne.CanvasObject{touch.NewDots(v.style, no, pages)}, objects...)...)
}

// mostDots is how many dots the board has at most.
const mostDots = 6

func (v *View) homeFoot(h *flow.Home) fyne.CanvasObject {
	size, hotlines := "home.large", "home.hotlines"
	if v.large {
		size, hotlines = "home.usual", "home.hotlines_short"
	}
	if v.upright() {
		hotlines = "home.hotlines_short"
	}
	first := []touch.Run{{Text: v.t("home.free"), Weight: touch.Bold}}
	if hours := v.app.OpeningHours(); hours != "" && !v.large {
		first = []touch.Run{{Text: v.t("home.hours", "hours", hours), Weight: touch.Bold}, {Text: v.t("home.free_after")}}
	}
	free := touch.Column(0,
		touch.NewLine(v.style, 0, first...),
		touch.NewText(v.style, v.t(hotlines), touch.Caption, touch.Plain, touch.Ink2))
	foot := []fyne.CanvasObject{touch.Grow(1, free)}
	if !v.large {
		foot = append(foot, v.button(touch.SmallQuietButton, "information", "home.info", h.Info))
	}
	foot = append(foot, v.button(touch.SmallButton, "format-size", size, v.toggleLarge))
	if v.canSay() {
		word := "home.aloud"
		if v.aloud {
			word = "home.still"
		}
		foot = append(foot, v.button(touch.SmallButton, "volume-high", word, v.toggleAloud))
	}
	return touch.Row(16, append(foot, v.button(touch.SmallQuietButton, "account-key", "home.staff", h.Staff))...)
}

// posting puts a card into the words of the widget.
func (v *View) posting(c flow.Card) touch.Posting {
	p := touch.Posting{
		Icon: c.Icon, Title: c.Title, Tags: c.Tags, Place: c.Place, Distance: c.Distance, Near: c.Near, When: c.When,
		Pay: c.Pay, Unit: c.Unit, Total: v.counted(c),
		Left: touch.Count{Before: v.t("card.left_before"), N: c.Left, After: v.t("card.left_after")},
	}
	if c.Full {
		p.Full = v.t("card.full")
	}
	return p
}

// counted is how many places a list shows as strokes: as many as fit beside the figure, else
// none.
func (v *View) counted(c flow.Card) int {
	if c.Heads <= 5 || c.Heads <= 10 && c.Left < 10 {
		return c.Heads
	}
	return 0
}

// quiet says in the middle of its room that there is nothing.
func (v *View) quiet(icon, text, second string) fyne.CanvasObject {
	title := touch.NewPara(v.style, 3, touch.Run{Text: text, Size: touch.Title, Weight: touch.Bold})
	title.Align = fyne.TextAlignCenter
	below := touch.NewPara(v.style, 3, touch.Run{Text: second, Size: touch.Label, Colour: touch.Ink2})
	below.Align = fyne.TextAlignCenter
	size := float32(160)
	if v.compact() {
		size = 96
	}
	glyph := touch.NewGlyph(v.style, icon, size, touch.GreenTint, touch.GreenInk)
	return touch.Column(16, touch.Space(), touch.Centre(glyph), title, below, touch.Space())
}
