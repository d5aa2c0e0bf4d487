package report_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/tally"
)

// A trend's points are what the same days, weeks and months come to when they are counted alone.
func TestTrends(t *testing.T) {
	c := aTown(t)
	c.now = day("2026-11-27")
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	h := c.byHand()
	for step, at := range map[report.Step]string{report.ByDay: "2026-11-12", report.ByMonth: "2026-11"} {
		trend, err := c.Trends(c.ctx, step, xinhua)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range trend.Points {
			if p.Period != at {
				continue
			}
			found = true
			var want report.Point
			for _, no := range []uint16{1, 3} { // the stations of that county
				n := h.counts(at, no)
				want.Seekers, want.Places, want.Fills = want.Seekers+n[tally.Seekers], want.Places+n[tally.Places], want.Fills+n[tally.Fills]
			}
			if want.Period = at; p != want || p.Seekers == 0 {
				t.Errorf("by %s: %+v, by hand %+v", step, p, want)
			}
		}
		if !found || len(trend.Points) == 0 || trend.Points[0].Period >= trend.Points[len(trend.Points)-1].Period {
			t.Errorf("by %s: %+v", step, trend.Points)
		}
	}
	weeks, err := c.Trends(c.ctx, report.ByWeek, report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := c.Week(c.ctx, "2026-W48", report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	last := weeks.Points[len(weeks.Points)-1]
	if last.Period != "2026-W48" || float64(last.Fills) != sheet.Total.Cells["matched"].Value || weeks.Period != last.Period {
		t.Errorf("%+v of %s, the week's sheet has %g fills", last, weeks.Period, sheet.Total.Cells["matched"].Value)
	}
	if n := weeks.PerSeeker(); n <= 0 {
		t.Errorf("%g places a seeker", n)
	}
	gap := weeks.Gaps[0]
	sum := 0
	for _, n := range gap.By {
		sum += n
	}
	if sum != gap.Total || gap.Total != weeks.Count.Wanted[gap.Trade]-weeks.Count.Sought[gap.Trade] {
		t.Errorf("%+v: %d wanted, %d looked for", gap, weeks.Count.Wanted[gap.Trade], weeks.Count.Sought[gap.Trade])
	}
	waits, hours := 0, 0
	for _, n := range weeks.Count.Wait {
		waits += n
	}
	for _, n := range weeks.Count.Hours {
		hours += n
	}
	if hours != weeks.Count.N[tally.Visits] || waits == 0 || waits > weeks.Count.N[tally.Seekers] {
		t.Errorf("%d arrivals by hour of %d, %d waits of %d seekers", hours, weeks.Count.N[tally.Visits], waits, weeks.Count.N[tally.Seekers])
	}
	past, err := c.Past(c.ctx, "2026-11", 6, xinhua)
	if err != nil {
		t.Fatal(err)
	}
	months, err := c.Trends(c.ctx, report.ByMonth, xinhua)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(months.Points); len(past) != 6 || past[5] != months.Points[n-1] || past[4] != months.Points[n-2] || past[4].Fills == 0 {
		t.Errorf("%+v are not the last of %+v", past, months.Points)
	}
	_, err = c.Trends(c.ctx, "year", report.Whole)
	refused(t, err, "unknown_choice")
}

// What accounts did is counted once, also when a fact had to wait, and nothing of it is the screen's.
func TestClerks(t *testing.T) {
	c := aTown(t)
	for range 2 { // once more changes nothing
		if err := c.Refresh(c.ctx); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]int{}
	h := c.byHand()
	for f := range h.of(report.Served...) {
		if f.By != "self" && f.By != "county" && in("2026-11", f.At) {
			want[f.By]++
		}
	}
	all, err := c.Clerks(c.ctx, "2026-11", report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(want) || len(all) < 4 {
		t.Fatalf("%d accounts, by hand %d", len(all), len(want))
	}
	for _, clerk := range all {
		sum := 0
		for _, n := range clerk.N {
			sum += n
		}
		if clerk.Total != want[clerk.Account] || sum != clerk.Total {
			t.Errorf("%s: %d, by hand %d", clerk.Account, clerk.Total, want[clerk.Account])
		}
	}
	mine, err := c.Clerks(c.ctx, "2026-11", weidong)
	if err != nil {
		t.Fatal(err)
	}
	for _, clerk := range mine {
		if clerk.Station != 2 && clerk.Station != 4 {
			t.Errorf("%+v", clerk)
		}
	}
	stations, err := c.Stations(c.ctx, "2026-11", report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, func(b *bytes.Buffer) error { return c.WriteRanking(b, "2026-11", stations, all) })
	if name, _ := f.GetCellValue("站点", "A4"); name != stations[0].Name || !strings.Contains(name, "零工") {
		t.Errorf("first station %q, want %q", name, stations[0].Name)
	}
	if sum, err := f.CalcCellValue("工作人员", "C3"); err != nil || sum != number(all[0].Total) {
		t.Errorf("first account %s, want %d: %v", sum, all[0].Total, err)
	}
	_, err = c.Clerks(c.ctx, "2026-11", market.AreaCode("1"))
	refused(t, err, "unknown_area")
	if _, ok := all[0].N[record.PlaceReturned]; ok {
		t.Error("returning a place served nobody")
	}
}

func number(n int) string { return strconv.Itoa(n) }
