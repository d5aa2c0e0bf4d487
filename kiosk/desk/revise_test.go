package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

func revise(t *testing.T, d *desk.Desk, id market.PostingID, change func(*market.Posting)) {
	t.Helper()
	if asked, err := d.RevisePosting(t.Context(), desk.Self, id, change); err != nil || asked {
		t.Fatalf("asked %v, %v", asked, err)
	}
}

func heads(n int) func(*market.Posting) { return func(p *market.Posting) { p.Headcount = n } }

func TestReviseHeadcount(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 2)
	show := func(when string, headcount, taken, here int) {
		t.Helper()
		if r := row(t, d, p); r.Headcount != headcount || r.Taken != taken || r.PlacesHere != here {
			t.Errorf("%s: %d heads, %d taken, %d places here; want %d, %d, %d", when, r.Headcount, r.Taken, r.PlacesHere, headcount, taken, here)
		}
	}
	revise(t, d, p, heads(4))
	show("up", 4, 0, 4)
	revise(t, d, p, heads(3))
	show("down", 3, 0, 3)
	var matches []market.MatchID
	for i := range 3 {
		matches = append(matches, take(t, d, p, worker(t, d, i)).Match)
	}
	revise(t, d, p, heads(1))
	show("below what is taken", 1, 3, 0)
	refused(t, d, "full", func() error {
		_, err := d.Take(t.Context(), desk.Self, p, worker(t, d, 2))
		return ignore(err, "already_taken", "full")
	})
	late := worker(t, d, 9)
	if _, err := d.Cancel(t.Context(), desk.Self, matches[0], ""); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "full", func() error { _, err := d.Take(t.Context(), desk.Self, p, late); return err })
	revise(t, d, p, heads(4))
	show("up again", 4, 2, 2)
	if n := take(t, d, p, late).Place; n < 1 {
		t.Errorf("place %d", n)
	}
	show("and taken", 4, 3, 1)
}

// ignore turns the first code into the second.
func ignore(err error, from, to string) error {
	if market.Code(err) == from {
		return market.Refuse(to)
	}
	return err
}

// Fewer heads with matches standing leave more places than heads. As the matches go, so do
// their places, and no worker gets one that is not wanted any more.
func TestPlacesFollowTheHeadcountDown(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 4)
	round(t, a)
	round(t, b)
	var mine []market.MatchID
	for i := range 1 {
		mine = append(mine, take(t, a, p, worker(t, a, i)).Match)
	}
	for i := range 3 { // b asks for the others
		w := worker(t, b, 10+i)
		for range 5 {
			if _, err := b.Take(t.Context(), desk.Self, p, w); err == nil {
				break
			}
			round(t, b)
			round(t, a)
			round(t, b)
		}
	}
	round(t, b)
	round(t, a)
	if r := row(t, a, p); r.Taken != 4 {
		t.Fatalf("%d taken, want all 4", r.Taken)
	}
	revise(t, a, p, heads(2))
	if _, err := a.Cancel(t.Context(), desk.Self, mine[0], ""); err != nil {
		t.Fatal(err)
	}
	l, err := b.Store().Matches(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range l[1:3] {
		if m.Origin.Station == 2 {
			if _, err := b.Cancel(t.Context(), desk.Self, m.ID, ""); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 4 {
		round(t, b)
		round(t, a)
	}
	for i := range 5 {
		for _, d := range []*desk.Desk{a, b} {
			_, _ = d.Take(t.Context(), desk.Self, p, worker(t, d, 50+i)) // as many as there are
			round(t, d)
		}
	}
	round(t, a)
	if r := row(t, a, p); r.Taken != 2 || r.Headcount != 2 {
		t.Errorf("%d of %d taken, want 2 of 2", r.Taken, r.Headcount)
	}
}

func TestReviseRefuses(t *testing.T) {
	at := &clock{fixedNow()}
	d := alone(t, at)
	p, closed := open(t, d, 2), open(t, d, 2)
	if err := d.ClosePosting(t.Context(), desk.Self, closed, ""); err != nil {
		t.Fatal(err)
	}
	try := func(id market.PostingID, change func(*market.Posting)) func() error {
		return func() error { _, err := d.RevisePosting(t.Context(), desk.Self, id, change); return err }
	}
	refused(t, d, "closed", try(closed, heads(3)))
	refused(t, d, "closed", func() error { return d.ClosePosting(t.Context(), desk.Self, closed, "") })
	refused(t, d, "unknown_posting", try("12-1-999", heads(3)))
	refused(t, d, "bad_headcount", try(p, heads(0)))
	refused(t, d, "bad_headcount", try(p, heads(1000)))
	refused(t, d, "bad_pay", try(p, func(p *market.Posting) { p.Pay = -1 }))
	refused(t, d, "required", try(p, func(p *market.Posting) { p.Title = " " }))
	refused(t, d, "past_start", try(p, func(p *market.Posting) { p.Start, p.End = "2026-11-20T07:30", "" }))
	refused(t, d, "past_closes", try(p, func(p *market.Posting) { p.Closes = "2026-11-21T07:30" }))
	refused(t, d, "unknown_employer", try(p, func(p *market.Posting) { p.Employer = "12-1-999" }))
	refused(t, d, "bad_value", try(p, func(p *market.Posting) { p.Share = "station" }))
}

// What was already said may stay when its time has come: a posting whose people are at work
// can still be changed.
func TestReviseWhileWorkGoesOn(t *testing.T) {
	at := &clock{fixedNow()}
	d := alone(t, at)
	p := open(t, d, 2)
	revise(t, d, p, func(p *market.Posting) { p.Closes, p.End = "2026-11-23T07:00", "2026-11-25T17:30" })
	at.t = at.t.AddDate(0, 0, 2) // the second day of work
	revise(t, d, p, heads(3))
	revise(t, d, p, func(p *market.Posting) { p.Notes = "带手套" })
	revise(t, d, p, func(p *market.Posting) { p.End = "2026-11-26T17:30" })
	refused(t, d, "past_end", func() error {
		_, err := d.RevisePosting(t.Context(), desk.Self, p, func(p *market.Posting) { p.End = "2026-11-23T12:30" })
		return err
	})
	if r := row(t, d, p); r.Headcount != 3 || r.Notes != "带手套" || r.End != "2026-11-26T17:30" || r.Revision != 4 {
		t.Errorf("%+v", r)
	}
}

func TestReviseElsewhere(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 2)
	round(t, a)
	round(t, b)
	revise(t, b, p, func(p *market.Posting) { p.Notes = "b was here" })
	revise(t, a, p, heads(5)) // at the same time, knowing nothing of it
	for range 2 {
		round(t, b)
		round(t, a)
	}
	round(t, b)
	for name, d := range map[string]*desk.Desk{"a": a, "b": b} {
		if r := row(t, d, p); r.Headcount != 5 || r.Notes != "b was here" || r.Revision != 1 {
			t.Errorf("at %s: %d heads, notes %q, revision %d", name, r.Headcount, r.Notes, r.Revision)
		}
	}
}
