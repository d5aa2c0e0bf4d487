package upkeep_test

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/upkeep"
	"yizhan/sync/market"
)

// troubles are what health says is wrong.
func (c *county) troubles() []string {
	c.t.Helper()
	c.after(time.Minute) // it looks again
	w := httptest.NewRecorder()
	upkeep.NewChecker(c.archive, c.dir).Whole(w, httptest.NewRequest("GET", "/healthz", nil))
	var h upkeep.Health
	if err := json.Unmarshal(w.Body.Bytes(), &h); err != nil {
		c.t.Fatal(err)
	}
	return h.Troubles
}

// A backup that cannot be read back, or holds something else, is no backup: nothing counts it, its file is gone, and
// the one that had its name before is still there and can be restored.
func TestBackupCountsWhenRead(t *testing.T) {
	c := newCounty(t)
	c.lives(1, 2, 40)
	file, key := filepath.Join(t.TempDir(), "backup"), filepath.Join(t.TempDir(), "key")
	for name, read := range map[string]func(string) (archive.Moment, error){
		"cannot be read": func(string) (m archive.Moment, err error) { return m, market.Refuse("bad_backup") },
		"is another":     func(string) (archive.Moment, error) { return archive.Moment{Gen: 1, Rev: 1}, nil },
	} {
		if _, err := c.archive.BackupRead(t.Context(), file, key, read); market.Code(err) != "bad_backup" {
			t.Errorf("%s: %v", name, err)
		}
		if at, err := c.archive.LastBackup(t.Context()); err != nil || !at.IsZero() {
			t.Errorf("%s: it counts, at %s, %v", name, at, err)
		}
		if all, err := filepath.Glob(file + "*"); err != nil || len(all) > 0 {
			t.Errorf("%s: %v are there, %v", name, all, err)
		}
	}
	if _, err := c.archive.BackupRead(t.Context(), file, key, func(string) (m archive.Moment, err error) { return m, archive.ErrClosed }); err != nil {
		t.Errorf("a key elsewhere: %v", err)
	}
	if at, err := c.archive.LastBackup(t.Context()); err != nil || at.IsZero() {
		t.Errorf("a key elsewhere: %s, %v", at, err)
	}
	older, err := c.archive.CheckBackup(t.Context(), file, key)
	if err != nil {
		t.Fatal(err)
	}
	c.lives(2, 1, 10)
	for name, read := range map[string]func(string) (archive.Moment, error){
		"cannot be read": func(made string) (m archive.Moment, err error) {
			if err := os.Truncate(made, 200); err != nil { // the disk lost its end
				t.Fatal(err)
			}
			return c.archive.CheckBackup(t.Context(), made, key)
		},
		"is another": func(string) (archive.Moment, error) { return older, nil },
	} {
		if _, err := c.archive.BackupRead(t.Context(), file, key, read); market.Code(err) != "bad_backup" {
			t.Errorf("over an older one, %s: %v", name, err)
		}
		if m, err := c.archive.CheckBackup(t.Context(), file, key); err != nil || m != older {
			t.Errorf("over an older one, %s: it is %+v, %v, and was %+v", name, m, err, older)
		}
		if all, err := filepath.Glob(file + ".*"); err != nil || len(all) > 0 {
			t.Errorf("over an older one, %s: %v are there, %v", name, all, err)
		}
	}
	if m, err := c.archive.BackupUnder(t.Context(), file, key); err != nil || m == older {
		t.Errorf("over an older one: %+v, %v", m, err)
	} else if got, err := c.archive.CheckBackup(t.Context(), file, key); err != nil || got != m {
		t.Errorf("over an older one: %+v, %v, want %+v", got, err, m)
	}
	if err := os.WriteFile(key, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := c.archive.BackupUnder(t.Context(), file, key); market.Code(err) != "backup_key" || errors.Is(err, archive.ErrClosed) {
		t.Errorf("what is no key: %v", err)
	}
}

// A night that made no backup shows at once, in health and on the page of the day, until one is made.
func TestBackupFailureShows(t *testing.T) {
	c := newCounty(t)
	c.lives(1, 2, 40)
	folder := filepath.Join(t.TempDir(), "backups")
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // the disk is not there
		t.Fatal(err)
	}
	d := c.daily(folder, filepath.Join(t.TempDir(), "key"))
	d.Do(t.Context())
	today := func() archive.Nightly {
		t.Helper()
		all, err := c.archive.Today(t.Context(), archive.Reach{Area: "410400000000"})
		if err != nil {
			t.Fatal(err)
		}
		return all.Nightly
	}
	if n := today(); n.Code != "backup_file" || !slices.Contains(c.troubles(), upkeep.BackupFails) {
		t.Errorf("%+v, health says %v", n, c.troubles())
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	c.after(2 * time.Hour)
	d.Do(t.Context())
	if n := today(); n.Failed() || n.At.IsZero() || slices.Contains(c.troubles(), upkeep.BackupFails) {
		t.Errorf("made: %+v, health says %v\n%s", n, c.troubles(), c.said)
	}
	off := c.daily("", "")
	off.Do(t.Context())
	if n := today(); n != (archive.Nightly{}) {
		t.Errorf("no backups any more: %+v", n)
	}
}

// A key that opens and lies with the county's data or with the backups is said in the log, in health and on the page
// of the day; one elsewhere, and one that only closes, is not.
func TestKeyBesideData(t *testing.T) {
	elsewhere := t.TempDir()
	for name, tc := range map[string]struct {
		key  func(c *county, folder string) string
		want bool
	}{
		"in the data":      {func(c *county, _ string) string { return filepath.Join(c.dir, "backup.key") }, true},
		"with the backups": {func(_ *county, folder string) string { return filepath.Join(folder, "key") }, true},
		"elsewhere":        {func(*county, string) string { return filepath.Join(elsewhere, "key") }, false},
		"public line": {func(c *county, _ string) string {
			public := filepath.Join(c.dir, "public")
			if err := os.WriteFile(public, []byte(publicLine(c.t, filepath.Join(elsewhere, "of public"), c)), 0o600); err != nil {
				c.t.Fatal(err)
			}
			return public
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounty(t)
			c.lives(1, 1, 10)
			folder := filepath.Join(t.TempDir(), "backups")
			d := c.daily(folder, tc.key(c, folder))
			d.Data = c.dir
			d.Do(t.Context())
			n, err := c.archive.Nightly(t.Context())
			if err != nil || n.Failed() || n.KeyHere != tc.want {
				t.Errorf("%+v, %v", n, err)
			}
			if got := slices.Contains(c.troubles(), upkeep.BackupKey); got != tc.want {
				t.Errorf("health says %v", c.troubles())
			}
			if got := strings.Contains(c.said.String(), "level=WARN") && strings.Contains(c.said.String(), upkeep.BackupKey); got != tc.want {
				t.Errorf("the log says\n%s", c.said)
			}
		})
	}
}

// publicLine makes a key at a path and gives the line of it that only closes.
func publicLine(t *testing.T, path string, c *county) string {
	t.Helper()
	if _, err := c.archive.BackupUnder(t.Context(), filepath.Join(t.TempDir(), "backup"), path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if public, ok := strings.CutPrefix(line, "# age1"); ok {
			return "age1" + public
		}
	}
	t.Fatal("no public line")
	return ""
}
