package wire

import (
	"bufio"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"yizhan/sync/market"
)

// SaveBundle writes a bundle to path: beside it first, to the disk, read back, and only then
// under its name, so that a stick that is pulled out or full leaves no half bundle behind and
// is noticed. fill adds the frames between head and signature.
func SaveBundle(path string, head *BundleHead, key ed25519.PrivateKey, fill func(*BundleWriter) error) error {
	part, err := os.CreateTemp(filepath.Dir(path), ".bundle-*")
	if err != nil {
		return fmt.Errorf("%w: begin bundle: %w", market.Refuse("bundle_file"), err)
	}
	err = func() error {
		out := bufio.NewWriterSize(part, 64<<10)
		b, err := NewBundle(out, head)
		if err != nil {
			return err
		}
		if err := fill(b); err != nil {
			return err
		}
		return errors.Join(b.Sign(key), out.Flush(), part.Chmod(0o644), part.Sync())
	}()
	err = errors.Join(err, part.Close())
	if err == nil {
		err = proveBundle(part.Name(), key)
	}
	if err == nil {
		err = os.Rename(part.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(part.Name()))
		if _, disk := errors.AsType[*os.PathError](err); disk && market.Code(err) == "" {
			err = fmt.Errorf("%w: %w", market.Refuse("bundle_file"), err)
		}
		return fmt.Errorf("write bundle: %w", err)
	}
	return syncFolder(filepath.Dir(path))
}

// proveBundle reads back what was written.
func proveBundle(path string, key ed25519.PrivateKey) error {
	pub, ok := key.Public().(ed25519.PublicKey)
	if !ok {
		return errors.New("key is not Ed25519")
	}
	return openBundle(path, func(f io.Reader) error {
		s, err := SurveyBundle(f)
		if err != nil {
			return err
		}
		if !s.SignedBy(pub) {
			return ErrBundle
		}
		return nil
	})
}

// syncFolder makes the name of a new file durable, where the system has a way to.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" { // a folder cannot be opened for it
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("bundle_file"), err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("bundle_file"), err)
	}
	return nil
}

// BundleFile is a surveyed bundle on a disk or stick.
type BundleFile struct {
	*Survey
	path string
}

// OpenBundle surveys the bundle at path. Refusals: those of SurveyBundle, and bundle_file when
// the file is not there or the stick does not give all of it.
func OpenBundle(path string) (*BundleFile, error) {
	b := &BundleFile{path: path}
	return b, openBundle(path, func(f io.Reader) (err error) {
		b.Survey, err = SurveyBundle(f)
		return err
	})
}

// Batches is ReadBundle for a station's bundle.
func (b *BundleFile) Batches(each func(*Batch) error) error {
	return openBundle(b.path, func(f io.Reader) error { return b.ReadBundle(f, each, nil) })
}

// Pulls is ReadBundle for the county's bundle.
func (b *BundleFile) Pulls(each func(*Pulled) error) error {
	return openBundle(b.path, func(f io.Reader) error { return b.ReadBundle(f, nil, each) })
}

func openBundle(path string, do func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("bundle_file"), err)
	}
	defer f.Close()
	err = do(bufio.NewReaderSize(f, 64<<10))
	if _, disk := errors.AsType[*os.PathError](err); disk {
		return fmt.Errorf("%w: %w", market.Refuse("bundle_file"), err)
	}
	return err
}
