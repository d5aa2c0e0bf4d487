package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"yizhan/sync/sqldb"
)

// Pulse is what tells whether a county is well.
type Pulse struct {
	Moment
	Reconciling  bool
	Stations     int       // at work
	Silent       int       // of them, not heard of for a day
	Unsent       int       // facts that they said they still have
	OldestUnsent time.Time // when the one of these was heard of that was heard of first; zero for none
	LastBackup   time.Time // zero for none
	BackupDue    bool      // the last one is too old, or there should be one by now
	Nightly      Nightly
	Size         int64 // of the database, in bytes
}

// backupDue is after how long without a backup somebody is told.
const backupDue = 36 * time.Hour

// Pulse writes to the database, and says how the county is.
func (a *Archive) Pulse(ctx context.Context) (p Pulse, err error) {
	err = a.db.Update(ctx, func(tx *sqldb.Tx) error {
		return setMeta(ctx, tx, "pulse", []byte(a.now().UTC().Format(time.RFC3339)))
	})
	if err != nil {
		return p, fmt.Errorf("feel the pulse: %w", err)
	}
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		if p.Gen, err = generation(ctx, tx); err != nil {
			return err
		}
		if p.Rev, err = lastRev(ctx, tx); err != nil {
			return err
		}
		open, err := getMeta(ctx, tx, "reconcile")
		if err != nil {
			return err
		}
		p.Reconciling = len(open) > 0
		rows, err := stationRows(ctx, tx, Reach{Area: wholeCity()})
		if err != nil {
			return err
		}
		for _, s := range rows {
			if s.State != StationAtWork {
				continue
			}
			p.Stations++
			p.Unsent += s.Unsent
			if a.now().Sub(s.Seen) > silence {
				p.Silent++
			}
			if s.Unsent > 0 && (p.OldestUnsent.IsZero() || s.Seen.Before(p.OldestUnsent)) {
				p.OldestUnsent = s.Seen
			}
		}
		if p.LastBackup, p.BackupDue, err = a.lastBackup(ctx, tx); err != nil {
			return err
		}
		if p.Nightly, err = nightly(ctx, tx); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()`).Scan(&p.Size)
	})
	if err != nil {
		return p, fmt.Errorf("feel the pulse: %w", err)
	}
	return p, nil
}

// LastBackup is when a backup was proved whole last; zero for never.
func (a *Archive) LastBackup(ctx context.Context) (at time.Time, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		at, _, err = a.lastBackup(ctx, tx)
		return err
	})
	return at, err
}

// lastBackup gives when the last backup was proved whole, and whether another is overdue. A county whose
// first facts are younger than that needs none yet.
func (a *Archive) lastBackup(ctx context.Context, tx *sqldb.Tx) (at time.Time, due bool, err error) {
	var made, begun int64
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(at), 0) FROM backup`).Scan(&made); err != nil {
		return at, false, fmt.Errorf("read when the last backup was made: %w", err)
	}
	since := time.UnixMilli(made)
	if made > 0 {
		at = since
	} else {
		err := tx.QueryRowContext(ctx, `SELECT made_at FROM code ORDER BY made_at LIMIT 1`).Scan(&begun)
		if errors.Is(err, sql.ErrNoRows) {
			return at, false, nil // no station, and nothing to lose
		}
		if err != nil {
			return at, false, fmt.Errorf("read when the first station came: %w", err)
		}
		since = time.UnixMilli(begun)
	}
	return at, a.now().Sub(since) > backupDue, nil
}
