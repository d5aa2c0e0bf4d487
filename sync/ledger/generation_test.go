package ledger_test

import (
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// second is the county's journal of its second generation.
var second = market.Origin{Epoch: 2}

func opened(p *pen) journal.Entry {
	return p.write(second, record.GenerationOpened, record.GenerationRef(2), 0, record.Generation{Gen: 2})
}

// A grant that the county forgot is known again by what its holder lists, and a return that
// builds on it takes effect, whichever comes first.
func TestHoldingsBringBackLostGrants(t *testing.T) {
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {2, 1, 0}} {
		d := open(t)
		scratch(t, d, func(b *book) {
			p := scene()
			b.feed(p.entries...)
			posting := at(alice, 1)
			lost := []journal.Entry{
				opened(p),
				p.write(bob, record.PlaceReturned, posting, 0, record.Moved{Moves: []record.Move{{Place: 3, Hop: 9}}}),
				p.write(bob, record.PlaceHeld, posting, 0, record.Held{
					Gen: 2, Mine: []record.Move{{Place: 2, Hop: 8}}, Back: []record.Move{{Place: 3, Hop: 9}},
				}),
			}
			for _, i := range order {
				b.feed(lost[i])
			}
			if got := b.one(`SELECT station, epoch, hop FROM place WHERE n = 2`); got != "2 | 1 | 8" {
				t.Errorf("order %v: the place that bob lists is held by %s", order, got)
			}
			if got := b.one(`SELECT station, epoch, hop FROM place WHERE n = 3`); got != "0 | 1 | 9" {
				t.Errorf("order %v: the place that bob gave back is held by %s", order, got)
			}
			if l := b.rows(`SELECT needs FROM parked UNION ALL SELECT why FROM quarantine`); len(l) > 0 {
				t.Errorf("order %v: %v", order, l)
			}
			b.feed(p.write(alice, record.PlaceHeld, posting, 0, record.Held{Gen: 2, Mine: []record.Move{{Place: 2, Hop: 7}}}))
			if got := b.one(`SELECT station FROM place WHERE n = 2`); got != "2" {
				t.Errorf("a lesser hop took the place: %s", got)
			}
		})
	}
}

// A request that a lost grant answered is granted, not open.
func TestHoldingsBringBackGrantedRequests(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		b.feed(p.write(bob, record.PlaceRequested, at(bob, 7), 0, record.Requested{Posting: refOf(at(alice, 1)), Worker: refOf(at(bob, 1))}), opened(p))
		b.feed(p.write(bob, record.PlaceHeld, at(alice, 1), 0, record.Held{Gen: 2, Granted: []record.Ref{refOf(at(bob, 7))}}))
		if got := b.one(`SELECT state FROM request WHERE id = ?`, at(bob, 7).String()); got != "granted" {
			t.Errorf("the request is %s", got)
		}
	})
}

// What an older generation recalled, and what answered it, counts no more, before or after the
// new one was heard of.
func TestRecallsOfAnOlderGenerationAreVoid(t *testing.T) {
	for _, late := range []bool{false, true} {
		d := open(t)
		scratch(t, d, func(b *book) {
			p := scene()
			b.feed(p.entries...)
			posting := at(alice, 1)
			old := p.write(ledger.County, record.PlaceRecalled, posting, 0, record.Recalled{Station: 1, Epoch: 1, Want: 2})
			answer := p.write(alice, record.PlaceReturned, posting, 0, record.Moved{Moves: []record.Move{{Place: 3, Hop: 1}}, Recall: 1})
			gen, fresh := opened(p), p.write(second, record.PlaceRecalled, posting, 0, record.Recalled{Station: 1, Epoch: 1, Want: 1})
			if late {
				b.feed(fresh, gen, old, answer)
			} else {
				b.feed(old, answer, gen, fresh)
			}
			if got := b.one(`SELECT COALESCE(SUM(want), 0) FROM recall WHERE station = 1`); got != "1" {
				t.Errorf("late %t: %s wanted, want 1", late, got)
			}
			b.feed(p.write(alice, record.PlaceReturned, posting, 0, record.Moved{Moves: []record.Move{{Place: 2, Hop: 1}}, Recall: 1, Gen: 2}))
			if got := b.one(`SELECT COALESCE(SUM(want), 0) FROM recall WHERE station = 1`); got != "0" {
				t.Errorf("late %t: %s wanted after the answer", late, got)
			}
		})
	}
}

// The county's journal of a new generation begins at 1 again, and yet what it says is the newest.
func TestNewGenerationHasTheLastWord(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := newPen()
		about := at(ledger.County, 5)
		say := func(o market.Origin, name string) journal.Entry {
			return p.write(o, record.StationEnrolled, about, 0, record.StationInfo{Epoch: 1, Name: name, Area: "410423103000", Sign: make([]byte, 32)})
		}
		first := say(ledger.County, "one")
		older := say(ledger.County, "two")
		newer := say(second, "three")
		b.feed(first, newer, older)
		if got := b.one(`SELECT name FROM station WHERE no = 5`); got != "three" {
			t.Errorf("the station is called %s", got)
		}
	})
}
