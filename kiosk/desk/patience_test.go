package desk_test

import (
	"context"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// People ask for the one place and go home. Somebody who stays gets it, whoever asked before
// and at whatever station, after at most seven rounds of (take, every station syncs once).
func TestWhoGoesHomeStrandsNoPlace(t *testing.T) {
	for name, order := range map[string][]int{"in order": {0, 1, 2, 3}, "the other way": {3, 2, 1, 0}, "the asker last": {1, 2, 0, 3}, "the asker first": {3, 0, 2, 1}} {
		for gone := range 4 {
			c := newCounty(t)
			var desks []*desk.Desk
			for i := range 4 {
				desks = append(desks, c.station(string(rune('a'+i))))
			}
			all := func() {
				for _, i := range order {
					round(t, desks[i])
				}
			}
			p := open(t, desks[0], 1)
			all()
			all()
			// Each asks once; between them everybody syncs, so that the place is on its way.
			taken := false
			for i := 0; i < gone && !taken; i++ {
				at := desks[1+i%2]
				switch _, err := at.Take(context.Background(), desk.Self, p, worker(t, at, i)); {
				case err == nil:
					taken = true // the place came here for another who had asked
				case market.Code(err) != "no_place_here":
					t.Fatalf("%s: %v", name, err)
				}
				all()
			}
			if taken {
				continue
			}
			stays := worker(t, desks[3], 99)
			for tries := 1; ; tries++ {
				_, err := desks[3].Take(context.Background(), desk.Self, p, stays)
				if err == nil {
					break
				}
				if market.Code(err) != "no_place_here" {
					t.Fatalf("%s, %d gone: %v", name, gone, err)
				}
				if tries > 7 {
					t.Errorf("%s, %d gone: no place after seven rounds", name, gone)
					break
				}
				all()
			}
		}
	}
}

// Asking again before the wish was sent adds nothing; afterwards it says that the worker is
// still there.
func TestRequestIsKeptOnceUntilSent(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 1)
	round(t, a)
	round(t, b)
	w := worker(t, b, 1)
	facts := func() uint64 {
		n, err := b.Store().Counts(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return n.Facts
	}
	before := facts()
	for range 5 {
		if _, err := b.Take(context.Background(), desk.Self, p, w); market.Code(err) != "no_place_here" {
			t.Fatal(err)
		}
	}
	if n := facts() - before; n != 1 {
		t.Errorf("five refused takes left %d facts, want 1", n)
	}
	round(t, b)
	for range 5 {
		if _, err := b.Take(context.Background(), desk.Self, p, w); market.Code(err) != "no_place_here" {
			t.Fatal(err)
		}
	}
	if n := facts() - before; n != 2 {
		t.Errorf("asked again after it was sent: %d facts, want 2", n)
	}
	// However often it was said, it is one wish: one place comes.
	for range 3 {
		round(t, a)
		round(t, b)
	}
	row, err := b.Store().Posting(context.Background(), p)
	if err != nil || row.PlacesHere != 1 {
		t.Errorf("%d places came (%v), want 1", row.PlacesHere, err)
	}
}

// A place that was granted for somebody's wish waits for them, for a while, also when others
// ask for it elsewhere.
func TestAPlaceWaitsForWhoAsked(t *testing.T) {
	c := newCounty(t)
	a, b, other := c.station("a"), c.station("b"), c.station("c")
	p := open(t, a, 1)
	round(t, a)
	round(t, b)
	round(t, other)
	first, second := worker(t, b, 1), worker(t, other, 2)
	if _, err := b.Take(t.Context(), desk.Self, p, first); market.Code(err) != "no_place_here" {
		t.Fatal(err)
	}
	round(t, b)
	round(t, a) // returns its place, which is granted to b
	if _, err := other.Take(t.Context(), desk.Self, p, second); market.Code(err) != "no_place_here" {
		t.Fatal(err)
	}
	round(t, other)
	round(t, b)
	if here := row(t, b, p).PlacesHere; here != 1 {
		t.Fatalf("%d places at the station of who asked first", here)
	}
	take(t, b, p, first)
	round(t, b)
	round(t, other)
	refused(t, other, "full", func() error { _, err := other.Take(t.Context(), desk.Self, p, second); return err })
}

// Who asked first is first when a place becomes free.
func TestFirstComeFirstServed(t *testing.T) {
	c := newCounty(t)
	a, b, other := c.station("a"), c.station("b"), c.station("c")
	p := open(t, a, 1)
	for _, d := range []*desk.Desk{a, b, other} {
		round(t, d)
	}
	for i, d := range []*desk.Desk{b, other} {
		if _, err := d.Take(t.Context(), desk.Self, p, worker(t, d, i)); market.Code(err) != "no_place_here" {
			t.Fatal(err)
		}
		round(t, d)
	}
	for _, d := range []*desk.Desk{a, other, b} {
		round(t, d)
	}
	if first, second := row(t, b, p).PlacesHere, row(t, other, p).PlacesHere; first != 1 || second != 0 {
		t.Errorf("%d places where was asked first, %d where second", first, second)
	}
}

// One wish brings one place, whatever else happens to the posting meanwhile.
func TestOneWishOnePlace(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 8)
	round(t, a)
	round(t, b) // gets one place ahead
	take(t, b, p, worker(t, b, 1))
	w := worker(t, b, 2)
	if _, err := b.Take(t.Context(), desk.Self, p, w); market.Code(err) != "no_place_here" {
		t.Fatal(err)
	}
	round(t, b)
	if here := row(t, b, p).PlacesHere; here != 1 {
		t.Fatalf("%d places came for one wish", here)
	}
	for i := range 4 { // each makes the county look at the posting again
		w := worker(t, a, i)
		for _, err := a.Take(t.Context(), desk.Self, p, w); err != nil; _, err = a.Take(t.Context(), desk.Self, p, w) {
			if market.Code(err) != "no_place_here" {
				t.Fatal(err)
			}
			round(t, a)
		}
		round(t, a)
		round(t, b)
		if here := row(t, b, p).PlacesHere; here != 1 {
			t.Errorf("%d places for one wish", here)
		}
	}
}

// People ask everywhere and nobody comes back. The place comes to rest: facts that only hand it
// to and fro would fill journals and the line for ever.
func TestPlacesComeToRest(t *testing.T) {
	c := newCounty(t)
	var desks []*desk.Desk
	for i := range 4 {
		desks = append(desks, c.station(string(rune('a'+i))))
	}
	all := func() {
		for _, d := range desks {
			round(t, d)
		}
	}
	p := open(t, desks[0], 1)
	all()
	for i, d := range desks[1:] {
		if _, err := d.Take(t.Context(), desk.Self, p, worker(t, d, i)); market.Code(err) != "no_place_here" {
			t.Fatal(err)
		}
	}
	for range 20 {
		all()
	}
	before := len(c.dump(t, "facts"))
	for range 12 {
		all()
	}
	if after := len(c.dump(t, "facts")); after != before {
		t.Errorf("%d facts came of nothing in twelve rounds", after-before)
	}
}
