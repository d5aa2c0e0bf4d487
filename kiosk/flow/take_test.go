package flow

import (
	"context"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// takeAs goes from a posting to the outcome for somebody who is registered here.
func (h *hall) takeAs(id market.PostingID, phone string) {
	h.t.Helper()
	h.detail(id).Take()
	h.dial(phone)
	on[*People](h).Pick(0)
	h.settle()
}

func TestTake(t *testing.T) {
	h := newHall(t)
	id := h.posting(func(p *market.Posting) { p.MeetTime, p.MeetPlace, p.Transport = "05:00", "市场门口", true })
	h.worker("李师傅", "18900000301")
	h.takeAs(id, "18900000301")
	d := on[*Done](h)
	check(t, "place", d.Place, 1)
	check(t, "who", d.Who, "李师傅")
	check(t, "meet", d.Meet, "明天见")
	check(t, "left", d.Card.Left, 2)
	check(t, "arrive", d.Facts[0].Text, "明天 05:00 在市场门口上车")
	check(t, "call", d.Facts[2].Text, "史师傅 189****0201")
	check(t, "pay", d.Facts[3].Text+d.Facts[3].Note, "130 元/天干完当天给")
	if slip, err := h.desk.CheckSlip(t.Context(), d.QR); err != nil || slip.Place != 1 {
		t.Errorf("slip: %+v, %v", slip, err)
	}
	if !market.CheckTicketNo(d.Ticket[:4] + d.Ticket[5:]) {
		t.Errorf("ticket %q", d.Ticket)
	}
	h.app.Back()
	check(t, "below", on[*Detail](h).Name(), "detail")
}

func TestTakeByANewWorker(t *testing.T) {
	h := newHall(t)
	h.detail(h.posting(nil)).Take()
	h.dial("18900000301")
	h.introduce("李", "1968")
	h.settle() // registered
	h.settle() // taken
	check(t, "who", on[*Done](h).Who, "李师傅")
	check(t, "pages left", len(h.app.stack), 3)
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name  string
		setUp func(h *hall, id market.PostingID, w market.WorkerID)
	}{
		{"already_taken", func(h *hall, id market.PostingID, w market.WorkerID) { h.take(id, w) }},
		{"closed", func(h *hall, id market.PostingID, _ market.WorkerID) {
			if err := h.desk.ClosePosting(h.t.Context(), desk.Self, id, "other"); err != nil {
				h.t.Fatal(err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			id, w := h.posting(nil), h.worker("李师傅", "18900000301")
			d := h.detail(id)
			d.Take()
			h.dial("18900000301")
			c.setUp(h, id, w) // while the worker presses
			on[*People](h).Pick(0)
			h.settle()
			m := h.message(c.name)
			check(t, "below", m.Under(), Page(d))
			h.way(m, "way.others")
			on[*Home](h)
		})
	}
}

func (h *hall) take(id market.PostingID, w market.WorkerID) {
	h.t.Helper()
	if _, err := h.desk.Take(h.t.Context(), desk.Self, id, w); err != nil {
		h.t.Fatal(err)
	}
}

// A closed posting cannot be taken from its page at all; from that of a full one the way leads to the
// waitlist.
func TestNoTakingWhatIsFull(t *testing.T) {
	h := newHall(t)
	id := h.posting(func(p *market.Posting) { p.Headcount = 1 })
	h.take(id, h.worker("王师傅", "18900000310"))
	h.worker("李师傅", "18900000301")
	d := h.detail(id)
	check(t, "full", d.Card.Full, true)
	d.Take()
	h.dial("18900000301")
	on[*People](h).Pick(0)
	h.settle()
	h.settle()
	h.way(h.message("full"), "waitlist.join")
	h.settle()
	h.message("waiting")
	check(t, "waiting", len(h.waiting(id)), 1)
	h.app.End()
	if err := h.desk.ClosePosting(t.Context(), desk.Self, id, "other"); err != nil {
		t.Fatal(err)
	}
	h.detail(id).Take()
	on[*Detail](h)
}

// wideJob is a posting of five places of which one stays here and is taken.
func (h *hall) wideJob() market.PostingID {
	h.t.Helper()
	id := h.posting(func(p *market.Posting) { p.Headcount = 5 })
	h.away()
	h.take(id, h.worker("王师傅", "18900000310"))
	h.worker("李师傅", "18900000301")
	return id
}

func TestNoPlaceHereOffline(t *testing.T) {
	h := newHall(t)
	id := h.wideJob()
	h.state.Online = false
	h.round = func() (string, error) {
		t.Error("the county is asked without a link")
		return "offline", nil
	}
	h.takeAs(id, "18900000301")
	h.settle()
	m := h.message("kept")
	check(t, "first line", m.Columns[0].Lines[0].Text, h.app.Words.T("kept.away"))
	h.way(m, "waitlist.no")
	on[*Detail](h)
	check(t, "waiting", len(h.waiting(id)), 0)
}

// waiting lists who waits here for a posting.
func (h *hall) waiting(id market.PostingID) []store.Waiter {
	h.t.Helper()
	l, err := h.desk.Store().Waitlist(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return l
}

func TestNoPlaceHereButTheCountyGrantsOne(t *testing.T) {
	h := newHall(t)
	id := h.wideJob()
	rounds := 0
	h.round = func() (string, error) {
		if rounds++; rounds == 2 {
			h.grant(id, 3)
		}
		return "", nil
	}
	h.takeAs(id, "18900000301")
	on[*Wait](h)
	h.settle()
	check(t, "rounds", rounds, 2)
	check(t, "place", on[*Done](h).Place, 3)
}

func TestNoPlaceHereAndNoneComes(t *testing.T) {
	for _, code := range []string{"", "offline"} {
		h := newHall(t)
		id := h.wideJob()
		rounds := 0
		h.round = func() (string, error) {
			rounds++
			h.state.Online = code == ""
			return code, nil
		}
		h.takeAs(id, "18900000301")
		h.settle()
		h.settle() // who waits already
		first := h.message("kept").Columns[0].Lines[0].Text
		if code == "" {
			check(t, "rounds", rounds, mostRounds)
			check(t, "first line", first, h.app.Words.T("kept.asked"))
		} else {
			check(t, "rounds without a link", rounds, 1)
			check(t, "first line without a link", first, h.app.Words.T("kept.away"))
		}
	}
}

func TestWorkAtTheSameTime(t *testing.T) {
	set := func(t *testing.T) *hall {
		h := newHall(t)
		first := h.posting(nil)
		second := h.posting(func(p *market.Posting) { p.Title, p.Start, p.End = "卸化肥", "2026-07-15T09:00", "2026-07-15T17:00" })
		h.take(first, h.worker("李师傅", "18900000301"))
		h.takeAs(second, "18900000301")
		check(t, "other work", h.message("clash").Text, "摘葡萄，明天 5:30–11:30")
		return h
	}
	t.Run("keep the first", func(t *testing.T) {
		h := set(t)
		h.way(h.message("clash"), "clash.keep")
		on[*Detail](h)
		check(t, "places taken", on[*Detail](h).Card.Left, 3)
	})
	t.Run("take both", func(t *testing.T) {
		h := set(t)
		h.way(h.message("clash"), "clash.both")
		h.settle()
		check(t, "job", on[*Done](h).Card.Title, "卸化肥")
	})
}

func TestNoClashOnOtherHours(t *testing.T) {
	h := newHall(t)
	first := h.posting(nil)
	second := h.posting(func(p *market.Posting) { p.Start, p.End = "2026-07-15T13:00", "2026-07-15T17:00" })
	h.take(first, h.worker("李师傅", "18900000301"))
	h.takeAs(second, "18900000301")
	on[*Done](h)
}

// A full disk means that nothing was saved, and the screen says so.
func TestDiskFull(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	h.worker("李师傅", "18900000301")
	h.detail(id).Take()
	h.dial("18900000301")
	v := on[*People](h).visit
	v.worker.Name = "李师傅"
	v.wait("wait.take")
	v.taken(outcome{}, market.Refuse("disk_full"))
	check(t, "sentence", h.message("unsaved").Title, h.app.Words.T("unsaved.disk_full"))
	if got, err := h.desk.Store().Posting(context.Background(), id); err != nil || got.Taken != 0 {
		t.Errorf("posting: %+v, %v", got, err)
	}
}

func TestDone(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	h.worker("李师傅", "18900000301")
	h.takeAs(id, "18900000301")
	d := on[*Done](h)
	pulse := NewPulse(h.app)
	h.paper = PaperInWork
	pulse.Beat()
	check(t, "paper", d.Paper.State, PaperInWork)
	check(t, "may copy while printing", d.MayCopy(), false)
	h.paper = PaperOut
	pulse.Beat()
	check(t, "paper", d.Paper.State, PaperOut)
	first := d.QR
	for range mostCopies {
		d.Copy()
		h.settle()
		pulse.Beat()
	}
	check(t, "may copy for ever", d.MayCopy(), false)
	if d.QR == first {
		t.Error("a copy has the number of the first print")
	}
	jobs, err := h.desk.Store().PrintJobs(t.Context(), 10)
	if err != nil || len(jobs) != 1+mostCopies || !jobs[0].Copy || jobs[2].Copy {
		t.Errorf("jobs: %+v, %v", jobs, err)
	}
	d.Understood()
	on[*Home](h)
}

func TestNoPaper(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	h.worker("李师傅", "18900000301")
	h.takeAs(id, "18900000301")
	d := on[*Done](h)
	pulse := NewPulse(h.app)
	h.paper = PaperFailed
	pulse.Beat()
	m := h.message("no_paper")
	check(t, "ticket", m.Aside.Figure, d.Ticket)
	check(t, "code", m.QR, d.QR)
	h.way(m, "paper.copied")
	pulse.Beat()
	on[*Done](h) // it is said once
}

func TestGiveAPlaceBack(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	h.worker("李师傅", "18900000301")
	h.takeAs(id, "18900000301")
	d := on[*Done](h)
	d.Cancel()
	h.way(h.message("cancel"), "cancel_ask.no")
	on[*Done](h)
	d.Cancel()
	h.way(h.message("cancel"), "cancel_ask.mine")
	on[*Wait](h)
	h.settle()
	m := h.message("cancelled")
	rows, err := h.desk.Store().Matches(t.Context(), id)
	if err != nil || len(rows) != 1 || rows[0].State != market.Cancelled || rows[0].Reason != "worker_declined" {
		t.Errorf("matches: %+v, %v", rows, err)
	}
	h.way(m, "way.others")
	on[*Trades](h)
}

func TestPrintAPosting(t *testing.T) {
	h := newHall(t)
	d := h.detail(h.posting(nil))
	if slip, err := h.desk.CheckSlip(t.Context(), d.QR); err != nil || slip.Match {
		t.Errorf("code on screen: %+v, %v", slip, err)
	}
	d.Print()
	d.Print() // a second touch while it prints
	h.settle()
	jobs, err := h.desk.Store().PrintJobs(t.Context(), 10)
	if err != nil || len(jobs) != 1 || jobs[0].State != store.Queued {
		t.Fatalf("jobs: %+v, %v", jobs, err)
	}
	h.paper = PaperOut
	check(t, "changed", d.Tick(), true)
	check(t, "paper", d.Paper.State, PaperOut)
}
