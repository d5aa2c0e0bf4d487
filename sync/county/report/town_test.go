package report_test

import (
	"context"
	"os"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/report"
	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// failer is what *testing.T, *testing.B and *rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// town is a county with a city's facts, and a clock that tests set.
type town struct {
	t   failer
	ctx context.Context
	*report.Report
	archive *archive.Archive
	city    *yeartest.City
	now     time.Time
}

// newTown makes the facts of a plan. They come in on its first day; then the clock stands at now. Every
// refresh days the figures are brought up to date, never for 0. done
// takes the folder away.
func newTown(t failer, now time.Time, p yeartest.Plan, refresh int) (c *town, done func()) {
	t.Helper()
	dir, err := os.MkdirTemp("", "report-*")
	if err != nil {
		t.Fatalf("%v", err)
	}
	c = &town{t: t, ctx: context.Background(), now: day(p.First)}
	c.archive, err = archive.Open(c.ctx, dir, func() time.Time { return c.now })
	if err != nil {
		t.Fatalf("%v", err)
	}
	done = func() {
		if err := c.archive.Close(); err != nil {
			t.Fatalf("%v", err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatalf("%v", err)
		}
	}
	if c.Report, err = report.Open(c.ctx, c.archive, assets.Chinese); err != nil {
		t.Fatalf("%v", err)
	}
	if refresh > 0 {
		p.After = func(day int) error {
			if day%refresh != 0 {
				return nil
			}
			return c.Refresh(c.ctx)
		}
	}
	if c.city, err = yeartest.Make(c.ctx, c.archive, p); err != nil {
		t.Fatalf("%v", err)
	}
	c.now = now
	return c, done
}

// aTown is newTown for a test, with a city that is the same each time: four stations in two counties,
// from 20 October 2026 on.
func aTown(t *testing.T) *town {
	t.Helper()
	c, done := newTown(t, day("2026-12-05"), aPlan(2, 4), 0)
	t.Cleanup(done)
	return c
}

// aPlan is six weeks from 20 October 2026 on.
func aPlan(counties, stations int) yeartest.Plan {
	return yeartest.Plan{Seed: 7, Counties: counties, Stations: stations, First: "2026-10-20", Days: 45, Facts: 1500}
}

func (c *town) month(month string, within market.AreaCode) *report.Sheet {
	c.t.Helper()
	s, err := c.Month(c.ctx, month, within)
	if err != nil {
		c.t.Fatalf("%s: %v", month, err)
	}
	return s
}

// do runs a statement that no program would.
func (c *town) do(query string, args ...any) {
	c.t.Helper()
	err := c.archive.Update(c.ctx, func(tx *sqldb.Tx) error {
		_, err := tx.ExecContext(c.ctx, query, args...)
		return err
	})
	if err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
}

// day is noon of a civil day.
func day(s string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s, market.Zone)
	if err != nil {
		panic(err) // a literal of a test
	}
	return t.Add(12 * time.Hour)
}

const (
	xinhua  = market.AreaCode("410402000000")
	weidong = market.AreaCode("410403000000")
)

// refused says that err has a code.
func refused(t *testing.T, err error, code string) {
	t.Helper()
	if got := market.Code(err); got != code {
		t.Errorf("refused with %q (%v), want %q", got, err, code)
	}
}
