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
	books   *books
	desks   []*desk.Desk
	posting market.PostingID
	most    int  // heads that the opener ever said
	closed  bool // somewhere
	people  []*seeker
}

// seeker is somebody who looks for work at one station.
type seeker struct {
	at    *desk.Desk
	id    market.WorkerID
	match market.MatchID
	waits market.WaitID // what a join gave
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
	w := &town{t: t, tb: tb, most: heads}
	for i := range stations {
		w.desks = append(w.desks, c.station(fmt.Sprint("station", i)))
	}
	w.books = c.books(tb)
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
	case code == "already_taken" && p.match != "", code == "full", code == "no_place_here", code == "closed" && w.closed:
		return code
	default:
		w.t.Fatalf("%s takes: %v", p.id, err)
		return code
	}
}

// heads is what the opener says now.
func (w *town) heads() int {
	p, err := w.desks[0].Store().Posting(context.Background(), w.posting)
	if err != nil {
		w.t.Fatal(err)
	}
	w.most = max(w.most, p.Headcount)
	return p.Headcount
}

// check reads every match where it was made, which is where its truth is, and gives how many
// stand.
func (w *town) check() int {
	w.books.check()
	stand := 0
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
			if m.Origin == id.Origin && m.State != market.Cancelled {
				stand++
			}
		}
	}
	if w.heads(); stand > w.most {
		w.t.Fatalf("%d matches stand, of %d heads at most", stand, w.most)
	}
	return stand
}

// refresh notes what a sync did: cancels that other stations asked for were executed, and who
// waited was placed.
func (w *town) refresh() {
	for _, p := range w.people {
		l, err := p.at.Store().MatchesOf(context.Background(), p.id)
		if err != nil {
			w.t.Fatal(err)
		}
		p.match = ""
		for _, m := range l {
			switch {
			case m.State == market.Cancelled:
			case p.match != "":
				w.t.Fatalf("%s has two matches", p.id)
			default:
				p.match = m.ID
			}
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

// revise says another headcount, at the opener or as a wish elsewhere.
func (w *town) revise(at *desk.Desk, heads int) {
	same := false
	asked, err := at.RevisePosting(context.Background(), desk.Self, w.posting, func(p *market.Posting) {
		same = p.Headcount == heads
		p.Headcount = heads
	})
	switch {
	case market.Code(err) == "closed" && w.closed:
	case err != nil || asked != (at != w.desks[0] && !same):
		w.t.Fatalf("revise to %d heads: asked %v, %v", heads, asked, err)
	}
}

// join puts somebody on the waitlist, or takes them off it.
func (w *town) join(p *seeker) {
	id, err := p.at.JoinWaitlist(context.Background(), desk.Self, w.posting, p.id)
	switch code := market.Code(err); {
	case err == nil:
		p.waits = id
	case code == "already_taken" && p.match != "", code == "closed" && w.closed:
	case code == "already_waiting":
		if err := p.at.LeaveWaitlist(context.Background(), desk.Self, p.waits); err != nil {
			w.t.Fatalf("%s leaves: %v", p.id, err)
		}
	default:
		w.t.Fatalf("%s joins: %v", p.id, err)
	}
}

func (w *town) close(at *desk.Desk) {
	err := at.ClosePosting(context.Background(), desk.Self, w.posting, "")
	if err != nil && (market.Code(err) != "closed" || !w.closed) {
		w.t.Fatalf("close: %v", err)
	}
	w.closed = true
}

// everybody syncs once, in any order.
func (w *town) everybody(rt *rapid.T) {
	for _, d := range rapid.Permutation(w.desks).Draw(rt, "order") {
		w.sync(d)
		w.check()
	}
}

// waiting counts who is on the waitlist.
func (w *town) waiting() int {
	n := 0
	for _, d := range w.desks {
		l, err := d.Store().Waitlist(context.Background(), w.posting)
		if err != nil {
			w.t.Fatal(err)
		}
		n += len(l)
	}
	return n
}

// A day in a county of several stations, most of the time without a link: takes, waiting lists,
// cancels and headcounts from anywhere, closing. After every step the invariants hold (books).
func (w *town) day(rt *rapid.T) {
	anyDesk := rapid.SampledFrom(w.desks)
	anybody := rapid.SampledFrom(w.people)
	for range rapid.IntRange(0, 40).Draw(rt, "steps") {
		switch act := rapid.IntRange(0, 18).Draw(rt, "act"); {
		case act < 5:
			w.take(anybody.Draw(rt, "who"))
		case act < 10:
			w.sync(anyDesk.Draw(rt, "station"))
		case act < 13:
			if p := anybody.Draw(rt, "who"); p.match != "" {
				w.cancel(p, anyDesk.Draw(rt, "station"))
			}
		case act < 16:
			w.join(anybody.Draw(rt, "who"))
		case act < 18:
			w.revise(anyDesk.Draw(rt, "station"), rapid.IntRange(1, 6).Draw(rt, "heads"))
		default:
			if rapid.IntRange(0, 9).Draw(rt, "close") == 0 {
				w.close(anyDesk.Draw(rt, "station"))
			}
		}
		w.check()
	}
}

// Whatever happened on a day in whatever order, no place is given twice; and then, while a place
// is free, one worker who repeats (take, every station syncs once) has it after at most seven
// rounds, though others asked before and never came back.
func TestPlacesOverAWholeDay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newTown(rt, t, rapid.IntRange(2, 4).Draw(rt, "stations"), rapid.IntRange(1, 5).Draw(rt, "heads"))
		w.day(rt)
		var left []*seeker
		for _, p := range w.people {
			if p.match == "" {
				left = append(left, p)
			}
		}
		if len(left) == 0 || w.closed {
			return
		}
		p := rapid.SampledFrom(left).Draw(rt, "who repeats")
		for tries := 1; p.match == "" && w.take(p) != ""; tries++ {
			if w.check() >= w.heads() {
				return // nothing is free
			}
			if tries > 7 {
				rt.Fatalf("no place after %d rounds, %d of %d are taken", tries-1, w.check(), w.heads())
			}
			w.everybody(rt)
		}
		w.check()
	})
}

// After such a day, when the refused takes of those who went home have lapsed, nobody is left on
// the waitlist while a place is free, and somebody who joins then is placed within three rounds.
// When all have heard of all, all show the same.
func TestNobodyWaitsWhileAPlaceIsFree(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newTown(rt, t, rapid.IntRange(2, 4).Draw(rt, "stations"), rapid.IntRange(1, 5).Draw(rt, "heads"))
		w.day(rt)
		for range 6 {
			w.everybody(rt)
		}
		w.books.same()
		if w.closed {
			if n := w.waiting(); n > 0 {
				rt.Fatalf("%d wait for a closed posting", n)
			}
			return
		}
		if free := w.heads() - w.check(); free > 0 && w.waiting() > 0 {
			rt.Fatalf("%d wait while %d places are free", w.waiting(), free)
		} else if free <= 0 {
			return
		}
		for _, p := range rapid.Permutation(w.people).Draw(rt, "who joins") {
			if p.match != "" {
				continue
			}
			w.join(p)
			for range 3 {
				w.everybody(rt)
			}
			if p.match == "" {
				rt.Fatalf("%s was not placed, %d of %d are taken", p.id, w.check(), w.heads())
			}
			return
		}
	})
}
