package store

import (
	"context"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// ComplaintRow is a complaint that was filed here. Phone and Called are empty when it is
// anonymous, or when the key was destroyed.
type ComplaintRow struct {
	market.Complaint
	ID      market.ComplaintID
	Number  string // by which it is followed
	State   market.ComplaintState
	Words   string // what was said with the state
	At      int64  // milliseconds, of filing
	MovedAt int64  // of the state, 0 while it is filed
}

const complaintColumns = `id, number, kind, posting, match, amount, at, tag, box, state, words, moved_at`

func complaints(ctx context.Context, tx *sqldb.Tx, where string, args ...any) ([]ComplaintRow, error) {
	type sealed struct{ tag, box []byte }
	rows, err := tx.QueryContext(ctx, `SELECT `+complaintColumns+` FROM complaint WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("list complaints: %w", err)
	}
	defer rows.Close()
	var out []ComplaintRow
	var boxes []sealed
	for rows.Next() {
		var c ComplaintRow
		var b sealed
		if err := rows.Scan(&c.ID, &c.Number, &c.Kind, &c.Posting, &c.Match, &c.Amount, &c.At, &b.tag, &b.box, &c.State, &c.Words, &c.MovedAt); err != nil {
			return nil, fmt.Errorf("list complaints: %w", err)
		}
		out, boxes = append(out, c), append(boxes, b)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list complaints: %w", err)
	}
	for i, b := range boxes {
		caller, err := openCaller(ctx, tx, b.tag, b.box)
		if err != nil {
			return nil, fmt.Errorf("open complaint %s: %w", out[i].ID, err)
		}
		out[i].Called, out[i].Phone = caller.Called, caller.Phone
	}
	return out, nil
}

// openCaller opens who wants to be called back; nobody where there is no box or no key.
func openCaller(ctx context.Context, tx *sqldb.Tx, tag, box []byte) (record.Caller, error) {
	var c record.Caller
	if len(tag) == 0 {
		return c, nil
	}
	if err := ledger.OpenBox(ctx, tx, tag, box, &c); err != nil && !errors.Is(err, ledger.ErrNoKey) {
		return c, err
	}
	return c, nil
}

// Complaints lists what was filed here: those that are not closed first, the oldest of them
// first, then the newest of the closed.
func (s *Store) Complaints(ctx context.Context) ([]ComplaintRow, error) {
	var out []ComplaintRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = complaints(ctx, tx, `1 = 1 ORDER BY state = 'closed', CASE WHEN state = 'closed' THEN -at ELSE at END, id`)
		return err
	})
	return out, err
}

// OpenComplaints counts those that are not closed.
func (s *Store) OpenComplaints(ctx context.Context) (int, error) {
	return s.count(ctx, `SELECT COUNT(*) FROM complaint WHERE state <> 'closed'`)
}

// count runs a query that gives one number.
func (s *Store) count(ctx context.Context, query string, args ...any) (int, error) {
	var n int
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		if err := tx.QueryRowContext(ctx, query, args...).Scan(&n); err != nil {
			return fmt.Errorf("count: %w", err)
		}
		return nil
	})
	return n, err
}

// Complaint reads one, or gives unknown_complaint.
func (s *Store) Complaint(ctx context.Context, id market.ComplaintID) (ComplaintRow, error) {
	return s.complaint(ctx, `id = ?`, string(id))
}

// ComplaintByNumber finds one by the number that its author follows it by, or gives
// unknown_complaint.
func (s *Store) ComplaintByNumber(ctx context.Context, number string) (ComplaintRow, error) {
	return s.complaint(ctx, `number = ?`, number)
}

func (s *Store) complaint(ctx context.Context, where, value string) (ComplaintRow, error) {
	var c ComplaintRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		l, err := complaints(ctx, tx, where+` ORDER BY at DESC LIMIT 1`, value)
		if err == nil && len(l) == 0 {
			err = market.Refuse("unknown_complaint")
		}
		if err == nil {
			c = l[0]
		}
		return err
	})
	return c, err
}

// Complaint reads one inside the transaction.
func (w *Writer) Complaint(id market.ComplaintID) (ComplaintRow, error) {
	l, err := complaints(w.ctx, w.tx, `id = ?`, string(id))
	if err != nil {
		return ComplaintRow{}, err
	}
	if len(l) == 0 {
		return ComplaintRow{}, market.Refuse("unknown_complaint")
	}
	return l[0], nil
}

// Follows says whether a number is in use here, for a complaint or a proposal.
func (w *Writer) Follows(number string) (bool, error) {
	var used bool
	err := w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM complaint WHERE number = ?) OR EXISTS (SELECT 1 FROM proposal WHERE number = ?)`,
		number, number).Scan(&used)
	if err != nil {
		return false, fmt.Errorf("look for a number: %w", err)
	}
	return used, nil
}
