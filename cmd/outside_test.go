package cmd_test

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// outside says which packages may import a module, or a part of the standard library, that has
// one place in this house. What is not listed may be imported anywhere but in pure rooms.
var outside = map[string]string{
	"fyne.io/fyne/v2":               "kiosk/touch kiosk/view kiosk cmd/kiosk",
	"modernc.org/sqlite":            "sync/sqldb sync/sqldb/powercut",
	"modernc.org/libc":              "sync/sqldb/powercut",
	"github.com/go-resty/resty/v2":  "sync/uplink",
	"github.com/skip2/go-qrcode":    "kiosk/slip kiosk/touch sync/county/poster",
	"github.com/fxamacker/cbor/v2":  "sync/record sync/wire",
	"go.bug.st/serial":              "kiosk/device/port kiosk/device/escpos",
	"github.com/hashicorp/mdns":     "kiosk/device/discover",
	"github.com/blackjack/webcam":   "kiosk/device/camera",
	"github.com/makiuchi-d/gozxing": "kiosk/device/camera kiosk/device/devicetest kiosk/slip",
	"github.com/klauspost/compress": "sync/wire kiosk/ime/lexicon kiosk/ime/hand",
	"codeberg.org/go-pdf/fpdf":      "kiosk/device kiosk/slip sync/county/poster",
	"github.com/xuri/excelize/v2":   "sync/county/report kiosk/table",
	"filippo.io/age":                "sync/safe",
	"database/sql":                  "sync/sqldb sync/journal sync/ledger sync/county/archive kiosk/store sync/tally sync/county/report",
	"net/http":                      "sync/wire sync/uplink sync/county sync/county/page sync/county/office sync/county/figures sync/county/upkeep cmd/county kiosk/device/ipp",
	"github.com/prometheus":         "sync/county/upkeep",
}

func TestOutsidePackagesHaveTheirPlace(t *testing.T) {
	for _, s := range tree(t) {
		if s.test {
			continue
		}
		for _, imported := range s.imports {
			for prefix, places := range outside {
				if within(imported, prefix) && !slices.Contains(strings.Fields(places), s.dir) {
					t.Errorf("%s: %s belongs into %s", s.path, imported, places)
				}
			}
		}
	}
}

// pure rooms get time and ids as arguments: they import the standard library and what is named
// here, nothing that reaches outside the program, and start nothing.
var pure = map[string]string{
	"sync/market":  "golang.org/x/text/encoding/simplifiedchinese",
	"sync/replica": module + "/sync/market " + module + "/sync/record",
}

func TestPureRooms(t *testing.T) {
	impure := []string{"context", "database/sql", "log", "log/slog", "net", "net/http", "os", "os/exec", "sync", "sync/atomic", "syscall"}
	clocks := []string{"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.AfterFunc", "time.Tick", "time.NewTimer", "time.NewTicker"}
	seen := map[string]bool{}
	for _, s := range tree(t) {
		allowed, ok := pure[s.dir]
		if !ok || s.test {
			continue
		}
		seen[s.dir] = true
		for _, imported := range s.imports {
			first, _, _ := strings.Cut(imported, "/")
			foreign := strings.Contains(first, ".") || first == module
			if slices.Contains(impure, imported) || foreign && !slices.Contains(strings.Fields(allowed), imported) {
				t.Errorf("%s: %s is pure and may not import %s", s.path, s.dir, imported)
			}
		}
		ast.Inspect(s.body(t), func(n ast.Node) bool {
			if slices.Contains(clocks, selector(n)) {
				t.Errorf("%s: %s is pure and may not ask %s", s.path, s.dir, selector(n))
			}
			if _, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s: %s is pure and starts a goroutine", s.path, s.dir)
			}
			return true
		})
	}
	if len(seen) != len(pure) {
		t.Errorf("looked at %v only", seen)
	}
}

// Durability stands in the connection string (I1), so databases are opened in one place.
func TestDatabasesAreOpenedInOnePlace(t *testing.T) {
	marks := []string{"_pragma=", "_txlock=", "journal_mode", "synchronous", "postgres://"}
	found := 0
	for _, s := range tree(t) {
		if s.test {
			continue
		}
		ast.Inspect(s.body(t), func(n ast.Node) bool {
			mark := ""
			if sel := selector(n); sel == "sql.Open" || sel == "sql.OpenDB" {
				mark = sel
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if i := slices.IndexFunc(marks, func(m string) bool { return strings.Contains(lit.Value, m) }); i >= 0 {
					mark = marks[i]
				}
			}
			switch {
			case mark == "":
			case s.dir == "sync/sqldb":
				found++
			default:
				t.Errorf("%s: %s belongs into sync/sqldb", s.path, mark)
			}
			return true
		})
	}
	if found == 0 {
		t.Error("sync/sqldb opens no database: the marks of this test are out of date")
	}
}
