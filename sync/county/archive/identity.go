package archive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Who registered at two stations is found by a blind index of name and phone: HMAC-SHA256 under
// a key that never leaves the county. Its values are in no fact. Who was erased drops out with
// the person's key (I10).

// identityKey is the meta row of that key.
const identityKey = "identity_key"

// identities makes the key of a county that has none, and the index of whom it knows already.
func identities(ctx context.Context, tx *sqldb.Tx) error {
	had, err := getMeta(ctx, tx, identityKey)
	if err != nil || had != nil {
		return err
	}
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	if err := setMeta(ctx, tx, identityKey, key); err != nil {
		return err
	}
	var workers []string
	err = each(ctx, tx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		workers = append(workers, id)
		return err
	}, `SELECT id FROM worker`)
	if err != nil {
		return err
	}
	w := &writer{ctx: ctx, tx: tx}
	for _, id := range workers {
		if err := w.identify(id); err != nil {
			return err
		}
	}
	return nil
}

// identify notes who a worker is, if that can be told: without a phone a name says too little.
func (w *writer) identify(worker string) error {
	var tag, box []byte
	if err := w.tx.QueryRowContext(w.ctx, `SELECT tag, box FROM worker WHERE id = ?`, worker).Scan(&tag, &box); err != nil {
		return fmt.Errorf("read worker %s: %w", worker, err)
	}
	var p record.Person
	err := ledger.OpenBox(w.ctx, w.tx, tag, box, &p)
	if errors.Is(err, ledger.ErrNoKey) || errors.Is(err, seal.ErrOpen) || errors.Is(err, record.ErrFact) {
		return nil // nobody can tell who it is
	}
	if err != nil {
		return err
	}
	if p.Phone == "" || p.Name == "" {
		return nil
	}
	key, err := getMeta(w.ctx, w.tx, identityKey)
	if err != nil {
		return err
	}
	blind := record.Keyed(key, "worker\x00"+p.Phone+"\x00"+p.Name)
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO identity (worker, person) VALUES (?, ?) ON CONFLICT DO NOTHING`, worker, blind[:]); err != nil {
		return fmt.Errorf("note who worker %s is: %w", worker, err)
	}
	return nil
}
