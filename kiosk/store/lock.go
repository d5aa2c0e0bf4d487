package store

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"yizhan/sync/market"
)

// Lock takes the station's folder for this process; one process holds it at a time. It
// refuses with busy when another one does. Call the result to let go.
func Lock(dir string) (release func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the station's folder: %w", err)
	}
	l := flock.New(filepath.Join(dir, "lock"))
	ok, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the station's folder: %w", err)
	}
	if !ok {
		return nil, market.Refuse("busy")
	}
	return func() { _ = l.Unlock() }, nil // the process is ending; the system lets go too
}
