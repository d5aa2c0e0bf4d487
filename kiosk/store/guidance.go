package store

import (
	"context"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// GuidanceRow is somebody who wants to be called back. Phone is empty when the key was destroyed.
type GuidanceRow struct {
	ID       market.GuidanceID
	Topic    market.Topic
	Phone    string
	Called   string
	Answered bool
	At       int64 // milliseconds
}

// Guidance lists who wants to be called back, those who wait first, the oldest of them first.
func (s *Store) Guidance(ctx context.Context) ([]GuidanceRow, error) {
	var out []GuidanceRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = guidance(ctx, tx, `1 = 1`)
		return err
	})
	return out, err
}

// OpenGuidance counts who waits.
func (s *Store) OpenGuidance(ctx context.Context) (int, error) {
	return s.count(ctx, `SELECT COUNT(*) FROM guidance WHERE answered = 0`)
}

// Guidance reads one inside the transaction, or gives unknown_guidance.
func (w *Writer) Guidance(id market.GuidanceID) (GuidanceRow, error) {
	l, err := guidance(w.ctx, w.tx, `id = ?`, string(id))
	if err != nil {
		return GuidanceRow{}, err
	}
	if len(l) == 0 {
		return GuidanceRow{}, market.Refuse("unknown_guidance")
	}
	return l[0], nil
}

func guidance(ctx context.Context, tx *sqldb.Tx, where string, args ...any) ([]GuidanceRow, error) {
	type sealed struct{ tag, box []byte }
	rows, err := tx.QueryContext(ctx, `SELECT id, topic, answered, at, tag, box FROM guidance WHERE `+where+
		` ORDER BY answered, CASE WHEN answered THEN -at ELSE at END, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("list who wants advice: %w", err)
	}
	defer rows.Close()
	var out []GuidanceRow
	var boxes []sealed
	for rows.Next() {
		var g GuidanceRow
		var b sealed
		if err := rows.Scan(&g.ID, &g.Topic, &g.Answered, &g.At, &b.tag, &b.box); err != nil {
			return nil, fmt.Errorf("list who wants advice: %w", err)
		}
		out, boxes = append(out, g), append(boxes, b)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list who wants advice: %w", err)
	}
	for i, b := range boxes {
		c, err := openCaller(ctx, tx, b.tag, b.box)
		if err != nil {
			return nil, fmt.Errorf("open who wants advice %s: %w", out[i].ID, err)
		}
		out[i].Called, out[i].Phone = c.Called, c.Phone
	}
	return out, nil
}

// Wished says whether somebody with this number has wished here to learn a thing.
func (w *Writer) Wished(id market.TrainingID, phone string) (bool, error) {
	b, err := blind(w.ctx, w.tx, "wish", phone)
	if err != nil {
		return false, err
	}
	var had bool
	err = w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM wished WHERE blind = ? AND training = ?)`, b, string(id)).Scan(&had)
	if err != nil {
		return false, fmt.Errorf("look for wishes for %s: %w", id, err)
	}
	return had, nil
}

// IndexWish lets Wished find a wish.
func (w *Writer) IndexWish(id market.TrainingID, phone string, wish market.WishID) error {
	b, err := blind(w.ctx, w.tx, "wish", phone)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO wished (blind, training, wish) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
		b, string(id), string(wish)); err != nil {
		return fmt.Errorf("index wish %s: %w", wish, err)
	}
	return nil
}
