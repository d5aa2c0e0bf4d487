package report

import (
	"context"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Point is one period of a series.
type Point struct {
	Period  string `json:"period"`
	Seekers int    `json:"seekers"`
	Places  int    `json:"places"`
	Fills   int    `json:"fills"`
}

// Past gives the n months up to a month, oldest first, as counted: corrections are of the month's own
// sheet.
func (r *Report) Past(ctx context.Context, month string, n int, within market.AreaCode) ([]Point, error) {
	var out []Point
	for p := month; len(out) < n; p = MonthBefore(p) {
		span, err := tally.Month(p)
		if err != nil {
			break // before the first year that is counted
		}
		c, err := r.counted(ctx, p, span, within)
		if err != nil {
			return nil, err
		}
		out = append(out, Point{p, c.N[tally.Seekers], c.N[tally.Places], c.N[tally.Fills]})
	}
	slices.Reverse(out)
	return out, nil
}

// counted adds up the stations within an area.
func (r *Report) counted(ctx context.Context, period string, span tally.Span, within market.AreaCode) (*tally.Count, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	var all *tally.Count
	err := r.archive.View(ctx, func(tx *sqldb.Tx) error {
		counts, err := counts(ctx, tx, period, span)
		if err != nil {
			return err
		}
		stations, err := r.stations(ctx, tx, within)
		if err != nil {
			return err
		}
		mine := map[uint16]*tally.Count{}
		for _, s := range stations {
			if c := counts[s.no]; c != nil {
				mine[s.no] = c
			}
		}
		all = tally.Sum(mine)
		return nil
	})
	return all, err
}
