package sqldb

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// DB is an open SQLite file.
type DB struct {
	path string

	mu     sync.RWMutex // guards what follows against a reopen after a commit error
	w, r   *pool        // w has one session, and is nil while the file can only be read; r then too, or nil
	closed bool

	listener func(Notes) // may be nil
	secret   []byte
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
	tell, notes := d.listening()
	err := d.update(ctx, notes, f)
	c, failed := errors.AsType[*CommitError](err)
	if failed {
		if again := d.makeSure(c.Err); again != nil {
			err = &CommitError{Err: errors.Join(c.Err, again), Doubt: true}
		}
	}
	if (err == nil || failed) && notes != nil && (notes.All || len(notes.Words) > 0) {
		tell(*notes)
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
	s, err := d.w.get(context.Background())
	if err != nil {
		return err
	}
	defer d.w.put(s)
	if err := s.alone(context.Background(), `PRAGMA user_version = 1`); err != nil { // nobody reads it; setting it writes
		return fmt.Errorf("write over a failed commit: %w", err)
	}
	return nil
}

func (d *DB) update(ctx context.Context, notes *Notes, f func(*Tx) error) error {
	release, err := d.hold(true)
	if err != nil {
		return err
	}
	defer release()
	s, err := d.w.get(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer d.w.put(s)
	if err := s.begin(ctx, `BEGIN IMMEDIATE`); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	done := false
	defer func() {
		if !done { // an error of f, or a panic passing through; SQLite may have rolled back already
			_ = s.end(`ROLLBACK`)
		}
	}()
	if err := f(s.newTx(d.secret, notes)); err != nil {
		return err
	}
	if err := s.end(`COMMIT`); err != nil {
		return &CommitError{Err: err}
	}
	done = true
	return nil
}

// View runs f over one consistent picture. f must not write.
func (d *DB) View(ctx context.Context, f func(*Tx) error) error {
	release, err := d.hold(false)
	if err != nil {
		return err
	}
	defer release()
	return d.r.view(ctx, d.secret, f)
}

func (p *pool) view(ctx context.Context, secret []byte, f func(*Tx) error) error {
	s, err := p.get(ctx)
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer p.put(s)
	if err := s.begin(ctx, `BEGIN`); err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer func() { _ = s.end(`ROLLBACK`) }() // nothing to keep
	return f(s.newTx(secret, nil))
}
