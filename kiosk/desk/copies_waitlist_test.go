package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
)

// Somebody waits at a station whose disk was copied. Each copy says so once under its new epoch, and
// then all is quiet.
func TestWaitlistOfTwoCopies(t *testing.T) {
	c := newCounty(t)
	a, b := c.machine(t, "a"), c.station("b")
	p := open(t, a.Desk, 1)
	w := worker(t, a.Desk, 1)
	if _, err := a.JoinWaitlist(t.Context(), desk.Self, p, w); err != nil {
		t.Fatal(err)
	}
	twin := a.copied(t)
	said := func() (n int) {
		for _, f := range c.rows(t, "facts") {
			if f["kind"] == "waitlist.joined" {
				n++
			}
		}
		return n
	}
	for range 4 {
		for _, d := range []*desk.Desk{a.Desk, b, twin.Desk} {
			round(t, d)
		}
	}
	before := said()
	for range 2 {
		for _, d := range []*desk.Desk{a.Desk, b, twin.Desk} {
			if r := trySync(t, d); r.Pushed+r.Pulled != 0 {
				t.Errorf("something still moves: %+v", r)
			}
		}
	}
	if n := said(); n != before || n < 2 || n > 3 {
		t.Errorf("said %d times, then %d", before, n)
	}
	if l := standing(t, b, p); len(l) != 1 {
		t.Errorf("one place, one worker who waits, and these matches: %s", l)
	}
}
