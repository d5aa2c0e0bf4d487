package view

import (
	"fmt"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// screen puts a page into the frame that all share: header, and 返回 · 重来 · 结束 at the left of the
// footer. Parts that are already set stay.
func (v *View) screen(parts touch.ScreenParts) fyne.CanvasObject {
	if parts.Header == nil {
		parts.Header = v.newHeader("")
	}
	if parts.Nav == nil && parts.Foot == nil {
		parts.Nav = v.nav(true)
	}
	return touch.NewScreen(v.style, parts)
}

// nav is the left group of the footer; again says whether 重来 leads anywhere.
func (v *View) nav(again bool) []fyne.CanvasObject {
	restart := touch.Deed{Word: v.t("nav.again"), OnTap: v.app.Restart}
	if !again {
		restart = touch.Deed{}
	}
	return touch.NewNav(v.style, touch.Deed{Word: v.t("nav.back"), OnTap: v.app.Back}, restart,
		touch.Deed{Word: v.t("nav.end"), OnTap: v.app.End})
}

// newHeader makes the header of the screen; room is the staff's room or "". extra stands
// before the clock.
func (v *View) newHeader(room string, extra ...fyne.CanvasObject) *touch.Header {
	v.linkWord = v.app.LinkWord
	v.link = v.linkWord()
	clock, day, weekday := v.clock()
	v.header = touch.NewHeader(v.style, touch.HeaderOptions{
		Market: v.app.MarketLines(), Room: room, Sync: syncState(v.link.Link), SyncTo: v.link.Word, OnSync: v.app.ShowLink,
		Clock: clock, Day: day, Weekday: weekday, Extra: extra,
	})
	v.toasted("")
	return v.header
}

// refreshHeader shows the time and the state of the link as they are now.
func (v *View) refreshHeader() {
	v.header.SetClock(v.clock())
	v.toasted(v.toast)
	if link := v.linkWord(); link != v.link {
		v.link = link
		v.header.SetSync(syncState(link.Link), link.Word)
		v.tell()
	}
}

// toasted shows the toast of now in the header, which shows shown.
func (v *View) toasted(shown string) {
	if v.toast = v.app.ToastWord(); v.toast != shown {
		v.header.SetToast(v.toast)
	}
}

// clock gives "06:42", 7月14日 and 星期二.
func (v *View) clock() (clock, day, weekday string) {
	now := v.app.CivilNow()
	return now.Format("15:04"), v.t("clock.day", "m", int(now.Month()), "d", now.Day()),
		v.t(fmt.Sprintf("slip.weekday_%d", int(now.Weekday())))
}

func syncState(l flow.Link) touch.SyncState {
	return [...]touch.SyncState{flow.AllSent: touch.Synced, flow.SomeWait: touch.Waiting, flow.NoLink: touch.Offline, flow.DeviceOut: touch.Unplugged}[l]
}

// wide, compact and upright tell the form of the screen.
func (v *View) wide() bool    { return v.style.Form() == touch.Wide }
func (v *View) compact() bool { return v.style.Form() == touch.Compact }
func (v *View) upright() bool { return v.style.Form() == touch.Upright }

// smallest says that there is least room of all: large text on a small screen.
func (v *View) smallest() bool { return v.compact() && v.large }

// button makes a button with an icon and the words of a phrase.
func (v *View) button(kind touch.ButtonKind, icon, key string, onTap func()) *touch.Button {
	return touch.NewButton(v.style, kind, icon, v.t(key), onTap)
}

// pageWords are the words of page buttons that say 第 1 页/共 4 页.
func (v *View) pageWords() touch.PageWords {
	return touch.PageWords{Previous: v.t("pages.previous"), Next: v.t("pages.next"), Of: func(page, pages int) string {
		return v.t("pages.of", "n", page, "all", pages)
	}}
}
