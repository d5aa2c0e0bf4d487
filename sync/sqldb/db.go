package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// DB is an open SQLite file.
type DB struct {
	path string

	mu   sync.RWMutex // guards the handles against a reopen after a commit error
	w, r *sql.DB
}

// Tx is a running transaction. Rooms below the one that began it take it as an argument and
// never commit.
type Tx struct{ *sql.Tx }

// CommitError says that a commit failed and that its outcome is not known. The database has
// been closed and opened again, so that the caller can look what is really there (I1).
type CommitError struct{ Err error }

func (e *CommitError) Error() string { return "commit: " + e.Err.Error() }

// Unwrap gives the driver's error.
func (e *CommitError) Unwrap() error { return e.Err }

// Open opens or creates the file at path. Its folder is made when missing.
func Open(path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make folder of database: %w", err)
	}
	d := &DB{path: path}
	if err := d.open(); err != nil {
		return nil, err
	}
	return d, nil
}

// The pragmas stand in the DSN because one given by Exec reaches a single pooled connection.
func dsn(path string, extra ...string) string {
	q := url.Values{"_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
	}}
	q["_pragma"] = append(q["_pragma"], extra...)
	q.Set("_txlock", "immediate")
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func (d *DB) open() error {
	w, err := sql.Open("sqlite", dsn(d.path))
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	w.SetMaxOpenConns(1)
	if err := w.Ping(); err != nil {
		return errors.Join(fmt.Errorf("open database: %w", err), w.Close())
	}
	r, err := sql.Open("sqlite", dsn(d.path, "query_only(1)"))
	if err != nil {
		return errors.Join(fmt.Errorf("open database for reading: %w", err), w.Close())
	}
	r.SetMaxOpenConns(4)
	d.w, d.r = w, r
	return nil
}

// Close closes the file.
func (d *DB) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return errors.Join(d.r.Close(), d.w.Close())
}

// Update runs f in one writing transaction. Nil means that the commit is durable. A
// *CommitError means that the outcome has to be looked up; any other error means that
// nothing was written.
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
	d.mu.RLock()
	defer d.mu.RUnlock()
	tx, err := d.w.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	done := false
	defer func() {
		if !done { // an error of f, or a panic passing through
			_ = tx.Rollback()
		}
	}()
	if err := f(&Tx{tx}); err != nil {
		return err
	}
	done = true
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return &CommitError{err}
	}
	return nil
}

// View runs f over one consistent picture. f must not write.
func (d *DB) View(ctx context.Context, f func(*Tx) error) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	tx, err := d.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing to keep
	return f(&Tx{tx})
}

func (d *DB) reopen() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	_ = errors.Join(d.r.Close(), d.w.Close()) // both are suspect; only the new handles count
	return d.open()
}

// IsFull says whether err means that the disk has no room left.
func IsFull(err error) bool { return sqliteCode(err) == sqlite3.SQLITE_FULL }

// IsDisk says whether err comes from the disk rather than from the question asked: full,
// read-only, torn or gone.
func IsDisk(err error) bool {
	switch sqliteCode(err) {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT,
		sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB:
		return true
	}
	return errors.Is(err, os.ErrPermission)
}

func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff // extended codes keep the kind in the low byte
	}
	return 0
}
