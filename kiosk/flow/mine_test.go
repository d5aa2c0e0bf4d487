package flow

import (
	"testing"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// mine opens what somebody took, by their slip.
func (h *hall) mine(slip string) *Mine {
	h.t.Helper()
	h.scan(slip)
	return on[*Mine](h)
}

func TestMineArriveAndPrint(t *testing.T) {
	h := newHall(t)
	taken := h.placed(h.posting(nil), h.worker("李师傅", "18900000301"))
	m := h.mine(taken.Slip)
	check(t, "head", m.Head(), "李师傅，名额给您留着")
	check(t, "the day before", m.MayArrive(), false)
	m.Arrive()
	h.now = h.now.Add(24 * time.Hour)
	m.Reload()
	check(t, "head on the day", m.Head(), "李师傅，今天有活")
	m.Arrive()
	h.settle()
	check(t, "arrived", m.Ticket.Arrived, true)
	check(t, "again", m.MayArrive(), false)
	m.Print()
	check(t, "twice at once", m.MayPrint(), false)
	h.settle()
	h.paper = PaperFailed
	check(t, "tick", m.Tick(), false)
	no := h.message("no_paper")
	check(t, "ticket", no.Aside.Figure[:4]+no.Aside.Figure[5:], h.ticket(taken.Match))
	h.way(no, "paper.copied")
	check(t, "said once", m.Tick(), false)
	on[*Mine](h)
}

func TestMineCancel(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	taken := h.placed(id, h.worker("李师傅", "18900000301"))
	m := h.mine(taken.Slip)
	m.Cancel()
	h.way(h.message("cancel"), "cancel_ask.no")
	check(t, "place", on[*Mine](h).Ticket.Place, 1)
	m.Cancel()
	h.way(h.message("cancel"), "cancel_ask.theirs")
	h.settle()
	h.way(h.message("cancelled"), "way.understood")
	m = on[*Mine](h)
	if m.Ticket != nil || len(m.Past) != 1 || m.Past[0].State != NotGone {
		t.Errorf("after it: %+v, %+v", m.Ticket, m.Past)
	}
	rows, err := h.desk.Store().Matches(t.Context(), id)
	if err != nil || rows[0].Reason != "employer_changed" {
		t.Errorf("matches: %+v, %v", rows, err)
	}
	// The same slip tells now that the place is given up.
	h.app.End()
	m = h.mine(taken.Slip)
	check(t, "ticket", m.Ticket == nil, true)
}

func TestMineBefore(t *testing.T) {
	h := newHall(t)
	w := h.worker("李师傅", "18900000301")
	work := func(day string, after func(id market.MatchID)) {
		t.Helper()
		taken := h.placed(h.posting(func(p *market.Posting) {
			p.Start, p.End = market.Minute(day+"T05:30"), market.Minute(day+"T11:30")
		}), w)
		if after != nil {
			after(taken.Match)
		}
	}
	finish := func(paid *bool, amount market.Fen) func(market.MatchID) {
		return func(id market.MatchID) {
			if err := h.desk.Finish(t.Context(), desk.Self, id, paid, amount); err != nil {
				t.Fatal(err)
			}
		}
	}
	yes, no := true, false
	work("2026-07-15", finish(&yes, 120_00))
	work("2026-07-16", finish(&no, 0))
	work("2026-07-17", nil)
	h.now = h.now.AddDate(0, 0, 5)
	work("2026-07-20", nil)
	last := h.placed(h.posting(func(p *market.Posting) { p.Start, p.End = "2026-07-19T07:00", "2026-07-19T17:00" }), w)
	m := h.mine(last.Slip)
	check(t, "the next comes first", m.Ticket.Card.When, "今天 7:00–17:00")
	var states []PastState
	for _, j := range m.Past {
		states = append(states, j.State)
	}
	want := []PastState{StillKept, NotRecorded, NotPaid, WasPaid}
	if len(states) != len(want) {
		t.Fatalf("states %v, want %v", states, want)
	}
	for i := range want {
		check(t, "state", states[i], want[i])
	}
	check(t, "paid", m.Past[3].Pay+m.Past[3].Unit, "120元")
	m.Take(m.Past[0])
	check(t, "another ticket", m.Ticket.Card.When, "明天 5:30–11:30")
	h.app.Restart()
	check(t, "after 重来", m.Ticket.Card.When, "今天 7:00–17:00")
}

func TestWaitlist(t *testing.T) {
	h := newHall(t)
	id := h.wideJob()
	h.state.Online = false
	first := h.worker("王师傅", "18900000320")
	if _, err := h.desk.JoinWaitlist(t.Context(), desk.Self, id, first); err != nil {
		t.Fatal(err)
	}
	h.takeAs(id, "18900000301")
	h.settle()
	m := h.message("kept")
	check(t, "before", m.Aside.Figure, "1")
	check(t, "call", m.Columns[0].Lines[2].Text, "轮到了，打您电话 189****0301")
	check(t, "until", m.Columns[0].Lines[3].Text, "明天 04:30 还没电话，就是没成，别白跑")
	h.way(m, "waitlist.join")
	on[*Wait](h)
	h.settle()
	m = h.message("waiting")
	check(t, "title", m.Title, h.app.Words.T("waitlist.done_title"))
	check(t, "waiting", len(h.waiting(id)), 2)
	h.way(m, "way.understood")
	// Asked again it says so, and offers nothing.
	h.takeAs(id, "18900000301")
	h.settle()
	h.way(h.message("already_waiting"), "way.understood")
	h.app.End()
	mine, err := h.desk.Store().WorkersByPhone(t.Context(), "18900000301")
	if err != nil {
		t.Fatal(err)
	}
	h.scan(h.card(mine[0].ID))
	p := on[*Mine](h)
	check(t, "line", p.Waits[0].Title+"，"+p.Waits[0].Text, "明天 摘葡萄，排着候补，本站前面还有 1 人，明天 04:30 没电话就是没成")
	p.Leave(p.Waits[0])
	h.way(h.message("leave"), "leave_ask.no")
	p.Leave(p.Waits[0])
	h.way(h.message("leave"), "leave_ask.yes")
	h.settle()
	check(t, "lines left", len(on[*Mine](h).Waits), 0)
	check(t, "waiting", len(h.waiting(id)), 1)
}

// Whoever has no phone hears of a place at the station; and what is full has a waitlist too.
func TestWaitlistOfWhatIsFullWithoutAPhone(t *testing.T) {
	h := newHall(t)
	id := h.posting(func(p *market.Posting) { p.Headcount, p.Closes = 1, "2026-07-14T20:00" })
	d := h.detail(id)
	w := h.worker("李师傅", "")
	card := h.card(w)
	d.Take()
	h.take(id, h.worker("王师傅", "18900000310")) // while the worker looks for the card
	h.scan(card)
	h.settle()
	h.settle()
	m := h.message("full")
	check(t, "call", m.Columns[0].Lines[2].Text, h.app.Words.T("waitlist.ask_here"))
	check(t, "until", m.Columns[0].Lines[3].Text, "今天 20:00 还没电话，就是没成，别白跑")
	h.way(m, "way.others")
	on[*Home](h)
}
