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

// HelpRow is what staff confirmed of somebody's hardships.
type HelpRow struct {
	Hardships []market.Hardship
	Words     string
	By        string // account
	At        int64  // milliseconds
}

// HelpOf gives what staff said last of the person whom worker stands for, and false where they said
// nothing, or where the key was destroyed.
func (s *Store) HelpOf(ctx context.Context, id market.WorkerID) (out HelpRow, said bool, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		out, said, err = helpOf(ctx, tx, id)
		return err
	})
	return out, said, err
}

// HelpOf is the same inside the transaction.
func (w *Writer) HelpOf(id market.WorkerID) (out HelpRow, said bool, err error) {
	return helpOf(w.ctx, w.tx, id)
}

func helpOf(ctx context.Context, tx *sqldb.Tx, id market.WorkerID) (out HelpRow, said bool, err error) {
	who, args := person(`h.worker`, id)
	var tag, box []byte
	err = tx.QueryRowContext(ctx, `SELECT k.tag, h.box, h.by_whom, h.at FROM help h JOIN worker k ON k.id = h.worker WHERE `+who+`
		ORDER BY h.revision DESC, h.rev_station DESC, h.rev_epoch DESC, h.rev_seq DESC LIMIT 1`, args...).Scan(&tag, &box, &out.By, &out.At)
	if errors.Is(err, sql.ErrNoRows) {
		return out, false, nil
	}
	if err != nil {
		return out, false, fmt.Errorf("read help of %s: %w", id, err)
	}
	var n record.Need
	switch err := ledger.OpenBox(ctx, tx, tag, box, &n); {
	case errors.Is(err, ledger.ErrNoKey):
		return out, false, nil
	case err != nil:
		return out, false, fmt.Errorf("open help of %s: %w", id, err)
	}
	out.Hardships, out.Words = n.Hardships, n.Words
	return out, true, nil
}

// SettleHelp keeps it. It refuses with unknown_worker.
func (w *Writer) SettleHelp(id market.WorkerID, n record.Need) error {
	box, err := w.sealFor(id, n)
	if err != nil {
		return err
	}
	var base uint64
	if err := w.tx.QueryRowContext(w.ctx, `SELECT COALESCE(MAX(revision), 0) FROM help WHERE worker = ?`, string(id)).Scan(&base); err != nil {
		return fmt.Errorf("read help of %s: %w", id, err)
	}
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return err
	}
	return w.Put(record.HelpSettled, ref, base, record.Settlement{}, box)
}

// RatingRevision is how often one side of a match was rated, as a revision to build on.
func (w *Writer) RatingRevision(id market.MatchID, of market.Side) (base uint64, err error) {
	err = w.tx.QueryRowContext(w.ctx, `SELECT COALESCE(MAX(revision), 0) FROM rating WHERE match = ? AND of = ?`, string(id), string(of)).Scan(&base)
	if err != nil {
		return 0, fmt.Errorf("read rating of %s: %w", id, err)
	}
	return base, nil
}
