package report

import (
	"context"
	"fmt"
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
	if err := r.scope(within); err != nil {
		return nil, err
	}
	var out []Point
	for p := month; len(out) < n && p != ""; p = MonthBefore(p) {
		point, known, err := r.kept(ctx, p, within)
		if err != nil {
			return nil, err
		}
		if !known {
			span, err := tally.Month(p)
			if err != nil {
				break // before the first year that is counted
			}
			c, err := r.counted(ctx, p, span, within)
			if err != nil {
				return nil, err
			}
			point = Point{p, c.N[tally.Seekers], c.N[tally.Places], c.N[tally.Fills]}
		}
		out = append(out, point)
	}
	slices.Reverse(out)
	return out, nil
}

// kept adds up a month that was counted; known is false for one that was not.
func (r *Report) kept(ctx context.Context, month string, within market.AreaCode) (p Point, known bool, err error) {
	first, last := market.AreaCode("000000000000"), market.AreaCode("999999999999")
	if within != Whole {
		first, last = within.Span()
	}
	p.Period = month
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM report_counted WHERE span = ?), COALESCE(SUM(seekers), 0), COALESCE(SUM(places), 0),
			COALESCE(SUM(fills), 0) FROM report_span WHERE kind = 'm' AND span = ? AND station IN (SELECT no FROM station WHERE area BETWEEN ? AND ?)`,
			month, month, string(first), string(last)).Scan(&known, &p.Seekers, &p.Places, &p.Fills)
	})
	if err != nil {
		return p, false, fmt.Errorf("read what %s came to: %w", month, err)
	}
	return p, known, nil
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
