package report

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Gathering is a place where day-labourers gather by themselves (马路市场), as it was surveyed last, beside
// the market that is nearest to it (city plan, 任一 and 障三).
type Gathering struct {
	Area     market.AreaCode
	Place    string
	Day      string // of the last survey
	From, To int    // minutes since 00:00; both 0 where nobody noted it
	Heads    int
	Trades   []market.TradeID
	Surveys  int // in the time that is looked at

	Market  string // the nearest by area; "" where there is none
	Station uint16
	Far     market.Distance
	Seekers int // of that market, in the period of the page
}

// gatheredDays is how far back surveys are shown.
const gatheredDays = 90

// Gatherings lists the surveyed places within an area, those with most people first. period is the week or
// month whose seekers stand beside them. Refuses with unknown_area and bad_period.
func (r *Report) Gatherings(ctx context.Context, period string, within market.AreaCode) ([]Gathering, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	_, span, err := spanOf(period)
	if err != nil {
		return nil, err
	}
	type spot struct {
		area  market.AreaCode
		place string
	}
	at := map[spot]int{}
	var out []Gathering
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		first := tally.DayOf(r.now().AddDate(0, 0, -gatheredDays).UnixMilli())
		err := tx.Each(ctx, `SELECT body FROM field_note WHERE what = 'survey' AND day >= ? ORDER BY day DESC, at DESC, id`, []any{first}, func(rows *sql.Rows) error {
			var raw []byte
			if err := rows.Scan(&raw); err != nil {
				return err
			}
			var f record.Field
			if err := record.Unmarshal(raw, &f); err != nil {
				return err
			}
			if _, known := r.areas.Get(f.Area); !known || !inside(f.Area, within) {
				return nil
			}
			s := spot{f.Area, line(f.Place)}
			if i, seen := at[s]; seen {
				out[i].Surveys++
				return nil
			}
			at[s] = len(out)
			out = append(out, Gathering{Area: f.Area, Place: s.place, Day: f.Day, From: f.From, To: f.To, Heads: f.Heads, Trades: f.Trades, Surveys: 1})
			return nil
		})
		if err != nil {
			return fmt.Errorf("read surveys: %w", err)
		}
		if len(out) == 0 {
			return nil
		}
		stations, err := r.stations(ctx, tx, Whole)
		if err != nil {
			return err
		}
		seekers, err := seekersOf(ctx, tx, period, span)
		if err != nil {
			return err
		}
		for i := range out {
			r.nearest(&out[i], stations)
			out[i].Seekers = seekers[out[i].Station]
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Gathering) int { return cmp.Compare(b.Heads, a.Heads) })
	return out, err
}

// nearest finds the market of the nearest area; of several, the one of the lowest level, which is nearest
// to people, then the one enrolled first.
func (r *Report) nearest(g *Gathering, stations []station) {
	var best *station
	for i := range stations {
		s := &stations[i]
		if s.ended {
			continue
		}
		far := r.areas.Distance(g.Area, s.area)
		if best == nil || cmp.Or(cmp.Compare(far, g.Far), cmp.Compare(best.level, s.level), cmp.Compare(s.no, best.no)) < 0 {
			best, g.Far = s, far
		}
	}
	if best != nil {
		g.Market, g.Station = best.name, best.no
	}
}

// seekersOf gives the seekers of a week or month by station, without the rest of what was counted.
func seekersOf(ctx context.Context, tx *sqldb.Tx, period string, span tally.Span) (map[uint16]int, error) {
	out := map[uint16]int{}
	err := tx.Each(ctx, `SELECT station, seekers FROM report_span WHERE span = ? AND kind IN ('w', 'm')`, []any{period}, func(rows *sql.Rows) error {
		var no uint16
		var n int
		err := rows.Scan(&no, &n)
		out[no] = n
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the seekers of %s: %w", period, err)
	}
	if len(out) > 0 {
		return out, nil
	}
	of, err := counts(ctx, tx, period, span)
	for no, c := range of {
		out[no] = c.N[tally.Seekers]
	}
	return out, err
}

// Hours is 5:00–7:00, "" where nobody noted them.
func (g Gathering) Hours() string {
	if g.From == 0 && g.To == 0 {
		return ""
	}
	clock := func(m int) string {
		return time.Date(2000, 1, 1, 0, m, 0, 0, time.UTC).Format("15:04")
	}
	return clock(g.From) + "–" + clock(g.To)
}
