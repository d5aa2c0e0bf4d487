package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// ask revises a posting where its places are not numbered.
func ask(t *testing.T, d *desk.Desk, id market.PostingID, change func(*market.Posting)) {
	t.Helper()
	if asked, err := d.RevisePosting(t.Context(), desk.Self, id, change); err != nil || !asked {
		t.Fatalf("asked %v, %v", asked, err)
	}
}

// Another headcount at another station is a wish: it shows as such, is said once, and the opener
// executes it at its next sync. What else was changed with it stands at once.
func TestHeadcountElsewhere(t *testing.T) {
	c := newCounty(t)
	a, b, other := c.station("a"), c.station("b"), c.station("c")
	p := open(t, a, 2)
	for _, d := range []*desk.Desk{a, b, other} {
		round(t, d)
	}
	before := facts(t, b)
	for range 3 {
		ask(t, b, p, heads(5))
	}
	if n := facts(t, b) - before; n != 1 {
		t.Errorf("%d facts of three presses", n)
	}
	ask(t, b, p, func(q *market.Posting) { q.Headcount, q.Notes = 5, "带手套" })
	show := func(d *desk.Desk, when string, headcount, asked int) {
		t.Helper()
		if r := row(t, d, p); r.Headcount != headcount || r.HeadsAsked != asked || r.Notes != "带手套" {
			t.Errorf("%s: %d heads, %d asked, notes %q", when, r.Headcount, r.HeadsAsked, r.Notes)
		}
	}
	show(b, "at once", 2, 5)
	round(t, b)
	round(t, other)
	show(other, "at a third station", 2, 5)
	round(t, a)
	show(a, "at the opener", 5, 0)
	round(t, b)
	show(b, "when the opener has heard", 5, 0)
	ask(t, b, p, heads(1)) // fewer
	round(t, b)
	round(t, a)
	round(t, b)
	show(b, "fewer", 1, 0)
	before = facts(t, a)
	for range 3 {
		round(t, a)
		round(t, b)
	}
	if n := facts(t, a) - before; n != 0 {
		t.Errorf("%d facts came of nothing", n)
	}
	refused(t, b, "bad_headcount", func() error {
		_, err := b.RevisePosting(t.Context(), desk.Self, p, heads(1000))
		return err
	})
}

// Fewer heads than are taken is shown as it is.
func TestMoreTakenThanHeads(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 3)
	for i := range 3 {
		take(t, a, p, worker(t, a, i))
	}
	round(t, a)
	round(t, b)
	ask(t, b, p, heads(2))
	for range 2 {
		round(t, b)
		round(t, a)
	}
	for _, d := range []*desk.Desk{a, b} {
		if r := row(t, d, p); r.Headcount != 2 || r.Taken != 3 || r.PlacesHere != 0 {
			t.Errorf("%d heads, %d taken, %d places here", r.Headcount, r.Taken, r.PlacesHere)
		}
	}
}

// A folder that is another station now still numbers the places that it opened, also for itself.
func TestHeadcountAfterEnrollingAgain(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 1)
	take(t, a, p, worker(t, a, 1))
	round(t, a)
	if _, _, err := desk.Enrol(t.Context(), a.Store(), c.server.URL, c.code(t)); err != nil {
		t.Fatal(err)
	}
	ask(t, a, p, heads(2))
	round(t, a)
	if r := row(t, a, p); r.Headcount != 2 || r.HeadsAsked != 0 {
		t.Errorf("%d heads, %d asked", r.Headcount, r.HeadsAsked)
	}
	round(t, b)
	w := worker(t, b, 2)
	join(t, b, p, w)
	round(t, b)
	if m := matchOf(t, b, w); m.Place != 2 {
		t.Errorf("the new place did not come to who waits: %+v", m)
	}
}
