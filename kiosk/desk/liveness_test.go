package desk_test

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// A place opened at A reaches a worker at B within A, B, A, B, A, B, also when it is the only one.
func TestAPlaceReachesTheOtherStation(t *testing.T) {
	for _, heads := range []int{1, 2, 5} {
		c := newCounty(t)
		a, b := c.station("a"), c.station("b")
		p := open(t, a, heads)
		w := worker(t, b, 1)
		got := false
		for range 3 {
			round(t, a)
			round(t, b)
			if _, err := b.Take(context.Background(), desk.Self, p, w); err == nil {
				got = true
				break
			} else if code := market.Code(err); code != "no_place_here" && code != "unknown_posting" {
				t.Fatal(err)
			}
		}
		if !got {
			t.Errorf("%d heads: no place at B after three rounds", heads)
		}
	}
}

// Stations that sync in any order, workers who repeat, cancels in between: no place is ever
// given twice, never more matches than heads, and while a place is free a worker who repeats
// has one after at most seven rounds.
func TestNobodyWaitsInVainAndNoPlaceTwice(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		c := newCounty(t)
		var desks []*desk.Desk
		for i := range rapid.IntRange(2, 4).Draw(rt, "stations") {
			desks = append(desks, c.station(string(rune('a'+i))))
		}
		heads := rapid.IntRange(1, 6).Draw(rt, "heads")
		p := open(t, desks[0], heads)
		for range 2 {
			for _, d := range desks {
				round(t, d)
			}
		}
		type person struct {
			at    *desk.Desk
			id    market.WorkerID
			match market.MatchID
			tries int
		}
		var people []*person
		for i := range rapid.IntRange(1, heads+2).Draw(rt, "workers") {
			at := desks[rapid.IntRange(0, len(desks)-1).Draw(rt, "at")]
			people = append(people, &person{at: at, id: worker(t, at, i)})
		}
		for turn := range 12 {
			for _, w := range people {
				if w.match != "" {
					if turn == 3 && rapid.IntRange(0, 3).Draw(rt, "cancel") == 0 {
						if _, err := w.at.Cancel(ctx, desk.Self, w.match, "worker_declined"); err != nil {
							rt.Fatal(err)
						}
						w.match, w.tries = "", 0
					}
					continue
				}
				w.tries++
				switch taken, err := w.at.Take(ctx, desk.Self, p, w.id); market.Code(err) {
				case "":
					if err != nil {
						rt.Fatal(err)
					}
					w.match = taken.Match
				case "full", "no_place_here":
				default:
					rt.Fatal(err)
				}
			}
			held := map[int]bool{}
			with := 0
			for _, d := range desks {
				own, err := d.Store().Matches(ctx, p)
				if err != nil {
					rt.Fatal(err)
				}
				id, err := d.Store().Identity(ctx)
				if err != nil {
					rt.Fatal(err)
				}
				for _, m := range own {
					if m.Origin != id.Origin || m.State == market.Cancelled {
						continue // each match is counted where it was made
					}
					if held[m.Place] {
						rt.Fatalf("place %d was given twice", m.Place)
					}
					held[m.Place] = true
					with++
				}
			}
			if with > heads {
				rt.Fatalf("%d matches on %d places", with, heads)
			}
			for _, w := range people {
				if w.match == "" && w.tries > 7 && with < heads {
					rt.Fatalf("after %d tries without a place while %d of %d are taken", w.tries, with, heads)
				}
			}
			for _, d := range rapid.Permutation(desks).Draw(rt, "order") {
				round(t, d)
			}
		}
		for range 3 {
			for _, d := range desks {
				round(t, d)
			}
		}
		var taken int
		for i, d := range desks {
			row, err := d.Store().Posting(ctx, p)
			if err != nil {
				rt.Fatal(err)
			}
			if i == 0 {
				taken = row.Taken
			} else if row.Taken != taken {
				rt.Fatalf("station %d shows %d taken, the first %d", i, row.Taken, taken)
			}
		}
		rows, err := desks[0].Store().Postings(ctx, store.Filter{})
		if err != nil || len(rows) != 1 {
			rt.Fatalf("%d postings: %v", len(rows), err)
		}
	})
}
