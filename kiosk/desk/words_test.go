package desk_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// newKey gives the key in the county's database that was not there before.
func (c *fragile) newKey(before [][]byte) []byte {
	c.t.Helper()
	for _, k := range keysIn(c.t, filepath.Join(c.folder, "county.db")) {
		if !slices.ContainsFunc(before, func(b []byte) bool { return bytes.Equal(b, k) }) {
			return k
		}
	}
	c.t.Fatal("no new key")
	return nil
}

// nowhere looks for a key in every file of a folder.
func nowhere(t *testing.T, key []byte, dir string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if b, err := os.ReadFile(filepath.Join(dir, f.Name())); err == nil && bytes.Contains(b, key) {
			t.Errorf("the key stands in %s", f.Name())
		}
	}
}

// named says under which name the county knows a worker.
func (c *fragile) named(w market.WorkerID) any {
	c.t.Helper()
	for _, r := range c.rows("workers") {
		if r["worker"] == string(w) {
			return r["name"]
		}
	}
	c.t.Fatalf("the county knows nothing of %s", w)
	return nil
}

// count asks the county's database.
func (c *fragile) count(query string, args ...any) (n int) {
	c.t.Helper()
	d, err := sqldb.Open(filepath.Join(c.folder, "county.db"))
	if err != nil {
		c.t.Fatal(err)
	}
	defer d.Close()
	if err := d.View(c.t.Context(), func(tx *sqldb.Tx) error { return tx.QueryRow(query, args...).Scan(&n) }); err != nil {
		c.t.Fatal(err)
	}
	return n
}

// A person was erased after the backup. The county that is put back hears of it from a station
// that knows, whether one that still has the key comes before or after, and not a byte of the
// key stays. What else the county had said comes back too.
func TestErasedStaysErased(t *testing.T) {
	for _, knowing := range []string{"first", "last"} {
		t.Run("who knows comes "+knowing, func(t *testing.T) {
			ctx := t.Context()
			c := newFragile(t)
			a, b := c.station("a"), c.station("b")
			open(t, a, 2)
			double := []market.WorkerID{somebody(t, b, market.Worker{Name: "王师傅", Phone: "18900002222"}), somebody(t, b, market.Worker{Name: "王大", Phone: "18900002222"})}
			known := worker(t, a, 1) // in the backup
			round(t, a)
			round(t, b)
			before := keysIn(t, filepath.Join(c.folder, "county.db"))
			file := c.backup()
			late := worker(t, a, 2) // not in the backup
			round(t, a)
			key := c.newKey(before)
			for _, w := range []market.WorkerID{known, late} {
				if _, err := c.archive.Erase(ctx, string(w)); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.archive.Merge(ctx, double[0], double[1]); err != nil {
				t.Fatal(err)
			}
			if err := c.archive.SetStaff(ctx, 2, "s2-new", "值班员", "clerk", "123456"); err != nil {
				t.Fatal(err)
			}
			round(t, b) // a has not heard of it
			c.restore(file)
			if c.named(known) != "李师傅" || c.count(`SELECT COUNT(*) FROM staff`) != 0 {
				t.Fatal("the backup knows what came after it")
			}
			order := []*desk.Desk{b, a, b, a}
			if knowing == "last" {
				order = []*desk.Desk{a, b, a}
			}
			for _, d := range order {
				round(t, d)
			}
			for _, w := range []market.WorkerID{known, late} {
				if name := c.named(w); name != "" {
					t.Errorf("the county knows %s as %v", w, name)
				}
				if got, err := a.Store().Worker(ctx, w); err != nil || got.Name != "" || got.Phone != "" {
					t.Errorf("its station knows %+v, %v", got, err)
				}
			}
			nowhere(t, key, c.folder)
			if n := c.count(`SELECT COUNT(*) FROM blind WHERE worker IN (?, ?)`, string(known), string(late)); n != 0 {
				t.Errorf("%d values of the index lead to the erased", n)
			}
			if n := c.count(`SELECT COUNT(*) FROM staff WHERE account = 's2-new'`); n != 1 {
				t.Error("the account did not come back")
			}
			if n := c.count(`SELECT COUNT(*) FROM merged WHERE keep = ?`, string(double[0])); n != 2 {
				t.Errorf("%d registrations of one person", n)
			}
			c.endReconcile()
			c.agree(a, b)
			if name := c.named(late); name != "" {
				t.Errorf("the county knows %v again", name)
			}
		})
	}
}

// A county that was rolled back without a word has said something else since under the seq of an
// erasure. It says the erasure again, once, and everybody hears both.
func TestErasedBeforeARollBack(t *testing.T) {
	ctx := t.Context()
	c := newFragile(t)
	a, b := c.station("a"), c.station("b")
	w := worker(t, a, 1)
	round(t, a)
	round(t, b)
	snapshot := c.snapshot()
	if _, err := c.archive.Erase(ctx, string(w)); err != nil {
		t.Fatal(err)
	}
	round(t, b)
	c.rollBack(snapshot)
	if err := c.archive.SetStaff(ctx, 1, "s1-new", "值班员", "clerk", "123456"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		round(t, a)
		round(t, b)
	}
	if r := c.reconciling(); r.Gen != 2 {
		t.Fatalf("%+v", r)
	}
	if name := c.named(w); name != "" {
		t.Errorf("the county knows %v", name)
	}
	if got, err := a.Store().Worker(ctx, w); err != nil || got.Name != "" {
		t.Errorf("its station knows %+v, %v", got, err)
	}
	if l, err := a.Store().Accounts(ctx); err != nil || len(l) != 1 {
		t.Errorf("accounts at the station: %+v, %v", l, err)
	}
	if n := c.count(`SELECT COUNT(*) FROM fact WHERE kind = 'person.erased'`); n != 1 {
		t.Errorf("said %d times", n)
	}
	c.endReconcile()
	c.agree(a, b)
}

// Nobody is erased on a station's own word.
func TestForgedWord(t *testing.T) {
	ctx := t.Context()
	c := newFragile(t)
	a := c.station("a")
	w := worker(t, a, 1)
	round(t, a)
	c.restore(c.backup())
	round(t, a)
	body, err := record.Marshal(record.Erased{Tags: []seal.Tag{{1}}})
	if err != nil {
		t.Fatal(err)
	}
	ref, err := market.ParseRef(string(w))
	if err != nil {
		t.Fatal(err)
	}
	forged := &record.Fact{Kind: record.PersonErased, ID: ref, By: "county", Body: body}
	id, err := a.Store().Identity(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := forged.Sign(id.County, market.Origin{Epoch: 1}, 1000, "*", id.Sign); err != nil { // with its own key
		t.Fatal(err)
	}
	raw, err := forged.Encode()
	if err != nil {
		t.Fatal(err)
	}
	words := []record.Word{{Epoch: 1, Seq: 1000, Fact: raw}, {Epoch: 1, Seq: 1001, Fact: []byte("no fact")}, {Epoch: 9, Seq: 1, Fact: raw}}
	if err := a.Store().Write(ctx, desk.Self, func(w *store.Writer) error {
		return w.Put(record.CountyHeard, w.NewRef(), 0, record.Heard{Gen: 2, Words: words})
	}); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	if n := c.count(`SELECT COUNT(*) FROM erased`) + c.count(`SELECT COUNT(*) FROM quarantine`); n != 0 {
		t.Errorf("%d keys destroyed or facts in quarantine", n)
	}
	if n := c.count(`SELECT COUNT(*) FROM fact WHERE kind = 'county.heard'`); n != 1 {
		t.Errorf("what the station says is kept %d times", n)
	}
}

// From the restore to the end of reconciling the county tells nobody who anybody is, but for who
// registered since; then all that was kept back comes by itself.
func TestNobodyIsKnownWhileReconciling(t *testing.T) {
	ctx := t.Context()
	c := newFragile(t)
	a := c.station("a")
	old := open(t, a, 2)
	li := worker(t, a, 7)
	round(t, a)
	c.restore(c.backup())
	b := c.station("b")
	round(t, b)
	round(t, a)
	young := open(t, a, 2)
	round(t, a)
	round(t, b)
	phone := func(p market.PostingID) string {
		t.Helper()
		row, err := b.Store().Posting(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		e, err := b.Store().Employer(ctx, row.Employer)
		if err != nil {
			t.Fatal(err)
		}
		return e.Phone
	}
	if got := phone(old); got != "" {
		t.Errorf("the employer of an old posting is told: %s", got)
	}
	if got := phone(young); got != "13800138000" {
		t.Errorf("the employer of a new posting: %q", got)
	}
	if _, _, code := find(t, b, market.Worker{Phone: fmt.Sprintf("189%08d", 7)}); code != "reconciling" {
		t.Errorf("a lookup meanwhile: %q", code)
	}
	c.endReconcile()
	round(t, b)
	if got := phone(old); got != "13800138000" {
		t.Errorf("the employer of an old posting, afterwards: %q", got)
	}
	if w, _, code := find(t, b, market.Worker{Phone: fmt.Sprintf("189%08d", 7)}); code != "" || w.ID != li {
		t.Errorf("a lookup afterwards: %+v, %q", w, code)
	}
	facts := c.count(`SELECT MAX(rev) FROM fact`)
	c.endReconcile()
	if n := c.count(`SELECT MAX(rev) FROM fact`); n != facts {
		t.Error("a second end shows everything again")
	}
}
