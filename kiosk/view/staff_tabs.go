package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// roomIcons are the pictures of the staff's rooms; the words are "room.<room>".
var roomIcons = map[flow.Room]string{
	flow.HallRoom: "account-group", flow.WalkinRoom: "pencil", flow.ReviewRoom: "shield-check", flow.ResultsRoom: "check-circle",
	flow.HelpRoom: "hand-heart", flow.NumbersRoom: "chart-bar", flow.PrintRoom: "printer", flow.StationRoom: "store-marker",
}

// staffTabs is the band of rooms with the one that is shown; nil where there is no room for it, and
// 返回 leads to the doors.
func (v *View) staffTabs(c *flow.Clerk, here flow.Room) fyne.CanvasObject {
	if v.large && !v.wide() {
		return nil
	}
	var tabs []fyne.CanvasObject
	for _, r := range c.Rooms() {
		icon := roomIcons[r.Room]
		if !v.wide() || v.large {
			icon = ""
		}
		word := v.t("room." + string(r.Room))
		if r.Room == flow.WalkinRoom && icon == "" {
			word = v.t("room.walkin_short")
		}
		badge := ""
		if r.Waiting > 0 {
			badge = figure(r.Waiting)
		}
		tabs = append(tabs, touch.Grow(1, touch.NewTab(v.style, touch.TabOptions{
			Icon: icon, Word: word, Badge: badge, Flat: true, Selected: r.Room == here, OnTap: r.Open,
		})))
	}
	return touch.RowFill(12, tabs...)
}
