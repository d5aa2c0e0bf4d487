package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Wishes gives what the person whom worker stands for looks for, and false when nobody was told
// yet. Of several registrations the one with the newest word counts.
func (s *Store) Wishes(ctx context.Context, id market.WorkerID) (market.Wishes, bool, error) {
	var out market.Wishes
	told := false
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		who, args := person(`w.worker`, id)
		var trades string
		var tag, box []byte
		err := tx.QueryRowContext(ctx, `SELECT w.trades, w.reach, w.free, w.pay, k.tag, w.box FROM wishes w JOIN worker k ON k.id = w.worker WHERE `+who+`
			ORDER BY w.revision DESC, w.rev_station DESC, w.rev_epoch DESC, w.rev_seq DESC LIMIT 1`, args...).
			Scan(&trades, &out.Reach, &out.Free, &out.Pay, &tag, &box)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read wishes of %s: %w", id, err)
		}
		told = true
		for t := range strings.FieldsSeq(trades) {
			out.Trades = append(out.Trades, market.TradeID(t))
		}
		var h record.Hardship
		if err := ledger.OpenBox(ctx, tx, tag, box, &h); err != nil && !errors.Is(err, ledger.ErrNoKey) {
			return fmt.Errorf("open wishes of %s: %w", id, err)
		}
		out.Help = h.Help
		return nil
	})
	return out, told, err
}

// Tell keeps what a worker looks for. It refuses with unknown_worker.
func (w *Writer) Tell(id market.WorkerID, wishes market.Wishes) error {
	box, err := w.sealFor(id, record.Hardship{Help: wishes.Help})
	if err != nil {
		return err
	}
	var base uint64
	err = w.tx.QueryRowContext(w.ctx, `SELECT COALESCE(MAX(revision), 0) FROM wishes WHERE worker = ?`, string(id)).Scan(&base)
	if err != nil {
		return fmt.Errorf("read wishes of %s: %w", id, err)
	}
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return err
	}
	return w.Put(record.WishesTold, ref, base, record.Wishes{Trades: wishes.Trades, Reach: wishes.Reach, Free: wishes.Free, Pay: wishes.Pay}, box)
}

// sealFor closes v with the key that the worker has already, so that erasing the person reaches it.
func (w *Writer) sealFor(id market.WorkerID, v any) (record.Box, error) {
	var tag []byte
	err := w.tx.QueryRowContext(w.ctx, `SELECT tag FROM worker WHERE id = ?`, string(id)).Scan(&tag)
	if errors.Is(err, sql.ErrNoRows) || err == nil && len(tag) != len(seal.Tag{}) {
		return record.Box{}, market.Refuse("unknown_worker")
	}
	if err != nil {
		return record.Box{}, fmt.Errorf("read worker %s: %w", id, err)
	}
	key, err := ledger.KeyOf(w.ctx, w.tx, seal.Tag(tag))
	if errors.Is(err, ledger.ErrNoKey) { // erased
		return record.Box{}, market.Refuse("unknown_worker")
	}
	if err != nil {
		return record.Box{}, err
	}
	plain, err := record.Marshal(v)
	if err != nil {
		return record.Box{}, err
	}
	return record.Box{Tag: seal.Tag(tag), Data: seal.Seal(seal.Tag(tag), key, plain)}, nil
}

// Consent keeps which version of the notice a worker agreed to.
func (w *Writer) Consent(id market.WorkerID, notice int) error {
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return err
	}
	return w.Put(record.ConsentGiven, ref, 0, record.Consent{Notice: notice})
}

// Consented gives the newest version of the notice that a worker agreed to, 0 for none.
func (s *Store) Consented(ctx context.Context, id market.WorkerID) (notice int, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		who, args := person(`worker`, id)
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(notice), 0) FROM consent WHERE `+who, args...).Scan(&notice); err != nil {
			return fmt.Errorf("read consent of %s: %w", id, err)
		}
		return nil
	})
	return notice, err
}
