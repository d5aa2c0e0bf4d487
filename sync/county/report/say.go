package report

import (
	"strconv"
	"strings"
	"time"

	"yizhan/sync/market"
)

// Period is "2026-11" or "2026-W47" as people say it.
func (r *Report) Period(p string) string { return r.period(p) }

func (r *Report) period(p string) string {
	if year, week, ok := strings.Cut(p, "-W"); ok {
		return r.words.T("report.week", "year", year, "week", strings.TrimLeft(week, "0"))
	}
	if t, err := time.ParseInLocation(time.DateOnly, p, market.Zone); err == nil {
		return r.words.T("report.day", "month", int(t.Month()), "day", t.Day())
	}
	year, month, _ := strings.Cut(p, "-")
	return r.words.T("report.month", "year", year, "month", strings.TrimLeft(month, "0"))
}

// mark says whether a station's facts came in time; "" for a line of an area.
func (r *Report) mark(m Mark, late int) string {
	if m == "" {
		return ""
	}
	return r.words.T("report.mark_"+string(m), "n", late)
}

// MarkWords is a line's mark in words.
func (r *Report) MarkWords(l Line) string { return r.mark(l.Mark, l.Late) }

// MarksWords says how many stations of a row were late or are missing, and how many cells were written.
func (r *Report) MarksWords(row Row) string { return r.marks(row) }

func (r *Report) marks(row Row) string {
	var words []string
	for _, m := range []Mark{Missing, Late, InTime, Running, Ended, NotYet} {
		if n := row.Marks[m]; n > 0 {
			words = append(words, r.words.T("report.marks_"+string(m), "n", n, "days", row.Late))
		}
	}
	if row.Written > 0 {
		words = append(words, r.words.T("report.marks_written", "n", row.Written))
	}
	return strings.Join(words, r.words.T("report.comma"))
}

// UnitName is a unit of a sheet in words: a station's number and name, or an area.
func (r *Report) UnitName(s *Sheet, unit string) string {
	for _, l := range s.Lines {
		if l.Unit == unit {
			return l.Name
		}
	}
	if a, ok := r.areas.Get(market.AreaCode(unit)); ok {
		return a.Name
	}
	if _, err := strconv.Atoi(unit); err == nil {
		return r.words.T("report.station_no", "n", unit)
	}
	return unit
}

// ColumnName is a column's title, its id where the form has it no more.
func (r *Report) ColumnName(s *Sheet, id string) string {
	if c, ok := s.Form.Column(id); ok {
		return c.Titled()
	}
	return id
}
