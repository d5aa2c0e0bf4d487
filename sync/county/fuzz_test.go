package county_test

import (
	"math"
	"net/http"
	"net/url"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// FuzzSignedRequests is a station whose key is good and whose program is not: whatever it asks, it
// gets an answer that is no fault of the server. A batch is signed as it describes itself.
func FuzzSignedRequests(f *testing.F) {
	c := newTown(f)
	s := c.enrol(lushan)
	s.posting(3, "county")
	g := s.greeted()
	paths := []string{wire.PathHello, wire.PathPush, wire.PathCompare, wire.PathEpoch, wire.PathEnrol, wire.PathPull, wire.PathStream}
	have := []wire.Have{{Station: s.Station, Epoch: 1, Seq: 1}, {Station: s.Station, Epoch: 1, Seq: math.MaxUint64}, {Station: 9, Epoch: 9, Seq: 1 << 63}}
	for which, m := range map[uint8]any{
		0: &wire.Hello{Version: wire.Version, Have: have, Gen: math.MaxUint32, Rev: math.MaxUint64, Mark: []byte{1}, Certs: []wire.Cert{{Station: 1}}},
		1: s.batch(0, 10), 2: &wire.Compare{Have: have}, 3: &wire.NewEpoch{Why: "fork", Common: math.MaxUint64}, 4: &wire.Enrol{Version: 1, Code: "QWERTZ"},
	} {
		plain, err := record.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(which, plain)
	}
	f.Add(uint8(5), []byte("after=18446744073709551615&wait=1e9"))
	f.Add(uint8(5), []byte("after=0&wait=-1"))
	f.Add(uint8(6), []byte("journal=1-1&first=1&last=9223372036854775807"))
	f.Fuzz(func(t *testing.T, which uint8, plain []byte) {
		c.t, s.t = t, t
		path := paths[int(which)%len(paths)]
		if path == wire.PathPull || path == wire.PathStream {
			q, _ := url.ParseQuery(string(plain)) // as much of it as can be read
			q.Del("wait")
			method := http.MethodGet
			if path == wire.PathStream {
				method = http.MethodPost
			}
			c.send(g.request(method, path+"?"+q.Encode(), nil))
			return
		}
		var b wire.Batch
		if path == wire.PathPush && record.Unmarshal(plain, &b) == nil && len(b.Facts) > 0 {
			links, _ := b.Links()
			b.Hash = links[len(links)-1]
			wire.SignBatch(s.county, &b, s.sign)
			plain, _ = record.Marshal(&b) // it was read a moment ago
		}
		body, err := wire.Pack(cbor.RawMessage(plain))
		if err != nil { // no CBOR at all
			body = plain
		}
		c.send(g.request(http.MethodPost, path, body))
	})
}

// FuzzPushedFacts is a station that writes anything into its journal: the county takes it, and says
// so, and what comes behind it (I8).
func FuzzPushedFacts(f *testing.F) {
	c := newTown(f)
	s := c.enrol(lushan)
	s.posting(3, "county")
	for _, raw := range s.facts {
		f.Add(raw)
	}
	f.Add([]byte{})
	f.Add([]byte{0xff})
	f.Fuzz(func(t *testing.T, raw []byte) {
		c.t, s.t = t, t
		if len(raw) > wire.MaxFacts {
			t.Skip("does not fit into a batch")
		}
		s.raw(raw)
		g := s.greeted()
		b := s.batch(s.acked, wire.MaxBatch)
		status, code := c.send(g.request(http.MethodPost, wire.PathPush, packed(t, b)))
		if status != http.StatusOK {
			t.Fatalf("%x behind %d facts: %d %s", raw, s.acked, status, code)
		}
		s.acked = b.Last()
	})
}
