package safe

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// WriteFile writes a file for its owner alone to read, whole or not at all. It is on the disk when
// it returns.
func WriteFile(path string, content []byte) error {
	part := path + ".part"
	if err := writeFrom(part, bytes.NewReader(content)); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return Rename(part, path)
}

// writeFrom writes what r gives and makes it durable. What is wrong with the disk is told from
// what is wrong with a backup that r reads: only the former has a path.
func writeFrom(path string, r io.Reader) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := io.Copy(f, r); err != nil {
		if _, disk := errors.AsType[*fs.PathError](err); disk {
			return fmt.Errorf("write: %w", err)
		}
		return fmt.Errorf("read backup: %w: %w", ErrDamaged, err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// Rename gives a file its name, for good once it returns: what had that name before is gone only then.
func Rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("name %s: %w", filepath.Base(to), err)
	}
	return syncFolder(filepath.Dir(to))
}

// syncFolder makes the names in a folder durable. Windows does that by itself and refuses to be
// asked.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("make names in %s durable: %w", filepath.Base(path), err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("make names in %s durable: %w", filepath.Base(path), err)
	}
	return nil
}
