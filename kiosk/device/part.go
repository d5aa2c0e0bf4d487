package device

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Part is a paper on its way into a file. It gets its name when it is whole and on the disk, so that whatever cuts
// the writing short leaves no half paper under a name.
type Part struct {
	*os.File
	kept bool
}

// NewPart begins a paper in a folder that is there.
func NewPart(dir string) (*Part, error) {
	f, err := os.CreateTemp(dir, ".paper-*.part")
	if err != nil {
		return nil, fmt.Errorf("begin paper: %w", err)
	}
	return &Part{File: f}, nil
}

// Keep ends it and gives it a name in its folder, whatever lay there before.
func (p *Part) Keep(name string) error {
	if err := p.end(); err != nil {
		return err
	}
	return p.named(os.Rename(p.Name(), p.at(name)))
}

// KeepNew ends it and gives it the first of the names that nothing has, in its folder; name gives one after the other.
func (p *Part) KeepNew(name func() string) error {
	if err := p.end(); err != nil {
		return err
	}
	for {
		err := p.call(p.at(name()))
		if !errors.Is(err, fs.ErrExist) {
			return p.named(err)
		}
	}
}

// link is os.Link but where a test has a disk that knows none.
var link = os.Link

// call gives it a name that nothing has. Sticks and cards know no second name for a file (FAT); there nobody but this
// program gives names.
func (p *Part) call(name string) error {
	err := link(p.Name(), name)
	switch {
	case err == nil:
		_ = os.Remove(p.Name()) // its first name; the paper has another now
		return nil
	case errors.Is(err, fs.ErrExist):
		return err
	}
	if _, there := os.Lstat(name); there == nil {
		return fs.ErrExist
	}
	return os.Rename(p.Name(), name)
}

func (p *Part) at(name string) string { return filepath.Join(filepath.Dir(p.Name()), name) }

// end puts it on the disk.
func (p *Part) end() error {
	if err := errors.Join(p.Chmod(0o644), p.Sync(), p.Close()); err != nil {
		return fmt.Errorf("end paper: %w", err)
	}
	return nil
}

// named puts its name on the disk, where folders can be put there.
func (p *Part) named(err error) error {
	if err != nil {
		return fmt.Errorf("name paper: %w", err)
	}
	p.kept = true
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(filepath.Dir(p.Name()))
	if err != nil {
		return fmt.Errorf("name paper: %w", err)
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Drop takes it away, unless it was kept.
func (p *Part) Drop() error {
	if p.kept {
		return nil
	}
	_ = p.Close() // it may be already
	return os.Remove(p.Name())
}
