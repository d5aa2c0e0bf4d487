package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// register writes one worker and gives who it is.
func register(t *testing.T, s *store.Store) market.WorkerID {
	t.Helper()
	var id market.WorkerID
	err := s.Write(t.Context(), "self", func(w *store.Writer) error {
		ref := w.NewRef()
		id = market.WorkerID(ref.String())
		box, err := w.Seal(record.Person{Name: "李师傅", Phone: "18900000101"}, false)
		if err != nil {
			return err
		}
		if err := w.Put(record.WorkerRegistered, ref, 0, record.Worker{}, box); err != nil {
			return err
		}
		return w.IndexWorker(market.Worker{ID: id, Name: "李师傅", Phone: "18900000101"})
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func openAgain(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// values are what stands in rows that open what belongs to persons.
func values(t *testing.T, dir string) (out [][]byte) {
	t.Helper()
	d, err := sqldb.Open(filepath.Join(dir, "station.db"))
	if err != nil {
		t.Fatal(err)
	}
	err = d.View(t.Context(), func(tx *sqldb.Tx) error {
		return tx.Each(t.Context(), `SELECT key FROM person_key UNION ALL SELECT value FROM meta WHERE name IN ('wrap_key', 'index_key')`, nil,
			func(rows *sql.Rows) error {
				var b []byte
				err := rows.Scan(&b)
				out = append(out, b)
				return err
			})
	})
	if err := errors.Join(err, d.Close()); err != nil {
		t.Fatal(err)
	}
	return out
}

// A database file alone opens nothing: without the key beside it the program says what is
// missing, and with the key of another folder as well.
func TestDatabaseAloneOpensNothing(t *testing.T) {
	dir := t.TempDir()
	s, _ := enrolled(t, dir, noon)
	who := register(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "station.key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file: %v, %v", info, err)
	}
	for _, v := range values(t, dir) {
		if len(v) <= len(seal.Key{}) {
			t.Errorf("a secret of %d bytes is not closed", len(v))
		}
	}
	alone := t.TempDir()
	b, err := os.ReadFile(filepath.Join(dir, "station.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(alone, "station.db"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"", "# no key\nabc\n00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"} {
		if other != "" {
			if err := os.WriteFile(filepath.Join(alone, "station.key"), []byte(other), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if s, err := store.Open(t.Context(), alone, noon); market.Code(err) != "station_key" {
			t.Errorf("opened with %q beside: %v", other, err)
			if err == nil {
				_ = s.Close()
			}
		}
	}
	if err := os.CopyFS(filepath.Join(alone, "whole"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	s = openAgain(t, filepath.Join(alone, "whole"))
	if w, err := s.Worker(t.Context(), who); err != nil || w.Name != "李师傅" {
		t.Errorf("a copy of the whole folder: %+v, %v", w, err)
	}
}

// What an older program wrote open is closed when this one opens it, nothing of it stays on the
// disk, and everybody is still known.
func TestOlderDatabaseIsLocked(t *testing.T) {
	dir := t.TempDir()
	s, _ := enrolled(t, dir, noon)
	who := register(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open := unlock(t, dir)
	if len(open) != 3 {
		t.Fatalf("%d secrets, want a person's key and those that unwrap and index", len(open))
	}
	s = openAgain(t, dir)
	if l, err := s.WorkersByPhone(t.Context(), "18900000101"); err != nil || len(l) != 1 || l[0].ID != who || l[0].Name != "李师傅" {
		t.Errorf("%+v, %v", l, err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range open {
			if bytes.Contains(b, v) {
				t.Errorf("a secret stays in %s", f.Name())
			}
		}
	}
}

// unlock makes a station's database what an older program wrote, and gives its secrets.
func unlock(t *testing.T, dir string) (open [][]byte) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "station.key"))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Fields(b)
	raw, err := hex.DecodeString(string(lines[len(lines)-1]))
	if err != nil {
		t.Fatal(err)
	}
	secret := seal.Key(raw)
	d, err := sqldb.Open(filepath.Join(dir, "station.db"))
	if err != nil {
		t.Fatal(err)
	}
	d.SetSecret(secret[:])
	err = d.Update(t.Context(), func(tx *sqldb.Tx) error {
		tags := map[seal.Tag]seal.Key{}
		err := tx.Each(t.Context(), `SELECT tag FROM person_key`, nil, func(rows *sql.Rows) error {
			var tag []byte
			err := rows.Scan(&tag)
			tags[seal.Tag(tag)] = seal.Key{}
			return err
		})
		if err != nil {
			return err
		}
		for tag := range tags {
			k, err := ledger.KeyOf(t.Context(), tx, tag)
			if err != nil {
				return err
			}
			open = append(open, bytes.Clone(k[:]))
			if _, err := tx.Exec(`UPDATE person_key SET key = ? WHERE tag = ?`, k[:], tag[:]); err != nil {
				return err
			}
		}
		for _, name := range []string{"wrap_key", "index_key"} {
			v, err := openMeta(t.Context(), tx, secret, name)
			if err != nil {
				return err
			}
			open = append(open, bytes.Clone(v))
			if _, err := tx.Exec(`UPDATE meta SET value = ? WHERE name = ?`, v, name); err != nil {
				return err
			}
		}
		_, err = tx.Exec(`DELETE FROM lock`)
		return err
	})
	if err := errors.Join(err, d.Close(), os.Remove(filepath.Join(dir, "station.key"))); err != nil {
		t.Fatal(err)
	}
	return open
}

func openMeta(ctx context.Context, tx *sqldb.Tx, secret seal.Key, name string) ([]byte, error) {
	var v []byte
	if err := tx.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = ?`, name).Scan(&v); err != nil {
		return nil, err
	}
	var tag seal.Tag
	copy(tag[:], name)
	return seal.Open(tag, secret, v)
}
