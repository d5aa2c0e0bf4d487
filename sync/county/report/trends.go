package report

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Step is how far apart the points of a trend are.
type Step string

// The steps, and how many points of each are shown.
const (
	ByDay   Step = "day"
	ByWeek  Step = "week"
	ByMonth Step = "month"
)

// Steps lists them in the order of the page.
var Steps = []Step{ByWeek, ByMonth, ByDay}

var shown = map[Step]int{ByDay: 30, ByWeek: 26, ByMonth: 12}

// Trends is how supply and demand went in an area, and where they part now.
type Trends struct {
	Step   Step
	At     time.Time
	Points []Point // oldest first; seekers of a week or month are different persons, of days added up they would not be
	Period string  // week or month that the rest is of: the one under way
	Count  *tally.Count
	Areas  []market.AreaCode // columns of Gaps
	Gaps   []Gap             // the widest first
	Rank   []Ranked          // stations by their fills
}

// Gap is places of a trade minus seekers who look for it, who count for each trade they look for:
// above zero, people are missing.
type Gap struct {
	Trade market.TradeID
	By    map[market.AreaCode]int
	Total int
}

// Ranked is a station among others.
type Ranked struct {
	Station uint16
	Name    string
	Area    market.AreaCode
	Count   *tally.Count
}

// Trends gives the trend up to now, for an area. It refuses with unknown_area and unknown_choice.
func (r *Report) Trends(ctx context.Context, step Step, within market.AreaCode) (*Trends, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	if shown[step] == 0 {
		return nil, &market.Error{Code: "unknown_choice", Field: "step"}
	}
	t := &Trends{Step: step, Period: tally.WeekOf(r.now())}
	if step == ByMonth {
		t.Period = tally.MonthOf(r.now())
	}
	_, span, err := spanOf(t.Period)
	if err != nil {
		return nil, err
	}
	err = r.archive.View(ctx, func(tx *sqldb.Tx) (err error) {
		if t.At, err = r.asOf(ctx, tx); err != nil {
			return err
		}
		if t.Points, err = r.series(ctx, tx, step, within); err != nil {
			return err
		}
		of, err := counts(ctx, tx, t.Period, span)
		if err != nil {
			return err
		}
		stations, err := r.stations(ctx, tx, within)
		if err != nil {
			return err
		}
		r.part(t, stations, of)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// series reads the points, and makes those on which nothing happened.
func (r *Report) series(ctx context.Context, tx *sqldb.Tx, step Step, within market.AreaCode) ([]Point, error) {
	points := make([]Point, shown[step])
	at := map[string]int{}
	for i, now := 0, r.now(); i < len(points); i++ {
		back := len(points) - 1 - i
		switch step {
		case ByDay:
			points[i].Period = tally.DayOf(now.AddDate(0, 0, -back).UnixMilli())
		case ByWeek:
			points[i].Period = tally.WeekOf(now.AddDate(0, 0, -7*back))
		case ByMonth:
			n := now.In(market.Zone)
			points[i].Period = tally.MonthOf(time.Date(n.Year(), n.Month(), 1, 0, 0, 0, 0, market.Zone).AddDate(0, -back, 0))
		}
		at[points[i].Period] = i
	}
	first, last := market.AreaCode("000000000000"), market.AreaCode("999999999999")
	if within != Whole {
		first, last = within.Span()
	}
	err := tx.Each(ctx, `SELECT span, SUM(seekers), SUM(places), SUM(fills) FROM report_span
		WHERE kind = ? AND span >= ? AND span <= ? AND station IN (SELECT no FROM station WHERE area BETWEEN ? AND ?) GROUP BY span`,
		[]any{string(step[:1]), points[0].Period, points[len(points)-1].Period, string(first), string(last)}, func(rows *sql.Rows) error {
			var p Point
			err := rows.Scan(&p.Period, &p.Seekers, &p.Places, &p.Fills)
			if i, ok := at[p.Period]; ok {
				points[i] = p
			}
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("read the trend by %s: %w", step, err)
	}
	return points, nil
}

// part works out where supply and demand part.
func (r *Report) part(t *Trends, stations []station, of map[uint16]*tally.Count) {
	above := map[market.AreaCode]bool{}
	for _, s := range stations {
		above[r.rowOf(s.area, true)] = true
	}
	t.Count = tally.New()
	gaps := map[market.TradeID]*Gap{}
	rows := map[market.AreaCode]bool{}
	for _, s := range stations {
		c := of[s.no]
		if c == nil {
			continue
		}
		t.Count.Add(c)
		t.Rank = append(t.Rank, Ranked{s.no, s.name, s.area, c})
		row := r.rowOf(s.area, len(above) > 1)
		rows[row] = true
		for sign, trades := range map[int]map[market.TradeID]int{1: c.Wanted, -1: c.Sought} {
			for trade, n := range trades {
				if gaps[trade] == nil {
					gaps[trade] = &Gap{Trade: trade, By: map[market.AreaCode]int{}}
				}
				gaps[trade].By[row] += sign * n
				gaps[trade].Total += sign * n
			}
		}
	}
	t.Areas = slices.Sorted(maps.Keys(rows))
	for _, trade := range slices.Sorted(maps.Keys(gaps)) {
		t.Gaps = append(t.Gaps, *gaps[trade])
	}
	slices.SortStableFunc(t.Gaps, func(a, b Gap) int { return cmp.Compare(width(b), width(a)) })
	slices.SortStableFunc(t.Rank, func(a, b Ranked) int { return cmp.Compare(b.Count.N[tally.Fills], a.Count.N[tally.Fills]) })
}

// width is how far supply and demand part, whichever way, in the areas of a trade.
func width(g Gap) int {
	n := 0
	for _, v := range g.By {
		n += max(v, -v)
	}
	return n
}

// PerSeeker is how many places there were for each seeker of the period, 0 without seekers.
func (t *Trends) PerSeeker() float64 {
	if t.Count.N[tally.Seekers] == 0 {
		return 0
	}
	return float64(t.Count.N[tally.Places]) / float64(t.Count.N[tally.Seekers])
}
