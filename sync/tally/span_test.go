package tally_test

import (
	"testing"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/tally"
)

func TestSpans(t *testing.T) {
	for _, v := range []struct {
		of          func(string) (tally.Span, error)
		said        string
		first, last string
		days        int
	}{
		{tally.Month, "2026-11", "2026-11-01", "2026-11-30", 30},
		{tally.Month, "2028-02", "2028-02-01", "2028-02-29", 29},
		{tally.Week, "2026-W47", "2026-11-16", "2026-11-22", 7},
		{tally.Week, "2026-W01", "2025-12-29", "2026-01-04", 7},
		{tally.Week, "2026-W53", "2026-12-28", "2027-01-03", 7},
		{tally.Day, "2026-11-23", "2026-11-23", "2026-11-23", 1},
	} {
		s, err := v.of(v.said)
		if err != nil || s.First != v.first || s.Last != v.last || len(s.Days()) != v.days {
			t.Errorf("%s: %+v of %d days, %v", v.said, s, len(s.Days()), err)
		}
	}
	for said, of := range map[string]func(string) (tally.Span, error){
		"2026-00": tally.Month, "2026-11-1": tally.Month, "26-11": tally.Month, "2023-12": tally.Month,
		"2027-W53": tally.Week, "2026-W00": tally.Week, "2026-w47": tally.Week, "2026-W47x": tally.Week,
		"2026-02-29": tally.Day, "today": tally.Day,
	} {
		if s, err := of(said); market.Code(err) != "bad_period" {
			t.Errorf("%s: %+v, %v", said, s, err)
		}
	}
}

// A day ends at midnight of the market's own clock, whatever the machine's zone is.
func TestSpanEndsAtMidnight(t *testing.T) {
	s, err := tally.Month("2026-11")
	if err != nil {
		t.Fatal(err)
	}
	from, to := s.Between()
	for at, want := range map[int64]string{from: "2026-11-01", from - 1: "2026-10-31", to - 1: "2026-11-30", to: "2026-12-01"} {
		if got := tally.DayOf(at); got != want {
			t.Errorf("%d is of %s, want %s", at, got, want)
		}
	}
	if end := time.Date(2026, 12, 1, 0, 0, 0, 0, market.Zone); !s.End().Equal(end) {
		t.Errorf("ends %s", s.End())
	}
	for now, want := range map[time.Time]int{s.End().Add(-1): 30, time.UnixMilli(from): 1, time.UnixMilli(from - 1): 1, s.End().AddDate(1, 0, 0): 30} {
		if got := s.Passed(now); got != want {
			t.Errorf("%d days have begun at %s, want %d", got, now, want)
		}
	}
}
