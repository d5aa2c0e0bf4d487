package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// A backup carries the key of the folder inside; put into the folder of another station, or over
// the same one again, every database there still finds its own.
func TestBackupCarriesTheKey(t *testing.T) {
	ctx := t.Context()
	a, b := t.TempDir(), t.TempDir()
	s, _ := enrolled(t, a, noon)
	who := register(t, s)
	file := filepath.Join(a, "backup") // in the very folder, where nothing may be in its way
	if err := s.Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Join(a, ".backup")); len(left) > 0 {
		t.Errorf("what was made ready stays open: %v", left)
	}
	other, _ := enrolled(t, b, noon)
	register(t, other)
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		kept, err := store.Restore(ctx, b, file, noon)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{filepath.Join(b, "station.db"), kept} {
			look := t.TempDir()
			for from, to := range map[string]string{path: "station.db", filepath.Join(b, "station.key"): "station.key"} {
				raw, err := os.ReadFile(from)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(look, to), raw, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s := openAgain(t, look)
			if w, err := s.Worker(ctx, who); err != nil || w.Name != "李师傅" {
				t.Errorf("%s: %+v, %v", filepath.Base(path), w, err)
			}
		}
	}
}

// Backups of older programs are databases that lie open; what comes of them does not.
func TestOldBackupOfAStation(t *testing.T) {
	ctx := t.Context()
	old, dir := t.TempDir(), t.TempDir()
	s, _ := enrolled(t, old, noon)
	who := register(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open := unlock(t, old)
	if _, err := store.Restore(ctx, dir, filepath.Join(old, "station.db"), noon); err != nil {
		t.Fatal(err)
	}
	s = openAgain(t, dir)
	if w, err := s.Worker(ctx, who); err != nil || w.Name != "李师傅" {
		t.Errorf("%+v, %v", w, err)
	}
	if id, err := s.Identity(ctx); err != nil || !id.Restored {
		t.Errorf("it may give places: %v, %v", id.Restored, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "station.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range open {
		if bytes.Contains(raw, v) {
			t.Error("a secret lies open")
		}
	}
	if _, err := store.Restore(ctx, dir, filepath.Join(dir, "station.key"), noon); market.Code(err) != "bad_backup" {
		t.Errorf("what is no backup: %v", err)
	}
}
