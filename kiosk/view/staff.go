package view

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildStaff draws the pages of the staff desk and of writing by finger; nil for any other.
func (v *View) buildStaff(p flow.Page) fyne.CanvasObject {
	switch p := p.(type) {
	case *flow.Pin:
		return v.buildPin(p)
	case *flow.StaffMenu:
		return v.buildStaffMenu(p)
	case *flow.StaffPostings:
		return v.buildStaffPostings(p)
	case *flow.StaffPosting:
		return v.buildStaffPosting(p)
	case *flow.StaffPrints:
		return v.buildStaffPrints(p)
	case *flow.StaffTables:
		return v.buildTables(p)
	case *flow.StaffStation:
		return v.buildStaffStation(p)
	case *flow.WalkinPage:
		return v.buildWalkin(p)
	case *flow.WalkinDone:
		return v.buildWalkinDone(p)
	case *flow.Entry:
		return v.buildEntry(p)
	case *flow.Surname:
		return v.buildSurname(p)
	case *flow.AreaPick:
		return v.buildAreaPick(p)
	}
	return nil
}

// staffScreen is the frame of the desk: the short name of the market, who is signed in, and the
// lock. again is what 重来 does on this page.
func (v *View) staffScreen(c *flow.Clerk, again func(), parts touch.ScreenParts) fyne.CanvasObject {
	parts.Header = v.staffHeader(c)
	parts.Nav = touch.NewNav(v.style, touch.Deed{Word: v.t("nav.back"), OnTap: c.Leave},
		touch.Deed{Word: v.t("nav.again"), OnTap: again}, touch.Deed{Word: v.t("nav.end"), OnTap: v.app.End})
	return touch.NewScreen(v.style, parts)
}

func (v *View) staffHeader(c *flow.Clerk) *touch.Header {
	v.linkWord = v.app.StaffLinkWord
	v.link = v.linkWord()
	clock, _, _ := v.clock()
	_, market, found := strings.Cut(v.app.MarketLines(), "\n")
	if !found {
		market = v.app.MarketLines()
	}
	who := touch.Row(12, touch.NewIcon(v.style, "account-key", 36, touch.Ink),
		touch.NewText(v.style, c.Account.Title, touch.Body, touch.Bold, touch.Ink))
	extra := []fyne.CanvasObject{who, v.button(touch.SmallButton, "lock", "staff.lock", c.Lock)}
	switch {
	case v.upright() && v.large: // 结束 locks as well
		extra = nil
	case v.upright() || v.smallest():
		extra = extra[1:]
	}
	v.header = touch.NewHeader(v.style, touch.HeaderOptions{
		Market: market, Room: v.t("staff.room"), Sync: syncState(v.link.Link), SyncTo: v.link.Word, OnSync: v.app.ShowStaffLink,
		Clock: clock, Extra: extra,
	})
	v.toasted("")
	return v.header
}

// helperScreen is the frame of pages that help another page: at the desk the desk's header. 重来
// begins this page again.
func (v *View) helperScreen(again func(), parts touch.ScreenParts) fyne.CanvasObject {
	if c := v.app.Clerk(); c != nil {
		parts.Header = v.staffHeader(c)
	}
	parts.Nav = touch.NewNav(v.style, touch.Deed{Word: v.t("nav.back"), OnTap: v.app.Back},
		touch.Deed{Word: v.t("nav.again"), OnTap: again}, touch.Deed{Word: v.t("nav.end"), OnTap: v.app.End})
	return v.screen(parts)
}

// headed puts a title with what belongs beside it above the rest; nil parts are left out.
// Upright, what belongs beside the title stands in a line of its own.
func (v *View) headed(title fyne.CanvasObject, beside fyne.CanvasObject, rest ...fyne.CanvasObject) fyne.CanvasObject {
	rows := []fyne.CanvasObject{title}
	if beside != nil {
		rows = []fyne.CanvasObject{touch.Row(24, touch.Grow(1, title), beside)}
		if v.upright() {
			rows = []fyne.CanvasObject{title, touch.Row(0, touch.Space(), beside)}
		}
	}
	for _, o := range rest {
		if o != nil {
			rows = append(rows, o)
		}
	}
	return touch.Column(v.gap(), rows...)
}

// question is the title of a page, smaller on a small screen.
func (v *View) question(title string) fyne.CanvasObject {
	if v.compact() {
		return touch.NewText(v.style, title, touch.Title, touch.Bold, touch.Ink)
	}
	return touch.NewQuestion(v.style, title)
}

// gap is the room between the parts of a page.
func (v *View) gap() float32 {
	if v.compact() {
		return 12
	}
	return 20
}

// sides puts two parts side by side, the first with a width of its own, or upright one below
// the other, the first with a height of its own (0: what it needs).
func (v *View) sides(wide, compact, high float32, first, second fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case v.upright():
		if high > 0 {
			first = touch.Fixed(0, high, first)
		}
		return touch.Column(24, first, touch.Grow(1, second))
	case v.compact():
		return touch.RowFill(24, touch.Fixed(compact, 0, first), touch.Grow(1, second))
	}
	return touch.RowFill(40, touch.Fixed(wide, 0, first), touch.Grow(1, second))
}

// told is the bar that says what was done or why not; nil for nothing. The first sentence of a
// fault says what is wrong, the rest what to do.
func (v *View) told(done, fault string) fyne.CanvasObject {
	switch {
	case fault != "" && v.tight():
		return touch.NewNotice(v.style, touch.WarnNotice, fault, "", nil)
	case fault != "":
		what, then, _ := strings.Cut(fault, v.t("staff.stop"))
		return touch.NewNotice(v.style, touch.WarnNotice, what+v.t("staff.stop"), then, nil)
	case done != "":
		return touch.NewNotice(v.style, touch.OKNotice, done, "", nil)
	}
	return nil
}

// tight says that room is short: what a page has to tell then stands in the place of its title.
func (v *View) tight() bool { return !v.upright() && (v.compact() || v.large) }

// wrong is the line beside an answer that says what is wrong with it; nil for nothing, and
// where room is short.
func (v *View) wrong(fault string) fyne.CanvasObject {
	if fault == "" || v.tight() {
		return nil
	}
	return touch.Row(10, touch.NewIcon(v.style, "alert", 30, touch.RedInk),
		touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: fault, Size: touch.Body, Weight: touch.Bold, Colour: touch.RedInk})))
}

// pager is the pair of page buttons with the page's number between them; nil for one page.
func (v *View) pager(p *flow.Pager, turn func(by int)) fyne.CanvasObject {
	page, pages := p.Page()
	if pages == 1 {
		return nil
	}
	words := v.pageWords()
	if v.tight() {
		words.Of = nil
	}
	b := touch.NewPages(v.style, words, true, turn)
	b.SetPage(page, pages)
	return b
}

// buildStaffMenu draws where staff may go.
func (v *View) buildStaffMenu(m *flow.StaffMenu) fyne.CanvasObject {
	postings := v.t("staff.postings_none")
	if m.Open > 0 {
		postings = v.t("staff.postings_second", "open", m.Open, "n", m.Wanted)
	}
	prints := v.t("staff.prints_none")
	if m.Prints > 0 {
		prints = v.t("staff.prints_second", "n", m.Prints)
	}
	door := func(icon, key, second string, waits int, onTap func()) fyne.CanvasObject {
		badge := ""
		if waits > 0 {
			badge = fmt.Sprint(waits)
		}
		return touch.NewDoor(v.style, touch.DoorOptions{
			Kind: touch.SecondaryDoor, Icon: icon, Word: v.t(key), Second: second, Badge: badge, OnTap: onTap,
		})
	}
	first := touch.NewDoor(v.style, touch.DoorOptions{
		Kind: touch.PrimaryDoor, Icon: "account-multiple-plus", Word: v.t("staff.walkin"), Second: v.t("staff.walkin_second"),
		Stacked: !v.upright(), Arrow: v.upright(), OnTap: m.Walkin,
	})
	matters := v.t("matters.none")
	if m.Waiting > 0 {
		matters = v.t("matters.some", "n", m.Waiting)
	}
	hall, results := v.t("hall.door_none"), v.t("outcome.door_none")
	if m.InHall > 0 {
		hall = v.t("hall.door_second", "n", m.InHall, "m", m.Wanted)
	}
	if m.Unsettled > 0 {
		results = v.t("outcome.door_second", "n", m.Unsettled)
	}
	others := []fyne.CanvasObject{
		door("account-group", "hall.door", hall, 0, m.Room),
		door("check-circle", "outcome.door", results, 0, m.Results),
		door("hand-heart", "aid.door", v.t("aid.door_second"), 0, m.Help),
		door("shield-check", "matters.door", matters, m.Waiting, m.Matters),
		door("clipboard-list", "staff.postings", postings, 0, m.Postings),
		door("credit-card-outline", "staff.worker", v.t("staff.worker_second"), 0, m.Register),
		door("chart-bar", "numbers.door", v.t("numbers.door_second"), 0, m.Numbers),
		door("bus", "walk.door", v.t("walk.door_second"), 0, m.Field),
		door("printer", "staff.prints", prints, m.Prints, m.PrintQueue),
		door("store-marker", "staff.station", v.t("staff.station_second"), 0, m.Station),
	}
	// Lying, the doors stand in two columns: in one they would be too low for what waits behind them.
	lines := (len(others) + 1) / 2
	var doors fyne.CanvasObject = touch.RowFill(24, touch.Grow(1, first), touch.Grow(2.2, touch.Grid(2, lines, v.gap(), others...)))
	if v.upright() {
		doors = touch.Column(20, touch.Grow(1.2, first), touch.Grow(6, touch.Grid(1, len(others), 14, others...)))
		if v.large {
			doors = touch.Column(20, touch.Grow(1.2, first), touch.Grow(4, touch.Grid(2, lines, 14, others...)))
		}
	}
	title := touch.NewQuestion(v.style, v.t("staff.title", "who", m.Account.Title))
	return v.staffScreen(m.Clerk, m.Again, touch.ScreenParts{Main: v.headed(title, nil, v.told("", m.Fault), touch.Grow(1, doors))})
}
