package store_test

import (
	"errors"
	"path/filepath"
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// In a group a refused write undoes itself alone; the others are saved together.
func TestGroup(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	refusal := market.Refuse("full")
	err := s.Group(t.Context(), func() error {
		for i := range 5 {
			err := s.Write(t.Context(), "self", func(w *store.Writer) error {
				if err := w.Put(record.CheckInMade, w.NewRef(), 0, record.CheckIn{Day: "2026-11-22", Number: i}); err != nil {
					return err
				}
				if i == 2 {
					return refusal
				}
				return nil
			})
			if (err != nil) != (i == 2) {
				t.Errorf("write %d: %v", i, err)
			}
			if n, want := counts(t, s).Facts, []uint64{1, 2, 2, 3, 4}[i]; n != want {
				t.Errorf("after write %d the group sees %d facts, want %d", i, n, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.CheckIns(t.Context(), "")
	if err != nil || len(l) != 4 {
		t.Errorf("%d check-ins (%v), want 4", len(l), err)
	}
	for _, c := range l {
		if c.Number == 2 {
			t.Error("the refused write was saved")
		}
	}
	if facts, broken, err := s.Verify(t.Context()); err != nil || facts != 4 || broken != 0 {
		t.Errorf("%d facts, broken at %d, %v", facts, broken, err)
	}
}

func TestGroupRollsBack(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	stop := errors.New("stop")
	err := s.Group(t.Context(), func() error {
		mustCheckIn(s, t)
		return stop
	})
	if !errors.Is(err, stop) || counts(t, s).Facts != 0 {
		t.Errorf("%v, %d facts", err, counts(t, s).Facts)
	}
	mustCheckIn(s, t) // outside of any group again
	if counts(t, s).Facts != 1 {
		t.Error("the write after the group was lost")
	}
}

// A group whose commit fails saved nothing, whatever its writes were told.
func TestGroupWithFailedCommit(t *testing.T) {
	dir := t.TempDir()
	s, _ := enrolled(t, dir, noon)
	behind(t, dir, `CREATE TABLE parent (a INTEGER PRIMARY KEY); CREATE TABLE child (a INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
		CREATE TRIGGER spoil AFTER INSERT ON check_in BEGIN INSERT INTO child VALUES (1); END`)
	err := s.Group(t.Context(), func() error { mustCheckIn(s, t); mustCheckIn(s, t); return nil })
	if market.Code(err) != "disk_error" || counts(t, s).Facts != 0 {
		t.Errorf("%v, %d facts; want disk_error and none", err, counts(t, s).Facts)
	}
}

// A fault in the middle may take the whole transaction with it. Then nothing that follows may
// be saved on its own, and the group must not call itself done.
func TestGroupAfterAFault(t *testing.T) {
	dir := t.TempDir()
	s, _ := enrolled(t, dir, noon)
	behind(t, dir, `CREATE TRIGGER spoil AFTER INSERT ON check_in WHEN NEW.number = 2 BEGIN SELECT RAISE(ROLLBACK, 'gone'); END`)
	write := func(n int) error {
		return s.Write(t.Context(), "self", func(w *store.Writer) error {
			return w.Put(record.CheckInMade, w.NewRef(), 0, record.CheckIn{Day: "2026-11-22", Number: n})
		})
	}
	err := s.Group(t.Context(), func() error {
		for n := range 5 {
			err := write(n)
			if (err == nil) != (n < 2) {
				t.Errorf("write %d: %v", n, err)
			}
			if n >= 2 && market.Code(err) != "disk_error" {
				t.Errorf("write %d: %v, want disk_error", n, err)
			}
		}
		return nil
	})
	if market.Code(err) != "disk_error" {
		t.Errorf("the group: %v, want disk_error", err)
	}
	if n := counts(t, s).Facts; n != 0 {
		t.Errorf("%d facts saved, want none", n)
	}
	behind(t, dir, `DROP TRIGGER spoil`)
	if err := write(2); err != nil {
		t.Error(err)
	}
}

// A disk that is full for one write of a group is full for the group, also where the rest of
// the transaction could still be saved: its replies will all say that nothing was.
func TestGroupOnAFullDisk(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	full := fullDisk(t)
	err := s.Group(t.Context(), func() error {
		mustCheckIn(s, t)
		if err := s.Write(t.Context(), "self", func(*store.Writer) error { return full }); market.Code(err) != "disk_full" {
			t.Errorf("the write: %v", err)
		}
		return nil
	})
	if market.Code(err) != "disk_full" || counts(t, s).Facts != 0 {
		t.Errorf("the group: %v, %d facts; want disk_full and none", err, counts(t, s).Facts)
	}
}

// fullDisk gives the error of a database that must not grow.
func fullDisk(t *testing.T) error {
	t.Helper()
	d, err := sqldb.Open(filepath.Join(t.TempDir(), "small.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	err = d.Update(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`PRAGMA max_page_count = 2; CREATE TABLE x (a); INSERT INTO x VALUES (zeroblob(100000))`)
		return err
	})
	if !sqldb.IsFull(err) {
		t.Fatalf("%v is no full disk", err)
	}
	return err
}
