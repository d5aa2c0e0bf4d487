package county_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// signer signs single requests of a station, within one nonce.
type signer struct {
	*station
	nonce   []byte
	counter uint64
}

// greeted opens a round and gives what signs the requests that follow.
func (s *station) greeted() *signer {
	s.t.Helper()
	s.hellos++
	g := &signer{station: s, counter: s.hellos * 1000}
	body, err := wire.Pack(&wire.Hello{Version: wire.Version})
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultTransport.RoundTrip(g.request(http.MethodPost, wire.PathHello, body))
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	reply, err := wire.ReadBody(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	var h wire.HelloReply
	if err := wire.Unpack(reply, &h); err != nil || resp.StatusCode != http.StatusOK {
		s.t.Fatalf("hello: status %d, %v", resp.StatusCode, err)
	}
	g.nonce, g.counter = h.Nonce, 0
	return g
}

// request makes one signed request.
func (g *signer) request(method, path string, body []byte) *http.Request {
	g.t.Helper()
	r, err := http.NewRequest(method, g.town.server.URL+path, bytes.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	g.counter++
	wire.SignRequest(r.Header, wire.Header{Method: method, Path: path, Origin: g.Origin, Counter: g.counter, Nonce: g.nonce}, body, g.sign)
	return r
}

func packed(t testing.TB, v any) []byte {
	t.Helper()
	b, err := wire.Pack(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Nothing but what a station's key signed, once, is answered with more than a refusal, and
// nothing refused leaves a trace.
func TestOnlySignedRequestsAreHeard(t *testing.T) {
	c := newTown(t)
	s, other := c.enrol(lushan), c.enrol(yexian)
	s.posting(3, "county")
	g := s.greeted()
	push := packed(t, s.batch(0, 10))
	before := c.picture()
	for name, change := range map[string]func() (*http.Request, string){
		"unsigned": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, push)
			for _, h := range []string{wire.HeaderStation, wire.HeaderCounter, wire.HeaderNonce, wire.HeaderSig} {
				r.Header.Del(h)
			}
			return r, "bad_signature"
		},
		"without signature": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, push)
			r.Header.Del(wire.HeaderSig)
			return r, "bad_signature"
		},
		"another body": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, push)
			r.Body = io.NopCloser(bytes.NewReader(packed(t, other.batch(0, 0))))
			r.ContentLength = -1
			return r, "bad_signature"
		},
		"a changed byte": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, push)
			changed := bytes.Clone(push)
			changed[len(changed)/2] ^= 1
			r.Body = io.NopCloser(bytes.NewReader(changed))
			return r, "bad_signature"
		},
		"no body": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, push)
			r.Body, r.ContentLength = http.NoBody, 0
			return r, "bad_signature"
		},
		"another counter": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, push)
			r.Header.Set(wire.HeaderCounter, "99")
			return r, "bad_signature"
		},
		"another query": func() (*http.Request, string) {
			r := g.request("GET", wire.PathPull+"?after=0", nil)
			r.URL.RawQuery = "after=1"
			return r, "bad_signature"
		},
		"another method": func() (*http.Request, string) {
			r := g.request("GET", wire.PathPush, push)
			r.Method = "POST"
			return r, "bad_signature"
		},
		"as another station": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, push)
			r.Header.Set(wire.HeaderStation, other.Origin.String())
			return r, "bad_signature"
		},
		"as a station never enrolled": func() (*http.Request, string) {
			stranger := *s
			stranger.Origin = market.Origin{Station: 999, Epoch: 1}
			return (&signer{station: &stranger, nonce: g.nonce}).request("POST", wire.PathPush, push), "unknown_station"
		},
		"as the county": func() (*http.Request, string) {
			stranger := *s
			stranger.Origin = market.Origin{Epoch: 1}
			return (&signer{station: &stranger, nonce: g.nonce}).request("POST", wire.PathPush, push), "unknown_station"
		},
		"a nonce never given": func() (*http.Request, string) {
			return (&signer{station: s, nonce: []byte("0123456789abcdef")}).request("POST", wire.PathPush, push), "bad_nonce"
		},
		"no nonce": func() (*http.Request, string) {
			return (&signer{station: s}).request("POST", wire.PathPush, push), "bad_nonce"
		},
		"another station's nonce": func() (*http.Request, string) {
			return (&signer{station: s, nonce: other.greeted().nonce}).request("POST", wire.PathPush, push), "bad_nonce"
		},
		"an oversized body": func() (*http.Request, string) {
			return g.request("POST", wire.PathPush, make([]byte, wire.MaxBody+1)), "too_large"
		},
		"an oversized unsigned body": func() (*http.Request, string) {
			r := g.request("POST", wire.PathPush, make([]byte, wire.MaxBody+1))
			r.Header.Del(wire.HeaderSig)
			return r, "bad_signature"
		},
		"no zstd":         func() (*http.Request, string) { return g.request("POST", wire.PathPush, []byte("hello")), "bad_value" },
		"an empty push":   func() (*http.Request, string) { return g.request("POST", wire.PathPush, nil), "bad_value" },
		"no such path":    func() (*http.Request, string) { return g.request("POST", "/v1/nothing", push), "not_found" },
		"the bare prefix": func() (*http.Request, string) { return g.request("GET", "/v1", nil), "not_found" },
		"wrong method":    func() (*http.Request, string) { return g.request("GET", wire.PathHello, nil), "not_found" },
		"no cursor":       func() (*http.Request, string) { return g.request("GET", wire.PathPull, nil), "bad_value" },
		"a cursor of -1":  func() (*http.Request, string) { return g.request("GET", wire.PathPull+"?after=-1", nil), "bad_value" },
		"a huge cursor": func() (*http.Request, string) {
			return g.request("GET", wire.PathPull+"?after=18446744073709551615", nil), "bad_value"
		},
		"a newer protocol": func() (*http.Request, string) {
			return g.request("POST", wire.PathHello, packed(t, &wire.Hello{Version: wire.Version + 1})), "too_new"
		},
		"a hello about 65 journals": func() (*http.Request, string) {
			return g.request("POST", wire.PathHello, packed(t, &wire.Hello{Version: 1, Have: make([]wire.Have, wire.MaxJournals+1)})), "too_large"
		},
	} {
		r, want := change()
		status, code := c.send(r)
		if status < 400 || code != want {
			t.Errorf("%s: status %d %s, want %s", name, status, code, want)
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("refused requests left\n%s\nbefore was\n%s", after, before)
	}
	if status, _ := c.send(g.request("POST", wire.PathPush, push)); status != http.StatusOK {
		t.Errorf("the same without fault: status %d", status)
	}
}

// Whatever was overheard can be sent again and changes nothing, and does not end the round
// that is under way.
func TestReplaysChangeNothing(t *testing.T) {
	c := newTown(t)
	s, other := c.enrol(lushan), c.enrol(yexian)
	other.posting(9, "county")
	other.sync()
	s.posting(3, "county")
	var sent []func() *http.Request
	keep := func(r *http.Request) *http.Request {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		again := func() *http.Request {
			r, err := http.NewRequest(r.Method, r.URL.String(), bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		head := r.Header.Clone()
		sent = append(sent, func() *http.Request { r := again(); r.Header = head.Clone(); return r })
		return sent[len(sent)-1]()
	}
	g := s.greeted()
	hello := packed(t, &wire.Hello{Version: 1, Have: []wire.Have{{Station: s.Station, Epoch: 1, Seq: 2, Hash: s.links[2]}}})
	for _, r := range []*http.Request{
		g.request("POST", wire.PathHello, hello), g.request("POST", wire.PathPush, packed(t, s.batch(0, 10))),
		g.request("GET", wire.PathPull+"?after=0", nil),
	} {
		if status, code := c.send(keep(r)); status != http.StatusOK {
			t.Fatalf("%s: %d %s", r.URL.Path, status, code)
		}
	}
	// The station takes what it was granted, so that there would be a reason to grant again.
	s.write(record.MatchTaken, s.new(), record.Taken{Posting: record.Ref{Station: other.Station, Epoch: 1, N: 1}, Place: 2})
	if status, code := c.send(g.request("POST", wire.PathPush, packed(t, s.batch(2, 10)))); status != http.StatusOK {
		t.Fatalf("push: %d %s", status, code)
	}
	before := c.picture()
	for range 20 {
		for i, again := range sent {
			status, code := c.send(again())
			if i == 0 && status != http.StatusOK || i > 0 && code != "bad_nonce" {
				t.Errorf("request %d again: %d %s", i, status, code)
			}
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("replays left\n%s\nbefore was\n%s", after, before)
	}
	if status, code := c.send(g.request("GET", wire.PathPull+"?after=0", nil)); status != http.StatusOK {
		t.Errorf("the round under way was ended by replays: %d %s", status, code)
	}
}

// A proxy, a browser or a curious person gets an answer that is not a fault of the server.
func TestNoRequestIsAServerFault(t *testing.T) {
	c := newTown(t)
	before := c.picture()
	for _, method := range []string{"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"} {
		for _, path := range []string{
			"/", "/v1", "/v1/", "/v1/push", "/v1/pull?after=x", "/v1/hello", "/v1/enrol", "/v1/../v1/push", "//v1/push", "/v1/push/",
			"/J/", "/J/1", "/J/" + strings.Repeat("9", 3000), "/J/%00", "/J/-1", "/J/٣", "/j/abc", "/favicon.ico", "/v1/%2e%2e/push",
		} {
			for _, body := range []string{"", "hello", strings.Repeat("x", 1<<20)} {
				r, err := http.NewRequest(method, c.server.URL+path, strings.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Content-Encoding", "gzip")
				r.Header.Set(wire.HeaderStation, "1-1")
				if status, _ := c.send(r); status < 300 { // a path with dots is redirected to a clean one
					t.Errorf("%s %s: status %d", method, path, status)
				}
			}
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("left\n%s", after)
	}
}
