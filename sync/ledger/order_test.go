package ledger_test

import (
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// I4 and I5 together: whatever order the facts of a day come in, and however often, the tables
// that screens read are the same, and nothing waits in the end.
func TestSameFactsSamePicture(t *testing.T) {
	d := open(t)
	rapid.Check(t, func(t *rapid.T) {
		day := drawDay(t, rapid.IntRange(1, 60).Draw(t, "steps"))
		want := shown(t, d, day.entries)
		for name, entries := range map[string][]journal.Entry{
			"interleaved": interleave(t, day.entries),
			"shuffled":    rapid.Permutation(day.entries).Draw(t, "shuffled"),
			"twice":       append(append([]journal.Entry{}, day.entries...), day.entries...),
		} {
			if got := shown(t, d, entries); got != want {
				t.Fatalf("%s facts show\n%s\nin the order of their making they show\n%s", name, got, want)
			}
		}
	})
}

// shown takes the entries into an empty ledger and gives its picture.
func shown(t *rapid.T, d *sqldb.DB, entries []journal.Entry) (picture string) {
	scratch(t, d, func(b *book) {
		b.feed(entries...)
		for _, row := range b.rows(`SELECT q.why, f.kind FROM quarantine q JOIN fact f ON f.station = q.station AND f.epoch = q.epoch AND f.seq = q.seq`) {
			t.Fatalf("an honest fact was put in quarantine: %s", row)
		}
		for _, row := range b.rows(`SELECT p.needs, f.kind, f.station, f.epoch, f.seq FROM parked p JOIN fact f ON f.station = p.station AND f.epoch = p.epoch AND f.seq = p.seq`) {
			t.Fatalf("still waiting: %s", row)
		}
		picture = b.picture()
	})
	return picture
}

// interleave mixes the journals, each in its own order.
func interleave(t *rapid.T, entries []journal.Entry) []journal.Entry {
	left := map[market.Origin][]journal.Entry{}
	for _, e := range entries {
		left[e.Origin] = append(left[e.Origin], e)
	}
	out := make([]journal.Entry, 0, len(entries))
	// A permutation of the makers says who is next; each time it is that maker's next fact.
	for _, e := range rapid.Permutation(entries).Draw(t, "makers") {
		out = append(out, left[e.Origin][0])
		left[e.Origin] = left[e.Origin][1:]
	}
	return out
}
