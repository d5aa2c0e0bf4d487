package office_test

import (
	"testing"

	"yizhan/assets"
	"yizhan/sync/county/report"
	"yizhan/sync/county/yeartest"
)

// year opens the city that the flags say, with its figures counted.
func year(b *testing.B) (*desk, *report.Report, yeartest.Plan) {
	b.Helper()
	dir := *benchYear
	if dir == "" {
		dir = b.TempDir()
	}
	plan := yeartest.Plan{Seed: 1, Counties: 12, Stations: *benchStations, First: "2026-01-01", Days: 365, Facts: *benchFacts, Batch: 100, Full: true}
	a, clock, err := yeartest.Keep(b.Context(), dir, plan)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	r, err := report.Open(b.Context(), a, assets.Chinese)
	if err != nil {
		b.Fatal(err)
	}
	if err := r.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	return &desk{t: b, archive: a, now: clock.Now(), dir: dir}, r, plan
}

// BenchmarkMake only makes the city, or opens the one that is kept.
func BenchmarkMake(b *testing.B) {
	for b.Loop() {
		year(b)
	}
}
