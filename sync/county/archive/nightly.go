package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"yizhan/sync/sqldb"
)

// Nightly is how the backup of the night stands.
type Nightly struct {
	At      time.Time // when one was tried last; zero for never
	Code    string    // why that one does not count: backup_file, backup_key, bad_backup, internal; "" where it does
	KeyHere bool      // what opens the backups lies in the county's folder or beside them: who takes the one has the other
}

// Failed says whether the last try made no backup that counts.
func (n Nightly) Failed() bool { return n.Code != "" }

// NoteNightly keeps how it stands; nil takes it away, where no backups are made.
func (a *Archive) NoteNightly(ctx context.Context, n *Nightly) error {
	err := a.db.Update(ctx, func(tx *sqldb.Tx) error {
		if n == nil {
			_, err := tx.ExecContext(ctx, `DELETE FROM nightly`)
			return err
		}
		var at int64
		if !n.At.IsZero() {
			at = n.At.UnixMilli()
		}
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO nightly (id, at, code, key_here) VALUES (1, ?, ?, ?)`, at, n.Code, n.KeyHere)
		return err
	})
	if err != nil {
		return fmt.Errorf("note how the backup of the night went: %w", err)
	}
	return nil
}

// Nightly gives how it stands; empty where no backups are made.
func (a *Archive) Nightly(ctx context.Context) (n Nightly, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		n, err = nightly(ctx, tx)
		return err
	})
	return n, err
}

func nightly(ctx context.Context, tx *sqldb.Tx) (n Nightly, err error) {
	var at int64
	err = tx.QueryRowContext(ctx, `SELECT at, code, key_here FROM nightly`).Scan(&at, &n.Code, &n.KeyHere)
	if errors.Is(err, sql.ErrNoRows) {
		return n, nil
	}
	if err != nil {
		return n, fmt.Errorf("read how the backup of the night went: %w", err)
	}
	if at != 0 {
		n.At = time.UnixMilli(at)
	}
	return n, nil
}
