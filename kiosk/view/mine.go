package view

import (
	"fmt"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildMine draws what somebody has taken: the place as a ticket with what can be done, the
// waitlist below it, and earlier places.
func (v *View) buildMine(m *flow.Mine) fyne.CanvasObject {
	if m.Fault != "" {
		return v.screen(touch.ScreenParts{Main: v.quiet("alert", m.Fault, "")})
	}
	m.Fit(v.pastRows(m))
	find := v.button(touch.PlainButton, "magnify", "mine.find", m.Find)
	if m.Ticket == nil {
		find = v.button(touch.PrimaryButton, "magnify", "mine.find", m.Find)
	}
	parts := touch.ScreenParts{Actions: []fyne.CanvasObject{find}}
	switch {
	case v.upright():
		rows := []fyne.CanvasObject{v.mineHead(m), v.ticketRoom(m)}
		rows = append(rows, v.waitRows(m)...)
		parts.Main = touch.Column(18, append(rows, v.pastHead(m), touch.Grow(1, v.pastList(m)))...)
		if m.Ticket != nil {
			deeds := v.mineDeeds(m)
			parts.Actions = append(deeds[1:], deeds[0])
		}
	case v.compact():
		left := append([]fyne.CanvasObject{v.mineHead(m), touch.Grow(1, v.ticketRoom(m))}, v.waitRows(m)...)
		right := touch.Column(10, withSome([]fyne.CanvasObject{v.pastCount(m), touch.Grow(1, v.pastList(m))}, v.pastTurner(m))...)
		parts.Main = touch.RowFill(20, touch.Grow(1.35, touch.Column(10, left...)), touch.Grow(1, right))
		if m.Ticket != nil {
			deeds := v.mineDeeds(m)
			parts.Actions = append(deeds[1:], deeds[0])
		}
		parts.Nav = v.nav(false)
	default:
		left := []fyne.CanvasObject{v.mineHead(m), touch.Grow(1, v.ticketRoom(m))}
		if m.Ticket != nil {
			deeds := v.mineDeeds(m)
			left = append(left, touch.RowFill(20, touch.Grow(1.25, deeds[0]), touch.Grow(1, deeds[1]), touch.Grow(1, deeds[2])))
		}
		left = append(left, v.waitRows(m)...)
		right := touch.Column(16, v.pastHead(m), touch.Grow(1, v.pastList(m)))
		if v.large {
			right = touch.Column(16, withSome([]fyne.CanvasObject{v.pastCount(m), touch.Grow(1, v.pastList(m))}, v.pastTurner(m))...)
		}
		parts.Main = touch.RowFill(38, touch.Grow(1.36, touch.Column(20, left...)), touch.Grow(1, right))
	}
	return v.screen(parts)
}

// pastRows is how many earlier places stand on a page.
func (v *View) pastRows(m *flow.Mine) int {
	rows := 4
	switch {
	case v.smallest():
		rows = 2
	case v.compact(), v.large:
		rows = 3
	}
	if v.upright() && len(m.Waits) > 0 {
		rows--
	}
	return rows
}

func (v *View) mineHead(m *flow.Mine) fyne.CanvasObject {
	head := touch.NewText(v.style, m.Head(), 50, touch.Bold, touch.Ink)
	if v.compact() || v.upright() {
		return head
	}
	how := touch.Row(10, touch.NewIcon(v.style, "lock", 30, touch.Ink2), touch.NewText(v.style, m.How, touch.Body, touch.Plain, touch.Ink2))
	if v.large {
		return head
	}
	return touch.Row(16, touch.Grow(1, head), how)
}

// ticketRoom is the ticket, or that there is none.
func (v *View) ticketRoom(m *flow.Mine) fyne.CanvasObject {
	t := m.Ticket
	if t == nil {
		return touch.NewPanel(v.style, v.quiet("ticket-confirmation", v.t("mine.none"), v.t("mine.none_second")))
	}
	state := "mine.kept"
	switch {
	case t.Asked:
		state = "mine.asked"
	case t.Arrived:
		state = "mine.there"
	}
	o := touch.TicketOptions{
		State: v.t(state), Before: v.t("done.before"), After: v.t("done.after"), Number: fmt.Sprint(t.Place),
		Total: t.Card.Heads, Mine: t.Place, MineWord: v.t("done.mine_short"),
		Title: t.Card.Title, Pay: t.Card.Pay, Unit: t.Card.Unit,
	}
	for _, f := range t.Facts {
		fact := touch.Fact{Icon: f.Icon, Label: f.Label, Text: f.Text}
		if f.Icon == "clock" && !v.compact() && !v.large {
			fact.Note = f.Note
		}
		o.Facts = append(o.Facts, fact)
	}
	ticket := touch.NewTicket(v.style, o)
	if v.upright() {
		height := float32(390)
		if v.large {
			height = 440
		}
		return touch.Fixed(0, height, ticket)
	}
	return ticket
}

// mineDeeds are what can be done with the place: 我到了, 我来不了, 再打小票.
func (v *View) mineDeeds(m *flow.Mine) []fyne.CanvasObject {
	icons := [3]string{"map-marker-check", "ticket-confirmation", "printer"}
	if v.smallest() {
		icons = [3]string{}
	}
	arrive := v.button(touch.PrimaryButton, icons[0], "mine.arrive", m.Arrive)
	arrive.SetEnabled(m.MayArrive())
	switch {
	case m.Ticket.Arrived:
		arrive.SetWord(v.t("mine.arrived"))
	case !m.Ticket.Today:
		arrive.SetWord(v.t("mine.arrive_later"))
	}
	cancel := v.button(touch.PlainButton, icons[1], "mine.cancel", m.Cancel)
	cancel.SetEnabled(m.MayCancel())
	word := "mine.print"
	switch {
	case !m.Ticket.Here:
		word = "mine.print_elsewhere"
	case m.Paper.Busy():
		word = "mine.printing"
	case m.Paper.State == flow.PaperOut:
		word = "mine.printed"
	}
	paper := v.button(touch.PlainButton, icons[2], word, m.Print)
	paper.SetEnabled(m.MayPrint())
	return []fyne.CanvasObject{arrive, cancel, paper}
}

// waitRows are the places on waitlists; where there is little room only the first.
func (v *View) waitRows(m *flow.Mine) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, w := range m.Waits[:min(1, len(m.Waits))] {
		words := touch.Column(0, touch.NewPara(v.style, 2, touch.Run{Text: w.Title, Size: 30, Weight: touch.Bold}))
		if !v.smallest() {
			words.Add(touch.NewPara(v.style, 2, touch.Run{Text: w.Text, Colour: touch.Ink2}))
		}
		leave := v.button(touch.SmallButton, "", "mine.leave", func() { m.Leave(w) })
		out = append(out, touch.NewSurface(v.style, touch.Panel, touch.Clear, 20, touch.Pad(10, 24, 10, 24, touch.Row(20,
			touch.NewIcon(v.style, "account-clock", 48, touch.AmberInk), touch.Grow(1, words), leave))))
	}
	return out
}

// pastHead is how many earlier places there are, with the page buttons beside it.
func (v *View) pastHead(m *flow.Mine) fyne.CanvasObject {
	turn := v.turner(&m.Pager, m.Turn)
	if turn == nil || v.large {
		return v.pastCount(m)
	}
	return touch.Row(16, touch.Grow(1, v.pastCount(m)), turn)
}

func (v *View) pastCount(m *flow.Mine) fyne.CanvasObject {
	size, words := float32(48), float32(36)
	if v.compact() {
		size, words = 36, 28
	}
	return touch.Row(0, touch.NewCount(v.style, touch.Count{Before: v.t("mine.past"), N: m.Times(), After: v.t("mine.times")}, size, words), touch.Space())
}

// pastTurner are the page buttons in a line of their own, nil when there is one page.
func (v *View) pastTurner(m *flow.Mine) fyne.CanvasObject {
	turn := v.turner(&m.Pager, m.Turn)
	if turn == nil {
		return nil
	}
	return touch.Row(0, touch.Space(), turn)
}

// pastStates are how what became of a place is marked.
var pastStates = map[flow.PastState]struct {
	icon, key string
	quiet     bool
}{
	flow.StillKept: {"", "mine.state_kept", false}, flow.WasPaid: {"check-circle", "mine.state_paid", false},
	flow.NotRecorded: {"", "mine.state_unsaid", false}, flow.NotPaid: {"", "mine.state_unpaid", false},
	flow.NotGone: {"close-thick", "mine.state_gone", true},
}

func (v *View) pastList(m *flow.Mine) fyne.CanvasObject {
	if len(m.Past) == 0 {
		return v.quiet("history", v.t("mine.no_past"), "")
	}
	var rows []fyne.CanvasObject
	for _, j := range m.Shown() {
		state := pastStates[j.State]
		o := touch.HistoryOptions{
			Icon: j.Icon, Title: j.Title, Below: v.t("mine.below", "when", j.When, "where", j.Where), Pay: j.Pay, Unit: j.Unit,
			Mark: state.icon, State: v.t(state.key), Quiet: state.quiet,
		}
		if v.compact() || v.large {
			o.Pay, o.Below = "", j.When
		}
		switch j.State {
		case flow.StillKept:
			o.OnTap = func() { m.Take(j) }
		case flow.NotRecorded, flow.NotPaid:
			o.State, o.Urgent, o.OnTap = v.t("mine.owed"), true, func() { m.Owed(j) }
		}
		rows = append(rows, touch.NewHistoryRow(v.style, o))
	}
	return touch.Grid(1, v.pastRows(m), 14, rows...)
}
