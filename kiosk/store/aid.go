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

// AidNote is what staff noted of somebody whom they help.
type AidNote struct {
	ID    market.AidNoteID
	Words string
	By    string // account
	At    int64  // milliseconds
}

// AidNotes lists those of the person whom worker stands for, the newest first, at most n. What was sealed
// under a key that is gone is left out.
func (s *Store) AidNotes(ctx context.Context, id market.WorkerID, n int) ([]AidNote, error) {
	var out []AidNote
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		who, args := person(`a.worker`, id)
		type sealed struct {
			note     AidNote
			tag, box []byte
		}
		var all []sealed
		err := tx.Each(ctx, `SELECT a.id, k.tag, a.box, a.by_whom, a.at FROM aid_note a JOIN worker k ON k.id = a.worker WHERE `+who+`
			ORDER BY a.at DESC, LENGTH(a.id) DESC, a.id DESC LIMIT ?`, append(args, n), func(rows *sql.Rows) error {
			var one sealed
			err := rows.Scan(&one.note.ID, &one.tag, &one.box, &one.note.By, &one.note.At)
			all = append(all, one)
			return err
		})
		if err != nil {
			return err
		}
		for _, one := range all {
			var a record.Aid
			err := ledger.OpenBox(ctx, tx, one.tag, one.box, &a)
			if errors.Is(err, ledger.ErrNoKey) {
				continue
			}
			if err != nil {
				return err
			}
			one.note.Words = a.Words
			out = append(out, one.note)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list notes on %s: %w", id, err)
	}
	return out, nil
}

// NoteAid keeps one. It refuses with unknown_worker.
func (w *Writer) NoteAid(id market.WorkerID, words string) error {
	box, err := w.sealFor(id, record.Aid{Words: words})
	if err != nil {
		return err
	}
	return w.Put(record.AidNoted, w.NewRef(), 0, record.AidNote{Worker: record.RefOf(id)}, box)
}

// Tagged are the things that bear a tag, by the word of any station.
func (s *Store) Tagged(ctx context.Context, tag string) (map[string]bool, error) {
	out := map[string]bool{}
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT thing FROM tag WHERE tag = ? AND off = 0`, []any{tag}, func(rows *sql.Rows) error {
			var thing string
			err := rows.Scan(&thing)
			out[thing] = true
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list what is tagged %s: %w", tag, err)
	}
	return out, nil
}

// HasTag says whether a thing bears a tag, by the word of any station.
func (s *Store) HasTag(ctx context.Context, thing, tag string) (bool, error) {
	n, err := s.count(ctx, `SELECT COUNT(*) FROM tag WHERE thing = ? AND tag = ? AND off = 0`, thing, tag)
	return n > 0, err
}

// FollowUp is something that was done about wages that are owed.
type FollowUp struct {
	How    string     // one of market.FollowUps
	Amount market.Fen // handed over; 0 not said
	Until  string     // day for which it is promised, or ""
	By     string     // account
	At     int64      // milliseconds
}

// FollowUps lists them, the newest first.
func (s *Store) FollowUps(ctx context.Context, id market.ComplaintID) ([]FollowUp, error) {
	var out []FollowUp
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT how, amount, until, by_whom, at FROM follow_up WHERE complaint = ? ORDER BY at DESC, LENGTH(id) DESC, id DESC`, []any{string(id)},
			func(rows *sql.Rows) error {
				var f FollowUp
				err := rows.Scan(&f.How, &f.Amount, &f.Until, &f.By, &f.At)
				out = append(out, f)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("list what was done about complaint %s: %w", id, err)
	}
	return out, nil
}
