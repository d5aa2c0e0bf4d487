package sqldb_test

import (
	"maps"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"yizhan/sync/sqldb"
)

func scripts(named map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range named {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func TestMigrate(t *testing.T) {
	d := open(t)
	one := map[string]string{"01-first.sql": "CREATE TABLE a (x); INSERT INTO a VALUES (1);"}
	two := maps.Clone(one)
	two["02-second.sql"] = "CREATE TABLE b (x); INSERT INTO a VALUES (2);"
	for _, step := range []struct {
		files map[string]string
		rows  int
	}{{one, 1}, {one, 1}, {two, 2}, {two, 2}} {
		if err := d.Migrate(t.Context(), "room", scripts(step.files)); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d, "a"); n != step.rows {
			t.Errorf("%d rows after %d scripts, want %d: each runs once", n, len(step.files), step.rows)
		}
	}
	if err := d.Migrate(t.Context(), "other", scripts(map[string]string{"01-x.sql": "CREATE TABLE c (x)"})); err != nil {
		t.Errorf("another room has numbers of its own: %v", err)
	}
	if err := d.Migrate(t.Context(), "room", scripts(one)); err == nil || !strings.Contains(err.Error(), "version 2") {
		t.Errorf("a newer database was taken: %v", err)
	}
}

func TestMigrateRefusesGapsAndFaults(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"a gap":         {"01-a.sql": "CREATE TABLE a (x)", "03-c.sql": "CREATE TABLE c (x)"},
		"from two":      {"02-b.sql": "CREATE TABLE b (x)"},
		"twice":         {"01-a.sql": "CREATE TABLE a (x)", "01-b.sql": "CREATE TABLE b (x)"},
		"no number":     {"first.sql": "CREATE TABLE a (x)"},
		"fault in half": {"01-a.sql": "CREATE TABLE a (x); CREATE TABLE a (x);"},
	} {
		d := open(t)
		if err := d.Migrate(t.Context(), "room", scripts(files)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	d := open(t)
	if err := d.Migrate(t.Context(), "room", scripts(map[string]string{"01-a.sql": "CREATE TABLE a (x); nonsense;"})); err == nil {
		t.Fatal("nonsense went through")
	}
	if err := d.Migrate(t.Context(), "room", scripts(map[string]string{"01-a.sql": "CREATE TABLE a (x);"})); err != nil {
		t.Errorf("what failed in half left something behind: %v", err)
	}
}

// Two programs may be the first to open a file at the same moment.
func TestMigrateAtOnce(t *testing.T) {
	files := scripts(map[string]string{"01-a.sql": "CREATE TABLE a (x)", "02-b.sql": "INSERT INTO a VALUES (1)"})
	for range 10 {
		path := filepath.Join(t.TempDir(), "x.db")
		var programs []*sqldb.DB
		for range 4 {
			d, err := sqldb.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			programs = append(programs, d)
		}
		var all sync.WaitGroup
		for _, d := range programs {
			all.Go(func() {
				if err := d.Migrate(t.Context(), "room", files); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := count(t, programs[0], "a"); n != 1 {
			t.Errorf("%d rows, want 1", n)
		}
	}
}

// They may even make the file at the same moment.
func TestOpenAtOnce(t *testing.T) {
	for range 5 {
		path := filepath.Join(t.TempDir(), "x.db")
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				d, err := sqldb.Open(path)
				if err != nil {
					t.Error(err)
					return
				}
				defer d.Close()
				if err := exec(d, `CREATE TABLE IF NOT EXISTS x (a)`); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
}

// A program that only looks must not wait for one that is writing.
func TestMigrateBesideAWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	files := scripts(map[string]string{"01-a.sql": "CREATE TABLE a (x)"})
	d, err := sqldb.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Migrate(t.Context(), "room", files); err != nil {
		t.Fatal(err)
	}
	err = d.Update(t.Context(), func(*sqldb.Tx) error {
		looker, err := sqldb.Open(path)
		if err != nil {
			return err
		}
		defer looker.Close()
		return looker.Migrate(t.Context(), "room", files)
	})
	if err != nil {
		t.Error(err)
	}
}
