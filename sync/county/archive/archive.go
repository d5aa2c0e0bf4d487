// Package archive is the county's database: every station's journal, the picture that the
// facts make, enrolment, and the county's own facts (grants, recalls, accounts).
//
// Begin at Accept (a station's batch comes in) and Pull (facts go out). A fact gets its county
// number, rev, in the transaction that accepts it; SQLite's one writer makes those numbers
// appear in order, so a reader never sees a hole fill in behind it.
package archive

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

//go:embed schema/*.sql
var schema embed.FS

// Archive is an open county database.
type Archive struct {
	db   *sqldb.DB
	dir  string
	now  func() time.Time
	keys keys

	busy busy

	mu      sync.Mutex
	waiting chan struct{} // closed and replaced when facts came in
}

// keys are the county's own.
type keys struct {
	county uint32
	sign   ed25519.PrivateKey
	wrap   *seal.Recipient
}

// Open opens the county's database in dir. A new one gets its county number and keys, which
// never change again.
func Open(ctx context.Context, dir string, now func() time.Time) (*Archive, error) {
	db, err := sqldb.Open(filepath.Join(dir, databaseName))
	if err != nil {
		return nil, err
	}
	own, err := fs.Sub(schema, "schema")
	if err != nil {
		panic(err) // the folder is embedded
	}
	a := &Archive{db: db, dir: dir, now: now, waiting: make(chan struct{})}
	err = errors.Join(
		db.Migrate(ctx, "journal", journal.Schema()),
		db.Migrate(ctx, "ledger", ledger.Schema()),
		db.Migrate(ctx, "archive", own))
	if err == nil {
		err = a.install(ctx)
	}
	if err == nil {
		err = a.reconsider(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return a, nil
}

// Close closes the database.
func (a *Archive) Close() error { return a.db.Close() }

// County is the county number.
func (a *Archive) County() uint32 { return a.keys.county }

// Sign is the county's signing key.
func (a *Archive) Sign() ed25519.PrivateKey { return a.keys.sign }

func (a *Archive) install(ctx context.Context) error {
	return a.db.Update(ctx, func(tx *sqldb.Tx) error {
		seed, err := getMeta(ctx, tx, "sign")
		if err != nil {
			return err
		}
		if seed == nil {
			if err := newInstallation(ctx, tx); err != nil {
				return err
			}
			if seed, err = getMeta(ctx, tx, "sign"); err != nil {
				return err
			}
		}
		if err := identities(ctx, tx); err != nil {
			return err
		}
		number, err := getMeta(ctx, tx, "county")
		if err != nil {
			return err
		}
		wrap, err := getMeta(ctx, tx, "wrap")
		if err != nil {
			return err
		}
		if len(seed) != ed25519.SeedSize || len(number) != 4 {
			return errors.New("read the county's keys: wrong size")
		}
		a.keys.sign, a.keys.county = ed25519.NewKeyFromSeed(seed), binary.BigEndian.Uint32(number)
		a.keys.wrap, err = seal.ParseRecipient(wrap)
		return err
	})
}

func newInstallation(ctx context.Context, tx *sqldb.Tx) error {
	_, sign, err := ed25519.GenerateKey(nil)
	if err != nil {
		return fmt.Errorf("make the county's key: %w", err)
	}
	r, err := seal.NewRecipient()
	if err != nil {
		return err
	}
	wrap, err := r.Bytes()
	if err != nil {
		return fmt.Errorf("make the county's wrapping key: %w", err)
	}
	number := make([]byte, 4)
	for binary.BigEndian.Uint32(number) == 0 {
		_, _ = rand.Read(number)
	}
	for name, v := range map[string][]byte{"sign": sign.Seed(), "wrap": wrap, "county": number} {
		if err := setMeta(ctx, tx, name, v); err != nil {
			return err
		}
	}
	return nil
}

func getMeta(ctx context.Context, tx *sqldb.Tx, name string) ([]byte, error) {
	var v []byte
	err := tx.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = ?`, name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return v, nil
}

func setMeta(ctx context.Context, tx *sqldb.Tx, name string, v []byte) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, v)
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return nil
}

// SetPublic keeps what slips begin with. It must pass market.CheckPublicURL.
func (a *Archive) SetPublic(ctx context.Context, url string) error {
	if err := market.CheckPublicURL(url); err != nil {
		return err
	}
	return a.db.Update(ctx, func(tx *sqldb.Tx) error { return setMeta(ctx, tx, "public", []byte(url)) })
}

// Public is what slips begin with, "" before the first serve.
func (a *Archive) Public(ctx context.Context) (string, error) {
	var v []byte
	err := a.db.View(ctx, func(tx *sqldb.Tx) (err error) {
		v, err = getMeta(ctx, tx, "public")
		return err
	})
	return string(v), err
}

// Arrived gives a channel that is closed when facts have come in after the call.
func (a *Archive) Arrived() <-chan struct{} {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.waiting
}

func (a *Archive) announce() {
	a.mu.Lock()
	defer a.mu.Unlock()
	close(a.waiting)
	a.waiting = make(chan struct{})
}
