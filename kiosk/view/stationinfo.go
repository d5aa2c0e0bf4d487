package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildStationInfo draws the station's own page: 0 元, hours, lines, promise, rules.
func (v *View) buildStationInfo(i *flow.StationInfo) fyne.CanvasObject {
	lists := v.pair(v.pageLines("stationpage.promise", i.Promise(), promiseIcons), v.pageLines("stationpage.rules", i.Rules(), ruleIcons))
	right := touch.Column(v.gap(), v.question(v.t("stationpage.title")), v.infoFacts(i), touch.Grow(1, lists))
	var main fyne.CanvasObject = touch.RowFill(36, touch.Fixed(560, 0, v.freePanel(i)), touch.Grow(1, right))
	switch {
	case v.upright():
		main = touch.Column(24, v.freePanel(i), touch.Grow(1, right))
	case v.compact():
		width := float32(360)
		if v.large {
			width = 320
		}
		main = touch.RowFill(20, touch.Fixed(width, 0, v.freePanel(i)), touch.Grow(1, right))
	}
	return v.screen(touch.ScreenParts{
		Behind: touch.NewHills(v.style, v.hillsHeight(), false), Main: main, Nav: v.nav(false),
		Actions: []fyne.CanvasObject{v.button(touch.PrimaryButton, "account-hard-hat", "stationpage.find", i.Find)},
	})
}

// The pictures of the lines of promise and rules, where the lines are the usual ones or not.
var (
	promiseIcons = []string{"check-circle"}
	ruleIcons    = []string{"account-group", "ticket-confirmation", "account-off", "alert-octagon", "file-document-edit"}
)

// pair puts two parts of equal size beside each other.
func (v *View) pair(first, second fyne.CanvasObject) fyne.CanvasObject {
	return touch.RowFill(20, touch.Grow(1, first), touch.Grow(1, second))
}

// freePanel says that nothing costs anything, and whom to call when it does.
func (v *View) freePanel(i *flow.StationInfo) fyne.CanvasObject {
	o := touch.FreeOptions{
		Word: v.t("stationpage.free"), Unit: v.t("stationpage.yuan"),
		Paid: v.t("stationpage.paid"), Call: v.t("stationpage.call"), Phone: i.Page.Inquiry,
	}
	if !v.tight() && !(v.upright() && v.large) {
		for _, key := range []string{"stationpage.free_1", "stationpage.free_2", "stationpage.free_3"} {
			o.Lines = append(o.Lines, v.t(key))
		}
	}
	return touch.NewFreePanel(v.style, o)
}

// infoFacts are hours, place, trades, and whom to call.
func (v *View) infoFacts(i *flow.StationInfo) fyne.CanvasObject {
	said := func(s string) string {
		if s == "" {
			return v.t("stationpage.unsaid")
		}
		return s
	}
	short := func(s string) string { // a small screen names fewer trades
		if v.compact() || v.large || v.upright() {
			s, _, _ = strings.Cut(s, v.t("trades.comma"))
		}
		return s
	}
	hours := i.Hours()
	if v.smallest() {
		hours = i.Clocks()
	}
	first := []touch.Fact{
		{Icon: "clock", Label: v.t("stationpage.open"), Text: said(hours)},
		{Icon: "map-marker", Label: v.t("stationpage.place"), Text: said(i.Page.Address)},
		{Icon: "account-hard-hat", Label: v.t("stationpage.trades"), Text: said(short(i.Trades))},
	}
	legal := touch.Fact{Icon: "shield-check", Label: v.t("stationpage.legal"), Text: i.Page.Legal}
	if v.wide() && !v.large {
		legal.Note = v.t("stationpage.legal_note")
	}
	second := []touch.Fact{
		{Icon: "phone", Label: v.t("stationpage.inquiry"), Text: i.Page.Inquiry},
		{Icon: "scale-balance", Label: v.t("stationpage.complaints"), Text: i.Page.Complaints},
		legal,
	}
	pad := touch.Pad(10, 36, 10, 36, touch.RowFill(36, touch.Grow(1.5, touch.NewFacts(v.style, first...)), touch.Grow(1, touch.NewFacts(v.style, second...))))
	switch {
	case v.upright() && v.large: // side by side the words are too long
		pad = touch.Pad(10, 36, 10, 36, touch.NewFacts(v.style, append(first, second...)...))
	case v.compact():
		pad = touch.Pad(4, 20, 4, 20, touch.RowFill(16, touch.Grow(1.55, touch.NewFacts(v.style, first...)), touch.Grow(1, touch.NewFacts(v.style, second...))))
	}
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, pad)
}

// pageLines are the lines of a promise or of rules; a small screen shows as many as fit.
func (v *View) pageLines(title string, lines, icons []string) fyne.CanvasObject {
	size, icon, most := touch.Label, float32(38), 5
	switch {
	case v.smallest():
		size, icon, most = 24, 28, 3
	case v.compact():
		size, icon, most = 24, 28, 5
	case v.large:
		size, most = 26, 4
	}
	lines = lines[:min(len(lines), most)]
	name := touch.NewText(v.style, v.t(title), touch.Title, touch.Bold, touch.Ink)
	if v.compact() {
		name = touch.NewText(v.style, v.t(title), touch.Label, touch.Bold, touch.Ink)
	}
	rows := []fyne.CanvasObject{name}
	for i, line := range lines {
		text := touch.NewPara(v.style, 2, touch.Run{Text: line, Size: size})
		rows = append(rows, touch.Grow(1, touch.Row(16, touch.NewIcon(v.style, icons[i%len(icons)], icon, touch.GreenInk), touch.Grow(1, text))))
	}
	if v.compact() {
		return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(8, 18, 8, 18, touch.Column(2, rows...)))
	}
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(20, 34, 20, 34, touch.Column(6, rows...)))
}
