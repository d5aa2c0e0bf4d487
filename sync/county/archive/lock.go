package archive

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"yizhan/sync/market"
)

// Share takes the county's folder beside others that use it: a serve, and commands beside it. It
// refuses with busy while somebody has it alone. Call the result to let go.
func Share(dir string) (release func(), err error) {
	return hold(dir, (*flock.Flock).TryRLock)
}

// Alone takes the county's folder for this process only, to put another database in its place.
// It refuses with busy while anybody uses it.
func Alone(dir string) (release func(), err error) {
	return hold(dir, (*flock.Flock).TryLock)
}

func hold(dir string, try func(*flock.Flock) (bool, error)) (release func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the county's folder: %w", err)
	}
	l := flock.New(filepath.Join(dir, "lock"))
	ok, err := try(l)
	if err != nil {
		return nil, fmt.Errorf("lock the county's folder: %w", err)
	}
	if !ok {
		return nil, market.Refuse("busy")
	}
	return func() { _ = l.Unlock() }, nil // the process is ending; the system lets go too
}
