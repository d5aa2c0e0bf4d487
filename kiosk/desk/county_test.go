package desk_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// fixedNow is the morning of all tests here.
func fixedNow() time.Time { return time.Date(2026, 11, 22, 6, 0, 0, 0, market.Zone) }

// quickDir is a folder in memory where there is one. These tests are about the order in which
// things happen; that they last is tested with real disks (sync/sqldb, cmd/stationctl).
func quickDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "desk")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// realCounty is a county server over real HTTP.
type realCounty struct {
	t       testing.TB
	archive *archive.Archive
	server  *httptest.Server
	dir     string                // of its database
	dirs    map[*desk.Desk]string // of the stations' databases
}

func newCounty(t testing.TB) *realCounty {
	t.Helper()
	dir := quickDir(t)
	a, err := archive.Open(context.Background(), dir, fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	c := &realCounty{
		t: t, archive: a, server: httptest.NewServer(county.New(a, slog.New(slog.DiscardHandler)).Handler()),
		dir: dir, dirs: map[*desk.Desk]string{},
	}
	t.Cleanup(func() {
		c.server.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := a.SetPublic(context.Background(), "https://ls.example.cn"); err != nil {
		t.Fatal(err)
	}
	return c
}

// station enrols a new station and gives its desk.
func (c *realCounty) station(name string) *desk.Desk { return c.stationAt(name, fixedNow) }

// stationAt is the same with a clock of its own.
func (c *realCounty) stationAt(name string, now func() time.Time) *desk.Desk {
	c.t.Helper()
	ctx := context.Background()
	dir := filepath.Join(quickDir(c.t), name)
	s, err := store.Open(ctx, dir, now)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		if err := s.Close(); err != nil {
			c.t.Error(err)
		}
	})
	code, err := c.archive.NewCode(ctx, name, "410423106204")
	if err != nil {
		c.t.Fatal(err)
	}
	if _, _, err := desk.Enrol(ctx, s, c.server.URL, code); err != nil {
		c.t.Fatal(err)
	}
	d := desk.New(s, assets.Areas(), assets.Trades())
	c.dirs[d] = dir
	return d
}

// round syncs a station once.
func round(t testing.TB, d *desk.Desk) {
	t.Helper()
	ctx := context.Background()
	client, err := d.Client(ctx)
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Sync(ctx, client)
	if err != nil || r.Code != "" {
		t.Fatalf("sync: %q %v", r.Code, err)
	}
}

// open opens a posting for n heads at d.
func open(t testing.TB, d *desk.Desk, n int) market.PostingID {
	t.Helper()
	ctx := context.Background()
	e, err := d.RegisterEmployer(ctx, desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.OpenPosting(ctx, desk.Self, market.Posting{
		Employer: e, Trade: "loader", Title: "卸化肥", Headcount: n, Pay: 15000, Unit: "day",
		Area: "410423106204", Start: "2026-11-23T07:30", End: "2026-11-23T17:30",
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// worker checks somebody in.
func worker(t testing.TB, d *desk.Desk, n int) market.WorkerID {
	t.Helper()
	a, err := d.CheckIn(context.Background(), desk.Self, market.Worker{Name: "李师傅", Phone: fmt.Sprintf("189%08d", n)}, "work")
	if err != nil {
		t.Fatal(err)
	}
	return a.Worker
}
