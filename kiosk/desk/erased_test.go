package desk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// keysIn gives the persons' keys in a database file, as they are kept there.
func keysIn(t testing.TB, file string) (keys [][]byte) {
	t.Helper()
	d, err := sqldb.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	err = d.View(t.Context(), func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(t.Context(), `SELECT key FROM person_key`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var k []byte
			if err := rows.Scan(&k); err != nil {
				return err
			}
			keys = append(keys, k)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// Erasing a person destroys the key, at the county and at the station: not a byte of it stays on
// either disk, a station that still sends it cannot bring it back, what the person did stays,
// and every chain verifies.
func TestErase(t *testing.T) {
	ctx := t.Context()
	c := newCounty(t)
	a := c.machine(t, "a")
	p := open(t, a.Desk, 2)
	before := keysIn(t, filepath.Join(a.dir, "station.db"))
	w := worker(t, a.Desk, 1)
	var key []byte
	for _, k := range keysIn(t, filepath.Join(a.dir, "station.db")) {
		if !bytes.Contains(bytes.Join(before, nil), k) {
			key = k
		}
	}
	if len(key) <= len(seal.Key{}) {
		t.Fatalf("the worker's key stands in %d bytes, and not closed", len(key))
	}
	m := a.take(t, p, w)
	round(t, a.Desk)
	open := keysIn(t, filepath.Join(c.dir, "county.db")) // the employer's and the worker's, as the station made them
	if n, err := c.archive.Erase(ctx, string(w)); n != 1 || err != nil {
		t.Fatalf("%d boxes, %v", n, err)
	}
	if _, err := c.archive.Erase(ctx, "9-9-9"); market.Code(err) != "unknown_person" {
		t.Errorf("erase nobody: %v", err)
	}
	round(t, a.Desk)
	round(t, a.Desk)
	if got, err := a.Store().Worker(ctx, w); err == nil && (got.Name != "" || got.Phone != "") {
		t.Errorf("the station still knows %+v", got)
	}
	if l, err := a.Store().WorkersByPhone(ctx, "18900000001"); len(l) != 0 || err != nil {
		t.Errorf("found by phone: %v, %v", l, err)
	}
	for _, r := range c.rows(t, "workers") {
		if r["name"] != "" || r["phone"] != "" {
			t.Errorf("the county still knows %v", r)
		}
	}
	if got, err := a.Store().Match(ctx, m); err != nil || got.State != market.Taken {
		t.Errorf("what the person did is gone: %+v, %v", got, err)
	}
	if _, broken, err := a.Store().Verify(ctx); broken != 0 || err != nil {
		t.Errorf("chain broken at %d, %v", broken, err)
	}
	for _, dir := range []string{a.dir, c.dir} {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err == nil && bytes.Contains(b, key) {
				t.Errorf("the key still stands in %s", filepath.Join(filepath.Base(dir), f.Name()))
			}
			for _, k := range open {
				if err == nil && dir == a.dir && bytes.Contains(b, k) {
					t.Errorf("a key lies open in %s", f.Name())
				}
			}
		}
	}
}

// A station that meets a fact of a newer program about a posting syncs on and gives no place of
// it, until the county's staff have looked.
func TestStationMeetsUnknownKind(t *testing.T) {
	ctx := t.Context()
	c := newCounty(t)
	a := c.machine(t, "a")
	p, q := open(t, a.Desk, 2), open(t, a.Desk, 2)
	ref, err := market.ParseRef(string(p))
	if err != nil {
		t.Fatal(err)
	}
	said := func(seq uint64, kind record.Kind, id market.Ref, body any) {
		t.Helper()
		raw, err := record.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		b, err := (&record.Fact{Kind: kind, Flags: record.MustUnderstand, ID: id, By: "county", Body: raw}).Encode()
		if err != nil {
			t.Fatal(err)
		}
		o := ledger.County
		if _, err := a.Store().Take(ctx, &wire.Pulled{Gen: 1, Upto: seq, Items: []wire.Item{{Rev: seq, Station: o.Station, Epoch: o.Epoch, Seq: seq, Fact: b}}}); err != nil {
			t.Fatal(err)
		}
	}
	said(1001, "place.split", ref, map[int]int{1: 2})
	if row, err := a.Store().Posting(ctx, p); err != nil || row.PlacesHere != 0 {
		t.Errorf("%d places are shown, %v", row.PlacesHere, err)
	}
	w := worker(t, a.Desk, 1)
	if _, err := a.Take(ctx, desk.Self, p, w); market.Code(err) != "no_place_here" {
		t.Errorf("a place of it was given: %v", err)
	}
	a.take(t, q, w)
	said(1002, record.FactPassed, ref, record.Passed{Station: 0, Epoch: 1, Seq: 1001})
	a.take(t, p, w)
}
