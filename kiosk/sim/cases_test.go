package sim

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The cases worth reading: each line of testdata/scripts is a step and what came of it, and the
// postings in the end stand below. -rewrite writes what comes of them now; read the difference.
func TestScripts(t *testing.T) {
	y := newYard(t)
	files, err := filepath.Glob("testdata/scripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sc, err := parse(string(data))
			if err != nil {
				t.Fatal(err)
			}
			p := play(y, sc, weather{})
			if p.fault != nil {
				t.Fatalf("%s: %v", filepath.Base(file), p.fault)
			}
			got := told(string(data), p.trace)
			if *rewrite {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			} else if got != string(data) {
				t.Errorf("%s: came out otherwise:\n%s", filepath.Base(file), got)
			}
		})
	}
}

// What is known not to hold yet. A case that holds belongs into testdata/scripts, and what DESIGN.md
// says of it has to go.
func TestOpen(t *testing.T) {
	y := newYard(t)
	files, err := filepath.Glob("testdata/open/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sc, err := parse(string(data))
		if err != nil {
			t.Fatal(err)
		}
		if p := play(y, sc, weather{}); p.fault == nil {
			t.Errorf("%s holds", filepath.Base(file))
		} else {
			t.Logf("%s: %v", filepath.Base(file), p.fault)
		}
	}
}

// told writes a script with its results: the comments stay, the results stand behind an arrow.
func told(text string, trace []string) string {
	var b strings.Builder
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\n")
		words, _, _ := strings.Cut(l, "#")
		said, _, _ := strings.Cut(words, result)
		s := step(strings.Fields(said))
		switch {
		case strings.HasPrefix(strings.TrimSpace(l), result): // a line of the end, told below
			continue
		case len(s) == 0 || s[0] == "county" && len(s) > 1 && s[1] == "of":
			fmt.Fprintln(&b, l)
		case len(trace) > 0:
			_, came, _ := strings.Cut(trace[0], " "+result+" ")
			fmt.Fprintf(&b, "%-32s %s %s\n", s, result, came)
			trace = trace[1:]
		}
	}
	for _, l := range trace {
		fmt.Fprintf(&b, "%s %s\n", result, l)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, bad := range []string{
		"", "county of 0", "county of many", "a sync", "county of 2\na fly", "county of 2\na take p1", "county of 2\na open p1 heads none",
		"county of 2\na sync lost", "county of 2\na sync lost x", "county of 2\na sync eaten 2", "county of 2\ncounty flies",
		"county of 2\nwait long", "county of 2\na crash soon take p1 w1", "county of 2\na clock late", "county of 2\na",
	} {
		if sc, err := parse(bad); err == nil {
			t.Errorf("%q is a script: %v", bad, sc)
		}
	}
	for seed := range uint64(50) {
		sc := draw(seed, days{})
		again, err := parse("# drawn\n" + strings.ReplaceAll(sc.String(), "\n", " → ok # so\n"))
		if err != nil || again.String() != sc.String() {
			t.Fatalf("seed %d: %v\n%s\n%s", seed, err, sc, again)
		}
	}
}
