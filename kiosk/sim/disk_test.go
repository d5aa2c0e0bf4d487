package sim

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/sync/sqldb/powercut"
)

// disk is where a program keeps its database: a folder, or, from when it is full until the
// program stops the next time, a simulated disk that can refuse.
type disk struct {
	t     testing.TB
	file  string // name of the database
	dir   string
	small *powercut.Disk // nil: dir is an ordinary folder
}

// copy puts what lies on the disk into another folder: what is found there after a stop at this
// moment, or what a second machine finds on a copy.
func (d *disk) copy(to string) error {
	if d.small == nil {
		return copyDisk(d.dir, to)
	}
	left := d.small.Copy()
	defer left.Close()
	return d.move(left.Folder("disk"), to)
}

// move writes the database of one folder into another, and what lies beside it.
func (d *disk) move(from, to string) (err error) {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return fmt.Errorf("copy disk: %w", err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(from, d.file))
	if err != nil {
		return fmt.Errorf("copy disk: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.Exec(`VACUUM INTO ?`, filepath.Join(to, d.file)); err != nil {
		return fmt.Errorf("copy disk: %w", err)
	}
	for _, name := range []string{"witness", "station.key"} {
		beside, err := os.ReadFile(filepath.Join(d.dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), beside, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// shrink moves the database, which nobody may have open, to a simulated disk.
func (d *disk) shrink() error {
	small := powercut.New(d.t, 4096)
	to := small.Folder("disk")
	if err := d.move(d.dir, to); err != nil {
		return err
	}
	if err := os.RemoveAll(d.dir); err != nil {
		return fmt.Errorf("move disk: %w", err)
	}
	d.small, d.dir = small, to
	return nil
}

// setFull makes a simulated disk refuse to grow after so many more changes, or to be as any other.
func (d *disk) setFull(full bool, after int) {
	if full {
		d.small.Break(powercut.Full, after, 0)
	} else {
		d.small.Mend()
	}
}

// drop takes away the disk of a program that has stopped.
func (d *disk) drop() error {
	if d.small == nil {
		return os.RemoveAll(d.dir)
	}
	d.small.Close()
	return nil
}

// copyDisk copies a folder as it lies there, also while a program writes to it: that is what a
// killed program leaves. The index of the log is not copied; after a stop it is made anew from
// the log.
func copyDisk(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return fmt.Errorf("copy disk: %w", err)
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return fmt.Errorf("copy disk: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() || strings.HasSuffix(e.Name(), "-shm") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, e.Name()), data, 0o600)
		}
		if err != nil {
			return fmt.Errorf("copy disk: %w", err)
		}
	}
	return nil
}
