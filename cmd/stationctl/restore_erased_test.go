package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"yizhan/sync/sqldb"
)

// keys reads the persons' keys that lie in the county's database.
func (w *world) personKeys() map[string]bool {
	w.t.Helper()
	d, err := sqldb.Open(filepath.Join(w.path("county"), "county.db"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer d.Close()
	keys := map[string]bool{}
	err = d.View(w.t.Context(), func(tx *sqldb.Tx) error {
		rows, err := tx.Query(`SELECT key FROM person_key`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var k []byte
			if err := rows.Scan(&k); err != nil {
				return err
			}
			keys[string(k)] = true
		}
		return rows.Err()
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return keys
}

// person gives the county's row of a worker.
func (w *world) person(worker string) map[string]any {
	w.t.Helper()
	for _, r := range w.dump("workers") {
		if r["worker"] == worker {
			return r
		}
	}
	w.t.Fatalf("the county does not know %s", worker)
	return nil
}

// A county is put back from a backup that is older than an erasure, a merge and an account. They
// come back from the station that heard of them. The station of the person had not, and sends
// the key again: it does not stay. The backup itself shows nobody to who has not its key.
func TestErasedAfterTheBackup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	wang := []string{b.worker(7), b.must(`{"do":"worker.check_in","name":"李大","phone":"18900000007"}`)["worker"].(string)}
	known := a.worker(1)
	a.sync()
	b.sync()
	w.county("backup", w.path("backup"))
	raw, err := os.ReadFile(w.path("backup"))
	if err != nil {
		t.Fatal(err)
	}
	for k := range w.personKeys() {
		if bytes.Contains(raw, []byte(k)) {
			t.Error("a key lies open in the backup")
		}
	}
	if bytes.Contains(raw, []byte("SQLite format")) {
		t.Error("the backup is a database that anybody can read")
	}
	before := w.personKeys()
	late := a.worker(2)
	a.sync()
	var key []byte
	for k := range w.personKeys() {
		if !before[k] {
			key = []byte(k)
		}
	}
	for _, worker := range []string{known, late} {
		w.county("erase", worker)
	}
	w.county("merge", wang[0], wang[1])
	w.county("staff", "-station", "2", "-title", "值班员")
	b.sync()

	w.restore(w.path("backup"))
	a.sync()
	if name := w.person(late)["name"]; name != "李师傅" {
		t.Fatalf("the key was not sent again: %v", name)
	}
	if r := b.do(`{"do":"worker.find","phone":"18900000002"}`); r["code"] != "reconciling" {
		t.Errorf("a lookup in a county that is being reconciled: %v", r)
	}
	b.sync()
	for _, worker := range []string{known, late} {
		if r := w.person(worker); r["name"] != "" || r["phone"] != "" {
			t.Errorf("erased, and known again: %v", r)
		}
	}
	a.sync()
	w.county("reconcile", "end")
	for _, s := range []*station{a, b} {
		s.sync()
	}
	files, err := os.ReadDir(w.path("county"))
	if err != nil || len(key) == 0 {
		t.Fatalf("key of %d bytes, %v", len(key), err)
	}
	for _, f := range files {
		if b, err := os.ReadFile(filepath.Join(w.path("county"), f.Name())); err == nil && bytes.Contains(b, key) {
			t.Errorf("the key still stands in %s", f.Name())
		}
	}
	if r := w.person(wang[1]); r["keep"] != wang[0] {
		t.Errorf("merged before: %v", r)
	}
	set := 0
	for _, f := range w.dump("facts") {
		if f["station"] == 0.0 && f["epoch"] == 1.0 && f["kind"] == "staff.set" {
			set++
		}
	}
	if set != 1 {
		t.Errorf("the account came back %d times", set)
	}
	if r := b.do(`{"do":"worker.find","phone":"18900000002"}`); r["code"] != "unknown_person" {
		t.Errorf("a lookup of the erased: %v", r)
	}
}
