package sqldb_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"yizhan/sync/sqldb"
)

func rowsOf(t *testing.T, d *sqldb.DB) (n int) {
	t.Helper()
	err := d.View(t.Context(), func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM t`).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func put(t *testing.T, d *sqldb.DB, script string) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.ExecContext(t.Context(), script)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A backup holds what was committed, is put back whole, and what it replaces is kept.
func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "a.db"), filepath.Join(dir, "backup")
	d, err := sqldb.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, d, `CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2)`)
	for range 2 { // the second takes the place of the first
		if err := d.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
	}
	put(t, d, `INSERT INTO t VALUES (3)`)
	if n := rowsOf(t, d); n != 3 {
		t.Errorf("%d rows", n)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	var kept [2]string
	for i := range kept {
		if kept[i], err = sqldb.Restore(t.Context(), file, path); err != nil || kept[i] == "" || kept[0] == kept[1] {
			t.Fatalf("kept as %q, %v", kept, err)
		}
	}
	for p, want := range map[string]int{path: 2, kept[0]: 3, kept[1]: 2} {
		d, err := sqldb.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		if n := rowsOf(t, d); n != want {
			t.Errorf("%s holds %d rows, want %d", filepath.Base(p), n, want)
		}
		d.Close()
	}
	into := filepath.Join(dir, "empty", "a.db")
	if kept, err := sqldb.Restore(t.Context(), file, into); kept != "" || err != nil {
		t.Errorf("into an empty folder: %q, %v", kept, err)
	}
}

// A file that is not whole is refused before anything is touched.
func TestRestoreRefusesDamage(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "a.db"), filepath.Join(dir, "backup")
	d, err := sqldb.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, d, `CREATE TABLE t (n INTEGER, s TEXT); 
		INSERT INTO t WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 500) SELECT n, hex(randomblob(300)) FROM c`)
	if err := d.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"empty": {}, "cut": good[:len(good)/2], "words": []byte("not a database at all, only words"), "hole": hole(good)} {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := sqldb.Restore(t.Context(), file, path); !errors.Is(err, sqldb.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if d, err = sqldb.Open(path); err != nil || rowsOf(t, d) != 500 {
		t.Errorf("the database was touched: %v", err)
	}
	d.Close()
}

// hole overwrites the middle with zeros.
func hole(b []byte) []byte {
	out := append([]byte{}, b...)
	clear(out[len(out)/2 : len(out)/2+5000])
	return out
}
