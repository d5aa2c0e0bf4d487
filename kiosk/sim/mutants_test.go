package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	mutants     = flag.Bool("mutants", false, "build every mutant of testdata/mutants.txt and look that it is caught; takes minutes")
	mutantSeeds = flag.Int("mutant-seeds", 150, "seeds that a mutant is played with")
)

// root is the top of the tree, from here.
const root = "../.."

// mutant is the product with a fault put in: lines of its files that are replaced.
type mutant struct {
	name  string
	edits []edit
}

type edit struct {
	file     string // from the top of the tree
	old, new string
}

// readMutants reads testdata/mutants.txt, whose head says how it is written.
func readMutants(t *testing.T) []mutant {
	t.Helper()
	data, err := os.ReadFile("testdata/mutants.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []mutant
	for n, l := range strings.Split(string(data), "\n") {
		name, isName := strings.CutPrefix(l, "== ")
		file, isFile := strings.CutPrefix(l, "@@ ")
		old, isOld := strings.CutPrefix(l, "-")
		with, isNew := strings.CutPrefix(l, "+")
		switch {
		case l == "" || strings.HasPrefix(l, "#"):
			continue
		case isName:
			out = append(out, mutant{name: name})
			continue
		case len(out) == 0, !isFile && len(out[len(out)-1].edits) == 0, !isFile && !isOld && !isNew:
			t.Fatalf("testdata/mutants.txt:%d: %q stands nowhere", n+1, l)
		}
		m := &out[len(out)-1]
		if isFile {
			m.edits = append(m.edits, edit{file: file})
			continue
		}
		e := &m.edits[len(m.edits)-1]
		if isOld {
			e.old += old + "\n"
		} else {
			e.new += with + "\n"
		}
	}
	return out
}

// apply gives the files of the mutant, by their path from the top of the tree.
func (m mutant) apply() (map[string]string, error) {
	files := map[string]string{}
	for _, e := range m.edits {
		text, ok := files[e.file]
		if !ok {
			data, err := os.ReadFile(filepath.Join(root, e.file))
			if err != nil {
				return nil, fmt.Errorf("mutant %q: %w", m.name, err)
			}
			text = string(data)
		}
		if n := strings.Count(text, e.old); n != 1 || e.old == "" {
			return nil, fmt.Errorf("mutant %q: its lines stand %d times in %s; testdata/mutants.txt has to follow the product", m.name, n, e.file)
		}
		files[e.file] = strings.Replace(text, e.old, e.new, 1)
	}
	return files, nil
}

// Mutants that no longer fit the product would be caught by nobody.
func TestMutantsFit(t *testing.T) {
	all := readMutants(t)
	if len(all) < 15 {
		t.Errorf("only %d mutants", len(all))
	}
	for _, m := range all {
		if _, err := m.apply(); err != nil {
			t.Error(err)
		}
	}
}

// violated finds what a play of a mutant says when it is caught.
var violated = regexp.MustCompile(`(?m)^\s*(?:\w+_test\.go:\d+: )?(seed \d+|\w[\w-]*\.txt): .*$`)

// Each mutant is built with the product's files overlaid and played like the product itself. One
// that passes is a fault that the simulator would let through. The product as it is goes first:
// where that fails, a mutant that fails says nothing.
func TestMutants(t *testing.T) {
	if !*mutants {
		t.Skip("takes minutes; make soak runs it with -mutants")
	}
	if said, err := (mutant{name: "none"}).play(t.TempDir()); err != nil {
		t.Fatalf("the product itself: %s: %v", said, err)
	}
	for _, m := range readMutants(t) {
		t.Run(m.name, func(t *testing.T) {
			said, err := m.play(t.TempDir())
			if exit := (&exec.ExitError{}); !errors.As(err, &exit) {
				t.Fatalf("not caught: %v", err)
			}
			if said == "" {
				t.Fatalf("it fails without breaking a rule")
			}
			t.Logf("caught: %s", said)
		})
	}
}

// play builds the mutant, with files of its own in dir, and plays it. It gives the rule that was
// broken; the error is an *exec.ExitError when the plays failed.
func (m mutant) play(dir string) (said string, err error) {
	files, err := m.apply()
	if err != nil {
		return "", err
	}
	top, err := filepath.Abs(root)
	if err != nil {
		return "", fmt.Errorf("mutant %q: %w", m.name, err)
	}
	replace := map[string]string{}
	for file, text := range files {
		path := filepath.Join(dir, strings.ReplaceAll(file, "/", "_"))
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return "", fmt.Errorf("mutant %q: %w", m.name, err)
		}
		replace[filepath.Join(top, file)] = path
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", fmt.Errorf("mutant %q: %w", m.name, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o600); err != nil {
		return "", fmt.Errorf("mutant %q: %w", m.name, err)
	}
	program := filepath.Join(dir, "sim.test")
	build := exec.Command("go", "test", "-c", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("mutant %q does not build: %v\n%s", m.name, err, out) //nolint:errorlint // an ExitError would count as caught
	}
	seeds := *mutantSeeds
	if len(m.edits) == 0 {
		seeds = 10
	}
	for _, tests := range []string{"^TestSimulation$", "^(TestScripts|TestEverythingTwice|TestClocksDecideNothing)$"} {
		run := exec.Command(program, "-test.run", tests, "-test.failfast", "-unshortened", "-seeds", fmt.Sprint(seeds))
		if out, err := run.CombinedOutput(); err != nil {
			return string(bytes.TrimSpace(violated.Find(out))), err
		}
	}
	return "", nil
}
