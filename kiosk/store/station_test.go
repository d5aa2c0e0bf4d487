package store_test

import (
	"bytes"
	"crypto/ed25519"
	"path/filepath"
	"testing"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

var origin = market.Origin{Station: 12, Epoch: 1}

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, market.Zone) }

// enrolment is what the county told a test station; wrap is both sides' wrapping key.
func enrolment(t testing.TB, wrap *seal.Recipient, o market.Origin) store.Enrolment {
	t.Helper()
	key, err := wrap.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return store.Enrolment{
		Origin: o, County: 7, Area: "410423106204", URL: "http://127.0.0.1:1", Public: "https://ls.example.cn",
		CountySign: make([]byte, 32), CountyWrap: wrap.Public(), SignSeed: bytes.Repeat([]byte{byte(o.Epoch)}, ed25519.SeedSize), WrapKey: key,
	}
}

// enrolled opens a new station in dir.
func enrolled(t testing.TB, dir string, now func() time.Time) (*store.Store, *seal.Recipient) {
	t.Helper()
	s, err := store.Open(t.Context(), dir, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	wrap, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Enrol(t.Context(), enrolment(t, wrap, origin)); err != nil {
		t.Fatal(err)
	}
	return s, wrap
}

// checkIn writes one fact; note makes it as long as a test needs.
func checkIn(s *store.Store, t testing.TB, note string) error {
	t.Helper()
	return s.Write(t.Context(), "self", func(w *store.Writer) error {
		return w.Put(record.CheckInMade, w.NewRef(), 0, record.CheckIn{Purpose: "work", Day: note, Number: 1})
	})
}

func mustCheckIn(s *store.Store, t testing.TB) {
	t.Helper()
	if err := checkIn(s, t, "2026-11-22"); err != nil {
		t.Fatal(err)
	}
}

// counts reads the counts, the cheap one beside the others.
func counts(t testing.TB, s *store.Store) store.Counts {
	t.Helper()
	c, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Unsent(t.Context()); err != nil || n != c.Unsent {
		t.Errorf("Unsent is %d (%v), of Counts %d", n, err, c.Unsent)
	}
	return c
}

// behind changes a station's database behind the program's back.
func behind(t testing.TB, dir, statement string) {
	t.Helper()
	d, err := sqldb.Open(filepath.Join(dir, "station.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	err = d.Update(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(statement)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
