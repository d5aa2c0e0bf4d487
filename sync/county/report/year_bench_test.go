package report_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/report"
	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
)

var (
	yearFacts    = flag.Int("facts", 4000, "facts of the year of the benches")
	yearStations = flag.Int("stations", 12, "stations of it")
	yearDir      = flag.String("year", "", "folder in which the year is kept from one run to the next")
)

// lushan is a county with a twelfth of the stations.
const lushan = market.AreaCode("410423000000")

// theYear is a city's 2026: 12 counties. It is made once, in *yearDir where one is given.
func theYear(b *testing.B) *report.Report {
	b.Helper()
	dir := *yearDir
	if dir == "" {
		dir = b.TempDir()
	}
	_, err := os.Stat(dir + "/county.db")
	made := err == nil
	now := day("2026-01-01")
	a, err := archive.Open(b.Context(), dir, func() time.Time { return now })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	if !made {
		begun := time.Now()
		city, err := yeartest.Make(b.Context(), a, yeartest.Plan{Seed: 1, Counties: 12, Stations: *yearStations, First: "2026-01-01", Days: 365, Facts: *yearFacts})
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%d facts of %d stations made in %s", city.Facts, *yearStations, time.Since(begun).Round(time.Second))
	}
	now = day("2026-12-31").Add(11 * time.Hour)
	r, err := report.Open(b.Context(), a, assets.Chinese)
	if err != nil {
		b.Fatal(err)
	}
	begun := time.Now()
	if err := r.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("brought up to date in %s", time.Since(begun).Round(10*time.Millisecond))
	return r
}

// BenchmarkYear asks a year for what pages show. DESIGN.md holds the figures of the full size.
func BenchmarkYear(b *testing.B) {
	r := theYear(b)
	for name, ask := range map[string]func(context.Context) error{
		"month of the city": func(ctx context.Context) error { _, err := r.Month(ctx, "2026-11", report.Whole); return err },
		"month of a county": func(ctx context.Context) error { _, err := r.Month(ctx, "2026-11", lushan); return err },
		"week of the city":  func(ctx context.Context) error { _, err := r.Week(ctx, "2026-W47", report.Whole); return err },
		"trend of the city": func(ctx context.Context) error { _, err := r.Trends(ctx, report.ByWeek, report.Whole); return err },
		"months before":     func(ctx context.Context) error { _, err := r.Past(ctx, "2026-11", 6, report.Whole); return err },
		"clerks":            func(ctx context.Context) error { _, err := r.Clerks(ctx, "2026-11", report.Whole); return err },
		"directory":         func(ctx context.Context) error { _, err := r.Directory(ctx, report.Whole); return err },
		"nothing new":       r.Refresh,
		"month as a file": func(ctx context.Context) error {
			s, err := r.Month(ctx, "2026-11", report.Whole)
			if err != nil {
				return err
			}
			var out bytes.Buffer
			return r.WriteXLSX(&out, s, nil)
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
