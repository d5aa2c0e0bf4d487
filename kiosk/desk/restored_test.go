package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// A station whose disk died comes back from yesterday's backup. Until the county has given it a
// new epoch it gives no place, though it goes on working; then what the county had of it comes
// back, the places that the old disk held are there for all, and none is given twice.
func TestRestoredStation(t *testing.T) {
	ctx := t.Context()
	c := newCounty(t)
	a, b := c.machine(t, "a"), c.station("b")
	p := open(t, a.Desk, 4)
	round(t, a.Desk)
	round(t, b)
	file := filepath.Join(t.TempDir(), "backup")
	if err := a.Store().Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	early := worker(t, a.Desk, 1)
	m := a.take(t, p, early)
	round(t, a.Desk) // acknowledged: it must come back
	old := a.origin(t)
	if err := a.Store().Close(); err != nil {
		t.Fatal(err)
	}
	if kept, err := store.Restore(ctx, a.dir, file, fixedNow); err != nil || kept == "" {
		t.Fatalf("restore: kept %q, %v", kept, err)
	}
	a.start(t)

	w := worker(t, a.Desk, 2)
	if row, err := a.Store().Posting(ctx, p); err != nil || row.PlacesHere != 0 {
		t.Errorf("a restored station shows %d places, %v", row.PlacesHere, err)
	}
	if _, err := a.Take(ctx, desk.Self, p, w); market.Code(err) != "no_place_here" {
		t.Errorf("a restored station gives a place: %v", err)
	}
	round(t, a.Desk)
	if o := a.origin(t); o.Station != old.Station || o.Epoch <= old.Epoch {
		t.Errorf("it writes as %s", o)
	}
	if got, err := a.Store().Match(ctx, m); err != nil || got.Worker != early {
		t.Errorf("what the county had did not come back: %+v, %v", got, err)
	}
	if got, err := a.Store().Worker(ctx, early); err != nil || got.Phone == "" {
		t.Errorf("the person did not come back: %+v, %v", got, err)
	}
	names, err := a.Store().Renamed(ctx, old)
	if err != nil {
		t.Fatal(err)
	}
	w = market.WorkerID(names[string(w)])
	tries := 0
	for ; tries <= 7; tries++ {
		if _, err = a.Take(ctx, desk.Self, p, w); err == nil {
			break
		}
		round(t, a.Desk)
		round(t, b)
	}
	if err != nil {
		t.Errorf("no place after %d rounds: %v", tries, err)
	}
	for i := range 2 { // all four places can be taken
		d := []*desk.Desk{b, a.Desk}[i]
		who := worker(t, d, 10+i)
		for tries := 0; ; tries++ {
			if _, err = d.Take(ctx, desk.Self, p, who); err == nil {
				break
			}
			if tries > 7 {
				t.Fatalf("no place: %v", err)
			}
			round(t, a.Desk)
			round(t, b)
		}
	}
	round(t, a.Desk)
	round(t, b)
	round(t, a.Desk)
	if x, y := standing(t, a.Desk, p), standing(t, b, p); len(x) != 4 || !slices.Equal(x, y) {
		t.Errorf("four people have places; one shows\n%s another\n%s", x, y)
	}
	if r := c.rows(t, "conflicts"); len(r) != 0 {
		t.Errorf("conflicts: %v", r)
	}
	if _, broken, err := a.Store().Verify(ctx); broken != 0 || err != nil {
		t.Errorf("chain broken at %d, %v", broken, err)
	}
}

// Somebody copies yesterday's database file back without the tool: the witness beside it
// remembers more, so no place is given either.
func TestWitness(t *testing.T) {
	ctx := t.Context()
	c := newCounty(t)
	a := c.machine(t, "a")
	p := open(t, a.Desk, 4)
	round(t, a.Desk)
	file := filepath.Join(t.TempDir(), "backup")
	keep := func() {
		t.Helper()
		d, err := sqldb.Open(filepath.Join(a.dir, "station.db"))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(d.Backup(ctx, file), d.Close()); err != nil {
			t.Fatal(err)
		}
	}
	keep()
	a.take(t, p, worker(t, a.Desk, 1))
	putBack := func() {
		if err := a.Store().Close(); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(a.dir, "station.db"), b, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"station.db-wal", "station.db-shm"} {
			if err := os.Remove(filepath.Join(a.dir, name)); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		a.start(t)
	}
	putBack()
	if _, err := a.Take(ctx, desk.Self, p, worker(t, a.Desk, 2)); market.Code(err) != "no_place_here" {
		t.Errorf("it gives a place that it may have given before: %v", err)
	}
	old := a.origin(t)
	round(t, a.Desk)
	if a.origin(t) == old {
		t.Error("no new epoch")
	}

	// The same file once more, which is of an epoch before that one.
	putBack()
	if _, err := a.Take(ctx, desk.Self, p, worker(t, a.Desk, 4)); market.Code(err) != "no_place_here" {
		t.Errorf("a database of an older epoch gives a place: %v", err)
	}
	round(t, a.Desk)
	if got := a.origin(t); got.Epoch != 3 {
		t.Errorf("the folder goes on as %s, want the third epoch", got)
	}

	// Without a witness the county finds it all the same.
	keep()
	worker(t, a.Desk, 3)
	round(t, a.Desk)
	if err := os.Remove(filepath.Join(a.dir, "witness")); err != nil {
		t.Fatal(err)
	}
	putBack()
	old = a.origin(t)
	round(t, a.Desk)
	if a.origin(t) == old {
		t.Error("no new epoch without a witness")
	}
}
