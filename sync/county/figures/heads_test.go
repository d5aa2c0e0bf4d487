package figures_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"yizhan/sync/county/report"
)

// On a phone a table of cards has no head, so each cell says what it is, in the words of the head that it has on a
// screen; the first is the card's own headline.
func TestCellsSayTheirHeads(t *testing.T) {
	d := newDesk(t)
	if err := d.report.SetContact(t.Context(), report.Contact{
		Area: xinhua, Leader: report.Officer{Name: "样例甲", Post: "副局长", Phone: "13800138000"}, Liaison: report.Officer{Name: "样例乙", Post: "科长", Phone: "0375-2978818"},
	}, "市局"); err != nil {
		t.Fatal(err)
	}
	b := d.as("shi", city)
	tables := 0
	for _, path := range []string{
		"/office/stations?open=410402000000", "/office/stations?only=odd", "/office/stations/1", "/office/postings", "/office/postings?state=closed", "/office/complaints",
		"/office/review", "/office/people", "/office/conflicts", "/office/notices", "/office/accounts", "/office/directory", "/office/trends", "/office/trends/ranking?month=2026-11",
		"/office/communities?all=1", "/office/build", "/office/build/stations/1", "/office/reports/contacts", "/office/reports/stations/1?month=2026-11", "/office/reports/bulletin?month=2026-11",
		"/office/quarantine", "/office/reports/columns", "/office/reports?month=2026-11", "/office/reports/week", "/office/reports/areas/" + string(xinhua) + "?month=2026-11",
	} {
		doc, err := html.Parse(strings.NewReader(b.get(path, http.StatusOK)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.DataAtom == atom.Table && strings.Contains(" "+value(n, "class")+" ", " stack ") && all(n, atom.Th) != nil {
				tables++
				headed(t, path, n)
			}
		}
	}
	if tables < 25 {
		t.Errorf("only %d tables were met", tables)
	}
}

func headed(t *testing.T, path string, table *html.Node) {
	t.Helper()
	heads := all(table, atom.Th)
	for _, row := range all(table, atom.Tr) {
		for i, cell := range all(row, atom.Td) {
			if i == 0 || i >= len(heads) || words(cell) == "" {
				continue
			}
			if want := words(heads[i]); want != value(cell, "data-head") && want != "" {
				t.Errorf("%s: cell %d of %q says %q, its head %q", path, i, words(row), value(cell, "data-head"), want)
				return
			}
		}
	}
}

func all(n *html.Node, kind atom.Atom) (out []*html.Node) {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			out = append(out, d)
		}
	}
	return out
}

func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
