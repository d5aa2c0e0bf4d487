package report_test

import (
	"strconv"
	"sync"
	"testing"

	"yizhan/sync/county/report"
)

// What somebody writes stands over what was counted, in the line, its row and the total, and the
// trail says what stood there before.
func TestCorrection(t *testing.T) {
	c := aTown(t)
	before := c.month("2026-11", report.Whole)
	line, total := before.Lines[0], before.Total.Cells["matched"].Value
	was := line.Cells["matched"].Value
	if was < 2 {
		t.Fatalf("only %g fills at station %s", was, line.Unit)
	}
	fix := report.Correction{Month: "2026-11", Unit: line.Unit, Column: "matched", Value: "1", By: "值班站长", Why: "重复登记"}
	c.fix(t, fix)
	after := c.month("2026-11", report.Whole)
	cell := after.Lines[0].Cells["matched"]
	if cell.Value != 1 || cell.Counted != was || !cell.Written || after.Rows[0].Written != 1 {
		t.Errorf("%+v, row %+v", cell, after.Rows[0])
	}
	if got := after.Total.Cells["matched"]; got.Value != total-was+1 || got.Counted != total {
		t.Errorf("total %+v, want %g of %g", got, total-was+1, total)
	}
	checkSums(t, after)
	if n := len(after.Corrections); n != 1 || after.Corrections[0].Was != line.Unit && after.Corrections[0].Why != "重复登记" {
		t.Errorf("%d corrections: %+v", n, after.Corrections)
	}
	fix.Value, fix.Why = "", "没有重复"
	c.fix(t, fix)
	again := c.month("2026-11", report.Whole)
	if cell := again.Lines[0].Cells["matched"]; cell.Value != was || cell.Written {
		t.Errorf("taken back: %+v, want %g", cell, was)
	}
	if len(again.Corrections) != 2 || again.Corrections[1].Was != "1" {
		t.Errorf("the trail: %+v", again.Corrections)
	}
	if other := c.month("2026-10", report.Whole); len(other.Corrections) != 0 {
		t.Errorf("another month: %+v", other.Corrections)
	}
}

// Several people write into one cell at once: each line of the trail says what the line before it wrote.
func TestCorrectionsAtOnce(t *testing.T) {
	c := aTown(t)
	was := c.month("2026-11", report.Whole).Lines[0].Cells["matched"].Value
	const people = 8
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			err := c.Correct(c.ctx, report.Correction{Month: "2026-11", Unit: "1", Column: "matched", Value: strconv.Itoa(1000 + i), By: "值班站长", Why: "重复登记"})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	before := strconv.FormatFloat(was, 'f', -1, 64)
	trail := c.month("2026-11", report.Whole).Corrections
	if len(trail) != people {
		t.Fatalf("%d lines in the trail", len(trail))
	}
	for _, l := range trail {
		if l.Was != before {
			t.Errorf("%s was written over %s, and %s stood there", l.Value, l.Was, before)
		}
		before = l.Value
	}
}

func TestCorrectionRefused(t *testing.T) {
	c := aTown(t)
	good := report.Correction{Month: "2026-11", Unit: "1", Column: "matched", Value: "1", By: "值班站长", Why: "重复登记"}
	for code, change := range map[string]func(*report.Correction){
		"bad_period":     func(f *report.Correction) { f.Month = "2026-31" },
		"unknown_unit":   func(f *report.Correction) { f.Unit = "99" },
		"unknown_column": func(f *report.Correction) { f.Column = "met" },
		"no_reason":      func(f *report.Correction) { f.Why = " " },
		"required":       func(f *report.Correction) { f.By = "" },
		"bad_value":      func(f *report.Correction) { f.Value = "1.5" },
		"too_long":       func(f *report.Correction) { f.Why = long(201) },
	} {
		f := good
		change(&f)
		refused(t, c.Correct(c.ctx, f), code)
	}
	for _, value := range []string{"-1", "=2", "1e3", "NaN", "Inf", "0x1", "99999999999", "一"} {
		f := good
		f.Value = value
		refused(t, c.Correct(c.ctx, f), "bad_value")
	}
	// An area as a whole has no count of its own to be corrected; what is written by hand it has.
	f := good
	f.Unit = string(xinhua)
	refused(t, c.Correct(c.ctx, f), "unknown_unit")
	f.Column, f.Value = "fairs", "2"
	c.fix(t, f)
	s := c.month("2026-11", xinhua)
	if got := s.Total.Cells["fairs"]; got.Value != 2 || s.Total.Stations != 2 {
		t.Errorf("fairs %+v at %d stations", got, s.Total.Stations)
	}
	if n := len(c.month("2026-11", report.Whole).Corrections); n != 1 {
		t.Errorf("%d corrections were kept", n)
	}
}

func long(n int) string {
	r := make([]rune, n)
	for i := range r {
		r[i] = '长'
	}
	return string(r)
}

// A locked month stands as it was, whatever comes in or is written later, until it is opened with a
// reason.
func TestLock(t *testing.T) {
	c := aTown(t)
	fix := report.Correction{Month: "2026-11", Unit: "1", Column: "matched", Value: "1", By: "值班站长", Why: "重复登记"}
	c.fix(t, fix)
	before := c.month("2026-11", xinhua)
	refused(t, c.Lock(c.ctx, "2026-12", xinhua, "张科长", "补不齐", ""), "month_not_over")
	refused(t, c.Lock(c.ctx, "2026-11", "410402001000", "张科长", "补不齐", ""), "unknown_area")
	refused(t, c.Lock(c.ctx, "2026-11", xinhua, "", "补不齐", ""), "required")
	if err := c.Lock(c.ctx, "2026-11", xinhua, "张科长", "补不齐", ""); err != nil {
		t.Fatal(err)
	}
	refused(t, c.Lock(c.ctx, "2026-11", xinhua, "张科长", "补不齐", ""), "month_locked")
	refused(t, c.Correct(c.ctx, fix), "month_locked")

	// Facts that come later change what is counted, and not what was locked.
	c.do(`UPDATE match SET state = 'cancelled'`)
	form, err := c.Form(c.ctx)
	if err != nil {
		t.Fatal(err)
	}
	form.Columns = form.Columns[:7]
	if err := c.SetForm(c.ctx, form, "张科长"); err != nil {
		t.Fatal(err)
	}
	after := c.month("2026-11", xinhua)
	if !after.Locked() || len(after.Form.Columns) != len(before.Form.Columns) {
		t.Errorf("locked %v, %d columns of %d", after.Locked(), len(after.Form.Columns), len(before.Form.Columns))
	}
	for _, col := range before.Form.Columns {
		if was, is := col.Show(before.Total.Cells[col.ID]), col.Show(after.Total.Cells[col.ID]); was != is {
			t.Errorf("%s was %q, is %q", col.ID, was, is)
		}
	}
	if s := c.month("2026-11", report.Whole); s.Locked() || len(s.Locks) != 1 || s.Total.Cells["seekers"].Blank {
		t.Errorf("the city: locked %v, locks %+v", s.Locked(), s.Locks)
	}
	refused(t, c.Unlock(c.ctx, "2026-11", weidong, "市局", "补报"), "not_locked")
	refused(t, c.Unlock(c.ctx, "2026-11", xinhua, "市局", ""), "no_reason")
	if err := c.Unlock(c.ctx, "2026-11", xinhua, "市局", "补报"); err != nil {
		t.Fatal(err)
	}
	if s := c.month("2026-11", xinhua); s.Locked() || len(s.Form.Columns) != 7 || s.Lines[0].Locked {
		t.Errorf("opened: locked %v, %d columns", s.Locked(), len(s.Form.Columns))
	}
}

// A lock of the city holds its counties, also one that was locked before.
func TestLockOfTheCity(t *testing.T) {
	c := aTown(t)
	if err := c.Lock(c.ctx, "2026-11", xinhua, "张科长", "补不齐", ""); err != nil {
		t.Fatal(err)
	}
	locked := c.month("2026-11", xinhua).Total.Cells["visits"].Value
	c.do(`DELETE FROM check_in WHERE station = 1`)
	if err := c.Lock(c.ctx, "2026-11", report.Whole, "市局", "补不齐", ""); err != nil {
		t.Fatal(err)
	}
	city := c.month("2026-11", report.Whole)
	if !city.Locked() || len(city.Locks) != 2 || city.Rows[0].Cells["visits"].Value != locked {
		t.Errorf("locked %v by %d locks, visits %g, want %g", city.Locked(), len(city.Locks), city.Rows[0].Cells["visits"].Value, locked)
	}
	refused(t, c.Lock(c.ctx, "2026-11", weidong, "李科长", "补不齐", ""), "month_locked")
	if got := c.month("2026-11", weidong); !got.Locked() {
		t.Error("a county is open under a locked city")
	}
}

// Whoever's facts were all here a day after the month is in time; who was heard of later is late, by
// the day, and stays so; who never was is missing.
func TestMarks(t *testing.T) {
	c := aTown(t)
	end := day("2026-11-30").Add(12 * 60 * 60 * 1e9)
	for station, seen := range map[int]int64{
		1: end.UnixMilli() + 3600_000, 2: end.Add(50 * 3600 * 1e9).UnixMilli(), 3: end.UnixMilli() - 1, 4: end.UnixMilli() + 3600_000,
	} {
		c.do(`UPDATE epoch SET last_seen = ?, unsent = ? WHERE station = ?`, seen, map[int]int{4: 7}[station], station)
	}
	check := func(when string, want map[string]report.Mark, late int) {
		t.Helper()
		s := c.month("2026-11", report.Whole)
		for _, l := range s.Lines {
			if l.Mark != want[l.Unit] || l.Mark == report.Late && l.Late != late {
				t.Errorf("%s: station %s is %s by %d days, want %s by %d", when, l.Unit, l.Mark, l.Late, want[l.Unit], late)
			}
		}
	}
	all := func(m report.Mark) map[string]report.Mark {
		return map[string]report.Mark{"1": m, "2": m, "3": m, "4": m}
	}
	c.now = end.Add(-1)
	check("before the end", all(report.Running), 0)
	c.now = end.Add(70 * 3600 * 1e9)
	want := map[string]report.Mark{"1": report.InTime, "2": report.Late, "3": report.Missing, "4": report.Missing}
	check("after", want, 2)
	if err := c.Note(c.ctx); err != nil {
		t.Fatal(err)
	}
	c.do(`UPDATE epoch SET last_seen = ?, unsent = 0`, c.now.UnixMilli())
	check("heard of again", map[string]report.Mark{"1": report.InTime, "2": report.Late, "3": report.Late, "4": report.Late}, 2)
	c.do(`UPDATE epoch SET last_seen = 0`)
	c.do(`INSERT INTO revoked (station, at) VALUES (4, 1)`)
	check("taken out of service", map[string]report.Mark{"1": report.InTime, "2": report.Late, "3": report.Missing, "4": report.Ended}, 2)
	s := c.month("2026-11", report.Whole)
	if s.Total.Marks[report.Missing] != 1 || s.Total.Marks[report.Late] != 1 || s.Total.Cells["markets_township"].Value != 1 {
		t.Errorf("total: %+v, %g township markets", s.Total.Marks, s.Total.Cells["markets_township"].Value)
	}
}

// The form that a county begins with is one, and so is what it reads back.
func TestForms(t *testing.T) {
	c := aTown(t)
	form, err := c.Form(c.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(form.Columns) < 25 || form.Title != "平顶山市零工市场建设和运营情况统计表" {
		t.Errorf("%d columns in %q", len(form.Columns), form.Title)
	}
	for name, text := range map[string]string{
		"no column":       `{"title":"表","columns":[]}`,
		"no title":        `{"title":"","columns":[{"id":"a","title":"甲","figure":"visits"}]}`,
		"two sources":     `{"title":"表","columns":[{"id":"a","title":"甲","figure":"visits","typed":"text"}]}`,
		"no source":       `{"title":"表","columns":[{"id":"a","title":"甲"}]}`,
		"unknown figure":  `{"title":"表","columns":[{"id":"a","title":"甲","figure":"happiness"}]}`,
		"same id":         `{"title":"表","columns":[{"id":"a","title":"甲","figure":"visits"},{"id":"a","title":"乙","figure":"fills"}]}`,
		"share of words":  `{"title":"表","columns":[{"id":"a","title":"甲","typed":"text"},{"id":"b","title":"乙","share":["a","a"]}]}`,
		"share of itself": `{"title":"表","columns":[{"id":"b","title":"乙","share":["b","b"]}]}`,
		"id like a path":  `{"title":"表","columns":[{"id":"../a","title":"甲","figure":"visits"}]}`,
	} {
		if _, err := report.ReadForm([]byte(text)); err == nil {
			t.Errorf("%s: taken", name)
		} else {
			refused(t, err, "bad_columns")
		}
	}
	_, err = report.ReadForm([]byte(`{"title":"表","rows":[]}`))
	refused(t, err, "bad_json")
}
