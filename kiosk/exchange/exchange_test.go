package exchange

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yizhan/sync/market"
)

// shelf is one with a stick and an own folder, which hold files by their names.
func shelf(t *testing.T, names ...string) (s *Shelf, stick string) {
	t.Helper()
	dir := t.TempDir()
	stick = filepath.Join(dir, "stick")
	old := time.Date(2026, 7, 1, 8, 0, 0, 0, market.Zone)
	for i, name := range names {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("工种,电话\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, old, old.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	return WithMedia(filepath.Join(dir, "own"), func() ([]Place, error) { return []Place{{Dir: stick, Name: "KINGSTON"}}, nil }), stick
}

// What lies there and may be a table is found, the newest first; what other programs hide is not.
func TestFiles(t *testing.T) {
	s, stick := shelf(t, "own/旧表.csv", "stick/a/b/c/深.xlsx", "stick/a/b/c/d/太深.xlsx", "stick/照片.jpg", "stick/~$登记.xlsx",
		"stick/.Trash/删了.csv", "stick/登记.XLSX", "stick/老表.xls", "stick/电话/记的.csv")
	if err := os.Symlink("/etc/passwd", filepath.Join(stick, "链接.csv")); err != nil {
		t.Fatal(err)
	}
	list, err := s.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range list {
		got = append(got, f.Place.Name+":"+filepath.ToSlash(f.Folder)+":"+f.Name)
	}
	const want = "KINGSTON:电话:记的.csv KINGSTON::老表.xls KINGSTON::登记.XLSX KINGSTON:a/b/c:深.xlsx ::旧表.csv"
	if strings.Join(got, " ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, " "), want)
	}
	if f := list[4]; !f.Place.Own() || f.Size == 0 || f.Changed.IsZero() {
		t.Errorf("%+v", f)
	}
}

// A stick that was pulled out, and a folder that nobody made yet, hold nothing.
func TestNothingThere(t *testing.T) {
	s, _ := shelf(t)
	if list, err := s.Files(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// A table is put under a name of its own; a medium that takes nothing is refused before anything is tried.
func TestFor(t *testing.T) {
	s, _ := shelf(t)
	now := time.Date(2026, 7, 14, 6, 42, 9, 0, market.Zone)
	places := s.Places()
	own := places[len(places)-1]
	path, err := s.For(own, "招工", ".xlsx", now)
	if err != nil || filepath.Base(path) != "招工-20260714-064209.xlsx" {
		t.Fatalf("%s, %v", path, err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Errorf("the folder is not there: %v", err)
	}
	places[0].Full = true
	if _, err := s.For(places[0], "招工", ".csv", now); market.Code(err) != "table_file" {
		t.Error(err)
	}
}
