package sqldb_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"yizhan/sync/sqldb"
)

// A statement that is kept gives what a new one would: in the next transaction, inside its own
// rows, after a fault, and after the table has changed.
func TestKeptStatements(t *testing.T) {
	ctx := t.Context()
	d, err := sqldb.Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	update := func(f func(*sqldb.Tx) error) {
		t.Helper()
		if err := d.Update(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
	exec := func(tx *sqldb.Tx, query string, args ...any) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	}
	const insert = `INSERT INTO thing (n) VALUES (?)`
	update(func(tx *sqldb.Tx) error { return exec(tx, `CREATE TABLE thing (n INTEGER PRIMARY KEY)`) })
	for i := range 3 {
		update(func(tx *sqldb.Tx) error { return errors.Join(exec(tx, insert, 2*i), exec(tx, insert, 2*i+1)) })
	}
	if err := d.Update(ctx, func(tx *sqldb.Tx) error { return exec(tx, insert, 1) }); err == nil {
		t.Error("the same key was taken twice")
	}
	update(func(tx *sqldb.Tx) error { return exec(tx, insert, 6) })
	update(func(tx *sqldb.Tx) error {
		return errors.Join(exec(tx, `ALTER TABLE thing ADD COLUMN more TEXT NOT NULL DEFAULT 'x'`), exec(tx, insert, 7))
	})
	const below = `SELECT n, more FROM thing WHERE n < ? ORDER BY n`
	sum := func(tx *sqldb.Tx, most int, inner func() error) (total int, err error) {
		err = tx.Each(ctx, below, []any{most}, func(rows *sql.Rows) error {
			var n int
			var more string
			if err := rows.Scan(&n, &more); err != nil {
				return err
			}
			total += n
			return inner()
		})
		return total, err
	}
	for name, begin := range map[string]func(context.Context, func(*sqldb.Tx) error) error{"writing": d.Update, "reading": d.View} {
		for range 2 {
			err := begin(ctx, func(tx *sqldb.Tx) error {
				outer, err := sum(tx, 8, func() error {
					if inner, err := sum(tx, 4, func() error { return nil }); err != nil || inner != 0+1+2+3 {
						t.Errorf("%s: %d inside, %v", name, inner, err)
					}
					return nil
				})
				if outer != 28 {
					t.Errorf("%s: %d", name, outer)
				}
				return err
			})
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	// Rows that are not read to their end do not meet those of the same text.
	for name, begin := range map[string]func(context.Context, func(*sqldb.Tx) error) error{"writing": d.Update, "reading": d.View} {
		err := begin(ctx, func(tx *sqldb.Tx) error {
			first, err := tx.QueryContext(ctx, below, 8)
			if err != nil {
				return err
			}
			defer first.Close()
			var n int
			var more string
			for want := range 3 {
				if !first.Next() {
					t.Fatalf("%s: row %d is missing: %v", name, want, first.Err())
				}
				if err := first.Scan(&n, &more); err != nil || n != want {
					t.Errorf("%s: row %d is %d, %v", name, want, n, err)
				}
				if err := tx.QueryRowContext(ctx, below, 2).Scan(&n, &more); err != nil || n != 0 {
					t.Errorf("%s: a row inside is %d, %v", name, n, err)
				}
				if inner, err := sum(tx, 4, func() error { return nil }); err != nil || inner != 0+1+2+3 {
					t.Errorf("%s: %d inside rows, %v", name, inner, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	stop := errors.New("enough")
	update(func(tx *sqldb.Tx) error {
		if _, err := sum(tx, 8, func() error { return stop }); !errors.Is(err, stop) {
			t.Errorf("stopped with %v", err)
		}
		if total, err := sum(tx, 2, func() error { return nil }); err != nil || total != 1 {
			t.Errorf("after a stop: %d, %v", total, err)
		}
		return nil
	})
	over, cancel := context.WithCancel(ctx)
	update(func(tx *sqldb.Tx) error {
		cancel()
		if _, err := tx.ExecContext(over, insert, 100); !errors.Is(err, context.Canceled) {
			t.Errorf("a statement ran after its end: %v", err)
		}
		if err := tx.QueryRowContext(over, `SELECT 1`).Scan(new(int)); !errors.Is(err, context.Canceled) {
			t.Errorf("a row was read after the end: %v", err)
		}
		if err := tx.Each(over, below, []any{3}, func(*sql.Rows) error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("rows were read after the end: %v", err)
		}
		if err := exec(tx, `no statement`); err == nil {
			t.Error("nonsense ran")
		}
		return nil
	})
}
