package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// What a copy of a disk said about heads and the waitlist is not lost with the past that it gives
// up: the headcount is asked for, and who left the waitlist stays away. Who waited on both copies
// gets one place.
func TestCopiesKeepHeadsAndWaitlist(t *testing.T) {
	c := newCounty(t)
	a := c.machine(t, "a")
	p := open(t, a.Desk, 1)
	take(t, a.Desk, p, worker(t, a.Desk, 1))
	leaves, waits := worker(t, a.Desk, 2), worker(t, a.Desk, 3)
	left := join(t, a.Desk, p, leaves)
	join(t, a.Desk, p, waits)
	round(t, a.Desk)
	twin := a.copied(t)
	worker(t, a.Desk, 4)
	revise(t, twin.Desk, p, heads(3))
	if err := twin.LeaveWaitlist(t.Context(), desk.Self, left); err != nil {
		t.Fatal(err)
	}
	round(t, a.Desk)
	for range 4 {
		round(t, twin.Desk)
		round(t, a.Desk)
	}
	if twin.origin(t) == a.origin(t) {
		t.Fatalf("both write as %s", a.origin(t))
	}
	for name, m := range map[string]*machine{"the first": a, "the copy": twin} {
		if r := row(t, m.Desk, p); r.Headcount != 3 || r.HeadsAsked != 0 || r.Taken != 2 {
			t.Errorf("%s shows %d heads, %d asked, %d taken", name, r.Headcount, r.HeadsAsked, r.Taken)
		}
		l, err := m.Store().Matches(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		of := map[market.WorkerID]int{}
		for _, match := range l {
			of[match.Worker]++
		}
		if of[leaves] != 0 || of[waits] != 1 {
			t.Errorf("%s: who left has %d matches, who waits %d", name, of[leaves], of[waits])
		}
	}
}
