package yeartest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// Clock is the county's, which goes with the days of the city.
type Clock struct{ milli atomic.Int64 }

// Now is the moment of the city.
func (c *Clock) Now() time.Time { return time.UnixMilli(c.milli.Load()).In(market.Zone) }

// Set moves the clock.
func (c *Clock) Set(at time.Time) { c.milli.Store(at.UnixMilli()) }

// Keep opens the city of a plan in dir, and makes it there where dir does not have it. The clock then
// stands at 11 in the morning of the last day. A city that another plan made, or that was not made to the
// end, is refused.
func Keep(ctx context.Context, dir string, p Plan) (*archive.Archive, *Clock, error) {
	first, err := time.ParseInLocation(time.DateOnly, p.First, market.Zone)
	if err != nil {
		return nil, nil, fmt.Errorf("begin the year: %w", err)
	}
	note := filepath.Join(dir, "plan")
	said := fmt.Sprintf("%d %d %d %s %d %d %d %t\n", p.Seed, p.Counties, p.Stations, p.First, p.Days, p.Facts, p.Batch, p.Full)
	made, err := os.ReadFile(note)
	begun := errors.Is(err, fs.ErrNotExist)
	switch {
	case begun:
		if _, err := os.Stat(filepath.Join(dir, "county.db")); err == nil {
			return nil, nil, fmt.Errorf("make a year in %s: there is a county already, not made to the end", dir)
		}
	case err != nil:
		return nil, nil, fmt.Errorf("read the plan of the year: %w", err)
	case string(made) != said:
		return nil, nil, fmt.Errorf("the year in %s is of another plan: %s", dir, made)
	}
	clock := &Clock{}
	clock.Set(first)
	a, err := archive.Open(ctx, dir, clock.Now)
	if err != nil {
		return nil, nil, err
	}
	if begun {
		p.After = func(day int) error {
			clock.Set(first.AddDate(0, 0, day).Add(21 * time.Hour))
			return nil
		}
		if _, err = Make(ctx, a, p); err == nil {
			err = os.WriteFile(note, []byte(said), 0o600)
		}
		if err != nil {
			return nil, nil, errors.Join(err, a.Close())
		}
	}
	clock.Set(first.AddDate(0, 0, p.Days-1).Add(11 * time.Hour))
	return a, clock, nil
}
