package cmd_test

import (
	"go/ast"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The packages that the product was ordered to stand on.
var ordered = []string{
	"fyne.io/fyne/v2",
	"modernc.org/sqlite",
	"github.com/skip2/go-qrcode",
	"github.com/go-resty/resty/v2",
}

func TestOrderedPackages(t *testing.T) {
	direct := directRequirements(text(t, "go.mod"))
	used := map[string]bool{}
	for _, s := range tree(t) {
		for _, imported := range s.imports {
			for _, p := range ordered {
				used[p] = used[p] || !s.test && within(imported, p)
			}
		}
	}
	for _, p := range ordered {
		if !direct[p] {
			t.Errorf("%s is not a direct requirement in go.mod", p)
		}
		if !used[p] {
			t.Errorf("%s is imported by no product code", p)
		}
	}
}

// directRequirements lists the modules of go.mod's require lines that are not marked indirect.
func directRequirements(gomod string) map[string]bool {
	line := regexp.MustCompile(`^(?:require\s+)?([\w.-]+(?:/[\w.-]+)+) v\S+$`)
	out := map[string]bool{}
	for l := range strings.Lines(gomod) {
		if m := line.FindStringSubmatch(strings.TrimSpace(l)); m != nil {
			out[m[1]] = true
		}
	}
	return out
}

func TestDirectRequirements(t *testing.T) {
	got := directRequirements("module m\n\nrequire (\n\ta.b/c/v2 v2.0.1\n\td.e/f v0.1.0 // indirect\n)\nrequire g.h/i v1.0.0-rc.1\nreplace j.k/l => ../l\n")
	if len(got) != 2 || !got["a.b/c/v2"] || !got["g.h/i"] {
		t.Errorf("%v", got)
	}
}

// `fyne package` takes the identity from FyneApp.toml, the running program from AppID. If they
// differ, an installed kiosk looks for its settings where there are none.
func TestAppID(t *testing.T) {
	toml := text(t, "FyneApp.toml")
	if icon := tomlText(toml, "Icon"); icon == "" {
		t.Error("FyneApp.toml names no icon")
	} else if _, err := os.Stat(filepath.Join(root, icon)); err != nil {
		t.Error(err)
	}
	want, declared, given := tomlText(toml, "ID"), 0, 0
	for _, s := range tree(t) {
		if s.test || !within(s.dir, "kiosk") && s.dir != "cmd/kiosk" {
			continue
		}
		ast.Inspect(s.body(t), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if id, ok := constant(n, "AppID"); ok {
					declared++
					if id != want {
						t.Errorf("%s: AppID is %q, FyneApp.toml says %q", s.path, id, want)
					}
				}
			case *ast.CallExpr:
				if selector(n.Fun) != "app.NewWithID" {
					break
				}
				given++
				if !isAppID(n.Args[0]) {
					t.Errorf("%s: app.NewWithID is not given AppID", s.path)
				}
			}
			return true
		})
	}
	if declared != 1 || given == 0 {
		t.Errorf("AppID is declared %d times and app.NewWithID called %d times; want 1 and 1", declared, given)
	}
}

func isAppID(e ast.Expr) bool {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name == "AppID"
	}
	return strings.HasSuffix(selector(e), ".AppID")
}

// constant gives the text that a declaration gives to a name.
func constant(spec *ast.ValueSpec, name string) (string, bool) {
	for i, n := range spec.Names {
		if n.Name != name || i >= len(spec.Values) {
			continue
		}
		if lit, ok := spec.Values[i].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			value, err := strconv.Unquote(lit.Value)
			return value, err == nil
		}
	}
	return "", false
}

// tomlText gives the value of a line `key = "value"`.
func tomlText(toml, key string) string {
	if m := regexp.MustCompile(`(?m)^` + key + ` = "(.*)"$`).FindStringSubmatch(toml); m != nil {
		return m[1]
	}
	return ""
}

// SQLite is C made into Go against one version of its C library; another one may compile and
// still be wrong.
func TestLibraryOfSQLite(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.GoMod}}", "modernc.org/sqlite").Output()
	if err != nil {
		t.Fatal(err)
	}
	named, err := os.ReadFile(strings.TrimSpace(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^\s*modernc\.org/libc v\S+`)
	want, have := line.FindString(string(named)), line.FindString(text(t, "go.mod"))
	if want == "" || strings.TrimSpace(have) != strings.TrimSpace(want) {
		t.Errorf("go.mod has %q, SQLite names %q", strings.TrimSpace(have), strings.TrimSpace(want))
	}
}
