package county_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"yizhan/sync/county"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// streamed makes the signed request of a stream and its body, one mark for each batch.
func (g *signer) streamed(path string, history []byte, batches ...*wire.Batch) (*http.Request, []byte) {
	g.t.Helper()
	g.counter++
	h := wire.Header{Method: "POST", Path: path, Origin: g.Origin, Counter: g.counter, Nonce: g.nonce}
	var body bytes.Buffer
	w, err := wire.NewStreamWriter(&body, h, history, false, g.sign)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, b := range batches {
		if err := w.Write(b); err != nil {
			g.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		g.t.Fatal(err)
	}
	r := g.body(path, body.Bytes())
	wire.SignStream(r.Header, h, g.sign)
	return r, body.Bytes()
}

// body makes a request that nobody has signed yet.
func (g *signer) body(path string, b []byte) *http.Request {
	g.t.Helper()
	r, err := http.NewRequest("POST", g.town.server.URL+path, bytes.NewReader(b))
	if err != nil {
		g.t.Fatal(err)
	}
	return r
}

// Of a stream that was spoilt in any way the county keeps what came up to the last whole mark,
// and of one that is not the station's own nothing at all.
func TestSpoiltStreams(t *testing.T) {
	c := newTown(t)
	s, other := c.enrol(lushan), c.enrol(yexian)
	for range 9 {
		s.posting(3, "county")
	}
	other.posting(1, "county")
	path := wire.StreamPath(s.Origin, 1, 0)
	var plain bytes.Buffer
	z, err := zstd.NewWriter(&plain, zstd.WithWindowSize(1<<20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(z, io.LimitReader(zeros{}, 80<<20)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if plain.Len() > 64<<10 {
		t.Fatalf("a bomb of %d bytes", plain.Len())
	}
	packedMark := func(mark []byte) []byte {
		var b bytes.Buffer
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := z.Write(mark); err != nil {
			t.Fatal(err)
		}
		z.Close()
		return b.Bytes()
	}
	replace := func(r *http.Request, body []byte) *http.Request {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), -1
		return r
	}
	g := s.greeted()
	before := c.picture()
	for name, spoil := range map[string]func() (*http.Request, string){
		"unsigned": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, s.batch(0, 2))
			r.Header.Del(wire.HeaderSig)
			return r, "bad_signature"
		},
		"signed as a plain request": func() (*http.Request, string) {
			_, body := g.streamed(path, nil, s.batch(0, 2))
			return g.request("POST", path, body), "bad_signature"
		},
		"another query": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, s.batch(0, 2))
			r.URL.RawQuery = strings.Replace(r.URL.RawQuery, "last=0", "last=00", 1)
			return r, "bad_signature"
		},
		"another's body": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, s.batch(0, 2))
			_, body := other.greeted().streamed(path, nil, other.batch(0, 2))
			return replace(r, body), "bad_signature"
		},
		"the body of another request": func() (*http.Request, string) {
			_, body := g.streamed(path, nil, s.batch(0, 2))
			r, _ := g.streamed(path, nil, s.batch(0, 2))
			return replace(r, body), "bad_signature"
		},
		"a nonce never given": func() (*http.Request, string) {
			r, _ := (&signer{station: s, nonce: []byte("0123456789abcdef")}).streamed(path, nil, s.batch(0, 2))
			return r, "bad_nonce"
		},
		"another's journal": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, other.batch(0, 2))
			return r, "bad_value"
		},
		"an epoch never given": func() (*http.Request, string) {
			b := s.batch(0, 2)
			b.Epoch = 9
			wire.SignBatch(s.county, b, s.sign)
			o := s.Origin
			o.Epoch = 9
			r, _ := g.streamed(wire.StreamPath(o, 1, 0), nil, b)
			return r, "unknown_station"
		},
		"batches that another key signed": func() (*http.Request, string) {
			b := s.batch(0, 2)
			wire.SignBatch(s.county, b, other.sign)
			r, _ := g.streamed(path, nil, b)
			return r, "bad_signature"
		},
		"a gap": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, s.batch(4, 2))
			return r, "gap"
		},
		"a history that the county has not": func() (*http.Request, string) {
			r, _ := g.streamed(wire.StreamPath(s.Origin, 1, 2), []byte("facts"), s.batch(2, 2))
			return r, "bad_value"
		},
		"a history without end": func() (*http.Request, string) {
			r, _ := g.streamed(wire.StreamPath(s.Origin, 1, 1<<62), nil, s.batch(0, 2))
			return r, "bad_value"
		},
		"nothing": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil)
			return r, "bad_value"
		},
		"no zstd": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, s.batch(0, 2))
			return replace(r, []byte("hello")), "bad_value"
		},
		"a bomb": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, s.batch(0, 2))
			return replace(r, plain.Bytes()), "bad_signature" // the first mark says so; the rest is never unpacked
		},
		"a mark without end": func() (*http.Request, string) {
			r, _ := g.streamed(path, nil, s.batch(0, 2))
			return replace(r, packedMark(binary.AppendUvarint(nil, 1<<40))), "too_large"
		},
	} {
		r, want := spoil()
		if status, code := c.send(r); status < 400 || code != want {
			t.Errorf("%s: status %d %s, want %s", name, status, code, want)
		}
		if after := c.picture(); after != before {
			t.Fatalf("%s left\n%s\nbefore was\n%s", name, after, before)
		}
	}

	// Cut in the middle of the third mark, the first two stay.
	_, body := g.streamed(path, nil, s.batch(0, 4), s.batch(4, 4))
	whole := len(body)
	r, body := g.streamed(path, nil, s.batch(0, 4), s.batch(4, 4), s.batch(8, 4))
	if status, _ := c.send(replace(r, body[:whole+20])); status < 400 {
		t.Errorf("a cut stream: status %d", status)
	}
	var m wire.Have
	for _, h := range c.greet(s) {
		m = h
	}
	if m.Seq != 8 || m.Hash != s.links[8] {
		t.Errorf("of a stream cut in the third mark the county has %d facts, want 8", m.Seq)
	}
	// What is missing goes on with what is there as its history.
	history := bytes.Join(s.facts[:8], nil)
	r, _ = g.streamed(wire.StreamPath(s.Origin, 1, 8), history, s.batch(8, 10))
	if status, code := c.send(r); status != http.StatusOK {
		t.Errorf("the rest: %d %s", status, code)
	}
	after := c.picture()
	again, _ := g.streamed(wire.StreamPath(s.Origin, 1, 8), history, s.batch(8, 10))
	if status, code := c.send(again); status != http.StatusOK || c.picture() != after {
		t.Errorf("the same facts again: %d %s", status, code)
	}
}

// greet asks what the county has of a station's journal.
func (c *town) greet(s *station) []wire.Have {
	c.t.Helper()
	r, err := s.client.Hello(c.t.Context(), &wire.Hello{Version: wire.Version, Have: []wire.Have{{Station: s.Station, Epoch: s.Epoch, Hash: record.Genesis(s.county, s.Origin)}}})
	if err != nil {
		c.t.Fatal(err)
	}
	return r.Have
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// A station that speaks version 1 gets keys one by one, as it reads them.
func TestOldStationsReadTheirKeys(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(yexian)
	contact := a.box(record.Contact{Phone: "13800138000"}, true)
	a.write(record.EmployerRegistered, a.new(), record.Employer{Name: "史师傅", Kind: "individual"}, contact)
	a.sync()
	for version, ring := range map[int]bool{1: false, wire.Version: true} {
		if _, err := b.client.Hello(t.Context(), &wire.Hello{Version: version}); err != nil {
			t.Fatal(err)
		}
		p, err := b.client.Pull(t.Context(), 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		if (p.Ring != nil) != ring || (len(p.Keys) > 0) == ring {
			t.Errorf("version %d gets ring %v and %d keys", version, p.Ring, len(p.Keys))
		}
		if tags, _ := wire.Open(b.wrap, p.Ring, p.Keys); len(tags) != 1 || tags[0] != contact.Tag {
			t.Errorf("version %d can open %x", version, tags)
		}
	}
}

// Pushes beyond what the county takes at once are told to come later, and when.
func TestTooManyPushes(t *testing.T) {
	c := newTown(t)
	server := county.New(c.archive, slog.New(slog.DiscardHandler))
	c.server.Config.Handler = server.Handler()
	s := c.enrol(lushan)
	s.posting(1, "county")
	g := s.greeted()
	release := server.Fill()
	stream, _ := g.streamed(wire.StreamPath(s.Origin, 1, 0), nil, s.batch(0, 2))
	for name, r := range map[string]*http.Request{"a batch": s.greeted().request("POST", wire.PathPush, packed(t, s.batch(0, 2))), "a stream": stream} {
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := wire.ReadBody(resp.Body)
		resp.Body.Close()
		var f wire.Fault
		if err != nil || wire.Unpack(body, &f) != nil || resp.StatusCode != http.StatusServiceUnavailable ||
			f.Code != "overload" || f.After < 1 || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: status %d, %+v, Retry-After %q, %v", name, resp.StatusCode, f, resp.Header.Get("Retry-After"), err)
		}
	}
	if r := s.round(); r.Code != "overload" || r.After < time.Second {
		t.Errorf("the round says %+v", r)
	}
	release()
	s.sync()
}
