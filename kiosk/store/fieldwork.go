package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// DutyOn gives the accounts that are on duty at this station on a day; none where nobody said so.
func (s *Store) DutyOn(ctx context.Context, day string) ([]string, error) {
	var accounts string
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT accounts FROM duty WHERE station IN (SELECT station FROM origin) AND day = ?`, day).Scan(&accounts)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read who is on duty on %s: %w", day, err)
	}
	return strings.Fields(accounts), nil
}

// FieldNote is a survey or a patrol.
type FieldNote struct {
	record.Field
	ID market.FieldNoteID
	By string // account
	At int64  // milliseconds
}

// FieldNotes lists those of this station, the newest first, at most n.
func (s *Store) FieldNotes(ctx context.Context, n int) ([]FieldNote, error) {
	var out []FieldNote
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT id, body, by_whom, at FROM field_note WHERE station IN (SELECT station FROM origin) ORDER BY day DESC, at DESC, LENGTH(id) DESC, id DESC LIMIT ?`,
			[]any{n}, func(rows *sql.Rows) error {
				var f FieldNote
				var raw []byte
				if err := rows.Scan(&f.ID, &raw, &f.By, &f.At); err != nil {
					return err
				}
				err := record.Unmarshal(raw, &f.Field)
				out = append(out, f)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list surveys and patrols: %w", err)
	}
	return out, nil
}

// EventRow is a day, or days, on which this station works elsewhere under another name.
type EventRow struct {
	record.Event
	ID    market.EventID
	At    int64 // milliseconds
	Ended int64 // 0 while it goes on
}

// Events lists those of this station, the newest first, at most n.
func (s *Store) Events(ctx context.Context, n int) ([]EventRow, error) {
	var out []EventRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = events(ctx, tx, ``, n)
		return err
	})
	return out, err
}

// Event gives the one that goes on, and false where there is none.
func (s *Store) Event(ctx context.Context) (e EventRow, on bool, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		e, on, err = openEvent(ctx, tx)
		return err
	})
	return e, on, err
}

// EventAt gives the one that went on at a moment, in milliseconds, and false where there was none: what was
// done there stays with it when its papers are printed later.
func (s *Store) EventAt(ctx context.Context, at int64) (e EventRow, on bool, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		l, err := events(ctx, tx, ` AND at <= ? AND (ended = 0 OR ended > ?)`, 1, at, at)
		if err == nil && len(l) > 0 {
			e, on = l[0], true
		}
		return err
	})
	return e, on, err
}

// Event is Store.Event inside the transaction.
func (w *Writer) Event() (e EventRow, on bool, err error) { return openEvent(w.ctx, w.tx) }

func openEvent(ctx context.Context, tx *sqldb.Tx) (e EventRow, on bool, err error) {
	l, err := events(ctx, tx, ` AND ended = 0`, 1)
	if err != nil || len(l) == 0 {
		return e, false, err
	}
	return l[0], true, nil
}

func events(ctx context.Context, tx *sqldb.Tx, where string, n int, args ...any) ([]EventRow, error) {
	var out []EventRow
	err := tx.Each(ctx, `SELECT id, body, at, ended FROM event WHERE station IN (SELECT station FROM origin)`+where+` ORDER BY at DESC, LENGTH(id) DESC, id DESC LIMIT ?`,
		append(args, n), func(rows *sql.Rows) error {
			var e EventRow
			var raw []byte
			if err := rows.Scan(&e.ID, &raw, &e.At, &e.Ended); err != nil {
				return err
			}
			err := record.Unmarshal(raw, &e.Event)
			out = append(out, e)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return out, nil
}
