package store

import (
	"context"
	"database/sql"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// LastPostings gives what an employer asked for last, the newest first, at most n, each kind of work
// once: what is done every day is one template, not ten.
func (s *Store) LastPostings(ctx context.Context, id market.EmployerID, n int) ([]PostingRow, error) {
	const looked = 50
	var out []PostingRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		seen := map[string]bool{}
		return tx.Each(ctx, `SELECT `+postingColumns+` FROM posting p WHERE p.employer = ? ORDER BY p.opened_at DESC, LENGTH(p.id) DESC, p.id DESC LIMIT ?`,
			[]any{string(id), looked}, func(rows *sql.Rows) error {
				p, err := scanPosting(rows)
				if err != nil {
					return err
				}
				if key := string(p.Trade) + "\x00" + p.Title; len(out) < n && !seen[key] {
					seen[key] = true
					out = append(out, p)
				}
				return nil
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list what employer %s asked for last: %w", id, err)
	}
	return out, nil
}

// EmployersByCode lists the employers that are known here under a unified social credit code.
func (s *Store) EmployersByCode(ctx context.Context, uscc string) ([]EmployerRow, error) {
	var out []EmployerRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		ids, err := idList(ctx, tx, `SELECT id FROM employer WHERE uscc = ? AND uscc <> '' ORDER BY LENGTH(id), id`, uscc)
		for _, id := range ids {
			var e EmployerRow
			if e, err = employer(ctx, tx, market.EmployerID(id)); err != nil {
				break
			}
			out = append(out, e)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list employers with code %s: %w", uscc, err)
	}
	return out, nil
}

// PostingReason is why staff let a posting stand although the machine warned.
type PostingReason struct {
	Code  string // of the warning
	Words string
	By    string // account
	At    int64  // milliseconds
}

// PostingReasons lists them by code.
func (s *Store) PostingReasons(ctx context.Context, id market.PostingID) ([]PostingReason, error) {
	var out []PostingReason
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT code, words, by_whom, at FROM posting_reason WHERE posting = ? ORDER BY code, station`, []any{string(id)},
			func(rows *sql.Rows) error {
				var r PostingReason
				err := rows.Scan(&r.Code, &r.Words, &r.By, &r.At)
				out = append(out, r)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list the reasons of posting %s: %w", id, err)
	}
	return out, nil
}

// OwnOpen counts the open postings that this station opened, and how many people they still want.
func (s *Store) OwnOpen(ctx context.Context) (open, wanted int, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(MAX(0, p.headcount - p.taken)), 0) FROM posting p
			JOIN origin o ON o.station = p.station AND o.epoch = p.epoch AND o.current = 1 WHERE p.state = 'open'`).Scan(&open, &wanted)
	})
	if err != nil {
		return 0, 0, fmt.Errorf("count own postings: %w", err)
	}
	return open, wanted, nil
}
