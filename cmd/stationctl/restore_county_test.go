package main_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
)

// county runs a desk command of the county, which must succeed.
func (w *world) county(args ...string) map[string]any {
	w.t.Helper()
	return w.ask("county", append([]string{"-data", w.path("county")}, args...)...)
}

// keys gives the values of a field over all rows of a dump.
func (w *world) keys(kind, field string) map[string]bool {
	w.t.Helper()
	out := map[string]bool{}
	for _, row := range w.dump(kind) {
		out[fmt.Sprint(row[field])] = true
	}
	return out
}

// restore stops the server, puts the backup into an empty folder and starts again.
func (w *world) restore(file string) map[string]any {
	w.t.Helper()
	w.stop()
	if err := os.RemoveAll(w.path("county")); err != nil {
		w.t.Fatal(err)
	}
	r := w.county("restore", file)
	w.start()
	return r
}

// take asks for a place and gives its number, 0 when there was none here.
func (s *station) take(posting, worker string) float64 {
	s.w.t.Helper()
	r := s.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, worker)
	if r["ok"] != true {
		if r["code"] != "no_place_here" {
			s.w.t.Fatalf("take: %v", r)
		}
		return 0
	}
	return r["place"].(float64)
}

// facts of the stations' own at the county, without those of the county itself.
func (w *world) stationFacts() map[string]bool {
	w.t.Helper()
	out := map[string]bool{}
	for _, f := range w.dump("facts") {
		if f["station"] != 0.0 {
			out[fmt.Sprint(f["station"], f["epoch"], f["seq"], f["kind"], f["id"])] = true
		}
	}
	return out
}

func (w *world) nothingLost(kind string, before, after map[string]bool) {
	w.t.Helper()
	for k := range before {
		if !after[k] {
			w.t.Errorf("%s: %s is lost", kind, k)
		}
	}
}

// A county is put back from a backup that is older than grants, takes and a station. Everything
// comes back from the stations, no place is given twice, and nothing is granted before the
// operator says so.
func TestRestoredCounty(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	old := a.posting(4) // one stays with a as its reserve
	a.sync()
	b.sync()
	if r := w.county("backup", w.path("backup")); r["rev"] == 0.0 || r["generation"] != 1.0 {
		t.Errorf("backup: %v", r)
	}
	if l := w.dump("backups"); len(l) != 1 {
		t.Errorf("backups: %v", l)
	}

	// What the backup does not know: a station, a posting, grants, takes, a return.
	c := w.enrol("c", townC)
	c.sync()
	places := map[float64]int{}
	for n, s := range []*station{b, c} {
		worker := s.worker(10 + n)
		for range 3 {
			if p := s.take(old, worker); p != 0 {
				places[p]++
				break
			}
			s.sync()
		}
	}
	young := b.posting(3)
	for range 2 {
		for _, s := range []*station{a, b, c} {
			s.sync()
		}
	}
	if len(places) != 2 {
		t.Fatalf("places taken before: %v", places)
	}
	matches, facts := w.keys("matches", "match"), w.stationFacts()
	workers, granted := w.keys("workers", "name"), w.granted()

	if r := w.restore(w.path("backup")); r["generation"] != 2.0 {
		t.Errorf("restore: %v", r)
	}
	if n := len(w.dump("matches")); n >= len(matches) {
		t.Fatalf("the backup knows of %d matches", n)
	}
	before := w.granted()
	wishes := []string{a.worker(20), b.worker(21), c.worker(22)}
	for range 3 {
		for i, s := range []*station{a, b, c} {
			for _, posting := range []string{old, young} {
				if s.shows(posting) && wishes[i] != "" {
					if p := s.take(posting, wishes[i]); p != 0 {
						if posting == old {
							places[p]++
						}
						wishes[i] = ""
					}
				}
			}
			if r := s.must(`{"do":"sync"}`); r["unsent"] != 0.0 {
				t.Errorf("sync in a restored county: %v", r)
			}
		}
	}
	w.nothingLost("matches", matches, w.keys("matches", "match"))
	w.nothingLost("facts", facts, w.stationFacts())
	w.nothingLost("workers", workers, w.keys("workers", "name"))
	if now := w.granted(); !maps.Equal(now, before) {
		t.Errorf("granted before the end of reconciling: %v, was %v, lost %v", now, before, granted)
	}
	if r := w.county("reconcile", "status"); r["reconciling"] != true || len(r["missing"].([]any)) != 0 {
		t.Errorf("all were heard of: %v", r)
	}
	w.county("reconcile", "end")
	// Everybody asks until all is given; the places of both postings are 4 and 3.
	for round := range 8 {
		for i, s := range []*station{a, b, c} {
			if p := s.take2(old, s.worker(100+10*round+i)); p != 0 {
				places[p]++
			}
			s.sync()
		}
	}
	for _, p := range slices.Sorted(maps.Keys(places)) {
		if places[p] != 1 {
			t.Errorf("place %v was given %d times", p, places[p])
		}
	}
	if len(places) != 4 {
		t.Errorf("given of 4 places: %v", places)
	}
	if c := w.dump("conflicts"); len(c) != 0 {
		t.Errorf("conflicts: %v", c)
	}
	if len(w.granted()) <= len(before) {
		t.Error("nothing was granted after the end of reconciling")
	}
	// Numbers of the lost past are not given out again.
	d := w.enrol("d", townC)
	if r := d.must(`{"do":"status"}`); r["station"].(float64) <= 3 {
		t.Errorf("a new station is number %v", r["station"])
	}
}

// take2 is take, where "full" is no fault either.
func (s *station) take2(posting, worker string) float64 {
	s.w.t.Helper()
	r := s.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, worker)
	if r["ok"] == true {
		return r["place"].(float64)
	}
	if r["code"] != "no_place_here" && r["code"] != "full" {
		s.w.t.Fatalf("take: %v", r)
	}
	return 0
}

// granted lists the grants among the county's own facts.
func (w *world) granted() map[string]bool {
	w.t.Helper()
	out := map[string]bool{}
	for _, f := range w.dump("facts") {
		if f["kind"] == "place.granted" {
			out[fmt.Sprint(f["station"], f["epoch"], f["seq"])] = true
		}
	}
	return out
}
