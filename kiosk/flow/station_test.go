package flow

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"yizhan/kiosk/store"
)

// unused are the files of an enrolled station that nobody has used. They are made once: to make
// the tables takes longer than most of the tests that begin with them, and twenty times that under
// the race detector.
var unused struct {
	once  sync.Once
	files map[string][]byte
}

// openStation opens a copy of it in dir.
func openStation(t *testing.T, dir string, now func() time.Time) *store.Store {
	t.Helper()
	unused.once.Do(func() { unused.files = makeStation(t, now) })
	for name, data := range unused.files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(t.Context(), dir, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func makeStation(t *testing.T, now func() time.Time) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, now)
	if err != nil {
		t.Fatal(err)
	}
	enrolStaffRoom(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range list {
		if files[f.Name()], err = os.ReadFile(filepath.Join(dir, f.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}
