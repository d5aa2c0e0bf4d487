package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// fragile is a county whose database can be put back while its address stays.
type fragile struct {
	*realCounty
	folder  string // of the database
	handler http.Handler
}

func newFragile(t *testing.T) *fragile {
	t.Helper()
	folder := filepath.Join(quickDir(t), "county")
	c := &fragile{&realCounty{t: t, dir: folder, dirs: map[*desk.Desk]string{}}, folder, nil}
	c.start()
	// Requests go to the database that the county has now.
	c.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.handler.ServeHTTP(w, r) }))
	t.Cleanup(func() {
		c.server.Close()
		c.stop()
	})
	return c
}

func (c *fragile) start() {
	c.t.Helper()
	a, err := archive.Open(context.Background(), c.folder, fixedNow)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := a.SetPublic(context.Background(), "https://ls.example.cn"); err != nil {
		c.t.Fatal(err)
	}
	c.archive, c.handler = a, county.New(a, slog.New(slog.NewTextHandler(c.t.Output(), nil))).Handler()
}

func (c *fragile) stop() {
	c.t.Helper()
	if err := c.archive.Close(); err != nil {
		c.t.Error(err)
	}
}

// backup writes a backup and gives its path.
func (c *fragile) backup() string {
	c.t.Helper()
	file := filepath.Join(filepath.Dir(c.folder), "backup")
	if _, err := c.archive.Backup(context.Background(), file); err != nil {
		c.t.Fatal(err)
	}
	return file
}

// restore puts a backup into an empty folder.
func (c *fragile) restore(file string) archive.Restored {
	c.t.Helper()
	c.stop()
	if err := os.RemoveAll(c.folder); err != nil {
		c.t.Fatal(err)
	}
	r, err := archive.Restore(context.Background(), c.folder, file, fixedNow)
	if err != nil {
		c.t.Fatal(err)
	}
	c.start()
	return r
}

// snapshot keeps the folder as it is; rollBack puts it back without a word to anybody.
func (c *fragile) snapshot() string {
	c.t.Helper()
	c.stop()
	to := c.folder + "-snapshot"
	if err := os.CopyFS(to, os.DirFS(c.folder)); err != nil {
		c.t.Fatal(err)
	}
	c.start()
	return to
}

func (c *fragile) rollBack(snapshot string) {
	c.t.Helper()
	c.stop()
	if err := os.RemoveAll(c.folder); err != nil {
		c.t.Fatal(err)
	}
	if err := os.CopyFS(c.folder, os.DirFS(snapshot)); err != nil {
		c.t.Fatal(err)
	}
	c.start()
}

func (c *fragile) reconciling() archive.Reconciling {
	c.t.Helper()
	r, err := c.archive.Reconciling(context.Background())
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

func (c *fragile) endReconcile() {
	c.t.Helper()
	if err := c.archive.EndReconcile(context.Background()); err != nil {
		c.t.Fatal(err)
	}
}

// rows gives what the county dumps of a kind.
func (c *fragile) rows(kind string) []map[string]any {
	c.t.Helper()
	var out []map[string]any
	err := c.archive.Dump(context.Background(), kind, func(v any) error {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		var row map[string]any
		out = append(out, row)
		return json.Unmarshal(b, &out[len(out)-1])
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

// facts are all that stations have said and the county has.
func (c *fragile) facts() map[string]bool {
	out := map[string]bool{}
	for _, f := range c.rows("facts") {
		if f["station"] != 0.0 {
			out[fmt.Sprint(f["station"], "-", f["epoch"], "-", f["seq"], " ", f["kind"], " ", f["id"])] = true
		}
	}
	return out
}

// grants counts the grants of the county.
func (c *fragile) grants() int {
	n := 0
	for _, f := range c.rows("facts") {
		if f["kind"] == "place.granted" {
			n++
		}
	}
	return n
}

func (c *fragile) nothingLost(before map[string]bool) {
	c.t.Helper()
	now := c.facts()
	for _, f := range slices.Sorted(maps.Keys(before)) {
		if !now[f] {
			c.t.Errorf("lost: %s", f)
		}
	}
	if l := c.rows("conflicts"); len(l) > 0 {
		c.t.Errorf("conflicts: %v", l)
	}
}

// takes tries up to n times to take a place, with a round of all after each refusal.
func takes(t *testing.T, d *desk.Desk, p market.PostingID, w market.WorkerID, n int, others ...*desk.Desk) bool {
	t.Helper()
	for range n {
		_, err := d.Take(context.Background(), desk.Self, p, w)
		if err == nil {
			return true
		}
		if market.Code(err) != "no_place_here" {
			t.Fatal(err)
		}
		round(t, d)
		for _, o := range others {
			round(t, o)
		}
	}
	return false
}

// held counts the places that a station may give.
func held(t *testing.T, d *desk.Desk, p market.PostingID) int {
	t.Helper()
	row, err := d.Store().Posting(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return row.PlacesHere
}

// agree has everybody sync, and then looks that all show the same and that every place has one
// holder.
func (c *fragile) agree(all ...*desk.Desk) {
	c.t.Helper()
	for range 3 {
		for _, d := range all {
			round(c.t, d)
		}
	}
	b := c.books(c.t)
	b.check()
	b.same()
}
