package ledger_test

import (
	"testing"

	"yizhan/sync/ledger"
	"yizhan/sync/record"
)

// Of two words about the first on a place the newer stands, whichever comes first, and it waits
// for the match that it names.
func TestNewestWinnerStands(t *testing.T) {
	d := open(t)
	for _, late := range []bool{false, true} {
		scratch(t, d, func(b *book) {
			p := scene()
			b.feed(p.entries...)
			posting := at(alice, 1)
			old := p.write(ledger.County, record.ConflictWinner, posting, 0, record.Winner{Place: 1, Match: refOf(at(alice, 3))})
			newer := p.write(ledger.County, record.ConflictWinner, posting, 0, record.Winner{Place: 1, Match: refOf(at(eve, 2))})
			taken := p.write(eve, record.MatchTaken, at(eve, 2), 0, record.Taken{Posting: refOf(posting), Worker: refOf(at(eve, 1)), Place: 1})
			b.feed(taken)
			if late {
				old, newer = newer, old
			}
			b.feed(old, newer)
			if got := b.one(`SELECT posting, place, match FROM winner`); got != "1-1-1 | 1 | 3-1-2" {
				t.Errorf("late %v: %s", late, got)
			}
		})
	}
}

func TestLateIsAMark(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		b.feed(p.write(ledger.County, record.MatchLate, at(alice, 3), 0, struct{}{}))
		if got := b.one(`SELECT state, late FROM match`); got != "taken | 1" {
			t.Errorf("%s", got)
		}
		if got := b.one(`SELECT taken FROM posting`); got != "1" {
			t.Errorf("%s taken: it stands", got)
		}
	})
}
