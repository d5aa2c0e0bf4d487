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

// WorkerByCard gives the worker whose card this is. It refuses with unknown_card for one that was
// never heard of here or that another card made void, and with unknown_worker when the card is
// known and its worker is not.
func (s *Store) WorkerByCard(ctx context.Context, c market.Card) (market.Worker, error) {
	var wk market.Worker
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		digest := c.Digest()
		var id string
		err := tx.QueryRowContext(ctx, `SELECT worker FROM card WHERE digest = ?`, digest[:]).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return market.Refuse("unknown_card")
		}
		if err != nil {
			return fmt.Errorf("look for a card: %w", err)
		}
		wk, err = shownWorker(ctx, tx, market.WorkerID(id))
		return err
	})
	return wk, err
}

// shownWorker reads a worker as the registration that is shown for the person, where that is here.
// Somebody who was erased is unknown_worker.
func shownWorker(ctx context.Context, tx *sqldb.Tx, id market.WorkerID) (market.Worker, error) {
	_, shown, err := ledger.Registrations(ctx, tx, string(id))
	if err != nil {
		return market.Worker{}, err
	}
	wk, err := worker(ctx, tx, market.WorkerID(shown))
	if market.Code(err) == "unknown_worker" {
		wk, err = worker(ctx, tx, id)
	}
	if err == nil && wk.Name == "" {
		err = market.Refuse("unknown_worker")
	}
	return wk, err
}

// IssueCard makes a card the only one of the person whom worker stands for.
func (w *Writer) IssueCard(id market.WorkerID, c market.Card) error {
	all, _, err := ledger.Registrations(w.ctx, w.tx, string(id))
	if err != nil {
		return err
	}
	digest := c.Digest()
	for _, one := range all {
		body := record.Card{}
		if one == string(id) {
			body.Digest = digest[:]
		}
		var base uint64
		err := w.tx.QueryRowContext(w.ctx, `SELECT revision FROM card WHERE worker = ?`, one).Scan(&base)
		if errors.Is(err, sql.ErrNoRows) {
			if body.Digest == nil {
				continue // there is none to end
			}
			err = nil
		}
		if err != nil {
			return fmt.Errorf("read card of %s: %w", one, err)
		}
		ref, err := market.ParseRef(one)
		if err != nil {
			return err
		}
		if err := w.Put(record.CardIssued, ref, base, body); err != nil {
			return err
		}
	}
	return nil
}

// ShownWorker reads a worker as the registration that is shown for the person. It refuses with
// unknown_worker, also for somebody who was erased.
func (s *Store) ShownWorker(ctx context.Context, id market.WorkerID) (market.Worker, error) {
	var wk market.Worker
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		wk, err = shownWorker(ctx, tx, id)
		return err
	})
	return wk, err
}
