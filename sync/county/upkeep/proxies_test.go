package upkeep_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"yizhan/sync/county/upkeep"
	"yizhan/sync/market"
)

// Only what a trusted proxy added itself says where a request came from.
func TestProxies(t *testing.T) {
	for _, c := range []struct {
		name, trusted, remote string
		forwarded             []string
		want                  string
	}{
		{"nobody is trusted", "", "127.0.0.1:5000", []string{"203.0.113.9"}, "127.0.0.1:5000"},
		{"a stranger makes it up", "10.0.0.0/8", "203.0.113.5:5000", []string{"198.51.100.1"}, "203.0.113.5:5000"},
		{"a proxy says it", "10.0.0.0/8", "10.1.2.3:5000", []string{"203.0.113.9"}, "203.0.113.9:0"},
		{"one address alone", "127.0.0.1", "127.0.0.1:5000", []string{"203.0.113.9"}, "203.0.113.9:0"},
		{"a stranger made up the first", "10.0.0.0/8", "10.1.2.3:5000", []string{"198.51.100.1, 203.0.113.9"}, "203.0.113.9:0"},
		{"in a header of its own", "10.0.0.0/8", "10.1.2.3:5000", []string{"198.51.100.1", "203.0.113.9"}, "203.0.113.9:0"},
		{"two proxies", "10.0.0.0/8, 192.0.2.0/24", "10.1.2.3:5000", []string{"203.0.113.9, 192.0.2.7"}, "203.0.113.9:0"},
		{"nonsense before it", "10.0.0.0/8", "10.1.2.3:5000", []string{"'; DROP TABLE, 203.0.113.9"}, "203.0.113.9:0"},
		{"nonsense", "10.0.0.0/8", "10.1.2.3:5000", []string{"<script>"}, "10.1.2.3:5000"},
		{"nothing", "10.0.0.0/8", "10.1.2.3:5000", nil, "10.1.2.3:5000"},
		{"the new protocol", "2001:db8::/32", "[2001:db8::1]:5000", []string{"2001:db9::2"}, "[2001:db9::2]:0"},
		{"mapped", "10.0.0.0/8", "[::ffff:10.1.2.3]:5000", []string{"203.0.113.9"}, "203.0.113.9:0"},
		{"a proxy itself asks", "10.0.0.0/8", "10.1.2.3:5000", []string{"10.9.9.9"}, "10.9.9.9:0"},
	} {
		p, err := upkeep.ParseProxies(c.trusted)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		r.Header["X-Forwarded-For"] = c.forwarded
		p.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr })).ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	for _, bad := range []string{"everybody", "10.0.0.0/99", "10.0.0.0/8;127.0.0.1"} {
		if _, err := upkeep.ParseProxies(bad); market.Code(err) != "bad_value" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
