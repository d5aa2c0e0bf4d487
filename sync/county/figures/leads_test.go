package figures_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// The city looks at the trend of one county as that county does, and at all trades; steps keep both.
func TestTrendsOfACounty(t *testing.T) {
	d := newDesk(t)
	above, own := d.as("shi", city), d.as("xian", xinhua)
	figure := func(page string) string {
		_, after, ok := strings.Cut(page, `<section class="card strong">`)
		if !ok {
			t.Fatal("no headline")
		}
		card, _, _ := strings.Cut(after, "</section>")
		return card
	}
	whole, one := above.get("/office/trends", http.StatusOK), above.get("/office/trends?area="+string(xinhua), http.StatusOK)
	if figure(one) == figure(whole) || figure(one) != figure(own.get("/office/trends", http.StatusOK)) {
		t.Errorf("the city sees of a county\n%s\nand of all\n%s", figure(one), figure(whole))
	}
	above.says("one county", one, `value="`+string(xinhua)+`" selected`, `href="/office/trends?`+strings.ReplaceAll(url.Values{"area": {string(xinhua)}, "step": {"month"}}.Encode(), "&", "&amp;")+`"`)
	own.says("outside", own.get("/office/trends?area="+string(weidong), http.StatusOK), figure(own.get("/office/trends", http.StatusOK)))
	all := above.get("/office/trends?all=1", http.StatusOK)
	rows := func(page string) int {
		_, table, _ := strings.Cut(page, `<table class="gaps">`)
		table, _, _ = strings.Cut(table, "</table>")
		return strings.Count(table, "<tr>")
	}
	if rows(whole) != 11 || rows(all) <= rows(whole) {
		t.Errorf("%d rows, and %d of all trades", rows(whole), rows(all))
	}
	above.says("all trades", all, "all=1", "只看差得最多的")
}

// A field of the directory is changed from what stands there, and goes back to what is recorded.
func TestMarketFieldsStandInTheirForms(t *testing.T) {
	d := newDesk(t)
	b := d.as("xian", xinhua)
	page := b.get("/office/directory/1", http.StatusOK)
	b.says("as recorded", page, `value="public" selected`, "没填", `href="/office/directory">回名录`)
	if strings.Contains(page, `name="value" maxlength="80" value=`) {
		t.Error("what is known stands as if somebody wrote it")
	}
	b.post("/office/directory/1", http.StatusOK, "field", "nature", "value", "commercial")
	b.post("/office/directory/1", http.StatusOK, "field", "hours", "value", "5:00–11:00")
	b.says("written", b.get("/office/directory/1", http.StatusOK), `value="commercial" selected`, `value="5:00–11:00"`)
	b.post("/office/directory/1", http.StatusOK, "field", "nature", "value", "")
	b.says("taken back", b.get("/office/directory/1", http.StatusOK), `value="public" selected`)
	b.says("never said", b.get("/office/stations/1", http.StatusOK), "没报过")
	b.says("typed columns", b.get("/office/reports/stations/1?month=2026-11", http.StatusOK), "没填")
}

// The city looks at the directory of one county, takes that home as a file, and natures and pages keep the county.
func TestDirectoryOfACounty(t *testing.T) {
	d := newDesk(t)
	b := d.as("shi", city)
	page := b.get("/office/directory?area="+string(weidong), http.StatusOK)
	b.says("one county", page, "卫东区", `value="`+string(weidong)+`" selected`, `href="/office/directory?area=`+string(weidong)+`&amp;nature=public"`, `href="/office/directory/file?area=`+string(weidong)+`&amp;as=csv"`, "全部 7")
	csv := b.get("/office/directory/file?as=csv&area="+string(weidong), http.StatusOK)
	if strings.Contains(csv, "新华区") || strings.Count(csv, "卫东区") < 7 {
		t.Error("the file is not of that county alone")
	}
	if _, table, _ := strings.Cut(page, "<tbody>"); strings.Contains(table, "新华区") {
		t.Error("another county is listed")
	}
	if file := b.get("/office/directory/file?as=csv", http.StatusOK); !strings.Contains(file, "新华区") || !strings.Contains(file, "卫东区") {
		t.Error("the city's file lacks a county")
	}
}
