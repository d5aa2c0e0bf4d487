// Package cmd_test holds the house together: which package may import which, where outside
// packages and connection strings may stand, what lies at the top of the tree. It reads the
// source files and runs nothing.
//
// Begin at rooms, the table of allowed imports.
package cmd_test

import (
	"slices"
	"strings"
	"testing"
)

// rooms says for each package which of our own packages its product code may import. Reading
// downward, a row names only rows above it. A new package gets a row here, as high up as it can
// stand; a row that has to name something below it is a package in the wrong place.
var rooms = map[string]string{
	// Words and rules.
	"sync/market":   "",
	"assets":        "sync/market",
	"assets/sample": "sync/market",

	// What people say about work, read by machine.
	"sync/market/wording": "sync/market",

	// Who goes well with which work.
	"sync/market/rank": "sync/market",

	// Facts and where they are kept.
	"sync/sqldb":   "sync/market",
	"sync/seal":    "sync/market",
	"sync/safe":    "assets",
	"sync/record":  "sync/market sync/seal",
	"sync/journal": "sync/market sync/seal sync/record sync/sqldb",
	"sync/ledger":  "sync/market sync/seal sync/record sync/sqldb sync/journal",

	// What is counted of them, at a station and at the county.
	"sync/tally": "sync/market sync/seal sync/record sync/sqldb sync/ledger",

	// What only tests import.
	"sync/sqldb/powercut":     "",
	"sync/county/yeartest":    "sync/market assets sync/seal sync/record sync/wire sync/county/archive",
	"sync/county/browsertest": "",

	// How they travel.
	"sync/replica": "sync/market sync/record",
	"sync/wire":    "sync/market sync/seal sync/record sync/replica",
	"sync/uplink":  "sync/market sync/seal sync/record sync/replica sync/wire",

	// The county.
	"sync/county/archive": "sync/market sync/market/wording assets sync/sqldb sync/seal sync/safe sync/record sync/journal sync/ledger sync/replica sync/wire",
	"sync/county/report":  "sync/market sync/market/wording assets sync/sqldb sync/record sync/ledger sync/tally sync/county/archive",
	"sync/county/poster":  "assets",
	"sync/county/page":    "sync/market sync/market/wording assets sync/county/archive",
	"sync/county/upkeep":  "sync/market sync/safe sync/county/archive",
	"sync/county/chart":   "assets",
	"sync/county/figures": "sync/market sync/record assets sync/tally sync/county/archive sync/county/report sync/county/chart sync/county/poster sync/county/office",
	"sync/county/office":  "sync/market sync/market/wording assets sync/record sync/wire sync/county/archive",
	"sync/county":         "sync/market sync/market/wording assets sync/seal sync/record sync/ledger sync/replica sync/wire sync/county/archive sync/county/page sync/county/office",

	// Writing Chinese.
	"kiosk/ime/lexicon":  "",
	"kiosk/ime/hand":     "",
	"kiosk/ime":          "assets kiosk/ime/lexicon kiosk/ime/hand",
	"kiosk/ime/imagegen": "sync/market assets kiosk/ime/lexicon kiosk/ime/hand",

	// The station, without a screen.
	"kiosk/device": "sync/market",
	"kiosk/voice":  "sync/market",

	// Where tables lie that people bring.
	"kiosk/exchange": "sync/market",

	// Drivers, and what stands for the things themselves in tests.
	"kiosk/device/port":        "",
	"kiosk/device/samv":        "sync/market kiosk/device kiosk/device/port",
	"kiosk/device/samv/module": "",
	"kiosk/device/escpos":      "sync/market kiosk/device kiosk/device/port",
	"kiosk/device/ipp":         "sync/market kiosk/device",
	"kiosk/device/speaker":     "",
	"kiosk/device/devicetest":  "sync/market kiosk/device",
	"kiosk/device/serialscan":  "kiosk/device/port",
	"kiosk/device/camera":      "",
	"kiosk/device/discover":    "kiosk/device/port",
	"kiosk/device/plugged":     "sync/market kiosk/device kiosk/device/camera kiosk/device/escpos kiosk/device/ipp kiosk/device/port kiosk/device/samv kiosk/device/serialscan",

	"kiosk/slip":    "sync/market assets kiosk/device",
	"kiosk/store":   "sync/market assets sync/sqldb sync/seal sync/safe sync/record sync/journal sync/ledger sync/replica sync/wire sync/uplink",
	"kiosk/board":   "sync/market kiosk/ime kiosk/store",
	"kiosk/table":   "sync/market",
	"kiosk/intake":  "sync/market sync/market/wording kiosk/table",
	"kiosk/desk":    "sync/market sync/market/wording sync/market/rank assets sync/seal sync/record sync/ledger sync/wire sync/uplink kiosk/device kiosk/slip kiosk/store kiosk/table kiosk/intake sync/safe",
	"kiosk/command": "sync/market sync/market/wording assets assets/sample sync/seal sync/record sync/wire sync/uplink kiosk/slip kiosk/store kiosk/desk",

	// Tests alone: a whole county in one process. It stands on the station's side because tests
	// there may reach the county, and no test of the county may reach a station.
	"kiosk/sim": "",

	// The screen.
	"kiosk/flow":           "sync/market sync/market/rank assets kiosk/ime kiosk/slip kiosk/exchange kiosk/store kiosk/board kiosk/desk kiosk/voice",
	"kiosk/scene":          "sync/market assets assets/sample sync/seal sync/record sync/wire kiosk/exchange kiosk/store kiosk/board kiosk/desk kiosk/command kiosk/ime kiosk/flow",
	"kiosk/touch":          "assets kiosk/ime",
	"kiosk/touch/contrast": "",
	"kiosk/view":           "sync/market assets kiosk/ime kiosk/slip kiosk/voice kiosk/flow kiosk/touch",
	"kiosk": "sync/market assets sync/seal sync/record sync/wire sync/uplink " +
		"kiosk/ime kiosk/device kiosk/device/speaker kiosk/slip kiosk/exchange kiosk/store kiosk/board kiosk/desk kiosk/voice kiosk/flow kiosk/scene kiosk/touch kiosk/view",

	// The programs.
	"cmd/line":       "sync/market assets",
	"cmd/county":     "sync/market assets assets/sample cmd/line sync/safe sync/wire sync/county sync/county/archive sync/county/page sync/county/report sync/county/figures sync/county/upkeep sync/tally",
	"cmd/stationctl": "kiosk/device kiosk/device/discover kiosk/device/plugged kiosk/device/samv sync/market assets assets/sample cmd/line sync/safe sync/wire sync/uplink kiosk/slip kiosk/store kiosk/desk kiosk/command kiosk/ime kiosk/ime/hand",
	"cmd/kiosk":      "sync/market assets sync/uplink kiosk/device/plugged kiosk/flow kiosk/touch kiosk/view kiosk",
}

func TestImportsRunDownward(t *testing.T) {
	for _, s := range tree(t) {
		if s.test {
			continue
		}
		row, ok := rooms[s.dir]
		if !ok {
			t.Errorf("%s: package %s has no row in the table of imports", s.path, s.dir)
			continue
		}
		for _, own := range s.own() {
			if !slices.Contains(strings.Fields(row), own) {
				t.Errorf("%s: %s may not import %s", s.path, s.dir, own)
			}
		}
	}
}

// What holds for the table whatever is added to it, and for tests too.
func TestImportsStayOnTheirSide(t *testing.T) {
	mayShow := []string{"kiosk", "kiosk/view", "cmd/kiosk"}
	for _, s := range tree(t) {
		for _, own := range s.own() {
			switch {
			case within(own, "kiosk") && (within(s.dir, "sync") || within(s.dir, "assets")):
				t.Errorf("%s: sync and assets know no kiosk, but import %s", s.path, own)
			case within(own, "sync/county") && within(s.dir, "kiosk") && !s.test:
				t.Errorf("%s: a station talks to the county only over the wire, but imports %s", s.path, own)
			case own == "kiosk/view" && !slices.Contains(mayShow, s.dir):
				t.Errorf("%s: nothing is built on screens, but it imports %s", s.path, own)
			case within(own, "cmd") && !within(s.dir, "cmd"):
				t.Errorf("%s: nothing is built on the programs, but it imports %s", s.path, own)
			}
		}
	}
}

// forTests are the packages that stand in for a machine: tests of any room import them, and
// nothing that is shipped.
var forTests = []string{"sync/sqldb/powercut", "sync/county/yeartest", "sync/county/browsertest", "kiosk/device/devicetest"}

func TestProductKnowsNothingOfTests(t *testing.T) {
	used := map[string]bool{}
	for _, s := range tree(t) {
		for _, own := range s.own() {
			if !slices.Contains(forTests, own) {
				continue
			}
			if used[own] = used[own] || s.test; !s.test {
				t.Errorf("%s: %s is for tests", s.path, own)
			}
		}
	}
	for _, p := range forTests {
		if !used[p] {
			t.Errorf("no test imports %s", p)
		}
	}
}

// The county server and stationctl run on machines without a display.
func TestProgramsWithoutScreen(t *testing.T) {
	imports := map[string][]string{}
	for _, s := range tree(t) {
		if !s.test {
			imports[s.dir] = append(imports[s.dir], s.imports...)
		}
	}
	for _, program := range []string{"cmd/county", "cmd/stationctl"} {
		seen := map[string]bool{}
		var visit func(dir string, way []string)
		visit = func(dir string, way []string) {
			if seen[dir] {
				return
			}
			seen[dir] = true
			way = append(way, dir)
			for _, path := range imports[dir] {
				if within(path, "fyne.io") {
					t.Errorf("%s opens windows: %s → %s", program, strings.Join(way, " → "), path)
				}
				if own, ok := strings.CutPrefix(path, module+"/"); ok {
					visit(own, slices.Clone(way))
				}
			}
		}
		visit(program, nil)
		if len(seen) < 5 {
			t.Errorf("%s: only %d packages were looked at", program, len(seen))
		}
	}
}
