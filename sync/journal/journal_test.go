package journal_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

const county = 7

var (
	mine   = market.Origin{Station: 12, Epoch: 1}
	second = market.Origin{Station: 12, Epoch: 2}
	theirs = market.Origin{Station: 13, Epoch: 1}
)

func open(t *testing.T) *sqldb.DB {
	t.Helper()
	d, err := sqldb.Open(filepath.Join(t.TempDir(), "journal.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := d.Migrate(t.Context(), "journal", journal.Schema()); err != nil {
		t.Fatal(err)
	}
	return d
}

// update runs f in one transaction that must commit.
func update(t *testing.T, d *sqldb.DB, f func(ctx context.Context, tx *sqldb.Tx) error) {
	t.Helper()
	if err := d.Update(t.Context(), func(tx *sqldb.Tx) error { return f(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// grow appends n facts to o's journal and gives all of its entries.
func grow(t *testing.T, d *sqldb.DB, o market.Origin, n int) []journal.Entry {
	t.Helper()
	var all []journal.Entry
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		for range n {
			head, err := journal.HeadOf(ctx, tx, county, o)
			if err != nil {
				return err
			}
			f := &record.Fact{
				Kind: record.MatchContacted, ID: market.Ref{Origin: o, N: uint32(head.Seq) + 100},
				By: fmt.Sprint("clerk ", head.Seq), Body: []byte{0xa0},
			}
			if _, err := journal.Append(ctx, tx, o, head, f); err != nil {
				return err
			}
		}
		var err error
		all, err = journal.Read(ctx, tx, o, 0, 10_000)
		return err
	})
	return all
}

func verify(t *testing.T, d *sqldb.DB, o market.Origin) (facts, broken uint64) {
	t.Helper()
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) (err error) {
		facts, broken, err = journal.Verify(ctx, tx, county, o)
		return err
	})
	return facts, broken
}

func TestAppend(t *testing.T) {
	d := open(t)
	link := record.Genesis(county, mine)
	for i, e := range grow(t, d, mine, 5) {
		link = record.Next(link, e.Bytes)
		if e.Origin != mine || e.Seq != uint64(i)+1 || e.Hash != link || e.Rev != 0 {
			t.Errorf("entry %d is %+v, want link %x", i+1, e, link)
		}
	}
	grow(t, d, theirs, 2)
	grow(t, d, second, 1)
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		for o, want := range map[market.Origin]uint64{mine: 5, theirs: 2, second: 1, {Station: 14, Epoch: 1}: 0} {
			head, err := journal.HeadOf(ctx, tx, county, o)
			if err != nil || head.Seq != want {
				t.Errorf("head of %s is %d (%v), want %d", o, head.Seq, err, want)
			}
			if want == 0 && head.Hash != record.Genesis(county, o) {
				t.Errorf("an empty journal's link is not its genesis")
			}
		}
		head, _ := journal.HeadOf(ctx, tx, county, mine)
		if head.Hash != link {
			t.Errorf("head's link is %x, want %x", head.Hash, link)
		}
		return nil
	})
	if facts, broken := verify(t, d, mine); facts != 5 || broken != 0 {
		t.Errorf("verified %d facts, broken at %d", facts, broken)
	}
}

// A number that was used can never be used again, whatever is tried.
func TestSeqIsUsedOnce(t *testing.T) {
	d := open(t)
	first := grow(t, d, mine, 2)[0]
	first.Bytes = []byte("another fact")
	err := d.Update(t.Context(), func(tx *sqldb.Tx) error { return journal.Put(t.Context(), tx, first, "k", "thing", "") })
	if err == nil {
		t.Error("seq 1 was written twice")
	}
}

func TestHashAt(t *testing.T) {
	d := open(t)
	all := grow(t, d, mine, 3)
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		// What others said stands here without a link: it proves nothing about their journal.
		return journal.Put(ctx, tx, journal.Entry{Origin: theirs, Seq: 9, Bytes: []byte{0xa0}, Rev: 4}, "k", "thing", "")
	})
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, c := range []struct {
			o    market.Origin
			seq  uint64
			want record.Hash
			ok   bool
		}{
			{mine, 0, record.Genesis(county, mine), true},
			{mine, 1, all[0].Hash, true},
			{mine, 3, all[2].Hash, true},
			{mine, 4, record.Hash{}, false},
			{mine, 1 << 40, record.Hash{}, false},
			{theirs, 9, record.Hash{}, false},
			{theirs, 0, record.Genesis(county, theirs), true},
		} {
			got, ok, err := journal.HashAt(ctx, tx, county, c.o, c.seq)
			if err != nil || ok != c.ok || got != c.want {
				t.Errorf("link %d of %s: %x, %v, %v; want %x, %v", c.seq, c.o, got, ok, err, c.want, c.ok)
			}
		}
		if head, err := journal.HeadOf(ctx, tx, county, theirs); err != nil || head.Seq != 0 {
			t.Errorf("a loose row became a head: %+v, %v", head, err)
		}
		return nil
	})
}

func TestReadAndBetween(t *testing.T) {
	d := open(t)
	all := grow(t, d, mine, 7)
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		got, err := journal.Read(ctx, tx, mine, 2, 3)
		if err != nil || !reflect.DeepEqual(got, all[2:5]) {
			t.Errorf("after 2, three: %v, %v", got, err)
		}
		if got, err := journal.Read(ctx, tx, mine, 7, 3); err != nil || len(got) != 0 {
			t.Errorf("after the last: %v, %v", got, err)
		}
		if got, err := journal.Between(ctx, tx, mine, 6, 9); err != nil || !reflect.DeepEqual(got, []uint64{6, 7}) {
			t.Errorf("from 6 to 9: %v, %v", got, err)
		}
		if got, err := journal.Between(ctx, tx, theirs, 1, 9); err != nil || len(got) != 0 {
			t.Errorf("of another journal: %v, %v", got, err)
		}
		return nil
	})
}

// Whatever is done to a journal behind the program's back, Verify names the first fact that is
// not as it was written. 1,003 facts go over the size of one read.
func TestVerifyFindsDamage(t *testing.T) {
	d := open(t)
	grow(t, d, mine, 1003)
	grow(t, d, theirs, 3)
	for name, c := range map[string]struct {
		damage string
		broken uint64
	}{
		"a changed byte":       {`UPDATE fact SET bytes = CAST(bytes || X'00' AS BLOB) WHERE station = 12 AND seq = 777`, 777},
		"a changed link":       {`UPDATE fact SET hash = (SELECT hash FROM fact WHERE station = 12 AND seq = 5) WHERE station = 12 AND seq = 777`, 777},
		"no link":              {`UPDATE fact SET hash = NULL WHERE station = 12 AND seq = 500`, 500},
		"a missing fact":       {`DELETE FROM fact WHERE station = 12 AND seq = 501`, 501},
		"the first missing":    {`DELETE FROM fact WHERE station = 12 AND seq = 1`, 1},
		"the last changed":     {`UPDATE fact SET bytes = X'A0' WHERE station = 12 AND seq = 1003`, 1003},
		"another journal's":    {`UPDATE fact SET bytes = (SELECT bytes FROM fact WHERE station = 13 AND seq = 2) WHERE station = 12 AND seq = 2`, 2},
		"two in wrong order":   {`UPDATE fact SET bytes = (SELECT bytes FROM fact WHERE station = 12 AND seq = 9) WHERE station = 12 AND seq = 8`, 8},
		"a gap in the numbers": {`UPDATE fact SET seq = 2000 WHERE station = 12 AND seq = 1003`, 1003},
		"only its rev is set":  {`UPDATE fact SET rev = 77 WHERE station = 12 AND seq = 8`, 0},
	} {
		undo := fmt.Errorf("undo")
		err := d.Update(t.Context(), func(tx *sqldb.Tx) error {
			if r, err := tx.Exec(c.damage); err != nil {
				return err
			} else if n, _ := r.RowsAffected(); n != 1 {
				t.Errorf("%s: %d rows", name, n)
			}
			facts, broken, err := journal.Verify(t.Context(), tx, county, mine)
			if err != nil {
				return err
			}
			if broken != c.broken {
				t.Errorf("%s: broken at %d after %d facts, want %d", name, broken, facts, c.broken)
			}
			return undo
		})
		if err != undo { //nolint:errorlint // the very value
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, broken := verify(t, d, mine); broken != 0 {
		t.Errorf("whole again, but broken at %d", broken)
	}
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, broken, err := journal.Verify(ctx, tx, county+1, mine); err != nil || broken != 1 {
			t.Errorf("as another county's journal: broken at %d (%v), want 1", broken, err)
		}
		return nil
	})
}
