package store

import (
	"context"
	"database/sql"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Draw is a lottery that was held.
type Draw struct {
	ID      market.DrawID
	Posting market.PostingID
	Turn    int // how many lotteries the posting had that day, this one included
	Seed    []byte
	Numbers []int // who took part, rising
	At      int64 // milliseconds
}

// Draws lists the lotteries of a day, newest first.
func (s *Store) Draws(ctx context.Context, day string) ([]Draw, error) {
	var out []Draw
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT id, posting, turn, body, at FROM draw WHERE day = ? ORDER BY at DESC, turn DESC, id DESC`, []any{day}, func(rows *sql.Rows) error {
			var d Draw
			var body []byte
			if err := rows.Scan(&d.ID, &d.Posting, &d.Turn, &body, &d.At); err != nil {
				return err
			}
			var b record.Drawn
			if err := record.Unmarshal(body, &b); err != nil {
				return err
			}
			d.Seed, d.Numbers = b.Seed, b.Numbers
			out = append(out, d)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list lotteries of %s: %w", day, err)
	}
	return out, nil
}

// DrawTurn is how many lotteries a posting had on a day.
func (w *Writer) DrawTurn(posting market.PostingID, day string) (n int, err error) {
	if err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM draw WHERE posting = ? AND day = ?`, string(posting), day).Scan(&n); err != nil {
		return 0, fmt.Errorf("count lotteries of %s: %w", posting, err)
	}
	return n, nil
}
