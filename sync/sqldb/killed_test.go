package sqldb_test

import (
	"errors"
	"path/filepath"
	"testing"

	"yizhan/sync/sqldb"
	"yizhan/sync/sqldb/powercut"
)

// station opens the database of a disk.
func station(t *testing.T, d *powercut.Disk) ledgers {
	t.Helper()
	db, err := sqldb.Open(filepath.Join(d.Folder("station"), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	return of(db)
}

// five is a disk with five transactions on it.
func five(t *testing.T) *powercut.Disk {
	t.Helper()
	d := powercut.New(t, 512)
	write(t, d, 1, 5, func() ledgers { return station(t, d) })
	return d
}

// count is how many transactions can be read. It writes nothing, so it syncs nothing.
func (l ledgers) count(t *testing.T) (n int) {
	t.Helper()
	err := l.update(func(tx transaction) error {
		if err := tx.QueryRow(`SELECT COUNT(*) FROM entry`).Scan(&n); err != nil {
			return err
		}
		return errUndone
	})
	if !errors.Is(err, errUndone) {
		t.Fatal(err)
	}
	return n
}

// A program that is killed between writing and syncing leaves transactions that the next one
// can read. What that one shows, or acknowledges, must be there after a power cut too.
func TestKilledThenPowerCut(t *testing.T) {
	base := five(t)
	for killed, at := true, 0; killed; at++ {
		d := base.Copy()
		l := station(t, d)
		d.Break(powercut.Killed, at, 0)
		killed = l.add(6, make([]byte, 9000), false) != nil
		_ = l.close() // it was killed
		d.Mend()
		l = station(t, d)
		shown := l.count(t)
		for seed := range uint64(20) {
			after := d.Cut(d.Moment(), seed)
			if there := look(t, after); there < shown {
				t.Fatalf("killed after change %d: %d transactions were shown, %d are there after a cut (seed %d)", at, shown, there, seed)
			}
			after.Close()
		}
		if err := l.close(); err != nil {
			t.Fatal(err)
		}
		d.Close()
	}
}

// What was refused is not there, now or after the program was killed, although a commit whose
// sync failed lies whole in the log.
func TestRefusedDoesNotComeBack(t *testing.T) {
	base := five(t)
	for _, times := range []int{1, 2, 0} {
		refused, doubted := 0, 0
		for said, at := false, 0; !said; at++ {
			d := base.Copy()
			l := station(t, d)
			d.Break(powercut.BadSync, at, times)
			err := l.add(6, make([]byte, 9000), false)
			said = err == nil
			c, failed := errors.AsType[*sqldb.CommitError](err)
			d.Mend()
			d.Break(powercut.Killed, 0, 0)
			_ = l.close() // it was killed
			d.Mend()
			l = station(t, d)
			switch n := l.count(t); {
			case failed && c.Doubt:
				doubted++
			case said && n == 6:
			case failed && n == 5:
				refused++
			default:
				t.Fatalf("fault after change %d: %v, but %d transactions are there", at, err, n)
			}
			if err := l.close(); err != nil {
				t.Fatal(err)
			}
			d.Close()
		}
		if times == 1 && (refused == 0 || doubted > 0) || times != 1 && doubted == 0 {
			t.Errorf("%d faults: %d commits refused, %d in doubt", times, refused, doubted)
		}
	}
}
