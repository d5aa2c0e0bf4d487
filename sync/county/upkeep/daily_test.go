package upkeep_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yizhan/sync/county/archive"
)

// A backup is made once a night, can be put back, and the oldest go; nothing else in the folder does.
func TestBackupEachNight(t *testing.T) {
	c := newCounty(t)
	c.lives(1, 2, 40)
	folder, key := filepath.Join(t.TempDir(), "backups"), filepath.Join(t.TempDir(), "key")
	d := c.daily(folder, key)
	made := func() int {
		t.Helper()
		all, err := filepath.Glob(filepath.Join(folder, "*.backup"))
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	d.Do(t.Context())
	if made() != 1 {
		t.Fatalf("%d backups of a county that had none\n%s", made(), c.said)
	}
	other := filepath.Join(folder, "of somebody.backup")
	if err := os.WriteFile(other, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.after(12 * time.Hour) // midnight
	d.Do(t.Context())
	if made() != 2 {
		t.Errorf("another before the night: %d\n%s", made(), c.said)
	}
	half := []string{"yizhan-20261101-020000.backup.new", "yizhan-20261101-020000.backup.new.part", "yizhan-20261101-020000.backup.part"}
	for _, name := range append(half, "of somebody.backup.new") {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for night := range 16 {
		c.after(24 * time.Hour)
		d.Do(t.Context())
		d.Do(t.Context())
		if want := min(night+3, 15); made() != want {
			t.Fatalf("after %d nights %d files, want %d\n%s", night+1, made(), want, c.said)
		}
	}
	for _, file := range []string{other, other + ".new"} {
		if _, err := os.Stat(file); err != nil {
			t.Errorf("a file of somebody else: %v", err)
		}
	}
	for _, name := range half {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			t.Errorf("what was left of a backup is still there: %s", name)
		}
	}
	all, _ := filepath.Glob(filepath.Join(folder, "yizhan-*.backup"))
	r, err := archive.RestoreUnder(t.Context(), t.TempDir(), all[len(all)-1], key, c.clock.Now)
	if err != nil || r.Gen != 2 {
		t.Errorf("put back: %+v, %v", r, err)
	}
}

// A backup that cannot be written is in the log, is tried again an hour later, and shows on the page of the
// day when it is overdue.
func TestBackupFails(t *testing.T) {
	c := newCounty(t)
	c.lives(1, 2, 40)
	folder := filepath.Join(t.TempDir(), "backups")
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // the disk is not there
		t.Fatal(err)
	}
	d := c.daily(folder, filepath.Join(t.TempDir(), "key"))
	d.Do(t.Context())
	d.Do(t.Context())
	if n := strings.Count(c.said.String(), "daily backup failed"); n != 1 {
		t.Errorf("tried %d times at once\n%s", n, c.said)
	}
	due := func() bool {
		t.Helper()
		today, err := c.archive.Today(t.Context(), archive.Reach{Area: "410400000000"})
		if err != nil {
			t.Fatal(err)
		}
		return today.BackupDue
	}
	if due() {
		t.Error("overdue on the second day")
	}
	c.after(48 * time.Hour)
	if !due() {
		t.Error("not overdue")
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	d.Do(t.Context())
	if due() {
		t.Errorf("overdue when it was made\n%s", c.said)
	}
}
