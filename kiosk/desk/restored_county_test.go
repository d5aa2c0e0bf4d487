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

// A virtual machine is put back to an older moment, and nobody says so. The first station that
// shows something newer opens a new generation, in which all comes back.
func TestRolledBackCounty(t *testing.T) {
	c := newFragile(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 4)
	round(t, a)
	round(t, b)
	snapshot := c.snapshot()
	c.rollBack(snapshot)
	round(t, a)
	round(t, b)
	if r := c.reconciling(); r.Gen != 1 || r.Open {
		t.Fatalf("nothing was lost, and yet %+v", r)
	}
	snapshot2 := c.folder + "-2"
	if err := os.Rename(snapshot, snapshot2); err != nil {
		t.Fatal(err)
	}
	if !takes(t, b, p, worker(t, b, 1), 4) {
		t.Fatal("no place for b")
	}
	round(t, b)
	facts := c.facts()
	c.rollBack(snapshot2)
	late := c.station("late") // the county goes on under numbers that it gave out before
	round(t, a)
	round(t, b)
	if r := c.reconciling(); r.Gen != 2 || !r.Open {
		t.Fatalf("a mark that it has forgotten: %+v", r)
	}
	grants := c.grants()
	for range 2 {
		round(t, a)
		round(t, b)
	}
	c.nothingLost(facts)
	n := 2
	for takes(t, b, p, worker(t, b, n), 3, a) { // what b holds it may give
		n++
	}
	if c.grants() != grants {
		t.Error("a place was granted while the county is reconciled")
	}
	round(t, late)
	c.endReconcile()
	if !takes(t, b, p, worker(t, b, 99), 6, a) {
		t.Error("no place for b after the end of reconciling")
	}
	c.agree(a, b, late)
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

// While a station that could hold a place has not been heard of, the places that the county holds
// of older postings stay where they are. New postings go on. A fence ends the waiting, and the
// station that comes after it learns that its places went to others.
func TestMissingStationHoldsUpOldPostingsOnly(t *testing.T) {
	c := newFragile(t)
	a, b, x := c.station("a"), c.station("b"), c.station("x")
	p := open(t, a, 3)
	for _, d := range []*desk.Desk{a, b, x} {
		round(t, d)
	}
	file := c.backup()
	w := worker(t, b, 1)
	for range 6 { // b asks until it holds a place that the backup does not know it to hold
		if held(t, b, p) > 0 {
			break
		}
		if _, err := b.Take(t.Context(), desk.Self, p, w); market.Code(err) != "no_place_here" {
			t.Fatal(err)
		}
		round(t, b)
		round(t, a)
		round(t, x)
	}
	if held(t, b, p) == 0 {
		t.Fatal("b holds nothing")
	}
	c.restore(file)
	round(t, a)
	round(t, x)
	c.endReconcile()
	if r := c.reconciling(); r.Open || len(r.Missing) != 1 || r.Missing[0].Station != 2 {
		t.Fatalf("b was not heard of: %+v", r)
	}
	q := open(t, a, 3)
	round(t, a)
	round(t, x)
	if !takes(t, x, q, worker(t, x, 2), 6) {
		t.Error("a posting of the new generation has to wait")
	}
	grants := c.grants()
	n := 3
	for takes(t, x, p, worker(t, x, n), 3) { // what x holds it may give
		n++
	}
	old := worker(t, x, 99)
	for _, f := range c.rows("facts")[grants:] {
		if f["kind"] == "place.granted" && f["id"] == string(p) && f["epoch"] == 2.0 {
			t.Fatalf("a place of an old posting was granted: %v", f)
		}
	}
	if _, err := c.archive.Fence(t.Context(), 2, 0); err != nil {
		t.Fatal(err)
	}
	if !takes(t, x, p, old, 6) {
		t.Error("no place behind the fence")
	}
	round(t, x)
	round(t, b)
	round(t, b)
	if n := held(t, b, p); n > 0 {
		if _, err := b.Take(t.Context(), desk.Self, p, w); err != nil {
			t.Fatal(err)
		}
	}
	round(t, b)
	if l := c.rows("conflicts"); len(l) > 0 {
		t.Errorf("b gave a place that was not its own any more: %v", l)
	}
	c.agree(a, b, x)
}

// A station that was enrolled after the backup may sync, or be enrolled again; its facts come
// along either way.
func TestStationEnrolledAfterTheBackup(t *testing.T) {
	for _, again := range []bool{false, true} {
		t.Run(fmt.Sprintf("enrolled again: %t", again), func(t *testing.T) {
			c := newFragile(t)
			a := c.station("a")
			round(t, a)
			file := c.backup()
			x := c.station("x")
			q := open(t, x, 2)
			if !takes(t, x, q, worker(t, x, 1), 1) {
				t.Fatal("no place of its own")
			}
			round(t, x)
			facts := c.facts()
			worker(t, x, 2) // not sent yet
			c.restore(file)
			if again {
				code, err := c.archive.NewCode(t.Context(), "x", "410423106204")
				if err != nil {
					t.Fatal(err)
				}
				o, _, err := desk.Enrol(t.Context(), x.Store(), c.server.URL, code)
				if err != nil || o.Station <= 2 {
					t.Fatalf("enrolled again as %s, %v", o, err)
				}
			}
			round(t, x)
			round(t, a)
			c.nothingLost(facts)
			if n, err := x.Store().Counts(t.Context()); err != nil || n.Unsent != 0 {
				t.Errorf("%d facts wait, %v", n.Unsent, err)
			}
			if l := c.rows("workers"); len(l) != 2 || l[0]["name"] != "李师傅" {
				t.Errorf("workers at the county: %v", l)
			}
			c.agree(a, x)
		})
	}
}

// The same backup restored twice: the second life does not know of the first, and is told.
func TestBackupRestoredTwice(t *testing.T) {
	c := newFragile(t)
	a := c.station("a")
	p := open(t, a, 4)
	round(t, a)
	file := c.backup()
	c.restore(file)
	round(t, a)
	c.endReconcile()
	x := c.station("x")
	round(t, x)
	takes(t, x, p, worker(t, x, 1), 4)
	round(t, x)
	facts := c.facts()
	if r := c.restore(file); r.Gen != 2 {
		t.Fatalf("restored into generation %d", r.Gen)
	}
	round(t, x)
	round(t, a)
	round(t, x)
	if r := c.reconciling(); r.Gen != 3 || !r.Open || len(r.Missing) > 0 {
		t.Errorf("%+v", r)
	}
	c.nothingLost(facts)
	c.agree(a, x)
}

// A restored county and its stations find together by stick alone.
func TestRestoredCountyByStick(t *testing.T) {
	ctx := t.Context()
	c := newFragile(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 4)
	round(t, a)
	round(t, b)
	file := c.backup()
	if !takes(t, b, p, worker(t, b, 1), 4) {
		t.Fatal("no place for b")
	}
	round(t, b)
	facts := c.facts()
	c.restore(file)
	stick := filepath.Join(quickDir(t), "stick")
	late := stick + "-late"
	if _, err := b.BundleOut(ctx, late); err != nil { // made before b hears of the new generation
		t.Fatal(err)
	}
	for n, d := range map[uint16]*desk.Desk{1: a, 2: b} {
		if _, err := c.archive.SaveBundle(ctx, n, stick); err != nil {
			t.Fatal(err)
		}
		if _, err := d.BundleIn(ctx, stick); err != nil {
			t.Fatal(err)
		}
		if _, err := d.BundleOut(ctx, stick); err != nil {
			t.Fatal(err)
		}
		if _, err := c.archive.TakeBundle(ctx, stick); err != nil {
			t.Fatal(err)
		}
	}
	c.nothingLost(facts)
	if r := c.reconciling(); r.Gen != 2 || len(r.Missing) > 0 {
		t.Errorf("%+v", r)
	}
	if n, err := c.archive.TakeBundle(ctx, late); err != nil || n != 0 {
		t.Errorf("a bundle from before: %d, %v", n, err)
	}
	c.agree(a, b)
}
