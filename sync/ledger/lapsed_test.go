package ledger_test

import (
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// marked is the entry with the marks that programs give facts of its kind.
func marked(t *testing.T, e journal.Entry) journal.Entry {
	t.Helper()
	f, err := record.Decode(e.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	f.Flags, _ = record.Known(f.Kind)
	if e.Bytes, err = f.Encode(); err != nil {
		t.Fatal(err)
	}
	return e
}

// A county that was put back has forgotten that it granted a place to bob, who was put back too after he had
// given it back. It grants the place to eve at the hop at which bob had it: his return is no fault once he
// has listed his holdings, blocks no place and moves none, whichever of the three comes first.
func TestReturnOfALostGrant(t *testing.T) {
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		for _, lists := range []bool{true, false} {
			d := open(t)
			scratch(t, d, func(b *book) {
				p := scene()
				posting := at(alice, 1)
				p.write(alice, record.PlaceReturned, posting, 0, record.Moved{Moves: []record.Move{{Place: 2, Hop: 1}}})
				b.feed(p.entries...)
				b.feed(opened(p))
				late := []journal.Entry{
					marked(t, p.write(bob, record.PlaceReturned, posting, 0, record.Moved{Moves: []record.Move{{Place: 2, Hop: 3}}})),
					p.write(market.Origin{Station: 2, Epoch: 2}, record.HoldingsListed, at(market.Origin{Station: 2, Epoch: 2}, 1), 0, record.Listed{Gen: 2}),
					p.write(second, record.PlaceGranted, posting, 0, record.Moved{Moves: []record.Move{{Place: 2, Hop: 2}}, Station: 3, Epoch: 1}),
				}
				faults := 1
				if lists {
					faults = 0
				}
				for _, i := range order {
					if i != 1 || lists {
						b.feed(late[i])
					}
				}
				if got := b.one(`SELECT station, hop FROM place WHERE n = 2`); got != "3 | 2" {
					t.Errorf("order %v: the place is held by %s", order, got)
				}
				if l := b.rows(`SELECT why FROM quarantine`); len(l) != faults {
					t.Errorf("order %v, listed %t: in quarantine %v", order, lists, l)
				}
				if l := b.rows(`SELECT thing, place FROM blocked`); len(l) != faults {
					t.Errorf("order %v, listed %t: blocked %v", order, lists, l)
				}
			})
		}
	}
}

// Without a grant in the place of the lost one the return waits, in case the county still has that; but
// nobody is told to wait for it after the holdings were listed.
func TestNobodyWaitsForALostGrant(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		posting := at(alice, 1)
		b.feed(p.entries...)
		waits := func(when string, want int) {
			t.Helper()
			if n, err := ledger.Waiting(b.ctx, b.tx); err != nil || n != want {
				t.Errorf("%s %d wait, want %d (%v)", when, n, want, err)
			}
		}
		b.feed(opened(p), p.write(bob, record.PlaceReturned, posting, 0, record.Moved{Moves: []record.Move{{Place: 2, Hop: 2}}}))
		waits("after the return", 1)
		b.feed(p.write(bob, record.HoldingsListed, at(bob, 9), 0, record.Listed{Gen: 2}))
		waits("after the list", 0)
		b.feed(p.write(bob, record.PlaceReturned, posting, 0, record.Moved{Moves: []record.Move{{Place: 2, Hop: 4}}}))
		waits("after one that the list does not speak of", 1)
		b.feed(p.write(ledger.County, record.PlaceGranted, posting, 0, record.Moved{Moves: []record.Move{{Place: 2, Hop: 1}}, Station: 2, Epoch: 1}))
		if got := b.one(`SELECT station, hop FROM place WHERE n = 2`); got != "0 | 2" {
			t.Errorf("the grant was not lost, and the place is held by %s", got)
		}
	})
}
