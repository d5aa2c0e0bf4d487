package uplink_test

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"

	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// library is a county whose pull has pages of one rev each. Whoever asks for the page of stop
// waits until nobody wants it any more.
type library struct {
	county
	pages, stop uint64

	mu    sync.Mutex
	asked []uint64 // after which rev
	given bool     // whether nobody wants the page of stop any more

	reached chan struct{} // closed when the page of stop is asked for
}

// patient is a station whose Take waits until the next page was asked for.
type patient struct {
	*disk
	reached <-chan struct{}
}

func (p *patient) Take(ctx context.Context, m *wire.Pulled) (int, error) {
	<-p.reached
	return p.disk.Take(ctx, m)
}

// RoundTrip implements http.RoundTripper.
func (l *library) RoundTrip(r *http.Request) (*http.Response, error) {
	reply := httptest.NewRecorder()
	if r.URL.Path != wire.PathPull {
		l.ServeHTTP(reply, r)
		return reply.Result(), nil
	}
	after, err := strconv.ParseUint(r.URL.Query().Get("after"), 10, 64)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	l.asked = append(l.asked, after)
	l.mu.Unlock()
	if l.stop > 0 && after+1 == l.stop {
		close(l.reached)
		<-r.Context().Done()
		l.mu.Lock()
		defer l.mu.Unlock()
		l.given = true
		return nil, r.Context().Err()
	}
	sig, err := base64.StdEncoding.DecodeString(r.Header.Get(wire.HeaderSig))
	if err != nil {
		return nil, err
	}
	body, err := wire.Pack(&wire.Pulled{Gen: 1, Upto: after + 1, More: after+1 < l.pages})
	if err != nil {
		return nil, err
	}
	wire.SignReply(reply.Header(), sig, http.StatusOK, body, l.key)
	_, err = reply.Write(body)
	return reply.Result(), errors.Join(err, r.Context().Err())
}

func (l *library) client(t *testing.T) *uplink.Client {
	t.Helper()
	pub, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	l.county = county{key, honest()}
	return uplink.New(uplink.Config{URL: "http://county.test", Origin: own, Key: key, County: pub, Transport: l})
}

// Each page is asked for once and stored, in order, though the next is on its way meanwhile.
func TestPagesInOrder(t *testing.T) {
	l := &library{pages: 5}
	d := &disk{}
	r, err := uplink.Round(t.Context(), l.client(t), d)
	if err != nil || r.Code != "" || d.rev != 5 {
		t.Errorf("%+v at rev %d, %v", r, d.rev, err)
	}
	if want := []uint64{0, 1, 2, 3, 4}; !slices.Equal(l.asked, want) {
		t.Errorf("asked for pages after %d, want %d", l.asked, want)
	}
}

// A round that ends while a page is on its way leaves no request behind it.
func TestPageNobodyWants(t *testing.T) {
	l := &library{pages: 5, stop: 2, reached: make(chan struct{})}
	broken := errors.New("disk")
	_, err := uplink.Round(t.Context(), l.client(t), &patient{&disk{fails: "Take", err: broken}, l.reached})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.given {
		t.Error("a request goes on after the round")
	}
}
