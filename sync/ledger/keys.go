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

// PutKey keeps the key of a person who was not erased.
func PutKey(ctx context.Context, tx *sqldb.Tx, t seal.Tag, k seal.Key) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO person_key (tag, key) SELECT ?, ?
		WHERE NOT EXISTS (SELECT 1 FROM erased WHERE tag = ?) ON CONFLICT DO NOTHING`, t[:], k[:], t[:])
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
	if len(b) != len(seal.Key{}) {
		return seal.Key{}, fmt.Errorf("read a person's key: %d bytes", len(b))
	}
	return seal.Key(b), nil
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
