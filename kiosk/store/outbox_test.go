package store_test

import (
	"crypto/ed25519"
	"reflect"
	"strings"
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// Batches lead from link to link, are signed, and are cut where the line would take too long.
func TestBatch(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	for range 70 {
		if err := checkIn(s, t, strings.Repeat("x", 10_000)); err != nil {
			t.Fatal(err)
		}
	}
	id, err := s.Identity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	link, after, batches := record.Genesis(7, origin), uint64(0), 0
	for after < 70 {
		b, err := s.Batch(t.Context(), origin, after, wire.MaxBatch)
		if err != nil {
			t.Fatal(err)
		}
		links, whole := b.Links()
		if b.First != after+1 || b.Prev != link || !whole || !wire.SignedBy(7, b, id.Sign.Public().(ed25519.PublicKey)) {
			t.Fatalf("batch after %d: first %d, whole %v", after, b.First, whole)
		}
		size := 0
		for _, f := range b.Facts {
			size += len(f)
		}
		if size > wire.MaxFacts {
			t.Errorf("a batch of %d bytes", size)
		}
		after, link, batches = b.Last(), links[len(links)-1], batches+1
	}
	if batches < 2 {
		t.Error("700 kB went in one batch")
	}
	if b, err := s.Batch(t.Context(), origin, 0, 3); err != nil || len(b.Facts) != 3 {
		t.Errorf("three at most: %d, %v", len(b.Facts), err)
	}
	if b, err := s.Batch(t.Context(), origin, 70, 3); err == nil {
		t.Errorf("nothing to send gave %+v", b)
	}
}

// The keys of the persons in a batch go with it, wrapped for the county alone.
func TestBatchCarriesKeys(t *testing.T) {
	s, wrap := enrolled(t, t.TempDir(), noon)
	plain := record.Person{Name: "李四", Phone: "18900001111"}
	var box record.Box
	err := s.Write(t.Context(), "self", func(w *store.Writer) (err error) {
		if box, err = w.Seal(plain, false); err != nil {
			return err
		}
		return w.Put(record.WorkerRegistered, w.NewRef(), 0, record.Worker{}, box)
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Batch(t.Context(), origin, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	tags, keys := wire.Open(wrap, b.Ring, b.Keys)
	if len(tags) != 1 || tags[0] != box.Tag {
		t.Fatalf("keys of %x in %+v", tags, b)
	}
	opened, err := seal.Open(box.Tag, keys[0], box.Data)
	if err != nil {
		t.Fatal(err)
	}
	var got record.Person
	if err := record.Unmarshal(opened, &got); err != nil || !reflect.DeepEqual(got, plain) {
		t.Errorf("the county reads %+v, %v", got, err)
	}
}

// pulled makes what the county hands on.
func pulled(t *testing.T, upto uint64, items ...wire.Item) *wire.Pulled {
	t.Helper()
	return &wire.Pulled{Gen: 1, Items: items, Upto: upto}
}

func item(t *testing.T, rev uint64, o market.Origin, seq uint64, kind record.Kind, id market.Ref, body any) wire.Item {
	t.Helper()
	raw, err := record.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := (&record.Fact{Kind: kind, ID: id, By: "self", Body: raw}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	return wire.Item{Rev: rev, Station: o.Station, Epoch: o.Epoch, Seq: seq, Fact: stored}
}

// I5 and I8 at a station: the same answer taken twice changes nothing, and what cannot be used
// does not keep what follows from being taken.
func TestTake(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	far := market.Origin{Station: 9, Epoch: 1}
	at := func(n uint32) market.Ref { return market.Ref{Origin: far, N: n} }
	posting := record.Posting{Trade: "loader", Title: "卸车", Headcount: 2, Pay: 1, Unit: "day", Area: "410423000000", Start: "2026-11-23T07:30"}
	p := pulled(t, 20,
		wire.Item{Rev: 3, Station: 9, Epoch: 1, Seq: 1, Fact: []byte("no fact")},
		item(t, 4, far, 2, record.MatchTaken, at(2), record.Taken{Posting: record.Ref{Station: 9, Epoch: 1, N: 1}, Place: 1}),
		item(t, 5, far, 3, record.PostingOpened, at(1), posting),
		item(t, 6, market.Origin{Epoch: 1}, 1, record.PlaceGranted, at(1), record.Moved{Moves: []record.Move{{Place: 2, Hop: 4}}, Station: 12, Epoch: 1}),
	)
	p.Keys = []wire.Key{{Tag: seal.Tag{1}, Wrapped: []byte("not for us")}}
	n, err := s.Take(t.Context(), p)
	if err != nil || n != 4 {
		t.Fatalf("%d new, %v", n, err)
	}
	look := func() any {
		t.Helper()
		l, err := s.Postings(t.Context(), store.Filter{})
		if err != nil || len(l) != 1 || l[0].Taken != 1 || l[0].PlacesHere != 1 {
			t.Fatalf("%+v, %v", l, err)
		}
		c := counts(t, s)
		if c.Bad != 1 || c.Parked != 0 || c.Facts != 0 || c.Unsent != 0 {
			t.Errorf("%+v", c)
		}
		gen, rev, err := s.Cursor(t.Context())
		if err != nil || gen != 1 || rev != 20 {
			t.Errorf("cursor %d, %d, %v", gen, rev, err)
		}
		return l
	}
	first := look()
	if n, err := s.Take(t.Context(), p); err != nil || n != 0 {
		t.Errorf("again: %d new, %v", n, err)
	}
	if again := look(); !reflect.DeepEqual(again, first) {
		t.Errorf("again shows\n%+v, was\n%+v", again, first)
	}
}

func TestAckedNeverGoesBack(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	for range 5 {
		mustCheckIn(s, t)
	}
	for _, c := range []struct{ seq, unsent uint64 }{{3, 2}, {1, 2}, {5, 0}, {0, 0}} {
		if err := s.Acked(t.Context(), origin, c.seq); err != nil {
			t.Fatal(err)
		}
		if n := counts(t, s).Unsent; n != c.unsent {
			t.Errorf("acknowledged up to %d: %d unsent, want %d", c.seq, n, c.unsent)
		}
	}
	if h, ok, err := s.Hold(t.Context(), origin, 6); ok || err != nil {
		t.Errorf("link 6 of 5: %x, %v", h, err)
	}
}

// Looking whether something is owed writes nothing when nothing is.
func TestPrepareIsQuiet(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	mustCheckIn(s, t)
	for range 3 {
		j, restored, err := s.Prepare(t.Context(), true)
		if err != nil || restored || len(j) != 1 || !j[0].Current || j[0].Name != "12-1" || j[0].Head != 1 || j[0].Acked != 0 {
			t.Errorf("%+v, %v", j, err)
		}
	}
}
