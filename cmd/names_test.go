package cmd_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// topLevel is all that may lie at the top of the tree, beside files whose names begin with a dot.
var topLevel = []string{
	"assets", "cmd", "kiosk", "sync",
	"go.mod", "go.sum", "FyneApp.toml", "Makefile", "README.md", "CHANGELOG.md", "LICENSE",
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	ignored := strings.Fields(text(t, ".gitignore"))
	for _, e := range entries {
		made := e.IsDir() && slices.Contains(ignored, "/"+e.Name()+"/")
		if !made && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(topLevel, e.Name()) {
			t.Errorf("%s does not belong at the top of the tree", e.Name())
		}
	}
}

// A package sync of our own would shadow the standard one in every file that imports both.
func TestNoPackageInSync(t *testing.T) {
	for _, s := range tree(t) {
		if s.dir == "sync" || s.dir == "." {
			t.Errorf("%s: no Go file may lie there", s.path)
		}
	}
}

func TestNoPackageNamedLikeAStandardOne(t *testing.T) {
	standard := standardNames(t)
	for _, s := range tree(t) {
		if s.name == "main" {
			continue
		}
		if name := strings.TrimSuffix(s.name, "_test"); standard[name] != "" {
			t.Errorf("%s: package %s is named like %s", s.path, name, standard[name])
		}
	}
}

// standardNames gives the last word of each package path of the standard library that a program
// can import: "http" → "net/http".
func standardNames(t *testing.T) map[string]string {
	t.Helper()
	// A test built with -trimpath does not know where Go lies, but go test puts its folder on PATH.
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	if tool, err = filepath.EvalSymlinks(tool); err != nil {
		t.Fatal(err)
	}
	library := filepath.Join(filepath.Dir(tool), "..", "src")
	version := regexp.MustCompile(`^v\d+$`)
	out := map[string]string{}
	err = filepath.WalkDir(library, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{"cmd", "internal", "vendor", "testdata"}, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		dir := filepath.Dir(p)
		name := filepath.Base(dir)
		if strings.HasSuffix(p, ".go") && dir != library && !version.MatchString(name) {
			rel, err := filepath.Rel(library, dir)
			if err != nil {
				return err
			}
			out[name] = filepath.ToSlash(rel)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("read the standard library: %v", err)
	}
	if out["http"] != "net/http" || out["sync"] != "sync" {
		t.Fatalf("%d names read from %s, but net/http is not among them", len(out), library)
	}
	return out
}
