package sqldb_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"yizhan/sync/sqldb"
)

// Notes are told once their transaction has committed, and never those of one that did not.
func TestNotesAreToldAfterTheCommit(t *testing.T) {
	d, err := sqldb.Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	put(t, d, `CREATE TABLE t (n INTEGER)`)
	var told []sqldb.Notes
	seen := -1
	d.OnCommit(func(n sqldb.Notes) {
		told, seen = append(told, n), rowsOf(t, d)
		put(t, d, `DELETE FROM t`) // no lock is held, so the listener may write too
	})
	update := func(fails bool, note func(*sqldb.Tx)) {
		t.Helper()
		refused := errors.New("refused")
		err := d.Update(t.Context(), func(tx *sqldb.Tx) error {
			note(tx)
			if _, err := tx.ExecContext(t.Context(), `INSERT INTO t VALUES (1)`); err != nil {
				return err
			}
			if len(told) > 0 {
				t.Error("told inside the transaction")
			}
			if fails {
				return refused
			}
			return nil
		})
		if fails != errors.Is(err, refused) {
			t.Fatal(err)
		}
	}
	update(true, func(tx *sqldb.Tx) { tx.Note("a") })
	update(false, func(*sqldb.Tx) {})
	if len(told) != 0 {
		t.Fatalf("told %v of a transaction that failed and one without notes", told)
	}
	update(false, func(tx *sqldb.Tx) { tx.Note("b"); tx.Note("b"); tx.Note("c") })
	if len(told) != 1 || told[0].All || len(told[0].Words) != 2 || !told[0].Words["b"] || !told[0].Words["c"] {
		t.Errorf("told %v", told)
	}
	if seen != 2 { // of this transaction and the one before
		t.Errorf("the listener saw %d rows", seen)
	}
	told = nil
	update(false, func(tx *sqldb.Tx) { tx.NoteAll() })
	if !slices.ContainsFunc(told, func(n sqldb.Notes) bool { return n.All }) {
		t.Errorf("told %v", told)
	}
}
