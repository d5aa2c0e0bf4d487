package sqldb_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"yizhan/sync/sqldb"
)

// A limit inside the database stands for a full disk where no small disk can be mounted.
func TestFullWithinStatement(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE x (a BLOB)`, `PRAGMA max_page_count = 8`)
	err := exec(d, `INSERT INTO x VALUES (?)`, make([]byte, 100<<10))
	if !sqldb.IsFull(err) || !sqldb.IsDisk(err) {
		t.Errorf("%v is not known as a full disk", err)
	}
	if n := count(t, d, "x"); n != 0 {
		t.Errorf("%d rows stayed", n)
	}
	run(t, d, `INSERT INTO x VALUES ('small')`)
}

func TestIsFullIsNothingElse(t *testing.T) {
	d := open(t)
	for _, err := range []error{nil, errors.New("full"), exec(d, `nonsense`), exec(d, `SELECT * FROM nowhere`)} {
		if sqldb.IsFull(err) || sqldb.IsDisk(err) {
			t.Errorf("%v is taken for a fault of the disk", err)
		}
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	if err := os.WriteFile(path, bytes.Repeat([]byte("not a database "), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	if d, err := sqldb.Open(path); err == nil || !sqldb.IsDisk(err) || sqldb.IsFull(err) {
		t.Errorf("opened a file that is no database: %v, %v", d, err)
	}
}

// smallDisk mounts a file system of a megabyte, which only root can do.
func smallDisk(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no small disk can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill takes what room is left, and gives it back.
func fill(t *testing.T, dir string) (empty func()) {
	t.Helper()
	f, err := os.CreateTemp(dir, "ballast")
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	f.Close()
	return func() {
		if err := os.Remove(f.Name()); err != nil {
			t.Error(err)
		}
	}
}

func TestFullDisk(t *testing.T) {
	dir := smallDisk(t)
	path := filepath.Join(dir, "x.db")
	d, err := sqldb.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { d.Close() }()
	run(t, d, `CREATE TABLE x (a BLOB)`)
	for range 20 {
		run(t, d, `INSERT INTO x VALUES (1)`)
	}
	stuck := func(when string) {
		t.Helper()
		for range 3 {
			if err := exec(d, `INSERT INTO x VALUES (?)`, make([]byte, 40<<10)); !sqldb.IsFull(err) {
				t.Errorf("%s: %v, want a full disk", when, err)
			}
			if n := count(t, d, "x"); n != 20 {
				t.Errorf("%s: %d rows can be read, want 20", when, n)
			}
		}
	}
	empty := fill(t, dir)
	stuck("filled up while open")
	again := fill(t, dir)
	stuck("filled up again after the reopen")
	again()
	empty()
	run(t, d, `INSERT INTO x VALUES (2)`, `INSERT INTO x VALUES (3)`)
	if n := count(t, d, "x"); n != 22 {
		t.Errorf("%d rows once there was room, want 22", n)
	}
}

// A program that is started on a full disk must still show what is there. Closing took away
// the files beside the database, and there is no room to make them.
func TestOpenOnFullDisk(t *testing.T) {
	dir := smallDisk(t)
	path := filepath.Join(dir, "x.db")
	d, err := sqldb.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	run(t, d, `CREATE TABLE x (a INTEGER)`, `INSERT INTO x VALUES (1)`)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	empty := fill(t, dir)
	if d, err = sqldb.Open(path); err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for range 2 {
		if n := count(t, d, "x"); n != 1 {
			t.Errorf("%d rows, want 1", n)
		}
		if err := exec(d, `INSERT INTO x VALUES (2)`); !sqldb.IsFull(err) {
			t.Errorf("%v, want a full disk", err)
		}
	}
	empty()
	run(t, d, `INSERT INTO x VALUES (3)`)
	if n := count(t, d, "x"); n != 2 {
		t.Errorf("%d rows once there was room, want 2", n)
	}
}

func TestIsFullThroughWrapping(t *testing.T) {
	d := open(t)
	run(t, d, `CREATE TABLE x (a BLOB)`, `PRAGMA max_page_count = 8`)
	err := exec(d, `INSERT INTO x VALUES (?)`, make([]byte, 100<<10))
	if wrapped := fmt.Errorf("take posting: %w", errors.Join(errors.New("other"), err)); !sqldb.IsFull(wrapped) {
		t.Errorf("%v is not known as a full disk", wrapped)
	}
}
