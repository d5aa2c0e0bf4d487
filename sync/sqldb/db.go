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

	ofW, ofR *kept // statements of w and r; of a file that can only be read nothing is kept

	writing sync.Mutex // one transaction at a time, and what keeps its statements after it
	closed  bool

	secret []byte
}

// CommitError says that a commit failed. The database has been opened anew, so that the
// caller can look what is really there (I1).
type CommitError struct {
	Err error
	// Doubt says that looking does not help: the disk failed again when it was to be made sure
	// of. What was written may be there after the next start, or not.
	Doubt bool
}

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
		if again := d.makeSure(c.Err); again != nil {
			return &CommitError{Err: errors.Join(c.Err, again), Doubt: true}
		}
	}
	return err
}

// makeSure leaves no doubt after a failed commit. When the disk could not sync, the frames of
// the transaction are whole in the log, and whoever reads the log anew takes them for
// committed, although they are not on the disk. Only another write takes their place.
func (d *DB) makeSure(failed error) error {
	if err := d.reopen(); err != nil {
		return err
	}
	if !IsDisk(failed) || IsFull(failed) {
		return nil
	}
	release, err := d.hold(true)
	if err != nil {
		return err
	}
	defer release()
	if _, err := d.w.Exec(`PRAGMA user_version = 1`); err != nil { // nobody reads it; setting it writes
		return fmt.Errorf("write over a failed commit: %w", err)
	}
	return nil
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
	t := newTx(tx, d.ofW, d.secret)
	if err := f(t); err != nil {
		return err
	}
	done = true
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return &CommitError{Err: err}
	}
	d.ofW.keep(d.w, t.ready)
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
	t := newTx(tx, d.ofR, d.secret)
	err = look(t, f)
	if err == nil && d.ofR != nil {
		d.ofR.keep(d.r, t.ready)
	}
	return err
}

// look runs f and ends the transaction, also when f panics.
func look(t *Tx, f func(*Tx) error) error {
	defer func() { _ = t.Rollback() }() // nothing to keep
	return f(t)
}
