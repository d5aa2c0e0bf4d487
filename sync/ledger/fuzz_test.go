package ledger_test

import (
	"context"
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Any bytes may stand in a journal, whoever's it is: they take effect, wait, or are put aside and
// change nothing; and the fact behind them takes effect as if nothing had been (I8).
func FuzzTake(f *testing.F) {
	makers := []market.Origin{alice, bob, eve, ledger.County}
	for _, h := range hostile {
		for i, o := range makers {
			if o == h.by {
				f.Add(newPen().write(h.by, h.kind, h.id, h.base, h.body, h.boxes...).Bytes, uint8(i))
			}
		}
	}
	for _, e := range scene().entries {
		f.Add(e.Bytes, uint8(0))
		f.Add(e.Bytes, uint8(3))
	}
	f.Add([]byte{}, uint8(2))
	d := open(f)
	p, before := scene(), ""
	err := d.Update(context.Background(), func(tx *sqldb.Tx) error {
		b := &book{f, context.Background(), tx}
		b.feed(p.entries...)
		before = b.picture()
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte, by uint8) {
		o := makers[int(by)%len(makers)]
		scratch(t, d, func(b *book) {
			out := b.feed(journal.Entry{Origin: o, Seq: p.seqs[o] + 1, Bytes: raw})[0]
			if out.Parked && b.picture() != before {
				t.Errorf("%x waits, but changed the tables", raw)
			}
			if n := len(b.rows(`SELECT * FROM quarantine`)); (n == 1) != (out.Quarantined != "") {
				t.Errorf("%d rows in quarantine, outcome %+v", n, out)
			}
			if wrong := b.rows(`SELECT posting, n FROM place WHERE n < 1 UNION ALL SELECT posting, place FROM match WHERE place < 1`); len(wrong) > 0 {
				t.Errorf("%x made places %q", raw, wrong)
			}
			behind := newPen().write(o, record.WorkerRegistered, at(o, 500), 0, record.Worker{}, record.Box{Data: []byte{1}})
			behind.Seq = p.seqs[o] + 2
			if next := b.feed(behind)[0]; len(next.Applied) == 0 && !taken500(out, o) {
				t.Errorf("behind %x a good fact came to %+v", raw, next)
			}
		})
	})
}

// taken500 says whether the fact before made the thing that the one behind it makes.
func taken500(out ledger.Outcome, o market.Origin) bool {
	for _, a := range out.Applied {
		if a.Fact.ID == at(o, 500) {
			return true
		}
	}
	return false
}
