package touch

import (
	"testing"

	"fyne.io/fyne/v2"
)

func galleryHome(_ *testing.T, s *Style) fyne.CanvasObject {
	hero := FigureHero
	if s.Form() == Compact {
		hero = 92
	}
	today := galleryToday(s)
	today.Align = fyne.TextAlignTrailing
	head := Pad(16, 0, 0, 0, RowEnd(18, NewHero(s, Count{"今天还要", 63, "人"}, hero), Grow(1, today)))
	var rows []fyne.CanvasObject
	postings := 3
	if s.Large() {
		postings = 2
	}
	for i := range postings {
		rows = append(rows, NewBoardRow(s, galleryPosting(i), nothing))
	}
	height := float32(0)
	if s.Form() == Upright {
		height = 578
	}
	pages := NewPages(s, PageWords{Previous: "上一页", Next: "下一页"}, true, func(int) {})
	turn := Row(16, NewDots(s, 0, 4), NewText(s, "共 23 条，10 秒换一页", Caption, Plain, Ink2), Space(), pages)
	board := Column(16, head, Grow(1, Grid(1, postings, 16, rows...)), turn)
	if height > 0 {
		board = Column(16, head, Fixed(0, height, Grid(1, 3, 16, rows...)), turn)
	}
	door := func(kind DoorKind, icon, word, second string, stacked, arrow bool) fyne.CanvasObject {
		return NewDoor(s, DoorOptions{Kind: kind, Icon: icon, Word: word, Second: second, Stacked: stacked, Arrow: arrow, OnTap: nothing})
	}
	upright := s.Form() == Upright
	first := door(PrimaryDoor, "account-hard-hat", "找活干", "看看今天有啥活", upright, !upright)
	second := door(SecondaryDoor, "account-check", "签到", "来了先报个到", upright, false)
	others := Grid(2, 2, 20,
		door(PlainDoor, "qrcode-scan", "扫码", "小票、工卡", !upright, false),
		door(PlainDoor, "account-multiple-plus", "我要招人", "填一条，招人来", !upright, false),
		door(PlainDoor, "school", "政策培训", "补贴、学手艺", !upright, false),
		door(PlainDoor, "scale-balance", "投诉维权", "没给钱、乱收费", !upright, false))
	var main fyne.CanvasObject
	switch s.Form() {
	case Upright:
		main = Column(24, board, Grow(1, RowFill(20, Grow(1.25, first), Grow(1, second))), Grow(1.15, others))
	case Compact:
		doors := Column(14, Grow(1.3, first), Grow(1, second), Grow(2.1, others))
		main = RowFill(24, Grow(1, board), Fixed(500, 0, doors))
	default:
		doors := Column(20, Grow(1.35, first), Grow(1.08, second), Grow(2.42, others))
		main = RowFill(40, Grow(1, board), Fixed(660, 0, doors))
	}
	hours := Column(0,
		NewLine(s, 0, Run{Text: "开门 6:00–18:30", Weight: Bold}, Run{Text: "·服务免费，不收押金"}),
		NewText(s, "问事 12333·投诉 12345·法律援助 12348", Caption, Plain, Ink2))
	return NewScreen(s, ScreenParts{
		Header: galleryHeader(s), Behind: NewHills(s, 220, false), Main: main,
		Foot: Row(16, Grow(1, hours), NewButton(s, SmallButton, "format-size", "大字", nothing),
			NewButton(s, SmallButton, "volume-high", "朗读", nothing),
			NewButton(s, SmallQuietButton, "account-key", "工作人员", nothing)),
	})
}

// galleryToday is the market's day in figures, shorter where there is less room.
func galleryToday(s *Style) *Line {
	switch {
	case s.Form() == Compact:
		return NewText(s, "招工 23 条·签到 128 人", Caption, Plain, Ink)
	case s.Large():
		return NewText(s, "招工 23 条", Caption, Plain, Ink)
	}
	return NewLine(s, 10, Run{Text: "招工", Size: 24}, Run{Text: "23", Size: 34, Weight: Bold},
		Run{Text: "  签到", Size: 24}, Run{Text: "128", Size: 34, Weight: Bold},
		Run{Text: "  派出", Size: 24}, Run{Text: "83", Size: 34, Weight: Bold})
}
