package figures_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// filled are the fields of a page's form as a browser would send them.
func filled(t *testing.T, page, action string) map[string]string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for form := range doc.Descendants() {
		if form.DataAtom != atom.Form || value(form, "action") != action {
			continue
		}
		for n := range form.Descendants() {
			_, marked := attribute(n, "checked")
			switch {
			case n.DataAtom == atom.Input && (value(n, "type") != "checkbox" || marked):
				out[value(n, "name")] = value(n, "value")
			case n.DataAtom == atom.Select:
				out[value(n, "name")] = value(all(n, atom.Option)[0], "value")
			}
		}
	}
	if len(out) == 0 {
		t.Fatalf("no form for %s", action)
	}
	return out
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// The city changes the month's columns: takes some out, adds one, orders them and calls them otherwise; what was filled
// in comes back with its column.
func TestColumnsOnTheDesk(t *testing.T) {
	const path, whole = "/office/reports/columns", "/office/reports/all?month=2026-11"
	d := newDesk(t)
	b := d.as("shi", city)
	own := d.as("xian", xinhua)
	own.get(path, http.StatusForbidden)
	own.post(path, http.StatusForbidden, "title", "x")
	if strings.Contains(own.get(whole, http.StatusOK), path) {
		t.Error("a county is led to what it may not change")
	}
	b.says("whole", b.get(whole, http.StatusOK), `href="`+path+`"`, "进场人次（人次）")

	send := func(status int, change func(map[string]string)) string {
		t.Helper()
		fields := filled(t, b.get(path, http.StatusOK), path)
		change(fields)
		var pairs []string
		for name, v := range fields {
			if name != "proof" {
				pairs = append(pairs, name, v)
			}
		}
		return b.post(path, status, append(pairs, "back", path)...)
	}
	b.says("as it was", send(http.StatusOK, func(map[string]string) {}), "栏目改好了。")
	b.says("without what another follows from", send(http.StatusBadRequest, func(f map[string]string) {
		delete(f, "on_posts")
		f["title_visits"], f["new_title"] = "来的人", "网上求职"
	}), "那一栏没选上", `value="来的人"`, `value="网上求职"`)
	b.says("no name", send(http.StatusBadRequest, func(f map[string]string) { f["title_visits"] = " " }), `id="wrong"`)
	b.says("no place", send(http.StatusBadRequest, func(f map[string]string) { f["n_visits"] = "第一" }), `value="第一"`)

	send(http.StatusOK, func(f map[string]string) {
		delete(f, "on_markets_new")
		f["title_visits"], f["n_visits"], f["new_title"], f["new_unit"] = "来的人", "0", "网上求职", "人"
	})
	page := b.get(whole, http.StatusOK)
	b.says("changed", page, "来的人（人次）", "网上求职（人）")
	if strings.Contains(page, "其中新增") || strings.Index(page, "来的人（人次）") > strings.Index(page, "县级市场（个）") {
		t.Error("a column that was taken out stands there, or the order is the old one")
	}
	var column string
	for name := range filled(t, b.get(path, http.StatusOK), path) {
		if id, ok := strings.CutPrefix(name, "on_own_"); ok {
			column = "own_" + id
		}
	}
	b.post("/office/reports/stations/1/correct", http.StatusOK, "month", "2026-11", "column", column, "value", "77", "words", "")
	b.post(path+"/usual", http.StatusOK)
	if page := b.get(whole, http.StatusOK); !strings.Contains(page, "其中新增") || strings.Contains(page, "网上求职") {
		t.Error("the usual columns are not back")
	}
	send(http.StatusOK, func(f map[string]string) { f["on_"+column] = "1" })
	b.says("taken back", b.get("/office/reports/stations/1?month=2026-11", http.StatusOK), "网上求职（人）", ">77<")
	b.says("deeds", b.get("/office/accounts", http.StatusOK), "改月表栏目", "恢复月表栏目")
}
