package desk_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// swapped is a county whose database can be put back while its address stays.
type swapped struct {
	*realCounty
	dir string
}

func newSwapped(t *testing.T) *swapped {
	t.Helper()
	c := &swapped{&realCounty{t: t, dirs: map[*desk.Desk]string{}}, quickDir(t)}
	c.open()
	c.server = httptest.NewServer(county.New(c.archive, slog.New(slog.NewTextHandler(t.Output(), nil))).Handler())
	t.Cleanup(func() {
		c.server.Close()
		if err := c.archive.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func (c *swapped) open() {
	c.t.Helper()
	a, err := archive.Open(context.Background(), filepath.Join(c.dir, "county"), fixedNow)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := a.SetPublic(context.Background(), "https://ls.example.cn"); err != nil {
		c.t.Fatal(err)
	}
	c.archive = a
	if c.server != nil {
		c.server.Config.Handler = county.New(a, slog.New(slog.NewTextHandler(c.t.Output(), nil))).Handler()
	}
}

func (c *swapped) backup() {
	c.t.Helper()
	if _, err := c.archive.Backup(context.Background(), filepath.Join(c.dir, "backup")); err != nil {
		c.t.Fatal(err)
	}
}

func (c *swapped) restore() {
	c.t.Helper()
	if err := c.archive.Close(); err != nil {
		c.t.Fatal(err)
	}
	if _, err := archive.Restore(context.Background(), filepath.Join(c.dir, "county"), filepath.Join(c.dir, "backup"), fixedNow); err != nil {
		c.t.Fatal(err)
	}
	c.open()
}

func TestX(t *testing.T) {
	ctx := context.Background()
	c := newSwapped(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 4)
	round(t, a)
	round(t, b)
	c.backup()
	x := c.station("x")
	round(t, x)
	for _, d := range []*desk.Desk{b, x} {
		w := worker(t, d, 1)
		for range 3 {
			if _, err := d.Take(ctx, desk.Self, p, w); err == nil {
				break
			}
			round(t, d)
		}
	}
	q := open(t, b, 3)
	for range 2 {
		for _, d := range []*desk.Desk{a, b, x} {
			round(t, d)
		}
	}
	c.restore()
	ws := []market.WorkerID{worker(t, a, 20), worker(t, b, 21), worker(t, x, 22)}
	for range 3 {
		for i, d := range []*desk.Desk{a, b, x} {
			_, err := d.Take(ctx, desk.Self, p, ws[i])
			_, err2 := d.Take(ctx, desk.Self, q, ws[i])
			t.Log(err, err2)
			round(t, d)
		}
	}
}
