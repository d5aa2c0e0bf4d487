package county_test

import (
	"net/http"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// A station that is shut out while a round is under way hears nothing more, at no door, and nothing
// that it signed counts. Others, and who asks without its key, notice nothing.
func TestRevokedInTheMiddleOfARound(t *testing.T) {
	c := newTown(t)
	s, other := c.enrol(lushan), c.enrol(yexian)
	s.posting(3, "county")
	s.round()
	g := s.greeted()
	s.write(record.CheckInMade, s.new(), record.CheckIn{Worker: record.Ref{Station: 1, Epoch: 1, N: 1}, Day: "2026-11-22", Number: 1})
	if _, err := c.archive.Revoke(t.Context(), s.Station); err != nil {
		t.Fatal(err)
	}
	if _, err := c.archive.Revoke(t.Context(), 99); market.Code(err) != "unknown_station" {
		t.Errorf("revoke of nobody: %v", err)
	}
	before := c.picture()
	requests := map[string]*http.Request{
		"hello": g.request("POST", wire.PathHello, packed(t, &wire.Hello{Version: wire.Version})),
	}
	for _, r := range []struct {
		method, path string
		body         any
	}{
		{"POST", wire.PathPush, s.batch(s.acked, 10)},
		{"GET", wire.PathPull + "?after=0", nil},
		{"GET", wire.PathPull + "?after=0&wait=5", nil},
		{"POST", wire.PathCompare, &wire.Compare{}},
		{"POST", wire.PathEpoch, &wire.NewEpoch{}},
		{"POST", wire.PathLookup, &wire.Lookup{}},
	} {
		var body []byte
		if r.body != nil {
			body = packed(t, r.body)
		}
		requests[r.path] = g.request(r.method, r.path, body)
	}
	requests[wire.PathStream], _ = g.streamed(wire.StreamPath(s.Origin, 1, 0), nil, s.batch(s.acked, 10))
	for name, r := range requests {
		if status, code := c.send(r); status != http.StatusForbidden || code != "revoked" {
			t.Errorf("%s: status %d, %s", name, status, code)
		}
	}
	unsigned := g.request("POST", wire.PathPush, nil)
	unsigned.Header.Del(wire.HeaderSig)
	if status, code := c.send(unsigned); status != http.StatusUnauthorized || code != "bad_signature" {
		t.Errorf("unsigned: status %d, %s", status, code)
	}
	if c.picture() != before {
		t.Error("a revoked station changed something")
	}
	if r := s.round(); r.Code != "revoked" {
		t.Errorf("a round of the revoked: %+v", r)
	}
	other.sync()
}
