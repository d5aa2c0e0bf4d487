package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Numbers are what a station did in a span of time, as it knows.
type Numbers struct {
	Days   []DayNumbers // every day of the span, also those without anything
	Trades []TradeNumbers
	Hours  [24]int // check-ins for work by the hour of the day

	Came     int // check-ins for work
	Placed   int // people sent to work here, who were not taken back
	Finished int // of those, done
	Paid     int // of those, paid as somebody said
	Failed   map[string]int
	Postings int // opened here
	Heads    int // wanted by those
	Helped   int // of Placed, people whose hardship staff had confirmed
	InNeed   int // people who came and whose hardship staff had confirmed
}

// DayNumbers are those of a civil day.
type DayNumbers struct {
	Day          string // "2026-11-22"
	Came, Placed int
}

// TradeNumbers set what was wanted against who came, by trade.
type TradeNumbers struct {
	Trade  market.TradeID
	Wanted int // heads of postings opened in the span
	Can    int // check-ins of people who do it
}

// AllFailed is how many places came to nothing.
func (n *Numbers) AllFailed() int {
	sum := 0
	for _, k := range n.Failed {
		sum += k
	}
	return sum
}

// civil is the civil day of a column of milliseconds.
func civil(column string) string {
	_, offset := time.Unix(0, 0).In(market.Zone).Zone()
	return fmt.Sprintf("date(%s / 1000 + %d, 'unixepoch')", column, offset)
}

// Numbers counts what this station did from a moment until before another: the middle of a day may
// begin or end it, since an event does.
func (s *Store) Numbers(ctx context.Context, from, to time.Time) (Numbers, error) {
	n := Numbers{Failed: map[string]int{}}
	a, b := from.UnixMilli(), to.UnixMilli()
	first, last := market.MinuteOf(from).Date(), market.MinuteOf(to.Add(-time.Millisecond)).Date()
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		came, err := n.came(ctx, tx, first, last, a, b)
		if err != nil {
			return err
		}
		placed, err := n.placed(ctx, tx, a, b)
		if err != nil {
			return err
		}
		for day := from.In(market.Zone); ; day = day.AddDate(0, 0, 1) {
			d := day.Format(time.DateOnly)
			if d > last {
				break
			}
			n.Days = append(n.Days, DayNumbers{d, came[d], placed[d]})
		}
		return n.wanted(ctx, tx, first, last, a, b)
	})
	if err != nil {
		return n, fmt.Errorf("count what was done from %s to %s: %w", first, last, err)
	}
	return n, nil
}

const ownStation = `(SELECT station FROM origin)`

func (n *Numbers) came(ctx context.Context, tx *sqldb.Tx, first, last string, a, b int64) (map[string]int, error) {
	days := map[string]int{}
	err := tx.Each(ctx, `SELECT c.day, CAST(strftime('%H', c.at / 1000, 'unixepoch', '+8 hours') AS INTEGER), COUNT(*),
		SUM(EXISTS (SELECT 1 FROM help h WHERE h.worker = c.worker))
		FROM check_in c WHERE c.day BETWEEN ? AND ? AND c.station IN `+ownStation+` AND c.purpose = 'work' AND c.at >= ? AND c.at < ? GROUP BY 1, 2`,
		[]any{first, last, a, b}, func(rows *sql.Rows) error {
			var day string
			var hour, count, need int
			err := rows.Scan(&day, &hour, &count, &need)
			days[day] += count
			n.Came += count
			n.InNeed += need
			if hour >= 0 && hour < len(n.Hours) {
				n.Hours[hour] += count
			}
			return err
		})
	return days, err
}

func (n *Numbers) placed(ctx context.Context, tx *sqldb.Tx, a, b int64) (map[string]int, error) {
	days := map[string]int{}
	err := tx.Each(ctx, `SELECT `+civil("m.at")+`, m.state, m.reason, COALESCE(m.paid, 0), EXISTS (SELECT 1 FROM help h WHERE h.worker = m.worker), COUNT(*)
		FROM match m WHERE m.at >= ? AND m.at < ? AND m.station IN `+ownStation+` GROUP BY 1, 2, 3, 4, 5`, []any{a, b}, func(rows *sql.Rows) error {
		var day, state, reason string
		var paid, helped, count int
		if err := rows.Scan(&day, &state, &reason, &paid, &helped, &count); err != nil {
			return err
		}
		if market.MatchState(state) == market.Cancelled {
			n.Failed[reason] += count
			return nil
		}
		days[day] += count
		n.Placed += count
		if helped == 1 {
			n.Helped += count
		}
		if market.MatchState(state) == market.Finished {
			n.Finished += count
			if paid == 1 {
				n.Paid += count
			}
		}
		return nil
	})
	return days, err
}

// wanted sets the heads of postings opened in the span against the people who came, by trade.
func (n *Numbers) wanted(ctx context.Context, tx *sqldb.Tx, first, last string, a, b int64) error {
	wanted, can := map[string]int{}, map[string]int{}
	err := tx.Each(ctx, `SELECT p.trade, COUNT(*), SUM(p.headcount) FROM posting p WHERE p.station IN `+ownStation+` AND p.opened_at >= ? AND p.opened_at < ? GROUP BY 1`,
		[]any{a, b}, func(rows *sql.Rows) error {
			var trade string
			var postings, heads int
			err := rows.Scan(&trade, &postings, &heads)
			n.Postings, n.Heads = n.Postings+postings, n.Heads+heads
			wanted[trade] = heads
			return err
		})
	if err != nil {
		return err
	}
	err = tx.Each(ctx, `SELECT COALESCE(NULLIF(i.trades, ''), w.trades), COUNT(*) FROM check_in c JOIN worker w ON w.id = c.worker LEFT JOIN wishes i ON i.worker = c.worker
		WHERE c.day BETWEEN ? AND ? AND c.station IN `+ownStation+` AND c.purpose = 'work' AND c.at >= ? AND c.at < ? GROUP BY 1`,
		[]any{first, last, a, b}, func(rows *sql.Rows) error {
			var trades string
			var count int
			err := rows.Scan(&trades, &count)
			for t := range strings.FieldsSeq(trades) {
				can[t] += count
			}
			return err
		})
	if err != nil {
		return err
	}
	for t := range can {
		wanted[t] += 0
	}
	for t, heads := range wanted {
		n.Trades = append(n.Trades, TradeNumbers{market.TradeID(t), heads, can[t]})
	}
	slices.SortFunc(n.Trades, func(x, y TradeNumbers) int {
		if d := max(y.Wanted, y.Can) - max(x.Wanted, x.Can); d != 0 {
			return d
		}
		return strings.Compare(string(x.Trade), string(y.Trade))
	})
	return nil
}
