package store_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/zstd"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// answer is a county that signs one and the same body for whatever it is asked.
type answer struct {
	key  ed25519.PrivateKey
	body []byte
}

// RoundTrip implements http.RoundTripper.
func (a answer) RoundTrip(r *http.Request) (*http.Response, error) {
	sig, err := base64.StdEncoding.DecodeString(r.Header.Get(wire.HeaderSig))
	if err != nil {
		return nil, err
	}
	reply := httptest.NewRecorder()
	wire.SignReply(reply.Header(), sig, http.StatusOK, a.body, a.key)
	_, err = reply.Write(a.body)
	return reply.Result(), err
}

// trusting is a station that has heard of its county's market: an employer, a posting with three
// places, and a match, all of station 13.
type trusting struct {
	dir    string
	county ed25519.PrivateKey
	heard  wire.Pulled
}

var neighbour = market.Origin{Station: 13, Epoch: 1}

func ref(o market.Origin, n uint32) record.Ref {
	return record.Ref{Station: o.Station, Epoch: o.Epoch, N: n}
}

// heard is a fact of station 13 as the county hands it on.
func heard(t testing.TB, rev, seq uint64, kind record.Kind, n uint32, body any, boxes ...record.Box) wire.Item {
	t.Helper()
	raw, err := record.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	flags, _ := record.Known(kind)
	f := record.Fact{Kind: kind, Flags: flags, ID: market.Ref{Origin: neighbour, N: n}, At: 1, By: "self", Body: raw, Boxes: boxes}
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return wire.Item{Rev: rev, Station: neighbour.Station, Epoch: neighbour.Epoch, Seq: seq, Fact: b}
}

func newTrusting(t testing.TB) *trusting {
	t.Helper()
	w := &trusting{dir: t.TempDir(), county: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))}
	s, err := store.Open(t.Context(), w.dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	e := enrolment(t, wrap, origin)
	e.CountySign = w.county.Public().(ed25519.PublicKey)
	if err := s.Enrol(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	mustCheckIn(s, t)
	tag, key := seal.New()
	ring, err := wire.NewRing(wrap.Public(), []seal.Tag{tag}, []seal.Key{key})
	if err != nil {
		t.Fatal(err)
	}
	w.heard = wire.Pulled{Gen: 1, Upto: 9, Ring: ring, Mark: []byte{1, 2, 3}, Items: []wire.Item{
		heard(t, 2, 1, record.EmployerRegistered, 1, record.Employer{Name: "张三", Kind: "individual"},
			record.Box{Tag: tag, Published: true, Data: seal.Seal(tag, key, []byte{0xa0})}),
		heard(t, 4, 2, record.PostingOpened, 2, record.Posting{
			Employer: ref(neighbour, 1), Trade: "loader", Title: "卸化肥", Headcount: 3, Pay: 15000, Unit: "day",
			Area: "410423106204", Start: "2026-11-23T07:30", Share: "county",
		}),
		heard(t, 5, 4, record.MatchTaken, 3, record.Taken{Posting: ref(neighbour, 2), Worker: ref(neighbour, 9), Place: 2}),
	}}
	if n, err := s.Take(t.Context(), &w.heard); err != nil || n != 3 {
		t.Fatalf("%d taken, %v", n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return w
}

// open opens a copy of the station, and beside it its database, for looking.
func (w *trusting) open(t testing.TB) (*store.Store, *sqldb.DB) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(w.dir)); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	eyes, err := sqldb.Open(filepath.Join(dir, "station.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eyes.Close(); s.Close() })
	return s, eyes
}

// version changes with every commit of others; eyes must be the same ones.
func version(t testing.TB, eyes *sqldb.DB) (n int) {
	t.Helper()
	err := eyes.Update(t.Context(), func(tx *sqldb.Tx) error { return tx.QueryRow(`PRAGMA data_version`).Scan(&n) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// hears gives the station one reply to its question for news, and checks that it works on after it,
// and that a refused reply changed nothing.
func (w *trusting) hears(t testing.TB, s *store.Store, eyes *sqldb.DB, body []byte) (code string) {
	t.Helper()
	before := version(t, eyes)
	id, err := s.Identity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := uplink.New(uplink.Config{URL: "http://county.test", Origin: id.Origin, Key: id.Sign, County: id.CountySign, Transport: answer{w.county, body}})
	r, err := uplink.Watch(t.Context(), c, s)
	if err != nil {
		t.Fatalf("a reply is taken for a fault of the own database: %v", err)
	}
	if r.Code != "" && version(t, eyes) != before {
		t.Errorf("refused with %s, it changed the database", r.Code)
	}
	undo := errors.New("undo")
	err = s.Write(t.Context(), "self", func(w *store.Writer) error {
		return errors.Join(w.Put(record.CheckInMade, w.NewRef(), 0, record.CheckIn{Purpose: "work", Number: 2}), undo)
	})
	if !errors.Is(err, undo) || err.Error() != undo.Error() {
		t.Errorf("nothing can be written after it: %v", err)
	}
	if facts, broken, err := s.Verify(t.Context()); err != nil || broken != 0 || facts != 1 {
		t.Errorf("the own journal holds %d facts, broken at %d, %v", facts, broken, err)
	}
	return r.Code
}

// page is a reply to a pull.
func page(t testing.TB, p wire.Pulled) []byte {
	t.Helper()
	b, err := wire.Pack(&p)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What no county says is refused whole, though the county's key signed it.
func TestHostilePages(t *testing.T) {
	w := newTrusting(t)
	news := heard(t, 12, 7, record.MatchArrived, 3, struct{}{})
	alter := func(f func(*wire.Item)) []byte {
		it := news
		f(&it)
		return page(t, wire.Pulled{Gen: 1, Upto: 20, Items: []wire.Item{heard(t, 11, 6, record.PostingClosed, 2, record.Closed{}), it}})
	}
	var bomb bytes.Buffer
	z, err := zstd.NewWriter(&bomb)
	if err != nil {
		t.Fatal(err)
	}
	for range 1024 {
		_, _ = z.Write(make([]byte, 1<<20))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		body []byte
		code string
	}{
		"news":                       {alter(func(*wire.Item) {}), ""},
		"what is here":               {page(t, w.heard), ""},
		"nothing":                    {page(t, wire.Pulled{Gen: 1, Upto: 9}), ""},
		"a fact of its own journal":  {alter(func(i *wire.Item) { i.Station, i.Epoch, i.Seq = 12, 1, 2 }), "bad_reply"},
		"far on in its own journal":  {alter(func(i *wire.Item) { i.Station, i.Epoch, i.Seq = 12, 1, 1<<40 }), "bad_reply"},
		"a rev that is in use":       {alter(func(i *wire.Item) { i.Rev = 4 }), "bad_reply"},
		"one rev twice":              {alter(func(i *wire.Item) { i.Rev = 11 }), "bad_reply"},
		"no rev":                     {alter(func(i *wire.Item) { i.Rev = 0 }), "bad_reply"},
		"no seq":                     {alter(func(i *wire.Item) { i.Seq = 0 }), "bad_reply"},
		"a seq beyond any":           {alter(func(i *wire.Item) { i.Seq = 1 << 63 }), "bad_reply"},
		"a fact that cannot be read": {alter(func(i *wire.Item) { i.Fact = []byte{0xff} }), ""},
		"a fact of nobody":           {alter(func(i *wire.Item) { i.Station = 0 }), ""},
		"another generation":         {page(t, wire.Pulled{Gen: 2, Upto: 20, Items: []wire.Item{news}}), "new_generation"},
		"a generation that is over":  {page(t, wire.Pulled{Upto: 20, Items: []wire.Item{news}}), "old_generation"},
		"no message":                 {[]byte("<html>"), "bad_reply"},
		"an empty body":              {nil, "bad_reply"},
		"a bomb of a thousand MiB":   {bomb.Bytes(), "bad_reply"},
		"more than a reply may be":   {make([]byte, wire.MaxBody+1), "offline"},
		"a ring that does not open":  {page(t, wire.Pulled{Gen: 1, Upto: 20, Ring: &wire.Ring{Tags: make([]byte, 16), Wrapped: []byte{1}}}), ""},
		"an answer to another thing": {page(t, wire.Pulled{})[:5], "bad_reply"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			s, eyes := w.open(t)
			if code := w.hears(t, s, eyes, c.body); code != c.code {
				t.Errorf("code %q, want %q", code, c.code)
			}
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > 8*wire.MaxPlain {
				t.Errorf("it took %d MiB of memory", took>>20)
			}
		})
	}
}

// FuzzPulled is a county whose key is good and whose program is not, or is an enemy's: whatever it
// answers, the station refuses it whole or takes it, and goes on writing its own journal. A plain
// reply is packed as replies are; any other is what comes over the line.
func FuzzPulled(f *testing.F) {
	w := newTrusting(f)
	add := func(p *wire.Pulled) {
		plain, err := record.Marshal(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(plain, true)
		f.Add(page(f, *p), false)
	}
	add(&w.heard)
	add(&wire.Pulled{Gen: 1, Upto: 20, More: true, Items: []wire.Item{
		heard(f, 11, 6, record.PostingRevised, 2, record.Posting{
			Employer: ref(neighbour, 1), Trade: "loader", Title: "卸化肥", Headcount: 4, Added: 1, Pay: 15000, Unit: "day",
			Area: "410423106204", Start: "2026-11-23T07:30", Share: "county",
		}),
		heard(f, 12, 7, record.MatchTaken, 4, record.Taken{Posting: ref(neighbour, 2), Worker: ref(neighbour, 9), Place: 2}),
		heard(f, 13, 1<<40, record.MatchArrived, 77, struct{}{}),
		{Rev: 14, Epoch: 1, Seq: 1, Fact: []byte{0xff}},
	}})
	add(&wire.Pulled{Gen: 1, Upto: 20, Items: []wire.Item{{Rev: 15, Station: 12, Epoch: 1, Seq: 2, Fact: []byte{0xa0}}}, Keys: []wire.Key{{Wrapped: []byte{1}}}})
	s, eyes := w.open(f)
	f.Fuzz(func(t *testing.T, body []byte, plain bool) {
		if plain {
			packed, err := wire.Pack(cbor.RawMessage(body))
			if err != nil { // no CBOR at all
				packed = body
			}
			body = packed
		}
		w.hears(t, s, eyes, body)
	})
}
