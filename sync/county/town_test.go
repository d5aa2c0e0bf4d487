package county_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/replica"
	"yizhan/sync/seal"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

const (
	lushan = market.AreaCode("410423000000")
	yexian = market.AreaCode("410422000000")
)

// noon is when every test plays.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, market.Zone) }

// town is a county server with its database and whoever comes to it.
type town struct {
	t       testing.TB
	archive *archive.Archive
	server  *httptest.Server
	dir     string // of its database
}

func newTown(t testing.TB) *town {
	t.Helper()
	dir := t.TempDir()
	a, err := archive.Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(county.New(a, slog.New(slog.NewTextHandler(t.Output(), nil))).Handler())
	t.Cleanup(func() {
		s.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := a.SetPublic(t.Context(), s.URL); err != nil {
		t.Fatal(err)
	}
	return &town{t, a, s, dir}
}

// picture is all that the county's desk can see.
func (c *town) picture() string {
	c.t.Helper()
	var b strings.Builder
	for _, kind := range archive.DumpKinds {
		err := c.archive.Dump(c.t.Context(), kind, func(row any) error {
			line, err := json.Marshal(row)
			fmt.Fprintf(&b, "%s %s\n", kind, line)
			return err
		})
		if err != nil {
			c.t.Fatal(err)
		}
	}
	return b.String()
}

// send gives the status and code of a request, whose reply must never be a fault of the server.
func (c *town) send(r *http.Request) (status int, code string) {
	c.t.Helper()
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if resp.StatusCode >= 500 {
		c.t.Errorf("%s %s: status %d", r.Method, r.URL.Path, resp.StatusCode)
	}
	var f wire.Fault
	if resp.StatusCode != http.StatusOK {
		_ = wire.Unpack(body, &f) // a page has no code
	}
	return resp.StatusCode, f.Code
}

// station is a station that keeps its journal in memory.
type station struct {
	market.Origin
	t      testing.TB
	town   *town
	county uint32
	sign   ed25519.PrivateKey
	wrap   *seal.Recipient
	client *uplink.Client
	public ed25519.PublicKey // of the county

	countyWrap []byte

	facts [][]byte
	links []record.Hash // links[n] is that after seq n
	keys  []wire.Key    // of its persons, for the county
	next  uint32
	acked uint64

	rev    uint64
	pulled []wire.Item
	opened map[seal.Tag]seal.Key // that were sent to it
	size   int                   // facts in a batch
	hellos uint64                // made by hand

	restored  bool
	renew     ed25519.PrivateKey // keys for the next epoch
	renewWrap *seal.Recipient
	renewals  []uplink.Renewal

	gen   uint32 // that it followed the county into
	mark  []byte
	certs []wire.Cert

	replaced uint8 // it wrote as when it was put back
}

// newKeys makes what a station enrols with.
func newKeys(t testing.TB) (ed25519.PrivateKey, *seal.Recipient) {
	t.Helper()
	_, sign, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	return sign, wrap
}

func (c *town) code(area market.AreaCode) string {
	c.t.Helper()
	code, err := c.archive.NewCode(c.t.Context(), "", area)
	if err != nil {
		c.t.Fatal(err)
	}
	return code
}

func (c *town) enrol(area market.AreaCode) *station {
	c.t.Helper()
	sign, wrap := newKeys(c.t)
	e, err := uplink.Enrol(c.t.Context(), c.server.URL, c.code(area), sign, wrap.Public())
	if err != nil {
		c.t.Fatal(err)
	}
	s := &station{
		Origin: market.Origin{Station: e.Station, Epoch: e.Epoch}, t: c.t, town: c, county: e.County, sign: sign, wrap: wrap,
		public: e.CountySign, countyWrap: e.CountyWrap, opened: map[seal.Tag]seal.Key{}, size: wire.MaxBatch,
	}
	s.links = []record.Hash{record.Genesis(e.County, s.Origin)}
	s.client = s.clientAt(c.server.URL)
	return s
}

func (s *station) clientAt(url string) *uplink.Client {
	return uplink.New(uplink.Config{URL: url, Origin: s.Origin, Key: s.sign, County: s.public})
}

// copied is a second disk with the same station on it.
func (s *station) copied() *station {
	c := *s
	c.facts, c.links = append([][]byte{}, s.facts...), append([]record.Hash{}, s.links...)
	c.client = s.clientAt(s.town.server.URL)
	return &c
}

func (s *station) new() market.Ref {
	s.next++
	return market.Ref{Origin: s.Origin, N: s.next}
}

// raw adds bytes to the journal, whatever they are.
func (s *station) raw(b []byte) {
	s.facts = append(s.facts, b)
	s.links = append(s.links, record.Next(s.links[len(s.links)-1], b))
}

func (s *station) write(kind record.Kind, id market.Ref, body any, boxes ...record.Box) market.Ref {
	s.t.Helper()
	raw, err := record.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	flags, _ := record.Known(kind)
	b, err := (&record.Fact{Kind: kind, Flags: flags, ID: id, At: noon().UnixMilli(), By: "self", Body: raw, Boxes: boxes}).Encode()
	if err != nil {
		s.t.Fatal(err)
	}
	s.raw(b)
	return id
}

// box seals v for a new person, whose key goes to the county.
func (s *station) box(v any, published bool) record.Box {
	s.t.Helper()
	plain, err := record.Marshal(v)
	if err != nil {
		s.t.Fatal(err)
	}
	tag, key := seal.New()
	wrapped, err := seal.Wrap(s.countyWrap, tag, key)
	if err != nil {
		s.t.Fatal(err)
	}
	s.keys = append(s.keys, wire.Key{Tag: tag, Wrapped: wrapped})
	return record.Box{Tag: tag, Published: published, Data: seal.Seal(tag, key, plain)}
}

func refOf(r market.Ref) record.Ref { return record.Ref{Station: r.Station, Epoch: r.Epoch, N: r.N} }

// posting opens a posting for heads and gives all but one place to the county.
func (s *station) posting(heads int, share market.Share) market.Ref {
	s.t.Helper()
	id := s.write(record.PostingOpened, s.new(), record.Posting{
		Trade: "loader", Title: "卸车", Headcount: heads, Pay: 150_00, Unit: "day", Area: lushan, Start: "2026-11-23T07:30", Share: share,
	})
	var moves []record.Move
	for n := 2; n <= heads; n++ {
		moves = append(moves, record.Move{Place: n, Hop: 1})
	}
	if len(moves) > 0 {
		s.write(record.PlaceReturned, id, record.Moved{Moves: moves})
	}
	return id
}

// round runs a whole round and gives its result.
func (s *station) round() uplink.Result {
	s.t.Helper()
	r, err := uplink.Round(s.t.Context(), s.client, s)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// sync runs a whole round that must go well.
func (s *station) sync() uplink.Result {
	s.t.Helper()
	r := s.round()
	if r.Code != "" {
		s.t.Fatalf("station %s: round ended with %s", s.Origin, r.Code)
	}
	return r
}

func (s *station) batch(after uint64, limit int) *wire.Batch {
	last := min(after+uint64(limit), uint64(len(s.facts)))
	b := &wire.Batch{
		Station: s.Station, Epoch: s.Epoch, First: after + 1, Facts: s.facts[after:last], Prev: s.links[after], Hash: s.links[last], Keys: s.keys,
	}
	wire.SignBatch(s.county, b, s.sign)
	return b
}

// The methods of uplink.Station.

func (s *station) Prepare(context.Context, bool) ([]replica.Journal, bool, error) {
	return []replica.Journal{{Name: s.Origin.String(), Head: uint64(len(s.facts)), Acked: s.acked, Current: true}}, s.restored, nil
}

func (s *station) RenewKeys(context.Context, market.Origin) (ed25519.PrivateKey, []byte, error) {
	if s.renew == nil {
		s.renew, s.renewWrap = newKeys(s.t)
	}
	return s.renew, s.renewWrap.Public(), nil
}

func (s *station) Leaning(context.Context, market.Origin, uint64) ([]uplink.Kept, error) {
	return nil, nil
}

func (s *station) Replaced(context.Context) (uint8, error) { return s.replaced, nil }

// Renew starts a new journal with what the county does not have of the old one.
func (s *station) Renew(_ context.Context, r uplink.Renewal) error {
	rest := s.facts[r.Common:]
	s.sign, s.wrap, s.renew, s.restored = s.renew, s.renewWrap, nil, false
	s.Origin, s.next, s.facts, s.acked, s.rev = market.Origin{Station: s.Station, Epoch: r.Epoch}, 0, nil, 0, 0
	s.links = []record.Hash{record.Genesis(s.county, s.Origin)}
	if r.Cert != nil {
		s.certs = append(s.certs, *r.Cert)
		r.Cert = nil // what is left can be compared
	}
	s.renewals = append(s.renewals, r)
	for _, raw := range rest {
		f, err := record.Decode(raw)
		if err != nil {
			return err
		}
		if f, err = f.Rename(map[market.Ref]market.Ref{f.ID: s.new()}); err != nil {
			return err
		}
		b, err := f.Encode()
		if err != nil {
			return err
		}
		s.raw(b)
	}
	return nil
}

func (s *station) Hold(_ context.Context, o market.Origin, seq uint64) (record.Hash, bool, error) {
	if o != s.Origin || seq >= uint64(len(s.links)) {
		return record.Hash{}, false, nil
	}
	return s.links[seq], true, nil
}

func (s *station) Batch(_ context.Context, _ market.Origin, after uint64, limit int) (*wire.Batch, error) {
	return s.batch(after, min(limit, s.size)), nil
}

func (s *station) Acked(_ context.Context, _ market.Origin, seq uint64) error {
	s.acked = max(s.acked, seq)
	return nil
}

// History makes its rounds push streams.
func (s *station) History(_ context.Context, _ market.Origin, after uint64, limit int) (uint64, []byte, error) {
	n := min(after, uint64(limit))
	return after + 1 - n, bytes.Join(s.facts[after-n:after], nil), nil
}

func (s *station) Cursor(context.Context) (uint32, uint64, error) { return max(1, s.gen), s.rev, nil }

func (s *station) Take(_ context.Context, p *wire.Pulled) (int, error) {
	tags, keys := wire.Open(s.wrap, p.Ring, p.Keys)
	for i, t := range tags {
		s.opened[t] = keys[i]
	}
	s.pulled, s.rev, s.mark = append(s.pulled, p.Items...), p.Upto, p.Mark
	return len(p.Items), nil
}

// has says whether a fact of this kind about this thing was pulled.
func (s *station) has(kind record.Kind, id market.Ref) bool {
	for _, it := range s.pulled {
		if f, err := record.Decode(it.Fact); err == nil && f.Kind == kind && f.ID == id {
			return true
		}
	}
	return false
}
