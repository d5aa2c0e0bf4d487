package figures_test

import (
	"net/http"
	"strings"
	"testing"

	"yizhan/sync/market"
)

// A station's own page says when it was built: the day that staff wrote, or else that of its enrolment.
func TestBuiltOnStandsOnTheStationsPage(t *testing.T) {
	d := newDesk(t)
	b := d.as("shi", city)
	b.says("enrolled", b.get("/office/stations/1", http.StatusOK), "建成日期（没填，按接入那天）", ">2026-10-20<", "设施")
	b.post("/office/directory/1", http.StatusOK, "field", "built_on", "value", "2023-05-06")
	b.says("built", b.get("/office/stations/1", http.StatusOK), "<dt>建成日期</dt>", ">2023-05-06<")
}

// Who did how much stands on a page too, in the order of the file.
func TestRankingOnAPage(t *testing.T) {
	d := newDesk(t)
	b := d.as("shi", city)
	page := b.get("/office/trends/ranking?month=2026-11", http.StatusOK)
	b.says("ranking", page, "服务量", "工作人员", "平顶山市新华区零工市场", "用这个账号办的事")
	stations, err := d.report.Stations(t.Context(), "2026-11", market.AreaCode(city))
	if err != nil {
		t.Fatal(err)
	}
	clerks, err := d.report.Clerks(t.Context(), "2026-11", market.AreaCode(city))
	if err != nil || len(clerks) == 0 {
		t.Fatalf("%d accounts, %v", len(clerks), err)
	}
	at := 0
	for _, s := range stations {
		next := strings.Index(page[at:], ">"+s.Name+"<")
		if next < 0 {
			t.Fatalf("%s does not stand behind those that did more", s.Name)
		}
		at += next
	}
	if n := strings.Count(page, `data-head="合计"`); n != len(clerks) {
		t.Errorf("%d accounts on the page, %d in all", n, len(clerks))
	}
	other := d.as("xinhua", xinhua)
	if strings.Contains(other.get("/office/trends/ranking?month=2026-11", http.StatusOK), "卫东") {
		t.Error("another county's accounts")
	}
}
