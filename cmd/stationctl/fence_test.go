package main_test

import "testing"

// A station that is fenced loses its free places to the others. What it did meanwhile is taken
// all the same, and a place given twice shows.
func TestFenceOfADeadStation(t *testing.T) {
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	county := func(args ...string) []string { return append([]string{"-data", w.path("county")}, args...) }
	posting := a.posting(1)
	a.sync()
	b.sync()
	asks := b.worker(1)
	if r := b.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, asks); r["code"] != "no_place_here" {
		t.Fatalf("the only place is a's: %v", r)
	}
	b.sync()
	if r := w.ask("county", county("fence", "1")...); r["places"] != 1.0 || len(r["epochs"].([]any)) != 1 {
		t.Errorf("fence: %v", r)
	}
	if r := w.ask("county", county("fence", "1", "-epoch", "1")...); r["places"] != 0.0 {
		t.Errorf("fenced again: %v", r)
	}
	b.sync()
	b.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, asks)
	b.sync()
	// The station was not dead after all, and gave the place that it took for its own.
	given := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, a.worker(2))["match"]
	a.do(`{"do":"sync"}`)
	if n := len(w.dump("matches")); n != 2 {
		t.Fatalf("%d matches at the county, want both", n)
	}
	c := w.dump("conflicts")
	if len(c) != 1 || c[0]["kind"] != "double_place" || c[0]["posting"] != posting || len(c[0]["matches"].([]any)) != 2 {
		t.Errorf("conflicts: %v", c)
	}
	for _, s := range w.dump("stations") {
		e := s["epochs"].([]any)[0].(map[string]any)
		if e["frozen"] != (s["station"] == 1.0) {
			t.Errorf("station %v frozen: %v", s["station"], e["frozen"])
		}
	}
	// A cancelled match of the fenced station frees its place for others.
	a.must(`{"do":"match.cancel","match":%q}`, given)
	a.do(`{"do":"sync"}`)
	if c := w.dump("conflicts"); len(c) != 0 {
		t.Errorf("conflicts after the cancel: %v", c)
	}
	for _, wrong := range [][]string{{"fence"}, {"fence", "x"}, {"fence", "9"}, {"fence", "0"}, {"fence", "1", "-epoch", "4"}} {
		out, exit := w.run("county", county(wrong...)...)
		if r := lastLine(t, out); exit == 0 || r["ok"] != false || r["code"] == "internal" {
			t.Errorf("%v: exit %d, %v", wrong, exit, r)
		}
	}
}

// A place that comes free at a fenced station later is the county's to give.
func TestPlaceThatComesFreeBehindAFence(t *testing.T) {
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	posting := a.posting(1)
	match := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, a.worker(1))["match"]
	a.sync()
	b.sync()
	w.ask("county", "-data", w.path("county"), "fence", "1")
	a.must(`{"do":"match.cancel","match":%q}`, match)
	a.do(`{"do":"sync"}`)
	asks := b.worker(2)
	b.sync()
	for range 3 {
		if r := b.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, asks); r["ok"] == true {
			return
		}
		b.sync()
	}
	t.Error("the place was stranded")
}
