package scene

import (
	"context"
	"errors"
	"sync"
	"time"

	"yizhan/sync/market"
)

// The files of stations with a market. Each is made once: a hundred scenes begin there, and to fill
// it is the longest part of each.
var (
	sampleMarket  = sync.OnceValues(func() (map[string][]byte, error) { return filled(Area, (*Stage).Fill) })
	longestMarket = sync.OnceValues(func() (map[string][]byte, error) { return filled(longestStation(), (*Stage).fillLongest) })
)

// early is how long before Morning the markets were opened.
const early = 3 * time.Hour

// filled fills a station at area and gives its files.
func filled(area market.AreaCode, fill func(*Stage) error) (map[string][]byte, error) {
	g, err := NewStage(context.Background(), area)
	if err != nil {
		return nil, err
	}
	g.now = Morning.Add(-early) // what happens later is of before Morning too
	if err := fill(g); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return g.folder()
}

// openFilled opens a station on a copy of such files.
func openFilled(ctx context.Context, area market.AreaCode, files func() (map[string][]byte, error)) (*Stage, error) {
	f, err := files()
	if err != nil {
		return nil, err
	}
	return openStage(ctx, area, f)
}
