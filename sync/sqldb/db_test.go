package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"yizhan/sync/sqldb"
)

func open(t *testing.T) *sqldb.DB {
	t.Helper()
	d, err := sqldb.Open(filepath.Join(t.TempDir(), "deep", "strange ?%41#name.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// run executes statements in one transaction each.
func run(t *testing.T, d *sqldb.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if err := exec(d, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func exec(d *sqldb.DB, statement string, args ...any) error {
	return d.Update(context.Background(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(statement, args...)
		return err
	})
}

func count(t *testing.T, d *sqldb.DB, table string) int {
	t.Helper()
	var n int
	err := d.View(context.Background(), func(tx *sqldb.Tx) error { return tx.QueryRow(`SELECT COUNT(*) FROM ` + table).Scan(&n) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Readers come from a pool, so each of its connections must have the settings, not only the
// first. Several transactions at once force several connections.
func TestPragmasHoldOnEveryConnection(t *testing.T) {
	d := open(t)
	want := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"}
	check := func(tx *sqldb.Tx, readOnly string) error {
		for pragma, value := range want {
			var got string
			if err := tx.QueryRow(`PRAGMA ` + pragma).Scan(&got); err != nil {
				return err
			}
			if got != value {
				t.Errorf("%s is %s, want %s", pragma, got, value)
			}
		}
		var got string
		if err := tx.QueryRow(`PRAGMA query_only`).Scan(&got); err != nil || got != readOnly {
			t.Errorf("query_only is %s, want %s (%v)", got, readOnly, err)
		}
		return nil
	}
	if err := d.Update(t.Context(), func(tx *sqldb.Tx) error { return check(tx, "0") }); err != nil {
		t.Fatal(err)
	}
	var ready, done sync.WaitGroup
	ready.Add(4)
	for range 4 {
		done.Go(func() {
			err := d.View(t.Context(), func(tx *sqldb.Tx) error {
				ready.Done()
				ready.Wait() // all four hold a connection now
				return check(tx, "1")
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
}

func TestReadersCannotWrite(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE x (a INTEGER)`)
	for _, statement := range []string{`INSERT INTO x VALUES (1)`, `CREATE TABLE y (a)`, `DELETE FROM x`} {
		err := d.View(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(statement)
			return err
		})
		if err == nil {
			t.Errorf("%s went through in View", statement)
		}
	}
}

// A long look must not make a writer wait, nor see what came after it began.
func TestViewIsOnePicture(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE x (a INTEGER)`)
	err := d.View(t.Context(), func(tx *sqldb.Tx) error {
		for range 2 {
			var n int
			if err := tx.QueryRow(`SELECT COUNT(*) FROM x`).Scan(&n); err != nil || n != 0 {
				t.Errorf("%d rows in a picture of an empty table (%v)", n, err)
			}
			if err := exec(d, `INSERT INTO x VALUES (1)`); err != nil {
				t.Errorf("writing beside a reader: %v", err)
			}
		}
		return nil
	})
	if err != nil || count(t, d, "x") != 2 {
		t.Errorf("%d rows afterwards (%v), want 2", count(t, d, "x"), err)
	}
}

func TestUpdateRollsBack(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE x (a INTEGER)`)
	insert := func(tx *sqldb.Tx) {
		if _, err := tx.Exec(`INSERT INTO x VALUES (1)`); err != nil {
			t.Fatal(err)
		}
	}
	refusal := errors.New("refused")
	if err := d.Update(t.Context(), func(tx *sqldb.Tx) error { insert(tx); return refusal }); !errors.Is(err, refusal) {
		t.Errorf("after an error: %v", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = d.Update(t.Context(), func(tx *sqldb.Tx) error { insert(tx); panic("in the middle") })
	}()
	if n := count(t, d, "x"); n != 0 {
		t.Errorf("%d rows stayed", n)
	}
	run(t, d, `INSERT INTO x VALUES (2)`) // the one writer is free again
}

// The end of a context stops work, but a transaction that came to its commit is committed:
// otherwise nobody could say whether it was.
func TestEndOfContext(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE x (a INTEGER)`)
	ctx, cancel := context.WithCancel(t.Context())
	err := d.Update(ctx, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO x VALUES (1)`)
		cancel()
		return err
	})
	if err != nil || count(t, d, "x") != 1 {
		t.Errorf("ended before its commit: %v, %d rows; want it saved", err, count(t, d, "x"))
	}
	if err := d.Update(ctx, func(*sqldb.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("begun after the end: %v", err)
	}
	if err := d.View(ctx, func(*sqldb.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("looked after the end: %v", err)
	}
}

// A commit can fail although every statement went through. Here a foreign key that is checked
// only at the commit is the reason; in a market it is the disk.
func TestCommitErrorReopens(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE parent (a INTEGER PRIMARY KEY)`, `CREATE TABLE child (a INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)`)
	err := exec(d, `INSERT INTO child VALUES (7)`)
	if _, ok := errors.AsType[*sqldb.CommitError](err); !ok {
		t.Fatalf("%v, want a CommitError", err)
	}
	if n := count(t, d, "child"); n != 0 {
		t.Errorf("%d rows are there after all", n)
	}
	run(t, d, `INSERT INTO parent VALUES (7)`, `INSERT INTO child VALUES (7)`)
	if n := count(t, d, "child"); n != 1 {
		t.Errorf("%d rows after the reopen, want 1", n)
	}
}

func TestCommitErrorBesideReaders(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE parent (a INTEGER PRIMARY KEY)`, `CREATE TABLE child (a INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)`)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for range 50 {
				err := d.View(t.Context(), func(tx *sqldb.Tx) error {
					var n int
					return tx.QueryRow(`SELECT COUNT(*) FROM child`).Scan(&n)
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 5 {
		if err := exec(d, `INSERT INTO child VALUES (7)`); err == nil {
			t.Error("a child without parent was committed")
		}
	}
	all.Wait()
}

func TestClosed(t *testing.T) {
	d, err := sqldb.Open(filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := exec(d, `CREATE TABLE x (a)`); err == nil {
		t.Error("written after Close")
	}
	if err := d.View(t.Context(), func(*sqldb.Tx) error { return nil }); err == nil {
		t.Error("read after Close")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// Two programs hold one file: serve and the desk command beside it.
func TestTwoProgramsTakeTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	var programs [2]*sqldb.DB
	for i := range programs {
		d, err := sqldb.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		programs[i] = d
	}
	run(t, programs[0], `CREATE TABLE x (a INTEGER PRIMARY KEY)`)
	var all sync.WaitGroup
	for p, d := range programs {
		all.Go(func() {
			for i := range 20 {
				// Read, then write by what was read: only an immediate transaction makes that safe.
				err := d.Update(t.Context(), func(tx *sqldb.Tx) error {
					var last int
					if err := tx.QueryRow(`SELECT COALESCE(MAX(a), 0) FROM x`).Scan(&last); err != nil {
						return err
					}
					_, err := tx.Exec(`INSERT INTO x VALUES (?)`, last+1)
					return err
				})
				if err != nil {
					t.Error(fmt.Errorf("program %d, row %d: %w", p, i, err))
				}
			}
		})
	}
	all.Wait()
	if n := count(t, programs[0], "x"); n != 40 {
		t.Errorf("%d rows, want 40", n)
	}
}

// Who closes a database leaves one file, which may be copied as it is.
func TestCloseLeavesOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	d, err := sqldb.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	run(t, d, `CREATE TABLE x (a INTEGER)`, `INSERT INTO x VALUES (1)`)
	for range 2 {
		if n := count(t, d, "x"); n != 1 {
			t.Errorf("%d rows", n)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(path + suffix); err == nil {
			t.Errorf("%s is left", suffix)
		}
	}
}
