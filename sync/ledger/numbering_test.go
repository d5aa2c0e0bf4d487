package ledger_test

import (
	"fmt"
	"testing"

	"yizhan/sync/ledger"
	"yizhan/sync/record"
)

// What the county numbers in the opener's stead stands over what still comes of the opener's
// time before, and no place of the one is a place of the other.
func TestTheCountysNumberingStands(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		b.feed(p.write(ledger.County, record.PostingRevised, at(alice, 1), 0, with(func(b *record.Posting) {
			b.Headcount, b.Added, b.Restored, b.Notes = 6, 2, []int{2}, "the county's"
		})))
		b.feed(p.write(alice, record.PostingRevised, at(alice, 1), 0, with(func(b *record.Posting) {
			b.Headcount, b.Added, b.Withdrawn, b.Notes = 4, 1, []int{2}, "alice's"
		})))
		if got := b.one(`SELECT headcount, rev_station FROM posting`); got != "6 | 1" {
			t.Errorf("%s; want the county's heads and alice's words", got)
		}
		got := b.rows(`SELECT n, station, epoch, withdrawn FROM place`)
		want := []string{"1 | 1 | 1 | 0", "2 | 1 | 1 | 0", "3 | 2 | 1 | 0", "4 | 1 | 1 | 0", "4996 | 0 | 1 | 0", "4997 | 0 | 1 | 0"}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("places\n%v, want\n%v", got, want)
		}
	})
}
