package sim

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// morning is when every play begins.
func morning() time.Time { return time.Date(2026, 11, 22, 6, 0, 0, 0, market.Zone) }

// stationAreas are where the stations stand, in turn: two villages of one township and one of
// another, so that narrow postings have somebody who sees them and somebody who does not.
var stationAreas = []market.AreaCode{"410423106204", "410423106201", "410423212201"}

// yard is where plays have their disks. A county that nobody has used yet is made once for
// each size and copied for every play: enrolling is most of the cost of a small one.
type yard struct {
	t   testing.TB
	dir string

	mu    sync.Mutex
	fresh map[int]string
	plays int
}

// newYard is in memory where it can be: a play is about the order of things. That a commit
// outlives a power cut is tested elsewhere, with disks that forget.
func newYard(t testing.TB) *yard {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "sim")
	if err != nil {
		dir = t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return &yard{t: t, dir: dir, fresh: map[int]string{}}
}

// stationName gives "a", "b", … "z", "aa", "ab", …
func stationName(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return stationName(i/26-1) + string(rune('a'+i%26))
}

// county gives the folder of a new county with n enrolled stations.
func (y *yard) county(n int) (string, error) {
	y.mu.Lock()
	defer y.mu.Unlock()
	if _, ok := y.fresh[n]; !ok {
		dir := filepath.Join(y.dir, fmt.Sprint("fresh", n))
		if err := found(dir, n); err != nil {
			return "", fmt.Errorf("found a county of %d: %w", n, err)
		}
		y.fresh[n] = dir
	}
	y.plays++
	dir := filepath.Join(y.dir, fmt.Sprint("play", y.plays))
	for _, name := range append([]string{"county"}, names(n)...) {
		if err := copyDisk(filepath.Join(y.fresh[n], name), filepath.Join(dir, name)); err != nil {
			return "", err
		}
	}
	return dir, nil
}

func names(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = stationName(i)
	}
	return out
}

// found makes a county of n enrolled stations.
func found(dir string, n int) (err error) {
	ctx := context.Background()
	a, err := archive.Open(ctx, filepath.Join(dir, "county"), morning)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, a.Close()) }()
	if err := a.SetPublic(ctx, "https://ls.example.cn"); err != nil {
		return err
	}
	server := httptest.NewServer(county.New(a, slog.New(slog.DiscardHandler)).Handler())
	defer server.Close()
	for i, name := range names(n) {
		code, err := a.NewCode(ctx, name, stationAreas[i%len(stationAreas)])
		if err != nil {
			return err
		}
		s, err := store.Open(ctx, filepath.Join(dir, name), morning)
		if err != nil {
			return err
		}
		_, _, err = desk.Enrol(ctx, s, server.URL, code)
		if err = firstOf(err, s.Close()); err != nil {
			return fmt.Errorf("enrol %s: %w", name, err)
		}
	}
	return nil
}

// firstOf gives the first error.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// openDesk opens a station's folder.
func openDesk(dir string, now func() time.Time) (*desk.Desk, error) {
	s, err := store.Open(context.Background(), dir, now)
	if err != nil {
		return nil, err
	}
	return desk.New(s, assets.Areas(), assets.Trades()), nil
}
