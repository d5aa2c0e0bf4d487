package upkeep_test

import (
	"bytes"
	"log/slog"
	"testing"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/upkeep"
	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
)

// county is a county with a clock of its own and a log.
type county struct {
	t       *testing.T
	archive *archive.Archive
	clock   *yeartest.Clock
	dir     string
	log     *slog.Logger
	said    *bytes.Buffer
}

func newCounty(t *testing.T) *county {
	t.Helper()
	c := &county{t: t, clock: &yeartest.Clock{}, dir: t.TempDir(), said: &bytes.Buffer{}}
	c.log = slog.New(slog.NewTextHandler(c.said, nil))
	c.clock.Set(time.Date(2026, 6, 1, 12, 0, 0, 0, market.Zone))
	var err error
	if c.archive, err = archive.Open(t.Context(), c.dir, c.clock.Now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.archive.Close() }) // a test may have closed it
	return c
}

// after moves the clock.
func (c *county) after(d time.Duration) { c.clock.Set(c.clock.Now().Add(d)) }

// lives lets some stations work for days from now on.
func (c *county) lives(stations, days, facts int) *yeartest.City {
	c.t.Helper()
	first := c.clock.Now()
	made, err := yeartest.Make(c.t.Context(), c.archive, yeartest.Plan{
		Seed: 3, Counties: 1, Stations: stations, First: first.Format(time.DateOnly), Days: days, Facts: facts, Full: true,
		After: func(day int) error {
			c.clock.Set(first.AddDate(0, 0, day))
			return nil
		},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return made
}

func (c *county) daily(folder, key string) *upkeep.Daily {
	return &upkeep.Daily{Archive: c.archive, Log: c.log, Folder: folder, Key: key, Keep: archive.UsualKeeping}
}
