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
