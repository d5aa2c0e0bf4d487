package ledger_test

import (
	"testing"

	"yizhan/sync/ledger"
	"yizhan/sync/record"
)

// A place on the waitlist lasts: only a match of its worker, its withdrawal or its renewal ends it.
func TestWaitlistLasts(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		wish := record.Requested{Posting: refOf(at(alice, 1)), Worker: refOf(at(bob, 1))}
		other := record.Requested{Posting: refOf(at(alice, 1)), Worker: refOf(at(bob, 9))}
		state := func(n uint32) string { return b.one(`SELECT state FROM request WHERE id = ?`, at(bob, n).String()) }
		is := func(when string, n uint32, want string) {
			t.Helper()
			if got := state(n); got != want {
				t.Errorf("%s: %s, want %s", when, got, want)
			}
		}
		b.feed(p.write(bob, record.PlaceRequested, at(bob, 2), 0, wish))
		b.feed(p.write(bob, record.WaitlistJoined, at(bob, 3), 0, wish))
		is("the refused take before it", 2, "done")
		b.feed(p.write(bob, record.PlaceRequested, at(bob, 4), 0, wish))
		is("after another refused take", 3, "open")
		b.feed(p.write(bob, record.WaitlistJoined, at(bob, 5), 0, other))
		b.feed(p.write(bob, record.WaitlistLeft, at(bob, 5), 0, struct{}{}))
		is("left", 5, "done")
		is("when another left", 3, "open")
		b.feed(p.write(ledger.County, record.WaitlistCalled, at(bob, 3), 0, struct{}{}))
		b.feed(p.write(ledger.County, record.WaitlistCalled, at(bob, 5), 0, struct{}{}))
		is("called", 3, "granted")
		is("left and called", 5, "done")
		b.feed(p.write(bob, record.WaitlistJoined, at(bob, 6), 0, wish))
		is("joined again", 3, "done")
		is("the later one", 6, "open")
		b.feed(p.write(bob, record.MatchTaken, at(bob, 7), 0, record.Taken{Posting: wish.Posting, Worker: wish.Worker, Place: 3}))
		is("with a match", 6, "done")
		is("the refused take, with a match", 4, "done")
	})
}

// Only its own station and the county take somebody off the waitlist, and a refused take is
// none.
func TestWaitlistIsItsStations(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		wish := record.Requested{Posting: refOf(at(alice, 1)), Worker: refOf(at(bob, 1))}
		b.feed(p.write(bob, record.WaitlistJoined, at(bob, 3), 0, wish))
		if out := b.feed(p.write(eve, record.WaitlistLeft, at(bob, 3), 0, struct{}{}))[0]; out.Quarantined == "" {
			t.Errorf("eve took bob's worker off: %+v", out)
		}
		b.feed(p.write(bob, record.PlaceRequested, at(bob, 4), 0, record.Requested{Posting: wish.Posting, Worker: refOf(at(bob, 9))}))
		for _, kind := range []record.Kind{record.WaitlistLeft, record.WaitlistCalled} {
			if out := b.feed(p.write(ledger.County, kind, at(bob, 4), 0, struct{}{}))[0]; out.Quarantined == "" {
				t.Errorf("%s of a refused take: %+v", kind, out)
			}
		}
		b.feed(p.write(ledger.County, record.WaitlistLeft, at(bob, 3), 0, struct{}{}))
		if got := b.rows(`SELECT n, state FROM request`); len(got) != 2 || got[0] != "3 | done" || got[1] != "4 | open" {
			t.Errorf("%v", got)
		}
	})
}

// Two copies of a disk each say again who waits, and each may say that somebody left: that ends
// the entry and all that stand for it, whichever comes first.
func TestLeavingEndsWhatStandsForIt(t *testing.T) {
	d := open(t)
	for _, late := range []bool{false, true} {
		scratch(t, d, func(b *book) {
			p := scene()
			b.feed(p.entries...)
			later, latest := at(bob, 1).Origin, at(bob, 1).Origin
			later.Epoch, latest.Epoch = 2, 3
			posting, worker, root := refOf(at(alice, 1)), refOf(at(bob, 1)), refOf(at(bob, 2))
			b.feed(p.write(bob, record.WaitlistJoined, at(bob, 2), 0, record.Joined{Posting: posting, Worker: worker}))
			left := p.write(later, record.WaitlistLeft, at(bob, 2), 0, struct{}{})
			again := p.write(latest, record.WaitlistJoined, at(latest, 1), 0, record.Joined{Posting: posting, Worker: worker, Root: &root})
			if late {
				left, again = again, left
			}
			b.feed(left, again)
			if got := b.rows(`SELECT id FROM request WHERE state <> 'done'`); len(got) != 0 {
				t.Errorf("left late %v: %v still waits", late, got)
			}
			b.feed(p.write(latest, record.WaitlistJoined, at(latest, 2), 0, record.Joined{Posting: posting, Worker: worker}))
			if got := b.rows(`SELECT id FROM request WHERE state <> 'done'`); len(got) != 1 {
				t.Errorf("who comes back does not wait: %v", got)
			}
		})
	}
}
