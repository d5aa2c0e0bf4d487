package desk_test

import (
	"fmt"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// join puts a worker on the waitlist.
func join(t *testing.T, d *desk.Desk, p market.PostingID, w market.WorkerID) market.WaitID {
	t.Helper()
	id, err := d.JoinWaitlist(t.Context(), desk.Self, p, w)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// matchOf is the worker's match that stands, zero when there is none.
func matchOf(t *testing.T, d *desk.Desk, w market.WorkerID) store.MatchRow {
	t.Helper()
	l, err := d.Store().MatchesOf(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range l {
		if m.State != market.Cancelled {
			return m
		}
	}
	return store.MatchRow{}
}

func TestJoinRefuses(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p, closed := open(t, d, 1), open(t, d, 1)
	w, late := worker(t, d, 1), worker(t, d, 2)
	try := func(p market.PostingID, w market.WorkerID) func() error {
		return func() error { _, err := d.JoinWaitlist(t.Context(), desk.Self, p, w); return err }
	}
	refused(t, d, "unknown_posting", try("12-1-999", w))
	refused(t, d, "unknown_worker", try(p, "12-1-999"))
	take(t, d, p, w)
	refused(t, d, "already_taken", try(p, w))
	entry := join(t, d, p, late) // full is what a waitlist is for
	refused(t, d, "already_waiting", try(p, late))
	if err := d.ClosePosting(t.Context(), desk.Self, closed, ""); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "closed", try(closed, late))
	leave := func(id market.WaitID) func() error {
		return func() error { return d.LeaveWaitlist(t.Context(), desk.Self, id) }
	}
	refused(t, d, "unknown_wait", leave("12-1-999"))
	refused(t, d, "unknown_wait", leave(market.WaitID(p)))
	if err := leave(entry)(); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "wrong_state", leave(entry))
	if again := join(t, d, p, late); again == entry {
		t.Error("the entry that was left came back")
	}
}

// With a free place, and its holder online, who waits has it within three rounds, wherever it is
// and in whatever order stations sync.
func TestWaitlistIsFilledInThreeRounds(t *testing.T) {
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}} {
		for at := range 3 {
			t.Run(fmt.Sprint(order, at), func(t *testing.T) {
				c := newCounty(t)
				desks := []*desk.Desk{c.station("a"), c.station("b"), c.station("c")}
				p := open(t, desks[0], 1)
				for _, d := range desks {
					round(t, d)
				}
				w := worker(t, desks[at], 1)
				join(t, desks[at], p, w)
				for range 3 {
					for _, i := range order {
						round(t, desks[i])
					}
				}
				m := matchOf(t, desks[at], w)
				if m.Place != 1 || m.Nonce != 0 {
					t.Errorf("after three rounds: %+v", m)
				}
				if l, err := desks[at].Store().Waitlist(t.Context(), ""); err != nil || len(l) != 0 {
					t.Errorf("still on the waitlist: %+v (%v)", l, err)
				}
				if r := row(t, desks[(at+1)%3], p); r.Taken != 1 {
					t.Error("the others were not told")
				}
			})
		}
	}
}

// The slip of a match that came from the waitlist is printed when the worker comes; it is no copy.
func TestFilledFromTheWaitlist(t *testing.T) {
	c := newCounty(t)
	d := c.station("a")
	p := open(t, d, 1)
	w := worker(t, d, 1)
	join(t, d, p, w)
	round(t, d)
	m := matchOf(t, d, w)
	if m.Place != 1 {
		t.Fatalf("%+v", m)
	}
	if jobs, err := d.Store().PrintJobs(t.Context(), 10); err != nil || len(jobs) != 0 {
		t.Errorf("%d papers came out (%v) while nobody was there", len(jobs), err)
	}
	for _, copied := range []bool{false, true} {
		slip, err := d.Reprint(t.Context(), desk.Self, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		if job, err := d.Store().PrintJob(t.Context(), slip.PrintJob); err != nil || job.Copy != copied {
			t.Errorf("%+v (%v), want copy: %v", job, err, copied)
		}
		if _, err := d.CheckSlip(t.Context(), slip.Slip); err != nil {
			t.Error(err)
		}
	}
}

// A place that comes back goes to who waited first, also when the holder has a waiter of its own.
func TestWaitlistGoesByArrival(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 1)
	taken := take(t, a, p, worker(t, a, 1))
	round(t, a)
	round(t, b)
	first, second := worker(t, b, 2), worker(t, a, 3)
	join(t, b, p, first)
	round(t, b)
	join(t, a, p, second)
	round(t, a)
	if _, err := a.Cancel(t.Context(), desk.Self, taken.Match, ""); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	round(t, b)
	if m := matchOf(t, b, first); m.Place != 1 {
		t.Errorf("who came first: %+v", m)
	}
	round(t, a)
	if m := matchOf(t, a, second); m.Place != 0 {
		t.Errorf("who came second: %+v", m)
	}
}

// One queue for both: a refused take made before comes first, and whoever repeats keeps that turn.
func TestOneQueue(t *testing.T) {
	c := newCounty(t)
	a, b, other := c.station("a"), c.station("b"), c.station("c")
	p := open(t, a, 1)
	for _, d := range []*desk.Desk{a, b, other} {
		round(t, d)
	}
	asks, waits := worker(t, b, 1), worker(t, other, 2)
	if _, err := b.Take(t.Context(), desk.Self, p, asks); market.Code(err) != "no_place_here" {
		t.Fatal(err)
	}
	round(t, b)
	join(t, other, p, waits)
	for _, d := range []*desk.Desk{other, a, other, b} {
		round(t, d)
	}
	if m := matchOf(t, other, waits); m.Place != 0 {
		t.Fatalf("the waitlist was served first: %+v", m)
	}
	take(t, b, p, asks)
}

// Who asked at the screen and then joined the waitlist has one wish and gets one place.
func TestOneWishOnTheWaitlist(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 6)
	for range 2 {
		round(t, a)
		round(t, b)
	}
	for i := range 2 { // takes what came ahead of need
		_, _ = b.Take(t.Context(), desk.Self, p, worker(t, b, 10+i))
	}
	w := worker(t, b, 1)
	ask := func() {
		t.Helper()
		if _, err := b.Take(t.Context(), desk.Self, p, w); market.Code(err) != "no_place_here" {
			t.Fatalf("%v, want no_place_here", err)
		}
	}
	ask()
	join(t, b, p, w)
	before := facts(t, b)
	ask()
	if n := facts(t, b); n != before {
		t.Errorf("a take refused to who waits left %d facts", n-before)
	}
	round(t, b)
	round(t, b)
	if m := matchOf(t, b, w); m.Place == 0 {
		t.Error("no match")
	}
	if r := row(t, b, p); r.PlacesHere > 1 { // one may have come ahead
		t.Errorf("%d places came for one wish", r.PlacesHere)
	}
}

// Closing ends waiting; nothing is filled afterwards.
func TestClosingEndsWaiting(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 1)
	taken := take(t, a, p, worker(t, a, 1))
	round(t, a)
	round(t, b)
	w := worker(t, b, 2)
	join(t, b, p, w)
	round(t, b)
	if err := a.ClosePosting(t.Context(), desk.Self, p, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Cancel(t.Context(), desk.Self, taken.Match, ""); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		round(t, a)
		round(t, b)
	}
	if m := matchOf(t, b, w); m.Place != 0 {
		t.Errorf("placed on a closed posting: %+v", m)
	}
	if l, err := b.Store().Waitlist(t.Context(), p); err != nil || len(l) != 0 {
		t.Errorf("%+v still waits (%v)", l, err)
	}
}

// A folder that becomes another station keeps its waitlist, and its turn.
func TestWaitlistOutlivesEnrollingAgain(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 1)
	taken := take(t, a, p, worker(t, a, 1))
	round(t, a)
	round(t, b)
	first, gone, second := worker(t, b, 2), worker(t, b, 3), worker(t, a, 4)
	join(t, b, p, first)
	left := join(t, b, p, gone)
	round(t, b)
	join(t, a, p, second)
	round(t, a)
	if _, _, err := desk.Enrol(t.Context(), b.Store(), c.server.URL, c.code(t)); err != nil {
		t.Fatal(err)
	}
	if err := b.LeaveWaitlist(t.Context(), desk.Self, left); err != nil {
		t.Fatal(err)
	}
	round(t, b)
	if _, err := a.Cancel(t.Context(), desk.Self, taken.Match, ""); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		round(t, a)
		round(t, b)
	}
	if m := matchOf(t, b, first); m.Place != 1 {
		t.Errorf("who waited first: %+v", m)
	}
	if l, err := b.Store().Waitlist(t.Context(), p); err != nil || len(l) != 0 {
		t.Errorf("%+v still waits (%v)", l, err)
	}
}
