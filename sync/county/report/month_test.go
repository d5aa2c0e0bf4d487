package report_test

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/report"
	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// The month's figures are those that somebody counts by hand over the facts of all journals, whatever
// happened: merges, cancels, more heads, people erased, facts that had to wait for others; counted at once
// or kept up to date while facts come in.
func TestMonthIsWhatFactsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := yeartest.Plan{
			Seed: rapid.Uint64().Draw(t, "seed"), Counties: rapid.IntRange(1, 3).Draw(t, "counties"),
			Stations: rapid.IntRange(1, 5).Draw(t, "stations"), Days: rapid.IntRange(1, 70).Draw(t, "days"),
			First: fmt.Sprintf("2026-%02d-%02d", rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")),
			Facts: rapid.IntRange(10, 250).Draw(t, "facts"), Batch: rapid.IntRange(1, 60).Draw(t, "batch"),
		}
		refresh := rapid.IntRange(0, 30).Draw(t, "refresh")
		c, done := newTown(t, day("2027-04-01"), p, refresh)
		defer done()
		c.meddle(t)
		if refresh > 0 {
			if err := c.Refresh(c.ctx); err != nil {
				t.Fatalf("%v", err)
			}
		}
		first, err := tally.Day(p.First)
		if err != nil {
			t.Fatalf("%v", err)
		}
		from, _ := first.Between()
		days := func(name string, least, most int) int64 {
			return from + int64(rapid.IntRange(least, most).Draw(t, name))*24*3600*1000
		}
		month := tally.DayOf(days("at", -40, p.Days+40))[:7]
		h := c.byHand()
		h.enrolled = p.First
		for no := range uint16(p.Stations) { // their ends come late, or are written as of long ago
			if rapid.Bool().Draw(t, "ends") {
				c.now = time.UnixMilli(days("end", 0, p.Days+60))
				end := c.archive.Revoke
				if rapid.Bool().Draw(t, "fenced") {
					end = func(ctx context.Context, no uint16) (archive.Fenced, error) { return c.archive.Fence(ctx, no, 0) }
				}
				if _, err := end(c.ctx, no+1); err != nil {
					t.Fatalf("%v", err)
				}
				h.ended[no+1] = c.now
			}
			if rapid.Bool().Draw(t, "written") {
				built := tally.DayOf(days("built", -80, p.Days+40))
				if err := c.Write(c.ctx, no+1, "built_on", built, "县里"); err != nil {
					t.Fatalf("%v", err)
				}
				h.built[no+1] = built
			}
		}
		c.now = day("2027-04-01")
		s := c.month(month, report.Whole)
		if lines := h.lines(month, p.Stations); len(s.Lines) != lines {
			t.Fatalf("%d lines in %s, by hand %d", len(s.Lines), month, lines)
		}
		for _, l := range s.Lines {
			no, err := strconv.Atoi(l.Unit)
			if err != nil {
				t.Fatalf("%v", err)
			}
			want := h.counts(month, uint16(no))
			h.market(want, month, uint16(no), l.Level)
			for _, col := range s.Form.Columns {
				if col.Figure == "" {
					continue
				}
				if got := int(l.Cells[col.ID].Value); got != want[col.Figure] {
					t.Errorf("%s, station %d, %s: %d, by hand %d", month, no, col.ID, got, want[col.Figure])
				}
			}
			if by := h.wanted(month, uint16(no)); !maps.Equal(l.Wanted, by) && len(l.Wanted)+len(by) > 0 {
				t.Errorf("%s, station %d, places by trade: %v, by hand %v", month, no, l.Wanted, by)
			}
		}
		checkSums(t, s)
	})
}

// meddle merges some people and erases one.
func (c *town) meddle(t *rapid.T) {
	var all []market.WorkerID
	for _, s := range c.city.Stations {
		all = append(all, s.People()...)
	}
	for range rapid.IntRange(0, 4).Draw(t, "merges") {
		if len(all) < 2 {
			return
		}
		a, b := rapid.SampledFrom(all).Draw(t, "keep"), rapid.SampledFrom(all).Draw(t, "other")
		if a == b {
			continue
		}
		if err := c.archive.Merge(c.ctx, a, b); err != nil && market.Code(err) == "" {
			t.Fatalf("merge %s and %s: %v", a, b, err)
		}
	}
	if len(all) > 0 && rapid.Bool().Draw(t, "erase") {
		if _, err := c.archive.Erase(c.ctx, string(rapid.SampledFrom(all).Draw(t, "erased"))); err != nil && market.Code(err) == "" {
			t.Fatalf("erase: %v", err)
		}
	}
}

// checkSums says that rows add up their lines, and the total its rows.
func checkSums(t failer, s *report.Sheet) {
	t.Helper()
	for _, col := range s.Form.Columns {
		if !col.Number() {
			continue
		}
		lines, rows := 0.0, 0.0
		for _, l := range s.Lines {
			lines += l.Cells[col.ID].Value
		}
		for _, r := range s.Rows {
			rows += r.Cells[col.ID].Value
		}
		if total := s.Total.Cells[col.ID].Value; lines != rows || rows != total {
			t.Fatalf("%s: lines add up to %g, rows to %g, total %g", col.ID, lines, rows, total)
		}
	}
	stations := 0
	for _, r := range s.Rows {
		stations += r.Stations
	}
	if stations != s.Total.Stations {
		t.Fatalf("%d stations in rows, %d in all", stations, s.Total.Stations)
	}
}
