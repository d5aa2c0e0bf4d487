package safe

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Work gives an empty folder below dir in which a backup is made ready, and takes it away with
// all that is in it when done is called. What is made ready there lies open, so it must be the
// folder where the same lies open anyway, and not a stick. One works there at a time, the others
// wait; what a program left that was killed is taken away too.
func Work(dir string) (folder string, done func() error, err error) {
	l := flock.New(filepath.Join(dir, ".backup.lock"))
	if err := l.Lock(); err != nil {
		return "", nil, fmt.Errorf("wait for another backup: %w", err)
	}
	folder = filepath.Join(dir, ".backup")
	done = func() error { return errors.Join(os.RemoveAll(folder), l.Unlock()) }
	if err := errors.Join(os.RemoveAll(folder), os.Mkdir(folder, 0o700)); err != nil {
		return "", nil, errors.Join(fmt.Errorf("make room for a backup: %w", err), l.Unlock())
	}
	return folder, done, nil
}
