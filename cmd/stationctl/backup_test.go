package main_test

import (
	"os"
	"path/filepath"
	"testing"
)

// A backup is taken beside a running station, refuses to be anything but whole, and brings a
// station back on an empty disk, under a new epoch.
func TestBackupAndRestore(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("a", townA)
	posting := s.posting(3)
	s.sync()
	file := filepath.Join(t.TempDir(), "backup.db")
	if r := w.ask("stationctl", "-data", s.data, "backup", file); r["file"] != file || r["key"] != file+".key" || r["text"] == "" {
		t.Errorf("backup: %v", r)
	}
	out, code := w.run("stationctl", "-data", s.data, "backup", filepath.Join(t.TempDir(), "no-such-folder", "backup.db"))
	if r := lastLine(t, out); code == 0 || r["code"] != "backup_file" {
		t.Errorf("backup to a folder that is not there: exit %d: %v", code, r)
	}
	s.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, s.worker(1))
	s.sync()

	damaged := filepath.Join(t.TempDir(), "damaged.db")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(damaged, b[:len(b)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "new-disk")
	for _, bad := range []string{damaged, filepath.Join(t.TempDir(), "none"), filepath.Join(w.path("county"), "county.db")} {
		out, code := w.run("stationctl", "-data", empty, "restore", bad, "-key", file+".key")
		if r := lastLine(t, out); code == 0 || r["ok"] != false || r["code"] != "bad_backup" {
			t.Errorf("restore of %s: exit %d: %v", filepath.Base(bad), code, r)
		}
	}
	drawer := filepath.Join(t.TempDir(), "in the drawer")
	if err := os.Rename(file+".key", drawer); err != nil {
		t.Fatal(err)
	}
	out, code = w.run("stationctl", "-data", empty, "restore", file)
	if r := lastLine(t, out); code == 0 || r["code"] != "backup_key" {
		t.Errorf("restore without the key: exit %d: %v", code, r)
	}
	if entries, err := os.ReadDir(empty); err != nil || len(entries) > 1 { // its lock
		t.Errorf("refused restores leave %v, %v", entries, err)
	}
	if err := os.Rename(drawer, file+".key"); err != nil {
		t.Fatal(err)
	}
	w.ask("stationctl", "-data", empty, "restore", file)
	back := &station{w: w, data: empty}
	back.open()
	if r := back.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, back.worker(2)); r["code"] != "no_place_here" {
		t.Errorf("a restored station gives a place before its first sync: %v", r)
	}
	if r := w.ask("stationctl", "-data", empty, "doctor"); r["restored"] != true {
		t.Errorf("doctor: %v", r)
	}
	r := back.must(`{"do":"sync"}`)
	if names, _ := r["renamed"].(map[string]any); len(names) == 0 {
		t.Errorf("what it wrote before its first sync has no new name: %v", r)
	}
	if r := back.must(`{"do":"status"}`); r["epoch"] != 2.0 || r["unsent"] != 0.0 {
		t.Errorf("status: %v", r)
	}
	if l := back.must(`{"do":"match.list","posting":%q}`, posting)["matches"].([]any); len(l) != 1 {
		t.Errorf("the match that the county had: %v", l)
	}
	for range 2 {
		back.sync()
	}
	if r := back.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, back.worker(3)); r["ok"] != true && r["code"] != "no_place_here" {
		t.Errorf("%v", r)
	}
	if r := w.ask("stationctl", "-data", empty, "doctor"); r["restored"] != false {
		t.Errorf("doctor: %v", r)
	}
	if l := w.dump("conflicts"); len(l) != 0 {
		t.Errorf("conflicts: %v", l)
	}
}
