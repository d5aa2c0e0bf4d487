package report

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Seeking is how many people look for work of a trade. Who looks for several counts for each.
type Seeking struct {
	Trade     market.TradeID `json:"trade"`
	TradeName string         `json:"trade_name"`
	People    int            `json:"people"`
}

// Who waits for work: somebody who checked in for it within so many days and has no place from today on.
// Fewer than minSeekers of a trade are nobody's business outside: in a village they would be a name.
const (
	seekingDays = 7
	minSeekers  = 3
)

// seekers are people by area and trade.
type seekers map[market.AreaCode]map[market.TradeID]int

// seekingAt says as of when they were counted.
type seekingAt struct {
	day string
	rev uint64
}

func seekingKept(ctx context.Context, tx *sqldb.Tx) (at seekingAt, err error) {
	if err := tx.QueryRowContext(ctx, `SELECT day, rev FROM report_seeking_at`).Scan(&at.day, &at.rev); err != nil {
		return at, fmt.Errorf("read as of when seekers were counted: %w", err)
	}
	return at, nil
}

// seeking gives who waits within an area, by trade, those with most people first: as counted at the last refresh of
// today, else counted now.
func (r *Report) seeking(ctx context.Context, tx *sqldb.Tx, within market.AreaCode, today string) ([]Seeking, error) {
	at, err := seekingKept(ctx, tx)
	if err != nil {
		return nil, err
	}
	area, of := r.unit(within), map[market.TradeID]int{}
	if at.day == today {
		err = tx.Each(ctx, `SELECT trade, people FROM report_seeking WHERE area = ?`, []any{string(area)}, func(rows *sql.Rows) error {
			var trade market.TradeID
			var n int
			err := rows.Scan(&trade, &n)
			of[trade] = n
			return err
		})
	} else {
		var all seekers
		all, err = r.countSeekers(ctx, tx, today)
		of = all[area]
	}
	if err != nil {
		return nil, fmt.Errorf("read who waits for work: %w", err)
	}
	out := []Seeking{}
	for trade, n := range of {
		if n >= minSeekers {
			out = append(out, Seeking{trade, r.trade(trade), n})
		}
	}
	slices.SortFunc(out, func(a, b Seeking) int { return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Trade, b.Trade)) })
	return out, nil
}

// seek counts who waits again, for all areas at once, where the day or the facts are others than at the last time. It
// counts in a reader's snapshot and writes the result alone.
func (r *Report) seek(ctx context.Context) error {
	now := seekingAt{day: tally.DayOf(r.now().UnixMilli())}
	var all seekers
	err := r.archive.View(ctx, func(tx *sqldb.Tx) (err error) {
		had, err := seekingKept(ctx, tx)
		if err != nil {
			return err
		}
		if now.rev, err = revNow(ctx, tx); err != nil || had == now {
			return err
		}
		all, err = r.countSeekers(ctx, tx, now.day)
		return err
	})
	if err != nil || all == nil {
		return err
	}
	return r.archive.Update(archive.Beside(ctx), func(tx *sqldb.Tx) error {
		had, err := seekingKept(ctx, tx)
		if err != nil || had.rev > now.rev {
			return err // somebody counted newer facts
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM report_seeking`); err != nil {
			return fmt.Errorf("keep who waits for work: %w", err)
		}
		rows := tx.Bulk(`INSERT INTO report_seeking (area, trade, people)`, 3, "")
		for area, of := range all {
			for trade, n := range of {
				if err := rows.Add(ctx, string(area), string(trade), n); err != nil {
					return fmt.Errorf("keep who waits for work: %w", err)
				}
			}
		}
		if err := rows.Flush(ctx); err != nil {
			return fmt.Errorf("keep who waits for work: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `UPDATE report_seeking_at SET day = ?, rev = ?`, now.day, now.rev); err != nil {
			return fmt.Errorf("keep as of when seekers were counted: %w", err)
		}
		return nil
	})
}

// countSeekers counts people, registrations of one person as one, in each area in which they checked in and in those
// above it.
func (r *Report) countSeekers(ctx context.Context, tx *sqldb.Tx, today string) (seekers, error) {
	above, err := r.areasOfStations(ctx, tx)
	if err != nil {
		return nil, err
	}
	since := tally.DayOf(r.now().AddDate(0, 0, 1-seekingDays).UnixMilli())
	type wish struct {
		area  market.AreaCode
		trade market.TradeID
		who   string
	}
	seen, all := map[wish]bool{}, seekers{}
	err = tx.Each(ctx, `SELECT COALESCE(g.keep, w.id), COALESCE(s.trades, w.trades), c.station FROM
		(SELECT DISTINCT worker, station FROM check_in WHERE day BETWEEN ? AND ? AND purpose = 'work') c
		CROSS JOIN worker w ON w.id = c.worker LEFT JOIN wishes s ON s.worker = w.id LEFT JOIN merged g ON g.worker = w.id
		WHERE w.id NOT IN (SELECT m.worker FROM posting p CROSS JOIN match m ON m.posting = p.id
			WHERE p.state IN ('open', 'closed', 'withheld') AND p.last_day >= ? AND m.state <> 'cancelled')`,
		[]any{since, today, today}, func(rows *sql.Rows) error {
			var w wish
			var trades string
			var station uint16
			if err := rows.Scan(&w.who, &trades, &station); err != nil {
				return err
			}
			for t := range strings.FieldsSeq(trades) {
				w.trade = market.TradeID(t)
				for _, w.area = range above[station] {
					if seen[w] {
						continue
					}
					seen[w] = true
					if all[w.area] == nil {
						all[w.area] = map[market.TradeID]int{}
					}
					all[w.area][w.trade]++
				}
			}
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("count who waits for work: %w", err)
	}
	return all, nil
}

// areasOfStations gives each station's area and those above it.
func (r *Report) areasOfStations(ctx context.Context, tx *sqldb.Tx) (map[uint16][]market.AreaCode, error) {
	out := map[uint16][]market.AreaCode{}
	city := r.areas.City().Code
	err := tx.Each(ctx, `SELECT no, area FROM station s WHERE epoch = (SELECT MAX(epoch) FROM station y WHERE y.no = s.no)`, nil, func(rows *sql.Rows) error {
		var no uint16
		var area market.AreaCode
		if err := rows.Scan(&no, &area); err != nil {
			return err
		}
		up := []market.AreaCode{city}
		if c, ok := r.areas.County(area); ok {
			up = append(up, c.Code)
		}
		if t, ok := r.areas.Township(area); ok {
			up = append(up, t.Code)
		}
		slices.Sort(up)
		out[no] = slices.Compact(append(up, area)) // an area is greater than those above it
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read where stations are: %w", err)
	}
	return out, nil
}
