package journal_test

import (
	"context"
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/sqldb"
)

// What the county told of a journal behind its head becomes part of it, with the links that it
// had, up to the first that is missing.
func TestAdopt(t *testing.T) {
	all := grow(t, open(t), mine, 7)
	d := open(t)
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		for i, e := range all {
			switch {
			case e.Seq == 6:
				continue
			case e.Seq > 3:
				e.Hash = [32]byte{} // loose
			}
			if err := journal.Put(ctx, tx, e, "match.contacted", all[i].Origin.String(), ""); err != nil {
				return err
			}
		}
		return nil
	})
	if facts, broken := verify(t, d, mine); facts != 3 || broken != 0 {
		t.Fatalf("%d facts, broken at %d, before", facts, broken)
	}
	for range 2 {
		update(t, d, func(ctx context.Context, tx *sqldb.Tx) error { return journal.Adopt(ctx, tx, county, mine) })
		if facts, broken := verify(t, d, mine); facts != 5 || broken != 0 {
			t.Errorf("%d facts, broken at %d", facts, broken)
		}
	}
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		h, ok, err := journal.HashAt(ctx, tx, county, mine, 5)
		if !ok || h != all[4].Hash {
			t.Errorf("the link at 5 is %x, %v; it was %x", h, ok, all[4].Hash)
		}
		if _, ok, err := journal.HashAt(ctx, tx, county, mine, 7); ok || err != nil {
			t.Errorf("fact 7 has a link without 6: %v", err)
		}
		return err
	})
}
