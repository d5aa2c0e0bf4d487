package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// ErrNoKey says that the key of a person is not here: never sent, or destroyed.
var ErrNoKey = errors.New("no key for this person")

// A database that has a secret (sqldb.DB.SetSecret) keeps persons' keys closed under it.

// PutKey keeps the key of a person who was not erased.
func PutKey(ctx context.Context, tx *sqldb.Tx, t seal.Tag, k seal.Key) error {
	kept, err := closed(tx, t, k[:])
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO person_key (tag, key) SELECT ?, ?
		WHERE NOT EXISTS (SELECT 1 FROM erased WHERE tag = ?) ON CONFLICT DO NOTHING`, t[:], kept, t[:])
	if err != nil {
		return fmt.Errorf("keep a person's key: %w", err)
	}
	return nil
}

// KeyOf gives the key of a person, or ErrNoKey.
func KeyOf(ctx context.Context, tx *sqldb.Tx, t seal.Tag) (seal.Key, error) {
	var b []byte
	err := tx.QueryRowContext(ctx, `SELECT key FROM person_key WHERE tag = ?`, t[:]).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return seal.Key{}, ErrNoKey
	}
	if err != nil {
		return seal.Key{}, fmt.Errorf("read a person's key: %w", err)
	}
	if len(b) > len(seal.Key{}) {
		if b, err = opened(tx, t, b); err != nil {
			return seal.Key{}, fmt.Errorf("read a person's key: %w", err)
		}
	}
	if len(b) != len(seal.Key{}) {
		return seal.Key{}, fmt.Errorf("read a person's key: %d bytes", len(b))
	}
	return seal.Key(b), nil
}

// CloseKeys closes the persons' keys that an older program kept open, under a secret that the
// database has from now on, and gives how many they were.
func CloseKeys(ctx context.Context, tx *sqldb.Tx, secret seal.Key) (n int, err error) {
	open := map[seal.Tag][]byte{}
	err = rows(ctx, tx, func(scan func(...any) error) error {
		var tag, key []byte
		if err := scan(&tag, &key); err != nil {
			return err
		}
		open[seal.Tag(tag)] = key
		return nil
	}, `SELECT tag, key FROM person_key WHERE LENGTH(tag) = 16 AND LENGTH(key) = 32`)
	if err != nil {
		return 0, fmt.Errorf("read persons' keys: %w", err)
	}
	for t, k := range open {
		if _, err := tx.ExecContext(ctx, `UPDATE person_key SET key = ? WHERE tag = ?`, seal.Seal(t, secret, k), t[:]); err != nil {
			return 0, fmt.Errorf("close a person's key: %w", err)
		}
	}
	return len(open), nil
}

// closed gives the value as it is to be kept.
func closed(tx *sqldb.Tx, t seal.Tag, value []byte) ([]byte, error) {
	s := tx.Secret()
	if s == nil {
		return value, nil
	}
	if len(s) != len(seal.Key{}) {
		return nil, fmt.Errorf("close a person's key: secret of %d bytes", len(s))
	}
	return seal.Seal(t, seal.Key(s), value), nil
}

// opened is the other way round.
func opened(tx *sqldb.Tx, t seal.Tag, kept []byte) ([]byte, error) {
	if s := tx.Secret(); len(s) == len(seal.Key{}) {
		return seal.Open(t, seal.Key(s), kept)
	}
	return nil, seal.ErrOpen
}

// OpenBox decrypts a box into v. It gives ErrNoKey when the person was erased.
func OpenBox(ctx context.Context, tx *sqldb.Tx, tag, data []byte, v any) error {
	if len(tag) != len(seal.Tag{}) {
		return seal.ErrOpen
	}
	k, err := KeyOf(ctx, tx, seal.Tag(tag))
	if err != nil {
		return err
	}
	plain, err := seal.Open(seal.Tag(tag), k, data)
	if err != nil {
		return err
	}
	return record.Unmarshal(plain, v)
}

// OpenBoxWith is OpenBox for one of thousands: kept is the row of the table person_key that the
// caller has joined, nil where there is none.
func OpenBoxWith(tx *sqldb.Tx, tag, kept, data []byte, v any) error {
	if len(tag) != len(seal.Tag{}) {
		return seal.ErrOpen
	}
	if len(kept) == 0 {
		return ErrNoKey
	}
	key := kept
	if len(kept) > len(seal.Key{}) {
		var err error
		if key, err = opened(tx, seal.Tag(tag), kept); err != nil {
			return fmt.Errorf("read a person's key: %w", err)
		}
	}
	if len(key) != len(seal.Key{}) {
		return fmt.Errorf("read a person's key: %d bytes", len(key))
	}
	plain, err := seal.Open(seal.Tag(tag), seal.Key(key), data)
	if err != nil {
		return err
	}
	return record.Unmarshal(plain, v)
}
