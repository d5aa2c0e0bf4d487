package sqldb_test

import (
	"fmt"
	"slices"
	"testing"

	"yizhan/sync/sqldb"
)

// Rows that are written several at a time are those that were given, in their order, however many
// they are; a fault leaves nothing behind for the next.
func TestBulk(t *testing.T) {
	for _, n := range []int{0, 1, 2, 31, 32, 33, 64, 100} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			d := open(t)
			run(t, d, `CREATE TABLE x (a INTEGER PRIMARY KEY, b TEXT)`)
			var got []string
			err := d.Update(t.Context(), func(tx *sqldb.Tx) error {
				rows := tx.Bulk(`INSERT INTO x (b)`, 1, "")
				for i := range n {
					if err := rows.Add(t.Context(), fmt.Sprint(i)); err != nil {
						return err
					}
				}
				for range 2 { // the second has nothing to write
					if err := rows.Flush(t.Context()); err != nil {
						return err
					}
				}
				r, err := tx.Query(`SELECT b FROM x ORDER BY a`)
				if err != nil {
					return err
				}
				defer r.Close()
				for r.Next() {
					var b string
					if err := r.Scan(&b); err != nil {
						return err
					}
					got = append(got, b)
				}
				return r.Err()
			})
			var want []string
			for i := range n {
				want = append(want, fmt.Sprint(i))
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	d := open(t)
	run(t, d, `CREATE TABLE x (a INTEGER PRIMARY KEY)`, `INSERT INTO x VALUES (2)`)
	err := d.Update(t.Context(), func(tx *sqldb.Tx) error {
		strict, lenient := tx.Bulk(`INSERT INTO x (a)`, 1, ""), tx.Bulk(`INSERT INTO x (a)`, 1, `ON CONFLICT DO NOTHING`)
		for i := range 4 {
			if err := strict.Add(t.Context(), i); err != nil {
				t.Error(err)
			}
			if err := lenient.Add(t.Context(), i); err != nil {
				t.Error(err)
			}
		}
		if strict.Flush(t.Context()) == nil {
			t.Error("2 was written twice")
		}
		if err := strict.Flush(t.Context()); err != nil {
			t.Errorf("a refused row came again: %v", err)
		}
		return lenient.Flush(t.Context())
	})
	if n := count(t, d, "x"); err != nil || n != 4 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// A program that asks ever new questions does not keep them all.
func TestManyStatements(t *testing.T) {
	d := open(t)
	for round := range 4 {
		err := d.View(t.Context(), func(tx *sqldb.Tx) error {
			for i := range 700 {
				var n int
				if err := tx.QueryRowContext(t.Context(), fmt.Sprintf(`SELECT %d`, 1000*round+i)).Scan(&n); err != nil || n != 1000*round+i {
					return fmt.Errorf("%d: %w", n, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n := d.Kept(); n < 700 || n > 1500 {
		t.Errorf("%d statements are kept", n)
	}
}
