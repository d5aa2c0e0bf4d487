package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/safe"
	"yizhan/sync/sqldb"
)

// databaseName is the station's database in its folder.
const databaseName = "station.db"

// Backup is BackupUnder with the key beside the file.
func (s *Store) Backup(ctx context.Context, file string) error {
	return s.BackupUnder(ctx, file, safe.Beside(file))
}

// BackupUnder writes all that this station has, its keys included, into one file that only the
// key at the path key opens (package safe): whole and checked, or not at all. Other programs may
// write meanwhile. It refuses with backup_file when the file cannot be written: that is the
// stick, not the station's own disk, which is disk_full and disk_error; and with backup_key.
func (s *Store) BackupUnder(ctx context.Context, file, key string) (err error) {
	work, done, err := safe.Work(s.dir)
	if err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("disk_error"), err)
	}
	defer func() { err = errors.Join(err, done()) }()
	plain, keys := filepath.Join(work, databaseName), filepath.Join(s.dir, keyFileName)
	if err := s.db.Backup(ctx, plain); err != nil {
		return refuseDisk(err)
	}
	switch err := safe.Put(file, key, plain, keys); {
	case errors.Is(err, safe.ErrKey):
		return fmt.Errorf("%w: %w", market.Refuse("backup_key"), err)
	case err != nil:
		return fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	return nil
}

// Restore is RestoreUnder with the key beside the file.
func Restore(ctx context.Context, dir, file string, now func() time.Time) (kept string, err error) {
	return RestoreUnder(ctx, dir, file, safe.Beside(file), now)
}

// RestoreUnder puts a backup, which the key at the path key opens, in the place of the station in
// dir, which nobody may have open; an empty folder will do. What was there is kept beside it,
// under the name given. The station gives no place before its first round with the county, which
// opens a new epoch: what it gave after the backup it does not know. Refusals: bad_backup,
// backup_key, not_enrolled.
func RestoreUnder(ctx context.Context, dir, file, key string, now func() time.Time) (kept string, err error) {
	// The mark must not be missing for a moment, so it is set before the file gets its name.
	work := filepath.Join(dir, "restore")
	if err := os.RemoveAll(work); err != nil {
		return "", fmt.Errorf("restore station: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if err := unpack(ctx, file, key, work); err != nil {
		return "", err
	}
	s, err := Open(ctx, work, now)
	if err != nil {
		return "", fmt.Errorf("%w: %w", market.Refuse("bad_backup"), err)
	}
	if err := errors.Join(s.markRestored(ctx), s.Close()); err != nil {
		return "", err
	}
	// The key comes before the database that needs it; those of the database before stay.
	keys, err := folderKeys(work)
	if err != nil {
		return "", err
	}
	if err := addFolderKeys(dir, keys); err != nil {
		return "", err
	}
	kept, err = sqldb.Restore(ctx, filepath.Join(work, databaseName), filepath.Join(dir, databaseName))
	return kept, refuseDisk(err) // the witness stays: it knows what the folder wrote as until now
}

// unpack opens a backup into the folder work and looks whether it is whole.
func unpack(ctx context.Context, file, key, work string) error {
	err := safe.Take(file, key, work, databaseName, keyFileName)
	if err == nil {
		err = sqldb.Check(ctx, filepath.Join(work, databaseName))
	}
	switch {
	case errors.Is(err, safe.ErrKey):
		return fmt.Errorf("%w: %w", market.Refuse("backup_key"), err)
	case errors.Is(err, safe.ErrDamaged), errors.Is(err, sqldb.ErrDamaged):
		return fmt.Errorf("%w: %w", market.Refuse("bad_backup"), err)
	}
	return refuseDisk(err)
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
