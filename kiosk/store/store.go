// Package store keeps a station's tables. A Put writes the row and its fact together; there is
// no other way to write what the county should know.
//
// Begin at Store.Write: one transaction, durable when it returns nil (I1). Queries that
// screens need stand in postings.go, people.go and prints.go; what the background sync needs
// in outbox.go.
package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

//go:embed schema/*.sql
var schema embed.FS

// Store is one station's database.
type Store struct {
	db    *sqldb.DB
	dir   string
	now   func() time.Time
	group *group // set while Group runs

	witness *witness
	heed    heed // who is told of postings
	aside   bool // papers do not wait in the queue
}

// Open opens the database in the folder dir, making it when missing. now is the wall clock;
// it is shown to people and decides nothing.
func Open(ctx context.Context, dir string, now func() time.Time) (*Store, error) {
	db, err := sqldb.Open(filepath.Join(dir, databaseName))
	if err != nil {
		return nil, refuseDisk(err)
	}
	own, err := fs.Sub(schema, "schema")
	if err != nil {
		panic(err) // the folder is embedded
	}
	err = errors.Join(
		db.Migrate(ctx, "journal", journal.Schema()),
		db.Migrate(ctx, "ledger", ledger.Schema()),
		db.Migrate(ctx, "store", own))
	if err != nil {
		return nil, refuseDisk(errors.Join(err, db.Close()))
	}
	s := &Store{db: db, dir: dir, now: now, witness: openWitness(dir)}
	db.OnCommit(s.heed.tell)
	err = s.unlock(ctx)
	behind := false
	if err == nil {
		behind, err = s.behind(ctx)
	}
	if err == nil && behind {
		err = s.markRestored(ctx)
	}
	if err == nil {
		err = s.reconsider(ctx)
	}
	if err != nil && !sqldb.IsDisk(err) { // with a full disk lists still work
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// reconsider takes what an older program did not understand.
func (s *Store) reconsider(ctx context.Context) error {
	due := false
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		due, err = ledger.Understood(ctx, tx)
		return err
	})
	if err != nil || !due {
		return err
	}
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		_, err := ledger.Reconsider(ctx, tx)
		return err
	}))
}

// Close closes the database.
func (s *Store) Close() error {
	s.witness.close()
	return s.db.Close()
}

// Now is the station's wall clock.
func (s *Store) Now() time.Time { return s.now() }

// refuseDisk turns a fault of the disk into a refusal that a screen can put into words, or
// into ErrUnknown. Other errors pass through.
func refuseDisk(err error) error {
	if c, ok := errors.AsType[*sqldb.CommitError](err); ok && c.Doubt {
		return fmt.Errorf("%w: %w", ErrUnknown, err)
	}
	switch {
	case err == nil:
		return nil
	case sqldb.IsFull(err):
		return fmt.Errorf("%w: %w", market.Refuse("disk_full"), err)
	case sqldb.IsDisk(err):
		return fmt.Errorf("%w: %w", market.Refuse("disk_error"), err)
	}
	return err
}

func (s *Store) view(ctx context.Context, f func(*sqldb.Tx) error) error {
	if s.group != nil {
		return refuseDisk(f(s.group.tx))
	}
	return refuseDisk(s.db.View(ctx, f))
}
