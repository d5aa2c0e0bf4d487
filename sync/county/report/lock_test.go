package report_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// What somebody corrects while another one locks the month is either in what was frozen or refused.
func TestLockWhileOthersWrite(t *testing.T) {
	c := aTown(t)
	for round := range 25 {
		var all sync.WaitGroup
		kept := make([]bool, 4)
		for n := range kept {
			all.Go(func() {
				err := c.Correct(context.Background(), report.Correction{
					Month: "2026-11", Unit: strconv.Itoa(n + 1), Column: "matched", Value: strconv.Itoa(100 + round), By: "值班站长", Why: "重复登记",
				})
				kept[n] = err == nil
			})
		}
		all.Go(func() {
			if err := c.Lock(context.Background(), "2026-11", report.Whole, "市局", "补不齐", ""); err != nil {
				t.Error(err)
			}
		})
		all.Wait()
		for _, l := range c.month("2026-11", report.Whole).Lines {
			n, err := strconv.Atoi(l.Unit)
			if err != nil {
				t.Fatal(err)
			}
			if got := l.Cells["matched"].Value; kept[n-1] && got != float64(100+round) {
				t.Fatalf("round %d: a correction of station %d was taken and is not in what was locked: %g", round, n, got)
			}
		}
		if err := c.Unlock(context.Background(), "2026-11", report.Whole, "市局", "补报"); err != nil {
			t.Fatal(err)
		}
	}
}

// A month that lacks something is locked only for a reason, which stays; one without a station not at all.
func TestLockOfGaps(t *testing.T) {
	c := aTown(t)
	c.do(`UPDATE epoch SET last_seen = CASE station WHEN 3 THEN 0 ELSE ? END, unsent = 0`, day("2026-12-01").UnixMilli())
	form, err := c.Form(c.ctx)
	if err != nil {
		t.Fatal(err)
	}
	for i := range form.Columns {
		if form.Columns[i].ID == "fairs" {
			form.Columns[i].Required = true
		}
	}
	if err := c.SetForm(c.ctx, form, "市局"); err != nil {
		t.Fatal(err)
	}
	g := c.month("2026-11", report.Whole).Gaps()
	if len(g.Stations) != 1 || g.Stations[0].Unit != "3" || len(g.Columns) != 1 || g.Columns[0].ID != "fairs" {
		t.Fatalf("%d stations and %d columns are missing", len(g.Stations), len(g.Columns))
	}
	if g := c.month("2026-12", report.Whole).Gaps(); g.Any() {
		t.Error("gaps of a month that is not over")
	}
	refused(t, c.Lock(c.ctx, "2026-11", report.Whole, "市局", "", ""), "month_gaps")
	c.fix(t, report.Correction{Month: "2026-11", Unit: string(xinhua), Column: "fairs", Value: "2", By: "市局"})
	refused(t, c.Lock(c.ctx, "2026-11", report.Whole, "市局", " ", ""), "month_gaps")
	refused(t, c.Lock(c.ctx, "2026-11", "411725000000", "市局", "没有", ""), "unknown_area")
	refused(t, c.Lock(c.ctx, "2026-11", "410411000000", "市局", "没有", ""), "sheet_empty")
	if err := c.Lock(c.ctx, "2026-11", report.Whole, "市局", "三号站停电", ""); err != nil {
		t.Fatal(err)
	}
	s := c.month("2026-11", report.Whole)
	if len(s.Locks) != 1 || s.Locks[0].Why != "三号站停电" || s.Gaps().Any() {
		t.Errorf("%d locks, the first because %q, gaps %v", len(s.Locks), s.Locks[0].Why, s.Gaps().Any())
	}

	// Where nothing is missing no reason is asked for, and none is kept.
	whole := aTown(t)
	whole.do(`UPDATE epoch SET last_seen = ?, unsent = 0`, day("2026-12-01").UnixMilli())
	if err := whole.Lock(whole.ctx, "2026-11", report.Whole, "市局", "多余的话", ""); err != nil {
		t.Fatal(err)
	}
	if l := whole.month("2026-11", report.Whole).Locks; len(l) != 1 || l[0].Why != "" {
		t.Errorf("%d locks, the first because %q", len(l), l[0].Why)
	}
}

// checksIn says of the first station that somebody else came on a day.
func (c *town) checksIn(on string, n int) {
	c.t.Helper()
	s := c.city.Stations[0]
	w, err := market.ParseRef(string(s.People()[n]))
	if err != nil {
		c.t.Fatalf("%v", err)
	}
	err = s.Say(record.CheckInMade, market.Ref{Origin: s.Origin, N: uint32(1<<21 + n)}, day(on), 0, record.CheckIn{
		Worker: record.Ref{Station: w.Station, Epoch: w.Epoch, N: w.N}, Purpose: "work", Day: on, Number: 900 + n,
	})
	if err == nil {
		err = s.Send()
	}
	if err != nil {
		c.t.Fatalf("%v", err)
	}
}

// A fact that comes between the count and the lock is in what is locked; one of another month is no matter.
func TestLockHasAllFacts(t *testing.T) {
	c := aTown(t)
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	visits := func() float64 { return c.month("2026-11", xinhua).Total.Cells["visits"].Value }
	before := visits()
	if before == 0 {
		t.Fatal("nobody came")
	}
	c.checksIn("2026-11-20", 0)
	if err := c.LockNow(c.ctx, "2026-11", xinhua, "张科长", "补不齐", ""); !errors.Is(err, report.ErrBehind) {
		t.Fatalf("locked with %g visits, and one more had come: %v", visits(), err)
	}
	if err := c.Lock(c.ctx, "2026-11", xinhua, "张科长", "补不齐", ""); err != nil {
		t.Fatal(err)
	}
	if got := visits(); got != before+1 {
		t.Errorf("%g visits are locked, want %g", got, before+1)
	}

	c.checksIn("2026-12-04", 1)
	if err := c.LockNow(c.ctx, "2026-10", xinhua, "张科长", "补不齐", ""); err != nil {
		t.Errorf("a fact of December keeps October open: %v", err)
	}
}

// Nobody locks other figures than those that they saw.
func TestLockOfWhatWasSeen(t *testing.T) {
	c := aTown(t)
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	saw := func() string {
		t.Helper()
		seen, err := c.month("2026-11", xinhua).Seen()
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	old := saw()
	if old != saw() {
		t.Fatal("the same sheet looks like another")
	}
	for name, change := range map[string]func(){
		"a fact": func() { c.checksIn("2026-11-20", 0) },
		"a correction": func() {
			c.fix(t, report.Correction{Month: "2026-11", Unit: "1", Column: "matched", Value: "9", By: "李", Why: "重复登记"})
		},
		"a mark": func() {
			c.do(`UPDATE epoch SET last_seen = ?, unsent = 0 WHERE station = 1`, day("2026-12-01").UnixMilli())
		},
	} {
		change()
		refused(t, c.Lock(c.ctx, "2026-11", xinhua, "张科长", "补不齐", old), "month_changed")
		if now := saw(); now == old {
			t.Errorf("%s changes nothing", name)
		} else {
			old = now
		}
	}
	if err := c.Lock(c.ctx, "2026-11", xinhua, "张科长", "补不齐", old); err != nil {
		t.Fatal(err)
	}
}

// Rows of the city are counties, also where one alone has stations; rows of a county are townships and, named as
// such, its own market.
func TestRowsAreOfOneLevel(t *testing.T) {
	c, done := newTown(t, day("2026-12-05"), aPlan(1, 4), 0)
	t.Cleanup(done)
	city := c.month("2026-11", report.Whole)
	if len(city.Rows) != 1 || city.Rows[0].Area != xinhua || city.Rows[0].Name != "新华区" || city.Rows[0].Stations != 4 {
		t.Errorf("the city's rows: %+v", city.Rows)
	}
	county := c.month("2026-11", xinhua)
	if len(county.Rows) < 2 || county.Rows[0].Name != "新华区（本级）" || county.Rows[0].Stations != 1 {
		t.Errorf("the county's rows: %+v", county.Rows)
	}
	for _, r := range county.Rows[1:] {
		if r.Area == xinhua || r.Name == "" {
			t.Errorf("row %s %s", r.Area, r.Name)
		}
	}
	checkSums(t, city)
	checkSums(t, county)
}
