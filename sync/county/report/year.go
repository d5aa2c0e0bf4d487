package report

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"sync"

	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// months keeps, of months that were counted, what adds up over them: reading a year's counts of a city out of their
// JSON takes longer than the page that shows them may. A month that was counted again has another rev.
type months struct {
	mu sync.Mutex
	by map[string]monthSums
}

// monthSums is what one month came to, by station, when it was counted up to a rev.
type monthSums struct {
	rev uint64
	n   map[uint16]map[tally.Figure]int
}

// mostMonths bounds what is kept: the years that anybody compares.
const mostMonths = 48

// year adds up the months of a year ("2026") that were counted, by station.
func (k *months) year(ctx context.Context, tx *sqldb.Tx, year string) (map[uint16]map[tally.Figure]int, error) {
	revs := map[string]uint64{}
	err := tx.Each(ctx, `SELECT span, rev FROM report_counted WHERE span BETWEEN ? AND ?`, []any{year + "-01", year + "-12"}, func(rows *sql.Rows) error {
		var span string
		var rev uint64
		err := rows.Scan(&span, &rev)
		if kind, _, bad := spanOf(span); bad == nil && kind == "m" {
			revs[span] = rev
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look which months of %s were counted: %w", year, err)
	}
	sum := map[uint16]map[tally.Figure]int{}
	for month, rev := range revs {
		n, err := k.month(ctx, tx, month, rev)
		if err != nil {
			return nil, err
		}
		for no, of := range n {
			if sum[no] == nil {
				sum[no] = maps.Clone(of)
				continue
			}
			for f, v := range of {
				sum[no][f] += v
			}
		}
	}
	return sum, nil
}

// month gives one month's sums as they were kept, or reads them.
func (k *months) month(ctx context.Context, tx *sqldb.Tx, month string, rev uint64) (map[uint16]map[tally.Figure]int, error) {
	k.mu.Lock()
	had, ok := k.by[month]
	k.mu.Unlock()
	if ok && had.rev == rev {
		return had.n, nil
	}
	n := map[uint16]map[tally.Figure]int{}
	err := tx.Each(ctx, `SELECT station, body FROM report_span WHERE kind = 'm' AND span = ?`, []any{month}, func(rows *sql.Rows) error {
		var no uint16
		var body []byte
		if err := rows.Scan(&no, &body); err != nil {
			return err
		}
		c := tally.New()
		if err := json.Unmarshal(body, c); err != nil {
			return err
		}
		n[no] = map[tally.Figure]int{}
		for _, f := range CommunityFigures {
			n[no][f] = c.N[f]
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("add up %s: %w", month, err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil || len(k.by) >= mostMonths {
		k.by = map[string]monthSums{}
	}
	k.by[month] = monthSums{rev, n}
	return n, nil
}
