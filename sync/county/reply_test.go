package county_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// meddler is a proxy that may change what comes back.
func meddler(t *testing.T, c *town, change func(*http.Response) error) string {
	t.Helper()
	target, err := url.Parse(c.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	p := httputil.NewSingleHostReverseProxy(target)
	p.ModifyResponse = change
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	return s.URL
}

// Whatever stands between a station and its county can cut the line, and no more: an answer
// that is not the county's own to this very request counts as none.
func TestOnlyTheCountysOwnAnswerCounts(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	s.posting(2, "county")
	var mu sync.Mutex
	var kept *http.Response
	for name, change := range map[string]func(*http.Response) error{
		"no signature": func(r *http.Response) error { r.Header.Del(wire.HeaderSig); return nil },
		"another body": func(r *http.Response) error {
			r.Body = http.NoBody
			r.ContentLength = 0
			r.Header.Del("Content-Length")
			return nil
		},
		"another status": func(r *http.Response) error { r.StatusCode = http.StatusConflict; return nil },
		"a login page": func(r *http.Response) error {
			r.StatusCode, r.Header = http.StatusOK, http.Header{"Content-Type": {"text/html"}}
			return nil
		},
		"yesterday's answer": func(r *http.Response) error {
			mu.Lock()
			defer mu.Unlock()
			if kept == nil {
				kept = r
				return nil
			}
			r.Header.Set(wire.HeaderSig, kept.Header.Get(wire.HeaderSig))
			return nil
		},
	} {
		s.client = s.clientAt(meddler(t, c, change))
		r := s.round()
		if r.Code != "offline" || s.acked != 0 {
			t.Errorf("%s: %+v, %d facts acknowledged; want offline and none", name, r, s.acked)
		}
	}
	s.client = s.clientAt(c.server.URL)
	if s.sync(); s.acked != 2 {
		t.Errorf("%d facts acknowledged over the honest line, want 2", s.acked)
	}
}

// Another county that answers at the same address is not the one that was pinned.
func TestPinnedCounty(t *testing.T) {
	c, other := newTown(t), newTown(t)
	s := c.enrol(lushan)
	s.client = s.clientAt(other.server.URL)
	if r := s.round(); r.Code != "offline" {
		t.Errorf("%+v, want offline", r)
	}
}

func TestCountyGone(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	s.client = s.clientAt(gone.URL)
	if r := s.round(); r.Code != "offline" {
		t.Errorf("%+v, want offline", r)
	}
	sign, wrap := newKeys(t)
	if _, err := uplink.Enrol(t.Context(), gone.URL, "AAAAAA", sign, wrap.Public()); market.Code(err) != "offline" {
		t.Errorf("enrol: %v, want offline", err)
	}
}

// An enrolment answered by somebody in between shows other digits, or none at all.
func TestEnrolThroughAMeddler(t *testing.T) {
	c := newTown(t)
	sign, wrap := newKeys(t)
	at := meddler(t, c, func(r *http.Response) error { r.Header.Del(wire.HeaderSig); return nil })
	if e, err := uplink.Enrol(t.Context(), at, c.code(lushan), sign, wrap.Public()); market.Code(err) != "bad_signature" {
		t.Errorf("%+v, %v; want bad_signature", e, err)
	}
}
