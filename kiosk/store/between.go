package store

import (
	"context"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Between lists postings in any state whose last day is not before the civil day from and that
// begin by to, the latest first, at most limit.
func (s *Store) Between(ctx context.Context, from string, to market.Minute, limit int) ([]PostingRow, error) {
	var out []PostingRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+postingColumns+` FROM posting p WHERE p.id IN
			(SELECT id FROM posting WHERE last_day >= ? AND start_at <= ? ORDER BY start_at DESC, id LIMIT ?)
			ORDER BY p.start_at DESC, p.id`, from, string(to), limit)
		if err != nil {
			return fmt.Errorf("list postings since %s: %w", from, err)
		}
		defer rows.Close()
		for rows.Next() {
			p, err := scanPosting(rows)
			if err != nil {
				return fmt.Errorf("list postings since %s: %w", from, err)
			}
			out = append(out, p)
		}
		return rows.Err()
	})
	return out, err
}

// Sent says whether the county proved to have every fact that this folder wrote about a thing.
func (s *Store) Sent(ctx context.Context, thing string) (bool, error) {
	waiting, err := s.count(ctx, `SELECT COUNT(*) FROM fact f JOIN origin o ON o.station = f.station AND o.epoch = f.epoch
		WHERE f.thing = ? AND f.seq > o.acked AND f.hash IS NOT NULL`, thing)
	return waiting == 0, err
}
