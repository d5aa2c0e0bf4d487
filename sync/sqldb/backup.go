package sqldb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrDamaged says that a database file is not whole.
var ErrDamaged = errors.New("database file is damaged")

// Backup writes the database as it stands, keys and all, into one file. The file appears whole
// or not at all: it is checked and on the disk before it gets its name. Other programs may
// write meanwhile.
func (d *DB) Backup(ctx context.Context, file string) (err error) {
	part := file + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("back up database: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	if err := d.copyInto(ctx, part); err != nil {
		return fmt.Errorf("back up database: %w", err)
	}
	if err := os.Chmod(part, 0o600); err != nil {
		return fmt.Errorf("back up database: %w", err)
	}
	if err := Check(ctx, part); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, file); err != nil {
		return fmt.Errorf("back up database: %w", err)
	}
	return syncFile(filepath.Dir(file))
}

func (d *DB) copyInto(ctx context.Context, file string) error {
	release, err := d.hold(true)
	if err != nil {
		return err
	}
	defer release()
	s, err := d.w.get(ctx)
	if err != nil {
		return err
	}
	defer d.w.put(s)
	return s.alone(ctx, `VACUUM INTO ?`, file)
}

// Check reads all of a database file that nobody has open, and gives ErrDamaged when it is not
// whole or no database.
func Check(ctx context.Context, file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("check database: %w", err)
	}
	if info.Size() == 0 { // to SQLite a new database
		return fmt.Errorf("check %s: %w", filepath.Base(file), ErrDamaged)
	}
	d := &DB{path: file}
	r := d.openStill()
	if r == nil {
		return fmt.Errorf("check %s: %w", filepath.Base(file), ErrDamaged)
	}
	defer func() { _ = r.close() }() // nothing was written
	return r.view(ctx, nil, func(tx *Tx) error { return whole(ctx, tx, filepath.Base(file)) })
}

// Check reads all of the open database and gives ErrDamaged when it is not whole.
func (d *DB) Check(ctx context.Context) error {
	return d.View(ctx, func(tx *Tx) error { return whole(ctx, tx, filepath.Base(d.path)) })
}

func whole(ctx context.Context, tx *Tx, name string) error {
	var verdict string
	if err := tx.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil {
		return fmt.Errorf("check %s: %w: %w", name, ErrDamaged, err)
	}
	if verdict != "ok" {
		return fmt.Errorf("check %s: %w: %s", name, ErrDamaged, verdict)
	}
	return nil
}

// Restore puts a backup in the place of the database at path, which nobody may have open. What
// was there is kept beside it under a name of its own, which is given.
func Restore(ctx context.Context, file, path string) (kept string, err error) {
	if err := Check(ctx, file); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("restore database: %w", err)
	}
	part := path + ".part"
	if err := copyFile(file, part); err != nil {
		return "", errors.Join(err, os.Remove(part))
	}
	if _, err := os.Stat(path); err == nil {
		if kept, err = setAside(path); err != nil {
			return "", err
		}
	}
	if err := os.Rename(part, path); err != nil {
		return kept, fmt.Errorf("restore database: %w", err)
	}
	return kept, syncFile(filepath.Dir(path))
}

// setAside gives a database and its log another name, the first that is free.
func setAside(path string) (string, error) {
	for n := 1; ; n++ {
		kept := fmt.Sprintf("%s.before-restore-%d", path, n)
		if _, err := os.Stat(kept); err == nil {
			continue
		}
		for _, suffix := range []string{"-wal", "-shm", ""} {
			if err := os.Rename(path+suffix, kept+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
				return "", fmt.Errorf("set database aside: %w", err)
			}
		}
		return kept, nil
	}
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return syncFile(to)
}

// syncFile makes a file, or the names in a folder, durable.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("make %s durable: %w", filepath.Base(path), err)
	}
	err = f.Sync()
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("make %s durable: %w", filepath.Base(path), err)
	}
	return nil
}
