package report_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yizhan/sync/county/report"
	"yizhan/sync/tally"
)

// The bulletin's figures are those of the month's form, its order is the rule's, and the stations that
// nothing was heard of are named.
func TestBulletin(t *testing.T) {
	c := aTown(t)
	// Station 1 of 新华区 was in time; nothing was heard of the others since.
	c.do(`INSERT INTO report_arrived (station, last, at) VALUES (1, '2026-11-30', ?), (3, '2026-11-30', ?)`, day("2026-12-01").UnixMilli(), day("2026-12-04").UnixMilli())
	b, err := c.Bulletin(c.ctx, "2026-11", report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Ranks) != 2 || b.Ranks[0].Area != xinhua || b.Ranks[0].Place != 1 || b.Ranks[1].Place != 2 || b.Ranks[0].InTime != 50 || b.Ranks[1].InTime != 0 {
		t.Errorf("%+v", b.Ranks)
	}
	if len(b.Late) != 1 || b.Late[0].Unit != "3" || len(b.Gone) != 2 {
		t.Errorf("late %+v, missing %+v", b.Late, b.Gone)
	}
	h := c.byHand()
	for _, k := range b.Ranks {
		want, was := 0, 0
		for _, s := range c.city.Stations {
			if first, last := k.Area.Span(); s.Area >= first && s.Area <= last {
				want += h.counts("2026-11", s.Station)[tally.Fills]
				was += h.counts("2026-10", s.Station)[tally.Fills]
			}
		}
		if k.Fills != want || k.Was != was || want == 0 {
			t.Errorf("%s: %d fills, %d before; by hand %d and %d", k.Name, k.Fills, k.Was, want, was)
		}
	}
	if words := c.Summary(b); !strings.Contains(words, "4 个站点里 1 个按时报齐，1 个晚报，2 个没报齐") {
		t.Errorf("it begins %q", words)
	}
	var file bytes.Buffer
	if err := c.WriteBulletin(&file, b); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	first := book.GetSheetList()[0]
	for i, k := range b.Ranks {
		for col, want := range map[string]float64{"G": k.InTime, "L": k.Met} {
			at := col + strconv.Itoa(4+i)
			got, err := book.CalcCellValue(first, at)
			if n, bad := strconv.ParseFloat(got, 64); err != nil || bad != nil || n != want {
				t.Errorf("%s calculates to %q, %v, want %g", at, got, err, want)
			}
		}
	}
	if marks, err := book.GetRows(book.GetSheetList()[1]); err != nil || len(marks) != 4 {
		t.Errorf("%d rows of late and missing, %v", len(marks), err)
	}
	_, err = c.Bulletin(c.ctx, "2026-13", report.Whole)
	refused(t, err, "bad_period")
}
