package view

import (
	"fmt"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildStaffPosting draws who took a posting, and the results of the one that is chosen.
func (v *View) buildStaffPosting(p *flow.StaffPosting) fyne.CanvasObject {
	p.Pager.Fit(v.listRows())
	results := v.matchResults(p)
	head, bar := v.postingHead(p), v.told(p.Done, p.Wrong())
	// Where room is short, what was just noted stands in the place of the posting's line.
	if bar != nil && v.tight() {
		head, bar = bar, nil
	}
	head = v.headed(head, v.pager(&p.Pager, p.Turn), bar)
	list := touch.Grow(1, v.matchList(p))
	width := float32(790)
	if v.compact() {
		width = 640
	}
	body := fyne.CanvasObject(touch.RowFill(v.gap()+8, list, touch.Fixed(width, 0, results)))
	switch {
	case len(p.Matches) == 0: // nobody whose result could be noted
		body = v.matchList(p)
	case v.upright():
		body = touch.Column(24, list, touch.Fixed(0, 620, results))
	}
	main := touch.Column(v.gap(), head, touch.Grow(1, body))
	print := v.button(touch.PlainButton, "printer", "papers.print", p.AskPaper)
	stop := v.button(touch.StopButton, "close-thick", "staff.close", p.AskClose)
	stop.SetEnabled(!p.Row.Closed)
	screen := v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{Main: main, Actions: []fyne.CanvasObject{print, stop}})
	switch {
	case p.Closing:
		return touch.Layers(screen, v.closeSheet(p))
	case p.Printing:
		return touch.Layers(screen, v.paperSheet(p))
	}
	return screen
}

// postingHead is the posting in one line: picture, title, when and pay, places.
func (v *View) postingHead(p *flow.StaffPosting) fyne.CanvasObject {
	c := p.Card()
	glyph := float32(88)
	if v.compact() {
		glyph = 64
	}
	places := v.t("staff.taken", "taken", c.Heads-c.Left, "all", c.Heads)
	if p.Row.Closed {
		places = v.t("staff.state.closed")
	} else if p.Row.Withheld != "" {
		places = v.t("staff.state.withheld")
	}
	size := touch.Title
	if longTitle(c.Title) {
		size = 28
	}
	lines := 3
	if v.large {
		lines = 2
	}
	words := touch.Column(0,
		touch.NewPara(v.style, lines, touch.Run{Text: c.Title + " ", Size: size, Weight: touch.Bold}, touch.Run{Text: places, Size: size, Weight: touch.Bold, Colour: touch.GreenInk}),
		touch.NewPara(v.style, 2, touch.Run{Text: fmt.Sprintf("%s %s %s%s", p.When(), c.Place, c.Pay, c.Unit), Size: touch.Body, Colour: touch.Ink2}))
	return touch.Row(20, touch.NewGlyph(v.style, c.Icon, glyph, touch.GreenTint, touch.GreenInk), touch.Grow(1, words))
}

func (v *View) matchList(p *flow.StaffPosting) fyne.CanvasObject {
	if len(p.Matches) == 0 {
		return v.quiet("account-clock", v.t("staff.match.empty"), v.t("staff.match.empty_second"))
	}
	var rows []fyne.CanvasObject
	for _, l := range p.Shown() {
		rows = append(rows, touch.NewChoice(v.style, touch.ChoiceOptions{
			Icon: matchIcon(l), Word: v.matchTitle(p, l), Second: v.matchSecond(l), Selected: l.ID == p.Chosen,
			OnTap: func() { p.Choose(l.ID) },
		}))
	}
	return touch.Grid(1, v.listRows(), v.gap(), rows...)
}

func matchIcon(l flow.MatchLine) string {
	switch {
	case l.State == market.Cancelled:
		return "account-off"
	case l.State == market.Finished:
		return "check-circle"
	case l.State == market.Arrived:
		return "map-marker-check"
	case l.Contacted:
		return "phone-check"
	}
	return "account-hard-hat"
}

func (v *View) matchTitle(p *flow.StaffPosting, l flow.MatchLine) string {
	place := v.t("staff.place", "n", l.Place)
	if l.Who == "" {
		return place
	}
	return p.Called(l) + " " + place
}

// matchSecond says how far the match is, and how the worker is reached.
func (v *View) matchSecond(l flow.MatchLine) string {
	state := v.t("match_state." + string(l.State))
	switch {
	case l.Asked != "":
		state = v.t("staff.asked")
	case l.State == market.Cancelled:
		state = v.t("staff.failed_because", "why", v.t("cancel."+l.Reason))
	case l.State == market.Taken && l.Contacted:
		state = v.t("staff.result.contacted")
	}
	switch {
	case l.Who == "":
		return state + " " + v.t("staff.elsewhere")
	case l.Phone != "" && l.State != market.Cancelled:
		return state + " " + l.Phone
	}
	return state
}

// matchResults are the results to note about the chosen match: two taps, the person and what
// happened.
func (v *View) matchResults(p *flow.StaffPosting) fyne.CanvasObject {
	l, ok := p.Line()
	if !ok {
		hint := "staff.match.pick"
		if v.upright() {
			hint = "staff.match.pick_upright"
		}
		return touch.NewPanel(v.style, v.quiet("gesture-tap", v.t("staff.match.title"), v.t(hint)))
	}
	size := touch.Title
	if v.compact() {
		size = touch.Label
	}
	title := touch.NewText(v.style, v.matchTitle(p, l), size, touch.Bold, touch.Ink)
	if !l.Running() {
		return touch.NewPanel(v.style, touch.Column(v.gap(), title, v.told(v.matchSecond(l), ""),
			touch.NewText(v.style, v.t("staff.over"), touch.Label, touch.Plain, touch.Ink2), touch.Space()))
	}
	grid := touch.Grid(2, 2, 12,
		v.result("phone-check", "staff.result.contacted", l.Contacted, p.Contact),
		v.result("map-marker-check", "staff.result.arrived", l.State == market.Arrived, p.Arrive),
		v.result("hammer", "staff.result.finished", false, func() { p.Finish(false) }),
		v.result("cash-check", "staff.result.paid", false, func() { p.Finish(true) }))
	var reasons []fyne.CanvasObject
	for _, r := range market.CancelReasons {
		reasons = append(reasons, touch.NewChip(v.style, "close-thick", v.t("cancel."+r), false, func() { p.Fail(r) }))
	}
	rows := []fyne.CanvasObject{title, touch.Grow(1, grid)}
	if v.compact() && v.large {
		rows = rows[1:] // the list says who it is
	}
	if !v.tight() {
		rows = append(rows, touch.NewText(v.style, v.t("staff.why"), touch.Label, touch.Bold, touch.Ink))
	}
	return touch.NewPanel(v.style, touch.Column(12, append(rows, touch.Grid(2, 2, 12, reasons...))...))
}

// result is one thing that may be noted; done, it has a tick and takes no tap.
func (v *View) result(icon, key string, done bool, deed func()) fyne.CanvasObject {
	if v.tight() {
		if done {
			icon = "check-bold"
		}
		b := v.button(touch.PlainButton, icon, key, deed)
		b.SetEnabled(!done)
		return b
	}
	c := touch.NewChoice(v.style, touch.ChoiceOptions{Icon: icon, Word: v.t(key), Second: v.t(key + "_second"), Selected: done, OnTap: deed})
	if done {
		c.SetOnTap(nil)
	}
	return c
}

// closeSheet asks whether the posting is really to be closed.
func (v *View) closeSheet(p *flow.StaffPosting) fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	for _, r := range p.CloseReasons() {
		buttons = append(buttons, v.button(touch.StopButton, "close-thick", "staff.close."+r, func() { p.Close(r) }))
	}
	keep := v.button(touch.PrimaryButton, "", "staff.close.keep", p.KeepOpen)
	return v.askSheet("bullhorn", v.t("staff.close.ask", "title", p.Row.Title), v.t("staff.close.text"), append(buttons, keep)...)
}

// askSheet is a question over the page, with its answers; the primary answer is the last.
func (v *View) askSheet(icon, title, text string, answers ...fyne.CanvasObject) fyne.CanvasObject {
	glyph := touch.NewGlyph(v.style, icon, 112, touch.AmberTint, touch.AmberInk)
	words := touch.Column(6, touch.NewPara(v.style, 2, touch.Run{Text: title, Size: touch.Question, Weight: touch.Bold}),
		touch.NewPara(v.style, 3, touch.Run{Text: text, Size: touch.Label, Colour: touch.Ink2}))
	head := touch.Row(28, glyph, touch.Grow(1, words))
	if !v.upright() && !v.large {
		return touch.NewSheet(v.style, head, answers...)
	}
	return touch.NewSheet(v.style, touch.Column(24, head, touch.Column(16, answers...)))
}
