package archive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/ledger"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Who registered at two stations is found by a blind index: HMAC-SHA256 of phone, of ID number,
// and of phone and name together, under a key that never leaves the county. Its values are in no
// fact. identity says who is who by it and by what staff said (ledger.Registrations). Who was
// erased drops out with the person's key (I10).

// Meta rows: the key of the index, and that the index of whoever is known was made.
const (
	identityKey = "identity_key"
	indexMade   = "index_made"
)

// What the blind index holds of a worker, as it stands in its rows and in the dump of doubles.
const (
	byPhone     = "phone"
	byIDNumber  = "id_number"
	byPhoneName = "phone_name"
)

// identities makes the key of a county that has none, and the index of whom it knows already.
func identities(ctx context.Context, tx *sqldb.Tx) error {
	key, err := getMeta(ctx, tx, identityKey)
	if err != nil {
		return err
	}
	made, err := getMeta(ctx, tx, indexMade)
	if err != nil || key != nil && made != nil {
		return err
	}
	if key == nil {
		key = make([]byte, 32)
		_, _ = rand.Read(key)
		if err := setMeta(ctx, tx, identityKey, key); err != nil {
			return err
		}
	}
	for _, table := range []string{"identity", "blind"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	w := &writer{ctx: ctx, tx: tx}
	workers, err := list(w, scanID, `SELECT id FROM worker`)
	if err != nil {
		return fmt.Errorf("list workers: %w", err)
	}
	for _, id := range workers {
		if err := w.identify(id); err != nil {
			return err
		}
	}
	return setMeta(ctx, tx, indexMade, []byte{1})
}

// identify puts a worker into the index and notes who it is.
func (w *writer) identify(worker string) error {
	p, err := person(w.ctx, w.tx, worker)
	if err != nil || p == nil {
		return err
	}
	key, err := w.indexKey()
	if err != nil {
		return err
	}
	for what, value := range blinded(key, p) {
		if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO blind (value, worker, what) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, value[:], worker, what); err != nil {
			return fmt.Errorf("index worker %s: %w", worker, err)
		}
	}
	return w.recogniseAs(worker, p)
}

// indexKey is the key of the blind index.
func (w *writer) indexKey() (key []byte, err error) {
	if w.index == nil {
		w.index, err = getMeta(w.ctx, w.tx, identityKey)
	}
	return w.index, err
}

// blinded gives the values under which a person is found. A name alone says too little.
func blinded(key []byte, p *record.Person) map[string]record.Hash {
	values := map[string]record.Hash{}
	if p.Phone != "" {
		values[byPhone] = record.Keyed(key, "phone\x00"+p.Phone)
	}
	if p.IDNumber != "" {
		values[byIDNumber] = record.Keyed(key, "id_number\x00"+p.IDNumber)
	}
	if p.Phone != "" && p.Name != "" {
		values[byPhoneName] = record.Keyed(key, "worker\x00"+p.Phone+"\x00"+p.Name)
	}
	return values
}

// person opens the box of a worker; nil when nobody can tell who it is.
func person(ctx context.Context, tx *sqldb.Tx, worker string) (*record.Person, error) {
	var tag, box []byte
	if err := tx.QueryRowContext(ctx, `SELECT tag, box FROM worker WHERE id = ?`, worker).Scan(&tag, &box); err != nil {
		return nil, fmt.Errorf("read worker %s: %w", worker, err)
	}
	var p record.Person
	err := ledger.OpenBox(ctx, tx, tag, box, &p)
	if errors.Is(err, ledger.ErrNoKey) || errors.Is(err, seal.ErrOpen) || errors.Is(err, record.ErrFact) {
		return nil, nil
	}
	return &p, err
}

// recognise notes who a worker is: the person that staff merged it into, or whoever has the same
// phone and name. The later number of two that staff said apart is somebody else, whatever they
// have in common.
func (w *writer) recognise(worker string) error {
	p, err := person(w.ctx, w.tx, worker)
	if err != nil {
		return err
	}
	return w.recogniseAs(worker, p)
}

// recogniseAs is recognise for a worker whose box says p; nil when nobody can tell who it is.
func (w *writer) recogniseAs(worker string, p *record.Person) error {
	all, shown, err := ledger.Registrations(w.ctx, w.tx, worker)
	if err != nil {
		return err
	}
	if shown != worker {
		if p, err = person(w.ctx, w.tx, shown); err != nil {
			return err
		}
	}
	key, err := w.indexKey()
	if err != nil {
		return err
	}
	who, known := record.Hash{}, false
	if p != nil {
		who, known = blinded(key, p)[byPhoneName]
	}
	if !known {
		who, known = record.Keyed(key, "merged\x00"+shown), len(all) > 1
	}
	for _, one := range all {
		apart, err := w.saidApart(one)
		if err != nil {
			return err
		}
		for _, other := range apart {
			if compareWorkers(one, other) > 0 && !slices.Contains(all, other) {
				who, known = record.Keyed(key, "apart\x00"+shown), true
			}
		}
	}
	query, args := `DELETE FROM identity WHERE worker = ?`, []any{worker}
	if known {
		query, args = `INSERT INTO identity (worker, person) VALUES (?, ?) ON CONFLICT (worker) DO UPDATE SET person = excluded.person`, append(args, who[:])
	}
	if _, err := w.tx.ExecContext(w.ctx, query, args...); err != nil {
		return fmt.Errorf("note who worker %s is: %w", worker, err)
	}
	return nil
}

// saidApart lists the registrations of which staff said that they are not this worker.
func (w *writer) saidApart(worker string) ([]string, error) {
	l, err := list(w, scanID, `SELECT b FROM same WHERE a = ? AND keep = '' UNION SELECT a FROM same WHERE b = ? AND keep = ''`, worker, worker)
	if err != nil {
		return nil, fmt.Errorf("look who is not %s: %w", worker, err)
	}
	return l, nil
}

// forget takes a worker out of the index.
func (w *writer) forget(worker string) error {
	for _, table := range []string{"identity", "blind"} {
		if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM `+table+` WHERE worker = ?`, worker); err != nil {
			return fmt.Errorf("forget who %s is: %w", worker, err)
		}
	}
	return nil
}
