package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stick carries bundles between the county and stations that never meet otherwise.
type stick struct {
	w *world
	n int
}

func (k *stick) file() string {
	k.n++
	return k.w.path(fmt.Sprintf("stick-%d", k.n))
}

// up carries what s has to the county and gives the file.
func (k *stick) up(s *station) string {
	k.w.t.Helper()
	file := k.file()
	s.close()
	k.w.ask("stationctl", "-data", s.data, "bundle", "out", file)
	s.open()
	k.w.ask("county", "-data", k.w.path("county"), "bundle", "in", file)
	return file
}

// down carries the county's answer to station no and gives the file.
func (k *stick) down(s *station, no int) string {
	k.w.t.Helper()
	file := k.file()
	k.w.ask("county", "-data", k.w.path("county"), "bundle", "out", file, "-station", fmt.Sprint(no))
	s.close()
	k.w.ask("stationctl", "-data", s.data, "bundle", "in", file)
	s.open()
	return file
}

func (s *station) unsent() any { s.w.t.Helper(); return s.must(`{"do":"status"}`)["unsent"] }

func (s *station) shows(posting string) bool {
	s.w.t.Helper()
	for _, p := range s.must(`{"do":"posting.list"}`)["postings"].([]any) {
		if p.(map[string]any)["posting"] == posting {
			return true
		}
	}
	return false
}

// Two stations that meet the county only by stick: the posting of one reaches the other, a take
// without a place asks for one, and the place comes.
func TestStationsThatMeetByStickOnly(t *testing.T) {
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	k := &stick{w: w}
	posting := a.posting(2)
	k.up(a)
	k.up(b)
	k.down(b, 2)
	if !b.shows(posting) {
		t.Fatal("the posting has not come to b")
	}
	workers := []string{b.worker(1), b.worker(2)}
	taken := map[any]bool{}
	for range 3 {
		for i, id := range workers {
			if id == "" {
				continue
			}
			r := b.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, id)
			switch {
			case r["ok"] == true:
				taken[r["place"]] = true
				workers[i] = ""
			case r["code"] != "no_place_here":
				t.Fatalf("take: %v", r)
			}
		}
		k.up(b)
		k.down(a, 1)
		k.up(a)
		k.down(b, 2)
	}
	if len(taken) != 2 {
		t.Fatalf("places taken at b by stick: %v", taken)
	}
	k.up(b)
	if n := len(w.dump("matches")); n != 2 {
		t.Errorf("the county knows of %d matches", n)
	}
	k.down(a, 1)
	k.down(b, 2)
	if a.unsent() != 0.0 || b.unsent() != 0.0 {
		t.Errorf("the county's proof has not come: %v, %v wait", a.unsent(), b.unsent())
	}
	for _, s := range []*station{a, b} { // the net after the stick has nothing left to do but what is new
		s.sync()
		if r := s.must(`{"do":"sync"}`); r["pushed"] != 0.0 || r["pulled"] != 0.0 {
			t.Errorf("%s: sync after the sticks: %v", s.data, r)
		}
	}
	if c := w.dump("conflicts"); len(c) != 0 {
		t.Errorf("conflicts: %v", c)
	}
}

// all is every row that the county shows.
func (w *world) all() string {
	w.t.Helper()
	var b strings.Builder
	for _, kind := range []string{"postings", "matches", "stations", "employers", "workers", "check_ins", "facts", "conflicts"} {
		fmt.Fprintln(&b, kind, w.dump(kind))
	}
	return b.String()
}

// A bundle taken again changes nothing, at either end, also after others came.
func TestReplayedBundles(t *testing.T) {
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	k := &stick{w: w}
	posting := a.posting(3)
	first := k.up(a)
	k.up(b)
	down := k.down(b, 2)
	b.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, b.worker(1))
	k.up(b)
	k.down(a, 1)
	k.up(a)
	before, facts := w.all(), b.must(`{"do":"verify"}`)["facts"]
	for range 3 {
		if r := w.ask("county", "-data", w.path("county"), "bundle", "in", first); r["accepted"] != 0.0 {
			t.Errorf("a bundle taken again: %v", r)
		}
	}
	if after := w.all(); after != before {
		t.Errorf("taken again it changed\n%s\nto\n%s", before, after)
	}
	b.close()
	if r := w.ask("stationctl", "-data", b.data, "bundle", "in", down); r["pulled"] != 0.0 {
		t.Errorf("the county's bundle taken again: %v", r)
	}
	b.open()
	if after := b.must(`{"do":"verify"}`)["facts"]; after != facts {
		t.Errorf("the county's bundle taken again made %v of %v facts", after, facts)
	}
}

// What is not a whole bundle for this reader is refused with a code, and nothing changes.
func TestRefusedBundles(t *testing.T) {
	w, other := newWorld(t), newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	a.posting(2)
	k := &stick{w: w}
	k.up(a)
	a.close()
	b.close()
	up, down := w.path("up"), w.path("down")
	w.ask("stationctl", "-data", a.data, "bundle", "out", up)
	w.ask("county", "-data", w.path("county"), "bundle", "out", down, "-station", "1")
	x := other.enrol("x", townA)
	x.posting(1)
	x.close()
	otherUp, otherDown := w.path("other-up"), w.path("other-down")
	other.ask("stationctl", "-data", x.data, "bundle", "out", otherUp)
	other.ask("county", "-data", other.path("county"), "bundle", "out", otherDown, "-station", "1")

	before := w.all()
	refused := func(what, file, code string, program string, args ...string) {
		t.Helper()
		out, exit := w.run(program, append(args, "bundle", "in", file)...)
		if r := lastLine(t, out); exit == 0 || r["ok"] != false || r["code"] != code {
			t.Errorf("%s: exit %d, %v; want %s", what, exit, r, code)
		}
	}
	county := []string{"-data", w.path("county")}
	for name, good := range map[string]string{"county": up, "station": down} {
		bytes, err := os.ReadFile(good)
		if err != nil {
			t.Fatal(err)
		}
		damaged := map[string][]byte{"empty": {}, "cut": bytes[:len(bytes)-20], "cut to its head": bytes[:200], "longer": append(bytes[:len(bytes):len(bytes)], 1)}
		for at := 13; at < len(bytes); at += len(bytes)/7 + 1 {
			flipped := append([]byte{}, bytes...)
			flipped[at] ^= 4
			damaged[fmt.Sprintf("byte %d flipped", at)] = flipped
		}
		for what, content := range damaged {
			file := filepath.Join(w.dir, "damaged")
			if err := os.WriteFile(file, content, 0o600); err != nil {
				t.Fatal(err)
			}
			program, args := "county", county
			if name == "station" {
				program, args = "stationctl", []string{"-data", a.data}
			}
			out, exit := w.run(program, append(args[:2:2], "bundle", "in", file)...)
			if r := lastLine(t, out); exit == 0 || r["ok"] != false || r["code"] != "bad_bundle" {
				t.Errorf("%s's bundle %s: exit %d, %v", name, what, exit, r)
			}
		}
	}
	refused("another station's answer", down, "bundle_station", "stationctl", "-data", b.data)
	refused("a station's bundle at a station", up, "bad_bundle", "stationctl", "-data", a.data)
	refused("the county's bundle at the county", down, "bundle_station", "county", county...)
	refused("another county's answer", otherDown, "bundle_county", "stationctl", "-data", a.data)
	refused("another county's station", otherUp, "bundle_county", "county", county...)
	refused("no file", w.path("none"), "bundle_file", "county", county...)
	if after := w.all(); after != before {
		t.Errorf("refused bundles changed\n%s\nto\n%s", before, after)
	}
	// The good ones are good still.
	w.ask("county", "-data", w.path("county"), "bundle", "in", up)
	w.ask("stationctl", "-data", a.data, "bundle", "in", down)
}

// A bundle that begins behind what the station has pulled would leave a hole; it is refused, and
// what the county hears of the hole closes it.
func TestBundleWithAGap(t *testing.T) {
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	b.close()
	if err := os.CopyFS(w.path("earlier"), os.DirFS(b.data)); err != nil {
		t.Fatal(err)
	}
	b.open()
	a.posting(2)
	a.sync()
	b.sync()
	b.sync() // tells how far it has come
	late := w.path("late")
	w.ask("county", "-data", w.path("county"), "bundle", "out", late, "-station", "2")
	earlier := []string{"-data", w.path("earlier"), "bundle"}
	out, exit := w.run("stationctl", append(earlier, "in", late)...)
	if r := lastLine(t, out); exit == 0 || r["code"] != "bundle_gap" {
		t.Fatalf("a bundle with a gap: exit %d, %v", exit, r)
	}
	w.ask("stationctl", append(earlier, "out", w.path("ask"))...)
	w.ask("county", "-data", w.path("county"), "bundle", "in", w.path("ask"))
	w.ask("county", "-data", w.path("county"), "bundle", "out", late, "-station", "2")
	if r := w.ask("stationctl", append(earlier, "in", late)...); r["pulled"] == 0.0 {
		t.Errorf("the whole bundle: %v", r)
	}
}
