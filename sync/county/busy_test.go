package county_test

import (
	"encoding/json"
	"testing"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
)

// What the pages keep of people with two places at a time is, after each day of a busy town, what somebody
// finds who looks for the first time.
func TestConflictsAreKeptRight(t *testing.T) {
	clock := &yeartest.Clock{}
	first := time.Date(2026, 6, 1, 0, 0, 0, 0, market.Zone)
	clock.Set(first)
	dir := t.TempDir()
	a, err := archive.Open(t.Context(), dir, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	conflicts := func(a *archive.Archive) string {
		t.Helper()
		all, err := a.Conflicts(t.Context(), archive.Reach{Area: "410400000000"})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	seen, changed, before := 0, 0, ""
	_, err = yeartest.Make(t.Context(), a, yeartest.Plan{
		Seed: 5, Counties: 2, Stations: 4, First: first.Format(time.DateOnly), Days: 40, Facts: 2500, Batch: 7, Full: true,
		After: func(day int) error {
			clock.Set(first.AddDate(0, 0, 20).Add(time.Duration(day) * time.Hour)) // within two days, so that what is kept is used
			kept := conflicts(a)
			fresh, err := archive.Open(t.Context(), dir, clock.Now)
			if err != nil {
				return err
			}
			defer fresh.Close()
			if found := conflicts(fresh); kept != found {
				t.Errorf("day %d: kept\n%s\nfound\n%s", day, kept, found)
			}
			if kept != before {
				changed++
			}
			if before = kept; len(kept) > 10 {
				seen++
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 || changed < 20 {
		t.Errorf("on %d days there were conflicts, on %d other ones", seen, changed)
	}
}
