package sim

import (
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
	mutantSeeds = flag.Int("mutant-seeds", 400, "seeds that a mutant is played with")
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
// that passes is a fault that the simulator would let through.
func TestMutants(t *testing.T) {
	if !*mutants {
		t.Skip("takes minutes; make soak runs it with -mutants")
	}
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range readMutants(t) {
		t.Run(m.name, func(t *testing.T) {
			files, err := m.apply()
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			overlay := struct{ Replace map[string]string }{map[string]string{}}
			for file, text := range files {
				path := filepath.Join(dir, strings.ReplaceAll(file, "/", "_"))
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				overlay.Replace[filepath.Join(top, file)] = path
			}
			data, err := json.Marshal(overlay)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "overlay.json"), data, 0o600); err != nil {
				t.Fatal(err)
			}
			program := filepath.Join(dir, "sim.test")
			build := exec.Command("go", "test", "-c", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, ".")
			if out, err := build.CombinedOutput(); err != nil {
				t.Fatalf("build: %v\n%s", err, out)
			}
			run := exec.Command(program, "-test.run", "^(TestSimulation|TestScripts|TestEverythingTwice|TestClocksDecideNothing)$",
				"-test.failfast", "-unshortened", "-seeds", fmt.Sprint(*mutantSeeds))
			out, err := run.CombinedOutput()
			if exit := (&exec.ExitError{}); err == nil || !errors.As(err, &exit) {
				t.Fatalf("not caught: %v\n%s", err, out)
			}
			said := violated.Find(out)
			if said == nil {
				t.Fatalf("it fails without breaking a rule:\n%s", out)
			}
			t.Logf("caught: %s", strings.TrimSpace(string(said)))
		})
	}
}
