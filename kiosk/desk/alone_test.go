package desk_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"path/filepath"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/seal"
)

// clock is a wall clock that stands still until it is moved.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

// alone is a station that was enrolled once and has no line to its county.
func alone(t *testing.T, c *clock) *desk.Desk {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(quickDir(t), "alone"), c.now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	enrolAlone(t, s)
	return desk.New(s, assets.Areas(), assets.Trades())
}

// enrolAlone makes a store a station of a county that nobody can reach.
func enrolAlone(t testing.TB, s *store.Store) {
	t.Helper()
	wrap, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	key, err := wrap.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	err = s.Enrol(t.Context(), store.Enrolment{
		Origin: market.Origin{Station: 12, Epoch: 1}, County: 7, Area: "410423106204", URL: "http://127.0.0.1:1", Public: "https://ls.example.cn",
		CountySign: make([]byte, 32), CountyWrap: wrap.Public(), SignSeed: bytes.Repeat([]byte{1}, ed25519.SeedSize), WrapKey: key,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// facts counts the facts that a station wrote.
func facts(t *testing.T, d *desk.Desk) uint64 {
	t.Helper()
	n, err := d.Store().Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n.Facts
}

// row is a posting as the station sees it now.
func row(t *testing.T, d *desk.Desk, id market.PostingID) store.PostingRow {
	t.Helper()
	p, err := d.Store().Posting(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// take takes a place that must be there.
func take(t *testing.T, d *desk.Desk, p market.PostingID, w market.WorkerID) desk.Taken {
	t.Helper()
	taken, err := d.Take(context.Background(), desk.Self, p, w)
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

// refused checks a refusal and that it wrote nothing.
func refused(t *testing.T, d *desk.Desk, want string, do func() error) {
	t.Helper()
	before := facts(t, d)
	if err := do(); market.Code(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
	if after := facts(t, d); after != before {
		t.Errorf("the refusal %s left %d facts", want, after-before)
	}
}
