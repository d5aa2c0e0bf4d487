package tally

import (
	"fmt"
	"time"

	"yizhan/sync/market"
)

const dayLayout = "2006-01-02"

// Span is a run of civil days, both of them in it: "2026-11-01" to "2026-11-30".
type Span struct{ First, Last string }

// Month gives the days of "2026-11"; bad_period for anything else.
func Month(s string) (Span, error) {
	t, err := time.ParseInLocation("2006-01", s, market.Zone)
	if err != nil || t.Format("2006-01") != s || !inRange(t) {
		return Span{}, &market.Error{Code: "bad_period", Field: "month"}
	}
	return Span{t.Format(dayLayout), t.AddDate(0, 1, -1).Format(dayLayout)}, nil
}

// Week gives Monday to Sunday of "2026-W47", counted as in ISO 8601; bad_period for anything else.
func Week(s string) (Span, error) {
	bad := &market.Error{Code: "bad_period", Field: "week"}
	var year, week int
	if n, err := fmt.Sscanf(s, "%d-W%d", &year, &week); err != nil || n != 2 || fmt.Sprintf("%04d-W%02d", year, week) != s {
		return Span{}, bad
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, market.Zone) // always in week 1
	monday := fourth.AddDate(0, 0, (week-1)*7-(int(fourth.Weekday())+6)%7)
	if y, w := monday.ISOWeek(); y != year || w != week || !inRange(monday) {
		return Span{}, bad
	}
	return Span{monday.Format(dayLayout), monday.AddDate(0, 0, 6).Format(dayLayout)}, nil
}

// Day gives "2026-11-23" alone; bad_period for anything else.
func Day(s string) (Span, error) {
	t, err := time.ParseInLocation(dayLayout, s, market.Zone)
	if err != nil || t.Format(dayLayout) != s || !inRange(t) {
		return Span{}, &market.Error{Code: "bad_period", Field: "day"}
	}
	return Span{s, s}, nil
}

func inRange(t time.Time) bool { return t.Year() >= 2024 && t.Year() < 2200 }

// MonthOf is the month of a moment, "2026-11".
func MonthOf(t time.Time) string { return t.In(market.Zone).Format("2006-01") }

// WeekOf is the week of a moment, "2026-W47".
func WeekOf(t time.Time) string {
	y, w := t.In(market.Zone).ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// DayOf is the civil day of milliseconds since 1970.
func DayOf(ms int64) string { return time.UnixMilli(ms).In(market.Zone).Format(dayLayout) }

// Between gives the first millisecond of the span, and the first after it.
func (s Span) Between() (from, to int64) {
	return dayStart(s.First).UnixMilli(), dayStart(s.Last).AddDate(0, 0, 1).UnixMilli()
}

// End is the first moment after the span.
func (s Span) End() time.Time { return dayStart(s.Last).AddDate(0, 0, 1) }

// Days lists the days of the span in order.
func (s Span) Days() []string {
	var out []string
	for t := dayStart(s.First); t.Format(dayLayout) <= s.Last; t = t.AddDate(0, 0, 1) {
		out = append(out, t.Format(dayLayout))
	}
	return out
}

// Passed is how many days of the span have begun at a moment; all of them after it, and at least one.
func (s Span) Passed(now time.Time) int {
	n := 0
	for _, d := range s.Days() {
		if !dayStart(d).After(now) {
			n++
		}
	}
	return max(n, 1)
}

// dayStart is for days that were checked; anything else gives the zero time.
func dayStart(day string) time.Time {
	t, err := time.ParseInLocation(dayLayout, day, market.Zone)
	if err != nil {
		return time.Time{}
	}
	return t
}
