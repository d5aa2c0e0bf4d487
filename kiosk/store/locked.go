package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// secrets are the meta rows that open what belongs to persons: with the first what the county
// sends can be unwrapped, with the second every phone of the index can be found by trying.
var secrets = []string{"wrap_key", "index_key", "pending"}

// unlock gives the database the key that closes its secrets, which lies in a file beside it. A
// new database, and one of an older program, gets its key now, in one transaction with all that
// is closed under it; the log is emptied then, for it held them open. Refuses with station_key
// when the file has no such key.
func (s *Store) unlock(ctx context.Context) error {
	var mark []byte
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		mark, err = lockMark(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	if mark == nil {
		if mark, err = s.lock(ctx); err != nil {
			return refuseDisk(err)
		}
	}
	key, err := folderKey(s.dir, mark)
	if err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("station_key"), err)
	}
	s.db.SetSecret(key[:])
	return nil
}

// lock closes what lies open. Another program may be doing the same.
func (s *Store) lock(ctx context.Context) (mark []byte, err error) {
	found := 0
	err = s.db.Update(ctx, func(tx *sqldb.Tx) error {
		if mark, err = lockMark(ctx, tx); err != nil || mark != nil {
			return err
		}
		key, err := newFolderKey(s.dir)
		if err != nil {
			return err
		}
		if found, err = closeAll(ctx, tx, key); err != nil {
			return err
		}
		mark = fingerprint(key)
		if _, err := tx.ExecContext(ctx, `INSERT INTO lock (id, fingerprint) VALUES (1, ?)`, mark); err != nil {
			return fmt.Errorf("note which key closes the station's secrets: %w", err)
		}
		return nil
	})
	if err != nil || found == 0 {
		return mark, err
	}
	return mark, s.db.Scrub(ctx)
}

// closeAll closes every secret under the key and gives how many they were.
func closeAll(ctx context.Context, tx *sqldb.Tx, key seal.Key) (n int, err error) {
	if n, err = ledger.CloseKeys(ctx, tx, key); err != nil {
		return n, err
	}
	for _, name := range secrets {
		v, err := getMeta(ctx, tx, name)
		if err != nil {
			return n, err
		}
		if len(v) == 0 {
			continue
		}
		if err := setMeta(ctx, tx, name, seal.Seal(rowTag(name), key, v)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func lockMark(ctx context.Context, tx *sqldb.Tx) (mark []byte, err error) {
	err = tx.QueryRowContext(ctx, `SELECT fingerprint FROM lock`).Scan(&mark)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read which key closes the station's secrets: %w", err)
	}
	return mark, nil
}

// rowTag binds a closed value to its row.
func rowTag(name string) (t seal.Tag) {
	copy(t[:], name)
	return t
}

// getSecret is getMeta for one of secrets.
func getSecret(ctx context.Context, tx *sqldb.Tx, name string) ([]byte, error) {
	v, err := getMeta(ctx, tx, name)
	if err != nil || len(v) == 0 || tx.Secret() == nil {
		return v, err
	}
	if v, err = seal.Open(rowTag(name), seal.Key(tx.Secret()), v); err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return bytes.Clone(v), nil
}

// setSecret is setMeta for one of secrets.
func setSecret(ctx context.Context, tx *sqldb.Tx, name string, v []byte) error {
	if len(v) > 0 && tx.Secret() != nil {
		v = seal.Seal(rowTag(name), seal.Key(tx.Secret()), v)
	}
	return setMeta(ctx, tx, name, v)
}
