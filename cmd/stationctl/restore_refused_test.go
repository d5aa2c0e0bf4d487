package main_test

import (
	"os"
	"testing"
)

// What is no whole backup of a county is refused, a running server keeps its folder, and the
// database that was there is kept aside.
func TestRestoreOfACountyIsCareful(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.enrol("a", townA)
	a.posting(2)
	a.sync()
	good := w.path("good")
	w.county("backup", good)
	refused := func(what, code string, args ...string) {
		t.Helper()
		out, exit := w.run("county", args...)
		if r := lastLine(t, out); exit == 0 || r["ok"] != false || r["code"] != code {
			t.Errorf("%s: exit %d, %v; want %s", what, exit, r, code)
		}
	}
	here := []string{"-data", w.path("county"), "restore"}
	refused("beside a running server", "busy", append(here, good)...)
	w.stop()
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte{}, whole...)
	for i := len(damaged) / 2; i < len(damaged)/2+4096 && i < len(damaged); i++ {
		damaged[i] ^= 0x55
	}
	a.close()
	w.ask("stationctl", "-data", a.data, "backup", w.path("station"))
	refused("a station's backup", "bad_backup", append(here, w.path("station"))...)
	a.open()
	for name, content := range map[string][]byte{"empty": {}, "cut": whole[:len(whole)/2], "damaged": damaged, "text": []byte("hello")} {
		file := w.path(name)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		refused(name, "bad_backup", append(here, file, "-key", good+".key")...)
	}
	refused("with a station's key", "backup_key", append(here, good, "-key", w.path("station.key"))...)
	refused("no file", "bad_backup", append(here, w.path("none"))...)
	refused("no word", "required", here...)
	refused("a backup into nowhere", "backup_file", "-data", w.path("county"), "backup", w.path("none/b"))
	before := len(w.dump("facts"))
	if r := w.county("restore", good); r["kept"] == "" || r["generation"] != 2.0 {
		t.Errorf("restore: %v", r)
	}
	if r := w.county("restore", good); r["generation"] != 3.0 { // what stands there is read before it is set aside
		t.Errorf("restore over a restored county: %v", r)
	}
	if n := len(w.dump("facts")); n != before+1 {
		t.Errorf("%d facts, want those of the backup and the opening of a generation: %d", n, before+1)
	}
	// Backups of older programs are the database itself.
	old, err := os.ReadFile(w.path("county/county.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(w.path("old"), old, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := w.county("restore", w.path("old")); r["generation"] != 4.0 {
		t.Errorf("restore of an older program's backup: %v", r)
	}
	w.start()
	a.sync()
}
