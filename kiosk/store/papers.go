package store

import (
	"context"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Matches reads the matches of a posting inside the transaction, as Store.Matches does.
func (w *Writer) Matches(posting market.PostingID) ([]MatchRow, error) {
	return matches(w.ctx, w.tx, `posting = ?`, string(posting))
}

// CheckIn reads one check-in, or gives unknown_check_in.
func (s *Store) CheckIn(ctx context.Context, id market.CheckInID) (market.CheckIn, error) {
	var c market.CheckIn
	found := false
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT id, worker, purpose, day, number FROM check_in WHERE id = ?`, string(id))
		if err != nil {
			return fmt.Errorf("read check-in %s: %w", id, err)
		}
		defer rows.Close()
		for rows.Next() {
			found = true
			if err := rows.Scan(&c.ID, &c.Worker, &c.Purpose, &c.Day, &c.Number); err != nil {
				return fmt.Errorf("read check-in %s: %w", id, err)
			}
		}
		return rows.Err()
	})
	if err == nil && !found {
		err = market.Refuse("unknown_check_in")
	}
	return c, err
}
