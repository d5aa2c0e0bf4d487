package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// databaseName is the station's database in its folder.
const databaseName = "station.db"

// Backup writes all that this station has, its keys included, into one file: whole and checked,
// or not at all. Other programs may write meanwhile. It refuses with backup_file when the file
// cannot be written: that is the stick, not the station's own disk.
func (s *Store) Backup(ctx context.Context, file string) error {
	if err := s.db.Backup(ctx, file); err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	return nil
}

// Restore puts a backup in the place of the station in dir, which nobody may have open; an empty
// folder will do. What was there is kept beside it, under the name given. The station gives no
// place before its first round with the county, which opens a new epoch: what it gave after the
// backup it does not know. Refusals: bad_backup, not_enrolled.
func Restore(ctx context.Context, dir, file string, now func() time.Time) (kept string, err error) {
	if err := sqldb.Check(ctx, file); err != nil {
		if errors.Is(err, sqldb.ErrDamaged) || errors.Is(err, os.ErrNotExist) {
			return "", fmt.Errorf("%w: %w", market.Refuse("bad_backup"), err)
		}
		return "", err
	}
	// The mark must not be missing for a moment, so it is set before the file gets its name.
	work := filepath.Join(dir, "restore")
	if err := os.RemoveAll(work); err != nil {
		return "", fmt.Errorf("restore station: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	marked := filepath.Join(work, databaseName)
	if _, err := sqldb.Restore(ctx, file, marked); err != nil {
		return "", refuseDisk(err)
	}
	s, err := Open(ctx, work, now)
	if err != nil {
		return "", fmt.Errorf("%w: %w", market.Refuse("bad_backup"), err)
	}
	if err := errors.Join(s.markRestored(ctx), s.Close()); err != nil {
		return "", err
	}
	kept, err = sqldb.Restore(ctx, marked, filepath.Join(dir, databaseName))
	if err != nil {
		return kept, refuseDisk(err)
	}
	return kept, dropWitness(dir)
}

// markRestored keeps this station from giving places until its next epoch.
func (s *Store) markRestored(ctx context.Context) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := identity(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE origin SET restored = 1 WHERE current = 1`); err != nil {
			return fmt.Errorf("mark the station as restored: %w", err)
		}
		return nil
	}))
}
