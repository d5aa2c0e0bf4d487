package store_test

import (
	"errors"
	"os"
	"testing"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

func TestNotEnrolled(t *testing.T) {
	s, err := store.Open(t.Context(), t.TempDir(), noon)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := checkIn(s, t, "2026-11-22"); !errors.Is(err, store.ErrNotEnrolled) {
		t.Errorf("write: %v", err)
	}
	if _, err := s.Identity(t.Context()); !errors.Is(err, store.ErrNotEnrolled) {
		t.Errorf("identity: %v", err)
	}
	if _, _, err := s.Prepare(t.Context(), true); !errors.Is(err, store.ErrNotEnrolled) {
		t.Errorf("prepare: %v", err)
	}
}

// A write is all or nothing: what it did before it was refused is gone, numbers included.
func TestRefusedWriteLeavesNothing(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	mustCheckIn(s, t)
	refusal := market.Refuse("full")
	var first market.Ref
	err := s.Write(t.Context(), "self", func(w *store.Writer) error {
		first = w.NewRef()
		if err := w.Put(record.CheckInMade, first, 0, record.CheckIn{Day: "2026-11-22"}); err != nil {
			return err
		}
		if _, err := w.Print(store.PrintJob{Match: "12-1-9", Code: "x"}); err != nil {
			return err
		}
		return refusal
	})
	if !errors.Is(err, refusal) {
		t.Errorf("%v", err)
	}
	if jobs, err := s.PrintJobs(t.Context(), 9); err != nil || len(jobs) != 0 || counts(t, s).Facts != 1 {
		t.Errorf("%d print jobs, %d facts (%v)", len(jobs), counts(t, s).Facts, err)
	}
	_ = s.Write(t.Context(), "self", func(w *store.Writer) error {
		if next := w.NewRef(); next != first {
			t.Errorf("next identifier %s, want %s again", next, first)
		}
		return refusal
	})
}

// A fact of our own that the ledger does not take is a fault of the program: it must not be
// saved, or it would stand in every station's quarantine.
func TestOwnFactWithoutEffect(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	for name, put := range map[string]func(w *store.Writer) error{
		"unusable": func(w *store.Writer) error {
			return w.Put(record.PostingOpened, w.NewRef(), 0, record.Posting{Headcount: -1})
		},
		"waiting": func(w *store.Writer) error {
			return w.Put(record.MatchCancelled, market.Ref{Origin: origin, N: 99}, 0, record.Cancelled{})
		},
		"unknown kind": func(w *store.Writer) error { return w.Put("place.conjured", w.NewRef(), 0, struct{}{}) },
		"too large": func(w *store.Writer) error {
			return w.Put(record.CheckInMade, w.NewRef(), 0, record.CheckIn{Day: string(make([]byte, record.MaxFact))})
		},
	} {
		if err := s.Write(t.Context(), "self", put); err == nil || market.Code(err) != "" {
			t.Errorf("%s: %v, want a fault of the program", name, err)
		}
		if c := counts(t, s); c.Facts != 0 || c.Bad != 0 || c.Parked != 0 {
			t.Errorf("%s: left %+v", name, c)
		}
	}
}

// Clocks are set back; the times within a journal never go back, for they are shown in order.
func TestTimeNeverGoesBack(t *testing.T) {
	at := noon()
	s, _ := enrolled(t, t.TempDir(), func() time.Time { return at })
	for _, move := range []time.Duration{0, time.Hour, -48 * time.Hour, time.Minute, 72 * time.Hour} {
		at = at.Add(move)
		mustCheckIn(s, t)
	}
	b, err := s.Batch(t.Context(), origin, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	last := int64(0)
	for i, raw := range b.Facts {
		f, err := record.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		if f.At < last {
			t.Errorf("fact %d is %v older than the one before", i+1, time.Duration(last-f.At)*time.Millisecond)
		}
		last = f.At
	}
	if last != at.UnixMilli() {
		t.Errorf("the last is at %d, want %d", last, at.UnixMilli())
	}
}

// A commit that fails for whatever reason: the database is opened again, the truth is looked
// up, and told.
func TestFailedCommit(t *testing.T) {
	dir := t.TempDir()
	s, _ := enrolled(t, dir, noon)
	mustCheckIn(s, t)
	// A foreign key that is looked at only at the commit makes the next one fail.
	behind(t, dir, `CREATE TABLE parent (a INTEGER PRIMARY KEY); CREATE TABLE child (a INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
		CREATE TRIGGER spoil AFTER INSERT ON check_in BEGIN INSERT INTO child VALUES (1); END`)
	if err := checkIn(s, t, "2026-11-22"); market.Code(err) != "disk_error" {
		t.Errorf("%v, want disk_error", err)
	}
	if c := counts(t, s); c.Facts != 1 {
		t.Errorf("%d facts, want the one from before", c.Facts)
	}
	behind(t, dir, `DROP TRIGGER spoil`)
	mustCheckIn(s, t)
	if facts, broken, err := s.Verify(t.Context()); err != nil || facts != 2 || broken != 0 {
		t.Errorf("%d facts, broken at %d, %v", facts, broken, err)
	}
}

func TestVerify(t *testing.T) {
	for name, c := range map[string]struct {
		damage string
		broken uint64
	}{
		"whole":           {`SELECT 1`, 0},
		"a changed byte":  {`UPDATE fact SET bytes = CAST(bytes || X'00' AS BLOB) WHERE seq = 3`, 3},
		"a missing fact":  {`DELETE FROM fact WHERE seq = 2`, 2},
		"a missing tail":  {`DELETE FROM fact WHERE seq = 5`, 5}, // the county has it
		"nothing is left": {`DELETE FROM fact`, 1},
	} {
		dir := t.TempDir()
		s, _ := enrolled(t, dir, noon)
		for range 5 {
			mustCheckIn(s, t)
		}
		if err := s.Acked(t.Context(), origin, 5); err != nil {
			t.Fatal(err)
		}
		behind(t, dir, c.damage)
		if _, broken, err := s.Verify(t.Context()); err != nil || broken != c.broken {
			t.Errorf("%s: broken at %d (%v), want %d", name, broken, err, c.broken)
		}
	}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	release, err := store.Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Lock(dir); market.Code(err) != "busy" {
		t.Errorf("a second time: %v, want busy", err)
	}
	release()
	again, err := store.Lock(dir)
	if err != nil {
		t.Fatalf("after it was let go: %v", err)
	}
	again()
}

// When even looking fails after a failed commit, nobody can say what was saved, and the error
// says just that.
func TestUnknownOutcome(t *testing.T) {
	dir := t.TempDir()
	s, _ := enrolled(t, dir, noon)
	behind(t, dir, `CREATE TABLE parent (a INTEGER PRIMARY KEY); CREATE TABLE child (a INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
		CREATE TRIGGER spoil AFTER INSERT ON check_in BEGIN INSERT INTO child VALUES (1); END`)
	if err := os.RemoveAll(dir); err != nil { // the disk is pulled out
		t.Fatal(err)
	}
	if err := checkIn(s, t, "2026-11-22"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("%v, want an unknown outcome", err)
	}
}
