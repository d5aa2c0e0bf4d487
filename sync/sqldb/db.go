package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
)

// DB is an open SQLite file.
type DB struct {
	path string

	mu   sync.RWMutex // guards what follows against a reopen after a commit error
	w, r *sql.DB      // w is nil while the file can only be read; r then too, or nil

	writing sync.Mutex // one transaction at a time, and kept after it
	kept    kept       // of w
	closed  bool
}

// CommitError says that a commit failed and that its outcome is not known. The database has
// been closed and opened again, so that the caller can look what is really there (I1).
type CommitError struct{ Err error }

func (e *CommitError) Error() string { return "commit: " + e.Err.Error() }

// Unwrap gives the driver's error.
func (e *CommitError) Unwrap() error { return e.Err }

// Update runs f in one writing transaction. Nil means that the commit is durable. A
// *CommitError means that the outcome has to be looked up; any other error means that
// nothing was written. The end of ctx stops the statements of f, never a commit that has
// begun, so it leaves no doubt about the outcome.
func (d *DB) Update(ctx context.Context, f func(*Tx) error) error {
	err := d.update(ctx, f)
	if c, ok := errors.AsType[*CommitError](err); ok {
		if reopen := d.reopen(); reopen != nil {
			return &CommitError{errors.Join(c.Err, reopen)}
		}
	}
	return err
}

func (d *DB) update(ctx context.Context, f func(*Tx) error) (err error) {
	release, err := d.hold(true)
	if err != nil {
		return err
	}
	defer release()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	tx, err := d.w.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	done := false
	defer func() {
		if !done { // an error of f, or a panic passing through
			_ = tx.Rollback()
		}
	}()
	t := newTx(tx, d.kept)
	if err := f(t); err != nil {
		return err
	}
	done = true
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return &CommitError{err}
	}
	d.kept.keep(d.w, t.ready)
	return nil
}

// View runs f over one consistent picture. f must not write.
func (d *DB) View(ctx context.Context, f func(*Tx) error) error {
	release, err := d.hold(false)
	if err != nil {
		return err
	}
	defer release()
	tx, err := d.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing to keep
	return f(newTx(tx, nil))
}
