package flow

import (
	"testing"
	"time"

	"yizhan/sync/market"
)

func TestSpans(t *testing.T) {
	now := time.Date(2026, 7, 14, 6, 42, 0, 0, market.Zone) // a Tuesday
	for _, c := range []struct {
		span     Span
		back     int
		from, to string
	}{
		{OfDay, 0, "2026-07-14", "2026-07-15"},
		{OfDay, 14, "2026-06-30", "2026-07-01"},
		{OfWeek, 0, "2026-07-13", "2026-07-20"},
		{OfWeek, 1, "2026-07-06", "2026-07-13"},
		{OfMonth, 0, "2026-07-01", "2026-08-01"},
		{OfMonth, 7, "2025-12-01", "2026-01-01"},
	} {
		from, to := spanOf(c.span, c.back, now)
		if from.Format(time.DateOnly) != c.from || to.Format(time.DateOnly) != c.to {
			t.Errorf("%s %d back is %s to %s", c.span, c.back, from, to)
		}
	}
	if from, _ := spanOf(OfWeek, 0, time.Date(2026, 7, 19, 23, 0, 0, 0, market.Zone)); from.Format(time.DateOnly) != "2026-07-13" {
		t.Errorf("the week of a Sunday begins on %s", from)
	}
}

// The figures of a station by day and week, and the sheet with them.
func TestNumbers(t *testing.T) {
	r, hall := inHall(t)
	p := hall.menu()
	for _, i := range hall.ShownIdeas()[:1] {
		hall.Send(i.Pair.Person, i.Pair.Job)
		r.settle()
	}
	hall.Leave()
	p.Numbers()
	r.settle()
	n := at[*StaffNumbers](r)
	if n.N == nil || n.N.Came != 4 || n.N.Placed != 1 || n.N.Heads != 2 || n.N.InNeed != 1 || len(n.N.Days) != 2 || n.N.Days[1].Came != 4 || n.N.Days[0].Came != 0 {
		t.Fatalf("%+v, %q", n.N, n.Fault)
	}
	if tiles := n.Tiles(); tiles[0].N != 1 || tiles[1].N != 4 || tiles[0].Second != r.app.Words.T("numbers.share", "n", 3) {
		t.Errorf("%+v", tiles)
	}
	if b := n.Bars(); len(b) != 7 || b[1].Whole != 4 || b[1].Part != 1 || !b[1].Now {
		t.Errorf("%+v", b)
	}
	if b := n.TradeBars(5); len(b) != 2 || b[0].Trade != "瓦工" || b[0].Can != 3 || b[0].Wanted != 2 || b[0].Short {
		t.Errorf("%+v", b)
	}
	n.ToggleHours()
	sum := 0
	for _, b := range n.Bars() {
		sum += b.Whole
	}
	if sum != 4 {
		t.Errorf("by the hour %d came", sum)
	}
	n.Step(1)
	r.settle()
	if n.N.Came != 0 || n.Back != 1 {
		t.Errorf("last week %+v", n.N)
	}
	n.Pick(OfDay)
	r.settle()
	n.Print()
	r.settle()
	jobs, err := r.desk.Store().PrintJobs(t.Context(), 1)
	if err != nil || len(jobs) != 1 || jobs[0].About != "2026-07-14..2026-07-14" || n.Done == "" {
		t.Fatalf("%+v, %v, %q", jobs, err, n.Fault)
	}
	if s, err := r.desk.Sheet(t.Context(), jobs[0]); err != nil || s.Rows[0].Text != "1" || s.Rows[1].Text != "4" || len(s.Lists) != 2 {
		t.Errorf("the sheet says %+v, %v", s, err)
	}
}
