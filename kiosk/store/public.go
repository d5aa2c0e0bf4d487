package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// NoticeRow is a notice of the county.
type NoticeRow struct {
	market.Notice
	ID market.NoticeID
	At int64 // milliseconds, of its newest wording
}

// Notices lists the notices that are shown on a civil day, the newest first.
func (s *Store) Notices(ctx context.Context, day string) ([]NoticeRow, error) {
	here, err := s.Identity(ctx)
	if err != nil {
		return nil, err
	}
	var out []NoticeRow
	err = s.published(ctx, "notice", func(id string, at int64, raw []byte) error {
		var b record.Notice
		if err := record.Unmarshal(raw, &b); err != nil {
			return err
		}
		if !b.Area.Covers(here.Area) || b.From > day || b.Until != "" && b.Until < day {
			return nil
		}
		out = append(out, NoticeRow{ID: market.NoticeID(id), At: at, Notice: market.Notice{
			Topic: b.Topic, Title: b.Title, Second: b.Second, Text: b.Text, From: b.From, Until: b.Until, Area: b.Area,
		}})
		return nil
	})
	return out, err
}

// published visits what the county says and has not withdrawn; table is a constant of this file.
func (s *Store) published(ctx context.Context, table string, visit func(id string, at int64, raw []byte) error) error {
	return s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT id, at, body FROM `+table+` WHERE withdrawn = 0 ORDER BY seq DESC`)
		if err != nil {
			return fmt.Errorf("list %s: %w", table, err)
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			var at int64
			var raw []byte
			if err := rows.Scan(&id, &at, &raw); err != nil {
				return fmt.Errorf("list %s: %w", table, err)
			}
			if err := visit(id, at, raw); err != nil {
				return fmt.Errorf("read %s %s: %w", table, id, err)
			}
		}
		return rows.Err()
	})
}

// TrainingRow is a course of the county.
type TrainingRow struct {
	market.Training
	ID     market.TrainingID
	Wishes int // heard of here
}

// Left is how many seats nobody has asked for yet, as far as is known here.
func (t *TrainingRow) Left() int { return max(0, t.Seats-t.Wishes) }

// Trainings lists the courses that are shown on a civil day, those that begin first first; what
// begins when enough have come stands at the end.
func (s *Store) Trainings(ctx context.Context, day string) ([]TrainingRow, error) {
	var out []TrainingRow
	var here Identity
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		if here, err = identity(ctx, tx); err != nil {
			return err
		}
		out, err = trainings(ctx, tx, `t.withdrawn = 0`)
		return err
	})
	shown := out[:0]
	for _, t := range out {
		if !t.Area.Covers(here.Area) {
			continue
		}
		if last := t.LastDay(); last == "" || last >= day {
			shown = append(shown, t)
		}
	}
	return shown, err
}

func trainings(ctx context.Context, tx *sqldb.Tx, where string, args ...any) ([]TrainingRow, error) {
	rows, err := tx.QueryContext(ctx, `SELECT t.id, t.body, (SELECT COUNT(*) FROM wish w WHERE w.training = t.id)
		FROM training t WHERE `+where+` ORDER BY t.seq`, args...)
	if err != nil {
		return nil, fmt.Errorf("list courses: %w", err)
	}
	defer rows.Close()
	var out []TrainingRow
	for rows.Next() {
		var t TrainingRow
		var raw []byte
		if err := rows.Scan(&t.ID, &raw, &t.Wishes); err != nil {
			return nil, fmt.Errorf("list courses: %w", err)
		}
		var b record.Training
		if err := record.Unmarshal(raw, &b); err != nil {
			return nil, fmt.Errorf("read course %s: %w", t.ID, err)
		}
		t.Training = market.Training{
			Title: b.Title, Trade: b.Trade, Fee: b.Fee, Place: b.Place, From: b.From, Days: b.Days, Seats: b.Seats, Until: b.Until, Kind: b.Kind, Area: b.Area,
		}
		out = append(out, t)
	}
	return out, rows.Err()
}

// Training reads one that is not withdrawn, or gives unknown_training.
func (w *Writer) Training(id market.TrainingID) (TrainingRow, error) {
	l, err := trainings(w.ctx, w.tx, `t.withdrawn = 0 AND t.id = ?`, string(id))
	if err != nil {
		return TrainingRow{}, err
	}
	if len(l) == 0 {
		return TrainingRow{}, market.Refuse("unknown_training")
	}
	return l[0], nil
}

// StationPage reads what the county says of a station, with the national lines where it has none
// of its own. described is false while nothing came.
func (s *Store) StationPage(ctx context.Context, station uint16) (page market.StationPage, described bool, err error) {
	defer page.Normalize()
	var raw []byte
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT body FROM station_page WHERE no = ?`, station).Scan(&raw)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return page, false, nil
	}
	if err != nil {
		return page, false, fmt.Errorf("read page of station %d: %w", station, err)
	}
	var b record.StationPage
	if err := record.Unmarshal(raw, &b); err != nil {
		return page, false, fmt.Errorf("read page of station %d: %w", station, err)
	}
	page = market.StationPage{
		Opens: b.Opens, Closes: b.Closes, Days: b.Days, Address: b.Address, Inquiry: b.Inquiry, Complaints: b.Complaints, Legal: b.Legal,
		Promise: b.Promise, Rules: b.Rules,
	}
	return page, true, nil
}

// Agreement reads the wording of the agreement that stands at this station; ok is false where the usual
// text does.
func (s *Store) Agreement(ctx context.Context) (a market.Agreement, ok bool, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		here, err := identity(ctx, tx)
		if err != nil {
			return err
		}
		a, ok, err = ledger.Agreement(ctx, tx, here.Area)
		return err
	})
	return a, ok, err
}
