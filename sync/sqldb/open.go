package sqldb

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Open opens or creates the file at path. Its folder is made when missing. On a disk without
// room for the files that writing needs beside the database, it is opened for reading; every
// use tries again to open it whole.
func Open(path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make folder of database: %w", err)
	}
	d := &DB{path: path}
	if err := d.openWhole(); err != nil && d.r == nil {
		return nil, err
	}
	return d, nil
}

// busyTimeout is how long a statement waits for another program's transaction.
const busyTimeout = 5 * time.Second

// The pragmas stand in the DSN because one given by Exec reaches a single pooled connection.
func dsn(path string, options url.Values) string {
	wait := fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds())
	options["_pragma"] = append([]string{wait}, options["_pragma"]...)
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + options.Encode()
}

// How much of the file a connection keeps in memory, in KiB. The writer keeps the pages of a large
// transaction: with SQLite's own 2 MiB the indexes of a backlog are read again and again. There are four
// readers, and what they read is in the system's memory already.
const (
	writerCache = "cache_size(-32768)"
	readerCache = "cache_size(-4096)"
)

func durable(path string, extra ...string) string {
	return dsn(path, url.Values{
		"_pragma": append([]string{"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)"}, extra...),
	})
}

// openWhole opens the handles and makes sure of the log. A program that was killed may have
// left transactions in it that were never synced: they can be read, and must not be believed
// before they are on the disk.
func (d *DB) openWhole() error {
	if err := d.open(); err != nil {
		return err
	}
	_, err := d.w.db.Exec(`PRAGMA wal_checkpoint(PASSIVE)`)
	if err != nil && !IsFull(err) { // a full disk has synced the log, and only then found no room
		return errors.Join(fmt.Errorf("make sure of the log: %w", err), d.drop())
	}
	return nil
}

func (d *DB) open() error {
	w, err := newPool(durable(d.path, writerCache), 1)
	if err != nil {
		if IsDisk(err) {
			d.r = d.openStill()
		}
		return err
	}
	r, err := newPool(durable(d.path, readerCache, "query_only(1)"), 4)
	if err != nil {
		return errors.Join(err, w.close())
	}
	d.w, d.r = w, r
	return nil
}

// openStill opens a file that nobody has open and whose log is empty, without making the files
// beside it; nil when it cannot be read so.
func (d *DB) openStill() *pool {
	if log, err := os.Stat(d.path + "-wal"); err == nil && log.Size() > 0 {
		return nil // the newest is in the log, which cannot be read on its own
	}
	r, err := newPool(dsn(d.path, url.Values{"_pragma": {"query_only(1)"}, "immutable": {"1"}, "mode": {"ro"}}), 4)
	if err != nil {
		return nil
	}
	return r
}

func connect(dsn string, connections int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections) // a new one reads the schema and parses all statements again
	err = db.Ping()
	// Turning a new file to WAL does not wait for another program that is doing the same.
	for end := time.Now().Add(busyTimeout); isBusy(err) && time.Now().Before(end); err = db.Ping() {
		time.Sleep(10 * time.Millisecond)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), db.Close())
	}
	return db, nil
}

// Close closes the file for good.
func (d *DB) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	return d.drop()
}

// drop closes the handles.
func (d *DB) drop() error {
	err := errors.Join(d.r.close(), d.w.close())
	d.w, d.r = nil, nil
	return err
}

// hold keeps the handles open until release. Where only reading was possible it tries anew:
// a disk that was full may have room now.
func (d *DB) hold(toWrite bool) (release func(), err error) {
	for {
		d.mu.RLock()
		if d.w != nil {
			return d.mu.RUnlock, nil
		}
		d.mu.RUnlock()
		if err = d.openAgain(); err != nil {
			break
		}
	}
	if !toWrite {
		d.mu.RLock()
		if d.r != nil {
			return d.mu.RUnlock, nil
		}
		d.mu.RUnlock()
	}
	return nil, err
}

func (d *DB) openAgain() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return errors.New("database is closed")
	}
	if d.w != nil {
		return nil
	}
	_ = d.drop() // of a reader that saw an older file
	return d.openWhole()
}

// reopen changes the handles, which are suspect after a failed commit. The old ones are closed
// last: while somebody has the file open, what all know of the log stays as it was before the
// commit. Who opens a log that nobody has open reads all of it, with what was not synced.
func (d *DB) reopen() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil
	}
	old := &DB{w: d.w, r: d.r}
	d.w, d.r = nil, nil
	err := d.open()
	_ = old.drop() // only the new handles count
	return err
}
