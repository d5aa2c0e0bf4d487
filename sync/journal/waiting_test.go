package journal_test

import (
	"context"
	"reflect"
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

func TestParkAndUnpark(t *testing.T) {
	d := open(t)
	grow(t, d, mine, 3)
	grow(t, d, theirs, 2)
	unpark := func(thing string) (places []string) {
		t.Helper()
		update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
			l, err := journal.Unpark(ctx, tx, thing)
			for _, e := range l {
				places = append(places, market.Ref{Origin: e.Origin, N: uint32(e.Seq)}.String())
				if len(e.Bytes) == 0 {
					t.Errorf("entry %v came without its bytes", e)
				}
			}
			return err
		})
		return places
	}
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, p := range []struct {
			o     market.Origin
			seq   uint64
			needs string
		}{{theirs, 2, "9-1-1"}, {mine, 3, "9-1-1"}, {mine, 1, "9-1-1"}, {mine, 1, "9-1-1"}, {mine, 2, "9-1-2"}, {theirs, 1, "9-1-1"}} {
			if err := journal.Park(ctx, tx, p.o, p.seq, p.needs); err != nil {
				return err
			}
		}
		return nil
	})
	if got := unpark("9-1-3"); got != nil {
		t.Errorf("%v waited for what nobody named", got)
	}
	if got, want := unpark("9-1-1"), []string{"12-1-1", "12-1-3", "13-1-1", "13-1-2"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v waited for 9-1-1, want %v, in the order of their journals", got, want)
	}
	if got := unpark("9-1-1"); got != nil {
		t.Errorf("%v came out twice", got)
	}
	if got, want := unpark("9-1-2"), []string{"12-1-2"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v waited for 9-1-2, want %v", got, want)
	}
}

// A fact is in quarantine once, with the first reason, however often it comes.
func TestQuarantine(t *testing.T) {
	d := open(t)
	grow(t, d, mine, 1)
	update(t, d, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, why := range []string{"headcount of 1000000000", "other words"} {
			if err := journal.Quarantine(ctx, tx, mine, 1, why); err != nil {
				return err
			}
		}
		var n int
		var why string
		err := tx.QueryRow(`SELECT COUNT(*), MIN(why) FROM quarantine`).Scan(&n, &why)
		if n != 1 || why != "headcount of 1000000000" {
			t.Errorf("%d rows, %q", n, why)
		}
		return err
	})
}
