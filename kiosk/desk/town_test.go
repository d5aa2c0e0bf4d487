package desk_test

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// town is several stations, one posting, and people who look for work.
type town struct {
	t       *rapid.T
	tb      testing.TB
	desks   []*desk.Desk
	posting market.PostingID
	heads   int // that the opener said last
	most    int // that it ever said
	people  []*seeker
}

// seeker is somebody who looks for work at one station.
type seeker struct {
	at    *desk.Desk
	id    market.WorkerID
	match market.MatchID
}

// oneCase lets what a drawn case opened be closed with it, and fails the case, not the test.
type oneCase struct {
	testing.TB
	t *rapid.T
}

func (c oneCase) Cleanup(f func())             { c.t.Cleanup(f) }
func (c oneCase) Error(args ...any)            { c.t.Error(args...) }
func (c oneCase) Errorf(form string, a ...any) { c.t.Errorf(form, a...) }
func (c oneCase) Fatal(args ...any)            { c.t.Fatal(args...) }
func (c oneCase) Fatalf(form string, a ...any) { c.t.Fatalf(form, a...) }

func newTown(t *rapid.T, tb testing.TB, stations, heads int) *town {
	tb = oneCase{tb, t}
	c := newCounty(tb)
	w := &town{t: t, tb: tb, heads: heads, most: heads}
	for i := range stations {
		w.desks = append(w.desks, c.station(fmt.Sprint("station", i)))
	}
	w.posting = open(tb, w.desks[0], heads)
	for _, d := range w.desks {
		round(tb, d)
	}
	for i, d := range w.desks {
		for j := range 3 {
			w.people = append(w.people, &seeker{at: d, id: worker(tb, d, 10*i+j)})
		}
	}
	return w
}

// take tries to get a place. The refusals that a worker may hear are no faults.
func (w *town) take(p *seeker) string {
	taken, err := p.at.Take(context.Background(), desk.Self, w.posting, p.id)
	switch code := market.Code(err); {
	case err == nil:
		if p.match != "" {
			w.t.Fatalf("%s got a second place", p.id)
		}
		p.match = taken.Match
		return ""
	case code == "already_taken" && p.match != "", code == "full", code == "no_place_here":
		return code
	default:
		w.t.Fatalf("%s takes: %v", p.id, err)
		return code
	}
}

// check reads every match where it was made, which is where its truth is, and gives how many
// stand.
func (w *town) check() int {
	places := map[int]market.MatchID{}
	for _, d := range w.desks {
		id, err := d.Store().Identity(context.Background())
		if err != nil {
			w.t.Fatal(err)
		}
		l, err := d.Store().Matches(context.Background(), w.posting)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, m := range l {
			if m.Origin != id.Origin || m.State == market.Cancelled {
				continue
			}
			if other, twice := places[m.Place]; twice {
				w.t.Fatalf("place %d was given to %s and %s", m.Place, other, m.ID)
			}
			places[m.Place] = m.ID
		}
	}
	if len(places) > w.most {
		w.t.Fatalf("%d matches stand, of %d heads at most", len(places), w.most)
	}
	return len(places)
}

// refresh notes cancels that other stations asked for and the maker has executed.
func (w *town) refresh() {
	for _, p := range w.people {
		if p.match == "" {
			continue
		}
		m, err := p.at.Store().Match(context.Background(), p.match)
		if err != nil {
			w.t.Fatal(err)
		}
		if m.State == market.Cancelled {
			p.match = ""
		}
	}
}

func (w *town) sync(d *desk.Desk) {
	round(w.tb, d)
	w.refresh()
}

// cancel ends a match at a station of choice: at its own, or as a wish at another.
func (w *town) cancel(p *seeker, at *desk.Desk) {
	switch asked, err := at.Cancel(context.Background(), desk.Self, p.match, "other"); {
	case market.Code(err) == "unknown_match" && at != p.at: // not heard of there yet
	case err != nil:
		w.t.Fatalf("cancel %s: %v", p.match, err)
	case asked != (at != p.at):
		w.t.Fatalf("cancel of %s was asked for: %v", p.match, asked)
	}
	w.refresh()
	if at == p.at && p.match != "" {
		w.t.Fatalf("%s stands after its cancel", p.match)
	}
}

// revise says another headcount at the opener.
func (w *town) revise(heads int) {
	_, err := w.desks[0].RevisePosting(context.Background(), desk.Self, w.posting, func(p *market.Posting) { p.Headcount = heads })
	if err != nil {
		w.t.Fatalf("revise to %d heads: %v", heads, err)
	}
	w.heads, w.most = heads, max(w.most, heads)
}

// A day in a county of several stations, most of the time without a link. Whatever happens in
// whatever order, no place is given twice and there are never more matches than heads; and
// then, while a place is free, one worker who repeats (take, every station syncs once) has it
// after at most seven rounds, though others asked before and never came back.
func TestPlacesOverAWholeDay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newTown(rt, t, rapid.IntRange(2, 4).Draw(rt, "stations"), rapid.IntRange(1, 5).Draw(rt, "heads"))
		anyDesk := rapid.SampledFrom(w.desks)
		anybody := rapid.SampledFrom(w.people)
		for range rapid.IntRange(0, 40).Draw(rt, "steps") {
			switch act := rapid.IntRange(0, 12).Draw(rt, "act"); {
			case act < 5:
				w.take(anybody.Draw(rt, "who"))
			case act < 9:
				w.sync(anyDesk.Draw(rt, "station"))
			case act < 11:
				if p := anybody.Draw(rt, "who"); p.match != "" {
					w.cancel(p, anyDesk.Draw(rt, "station"))
				}
			default:
				if w.heads > 1 || act == 11 {
					w.revise(rapid.IntRange(1, 6).Draw(rt, "heads"))
				}
			}
			w.check()
		}
		var left []*seeker
		for _, p := range w.people {
			if p.match == "" {
				left = append(left, p)
			}
		}
		if len(left) == 0 {
			return
		}
		p := rapid.SampledFrom(left).Draw(rt, "who repeats")
		for tries := 1; w.take(p) != ""; tries++ {
			if w.check() >= w.heads {
				return // nothing is free
			}
			if tries > 7 {
				rt.Fatalf("no place after %d rounds, %d of %d are taken", tries-1, w.check(), w.heads)
			}
			for _, d := range rapid.Permutation(w.desks).Draw(rt, "order") {
				w.sync(d)
			}
		}
		w.check()
	})
}
