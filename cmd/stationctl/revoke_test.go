package main_test

import (
	"os"
	"testing"
)

// A station in wrong hands is shut out: nothing that it signs is answered, by wire or by stick, it
// is told so in words, and its free places are there for others. Slips that it printed before are
// still good, and a folder that comes back with a new code brings what it had not sent.
func TestRevokedStation(t *testing.T) {
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	posting, other := a.posting(1), a.posting(1)
	early := a.worker(1)
	taken := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, early)
	slip := taken["slip"].(string)
	a.sync()
	b.sync()
	if r := w.county("revoke", "1"); r["station"] != 1.0 || len(r["epochs"].([]any)) != 1 || r["places"] != 1.0 {
		t.Errorf("revoke: %v", r)
	}
	if r := w.county("revoke", "1"); r["places"] != 0.0 {
		t.Errorf("revoked again: %v", r)
	}
	for _, s := range w.dump("stations") {
		if (s["revoked"] == true) != (s["station"] == 1.0) {
			t.Errorf("the dump says %v", s)
		}
	}

	late := a.worker(2)
	before := w.all()
	if r := a.do(`{"do":"sync"}`); r["ok"] != false || r["code"] != "revoked" || r["text"] == "" {
		t.Errorf("a sync of a revoked station: %v", r)
	}
	stick := w.path("stick")
	a.close()
	w.ask("stationctl", "-data", a.data, "bundle", "out", stick)
	for _, args := range [][]string{{"bundle", "in", stick}, {"bundle", "out", w.path("answer"), "-station", "1"}} {
		out, exit := w.run("county", append([]string{"-data", w.path("county")}, args...)...)
		if r := lastLine(t, out); exit == 0 || r["code"] != "revoked" {
			t.Errorf("%v: exit %d, %v", args, exit, r)
		}
	}
	if _, err := os.Stat(w.path("answer")); err == nil {
		t.Error("a bundle was written for a revoked station")
	}
	if w.all() != before {
		t.Error("a revoked station changed something")
	}

	b.sync()
	if r := b.do(`{"do":"slip.check","code":%q}`, slip); r["valid"] != true || r["posting"] != posting {
		t.Errorf("a slip printed before: %v", r)
	}
	asks := b.worker(3)
	for range 3 {
		if b.do(`{"do":"match.take","posting":%q,"worker":%q}`, other, asks)["ok"] == true {
			break
		}
		b.sync()
	}
	if got := b.must(`{"do":"match.list","posting":%q}`, other)["matches"].([]any); len(got) != 1 {
		t.Errorf("the revoked station's free place stayed with it: %v", got)
	}

	code := w.county("code", "-station", "a", "-area", townA)["code"].(string)
	w.ask("stationctl", "-data", a.data, "enrol", "-county", "http://"+w.addr, "-code", code)
	a.open()
	a.sync()
	names := map[any]bool{}
	for _, r := range w.dump("workers") {
		names[r["worker"]] = true
	}
	if !names[early] || !names[late] {
		t.Errorf("enrolled anew, the folder brought %v, not %s", names, late)
	}
	for _, wrong := range [][]string{{"revoke"}, {"revoke", "x"}, {"revoke", "9"}, {"revoke", "0"}, {"revoke", "1", "2"}} {
		out, exit := w.run("county", append([]string{"-data", w.path("county")}, wrong...)...)
		if r := lastLine(t, out); exit == 0 || r["ok"] != false || r["code"] == "internal" {
			t.Errorf("%v: exit %d, %v", wrong, exit, r)
		}
	}
}
