// Package safe keeps a backup in one file that only its key opens: an age file (X25519,
// ChaCha20-Poly1305; C2SP age-encryption.org/v1) around a tar archive. So a backup can also be
// opened without this program: age -d -i KEY FILE | tar x.
//
// Begin at Put and Take. A key is a file of its own (key.go), so that backup and key can be kept
// apart; who has only one of them has nothing. Why so: DESIGN.md.
package safe

import (
	"archive/tar"
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"filippo.io/age"
)

// ErrDamaged says that a file is no backup, or not whole.
var ErrDamaged = errors.New("backup file is damaged")

// Put writes the files, under their last names, into the backup file, closed with the key at the
// path key, which is made when nothing is there. The backup appears whole or not at all: it is on
// the disk and was opened and compared before it gets its name. It gives ErrKey when what lies at
// the path is no key.
func Put(file, key string, files ...string) (err error) {
	k, made, err := keyFor(key)
	if err != nil {
		return err
	}
	part := file + ".part"
	defer func() {
		if err != nil {
			_ = os.Remove(part)
			if made {
				_ = os.Remove(key) // it opens nothing
			}
		}
	}()
	wrote, err := lock(part, k, files)
	if err != nil {
		return err
	}
	if err := compare(part, k, wrote); err != nil {
		return err
	}
	return Rename(part, file)
}

// lock writes the encrypted archive and gives the digest of what is in it.
func lock(path string, k keys, files []string) (digest []byte, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("write backup: %w", err)
	}
	defer func() {
		err = errors.Join(err, f.Close())
	}()
	out := bufio.NewWriterSize(f, 1<<16)
	plain, err := age.Encrypt(out, k.recipients...)
	if err != nil {
		return nil, fmt.Errorf("write backup: %w", err)
	}
	sum := sha256.New()
	if err := pack(io.MultiWriter(plain, sum), files); err != nil {
		return nil, err
	}
	for _, step := range []func() error{plain.Close, out.Flush, f.Sync} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("write backup: %w", err)
		}
	}
	return sum.Sum(nil), nil
}

// pack writes the files as a tar archive that is the same for the same contents.
func pack(w io.Writer, files []string) error {
	t := tar.NewWriter(w)
	for _, path := range files {
		if err := packOne(t, path); err != nil {
			return fmt.Errorf("put %s into backup: %w", filepath.Base(path), err)
		}
	}
	if err := t.Close(); err != nil {
		return fmt.Errorf("write backup: %w", err)
	}
	return nil
}

func packOne(t *tar.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := t.WriteHeader(&tar.Header{Name: filepath.Base(path), Mode: 0o600, Size: info.Size(), Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err = io.Copy(t, f)
	return err
}

// compare opens what was written and looks whether all of it is there.
func compare(path string, k keys, wrote []byte) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read backup back: %w", err)
	}
	defer f.Close()
	plain, err := age.Decrypt(bufio.NewReader(f), k.identities...)
	if err != nil {
		return fmt.Errorf("read backup back: %w", err)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, plain); err != nil {
		return fmt.Errorf("read backup back: %w", err)
	}
	if !same(sum, wrote) {
		return fmt.Errorf("read backup back: %w", ErrDamaged)
	}
	return nil
}

func same(h hash.Hash, sum []byte) bool { return slices.Equal(h.Sum(nil), sum) }

// intro is how a backup begins that is closed; old is how one begins that was made before backups
// were: the database itself.
const (
	intro = "age-encryption.org/v1\n"
	old   = "SQLite format 3\x00"
)

// Take opens the backup with the key at the path key and writes those of its files that are named
// into the folder dir, which it makes. The first name must be there; a backup that is not closed
// is that file. It gives ErrKey when there is no key or another one, and ErrDamaged when the file
// is no backup or not whole.
func Take(file, key, dir string, names ...string) error {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open backup: %w: %w", ErrDamaged, err)
	}
	if err != nil {
		return fmt.Errorf("open backup: %w", err)
	}
	defer f.Close()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("open backup: %w", err)
	}
	in := bufio.NewReaderSize(f, 1<<16)
	if begins(in, old) {
		return writeFrom(filepath.Join(dir, names[0]), in)
	}
	if !begins(in, intro) {
		return fmt.Errorf("open backup: %w", ErrDamaged)
	}
	ids, err := identities(key)
	if err != nil {
		return err
	}
	plain, err := age.Decrypt(in, ids...)
	if _, other := errors.AsType[*age.NoIdentityMatchError](err); other {
		return fmt.Errorf("open backup: %w", ErrKey)
	}
	if err != nil {
		return fmt.Errorf("open backup: %w: %w", ErrDamaged, err)
	}
	return unpack(plain, dir, names)
}

func begins(r *bufio.Reader, with string) bool {
	b, _ := r.Peek(len(with)) // a shorter file begins otherwise
	return string(b) == with
}

func unpack(plain io.Reader, dir string, names []string) error {
	found := false
	t := tar.NewReader(plain)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read backup: %w: %w", ErrDamaged, err)
		}
		if !slices.Contains(names, h.Name) || h.Typeflag != tar.TypeReg {
			continue
		}
		if err := writeFrom(filepath.Join(dir, h.Name), t); err != nil {
			return err
		}
		found = found || h.Name == names[0]
	}
	// The end of the archive is not yet the end of the file, whose last piece proves that it is whole.
	if _, err := io.Copy(io.Discard, plain); err != nil {
		return fmt.Errorf("read backup: %w: %w", ErrDamaged, err)
	}
	if !found {
		return fmt.Errorf("read backup: no %s in it: %w", names[0], ErrDamaged)
	}
	return nil
}
