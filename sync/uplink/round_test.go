package uplink_test

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/replica"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

var own = market.Origin{Station: 12, Epoch: 1}

// county answers with what a test wants, signed as the real one does.
type county struct {
	key   ed25519.PrivateKey
	reply map[string]any // by path
}

func (c *county) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sig, err := base64.StdEncoding.DecodeString(r.Header.Get(wire.HeaderSig))
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	status, v := http.StatusOK, c.reply[r.URL.Path]
	if f, ok := v.(*wire.Fault); ok {
		status, _ = wire.Status(market.Refuse(f.Code))
	}
	body, err := wire.Pack(v)
	if err != nil {
		panic(err)
	}
	wire.SignReply(w.Header(), sig, status, body, c.key)
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// disk is a station with three facts, one of whose methods may fail.
type disk struct {
	fails string
	err   error
	acked uint64
	rev   uint64

	restored bool
	renewals []uplink.Renewal
}

func link(seq uint64) record.Hash { return record.Hash{byte(seq), 1} }

func (d *disk) fail(method string) error {
	if d.fails == method {
		return d.err
	}
	return nil
}

func (d *disk) Prepare(context.Context, bool) ([]replica.Journal, bool, error) {
	return []replica.Journal{{Name: own.String(), Head: 3, Acked: d.acked, Current: true}}, d.restored, d.fail("Prepare")
}

func (d *disk) RenewKeys(context.Context, market.Origin) (ed25519.PrivateKey, []byte, error) {
	_, key, err := ed25519.GenerateKey(nil)
	return key, nil, errors.Join(err, d.fail("RenewKeys"))
}

func (d *disk) Renew(_ context.Context, r uplink.Renewal) error {
	d.restored, d.renewals = false, append(d.renewals, r)
	return d.fail("Renew")
}

func (d *disk) Hold(_ context.Context, o market.Origin, seq uint64) (record.Hash, bool, error) {
	return link(seq), o == own && seq <= 3, d.fail("Hold")
}

func (d *disk) Batch(_ context.Context, o market.Origin, after uint64, _ int) (*wire.Batch, error) {
	return &wire.Batch{Station: o.Station, Epoch: o.Epoch, First: after + 1, Facts: [][]byte{{1}}}, d.fail("Batch")
}

func (d *disk) Acked(_ context.Context, _ market.Origin, seq uint64) error {
	d.acked = max(d.acked, seq)
	return d.fail("Acked")
}

func (d *disk) Leaning(context.Context, market.Origin, uint64) ([]uplink.Kept, error) {
	return nil, d.fail("Leaning")
}

func (d *disk) Replaced(context.Context) (uint8, error) { return 0, d.fail("Replaced") }

func (d *disk) Shows(context.Context) ([]byte, []wire.Cert, error) { return nil, nil, d.fail("Shows") }

func (d *disk) KeepCerts(context.Context, []wire.Cert) error { return d.fail("KeepCerts") }

func (d *disk) Generation(context.Context, uint32, []wire.Have) error { return d.fail("Generation") }

func (d *disk) Cursor(context.Context) (uint32, uint64, error) { return 1, d.rev, d.fail("Cursor") }

func (d *disk) Take(_ context.Context, p *wire.Pulled) (int, error) {
	d.rev = p.Upto
	return len(p.Items), d.fail("Take")
}

func run(t *testing.T, d *disk, reply map[string]any) (uplink.Result, error) {
	t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(&county{key, reply})
	defer s.Close()
	_, mine, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	return uplink.Round(t.Context(), uplink.New(uplink.Config{URL: s.URL + "/", Origin: own, Key: mine, County: public}), d)
}

func have(seq uint64) wire.Have {
	return wire.Have{Station: own.Station, Epoch: own.Epoch, Seq: seq, Hash: link(seq)}
}

// honest is a county that has the first fact and takes the others.
func honest() map[string]any {
	return map[string]any{
		wire.PathHello: &wire.HelloReply{Have: []wire.Have{have(1)}, Nonce: []byte{1}}, wire.PathPush: have(3),
		wire.PathPull:    &wire.Pulled{Gen: 1, Items: make([]wire.Item, 2), Upto: 9},
		wire.PathCompare: &wire.Compared{Seq: 2}, wire.PathEpoch: &wire.EpochOpened{Epoch: 2},
	}
}

func TestRound(t *testing.T) {
	d := &disk{}
	r, err := run(t, d, honest())
	if err != nil || r != (uplink.Result{Pushed: 2, Pulled: 2}) || d.acked != 3 || d.rev != 9 {
		t.Errorf("%+v, %v; acknowledged up to %d, cursor at %d", r, err, d.acked, d.rev)
	}
}

// A fault of the station's own database is an error of the round, whatever it is called: it is
// not the county that refuses.
func TestOwnFaults(t *testing.T) {
	for _, fault := range []error{errors.New("broken"), market.Refuse("disk_full")} {
		for _, method := range []string{"Prepare", "Hold", "Batch", "Acked", "Cursor", "Take", "RenewKeys", "Renew"} {
			r, err := run(t, &disk{fails: method, err: fault, restored: strings.HasPrefix(method, "Renew")}, honest())
			if !errors.Is(err, fault) || r.Code == "" {
				t.Errorf("%s fails with %v: %+v, %v", method, fault, r, err)
			}
		}
	}
}

// What the county refuses is the round's code. Strange answers end it too.
func TestAnswers(t *testing.T) {
	forked := have(1)
	forked.Hash[5] ^= 1
	other := have(3)
	other.Station = 13
	for name, c := range map[string]struct {
		path string
		say  any
		want string
	}{
		"hello refused":          {wire.PathHello, &wire.Fault{Code: "unknown_station"}, "unknown_station"},
		"push refused":           {wire.PathPush, &wire.Fault{Code: "frozen"}, "frozen"},
		"pull refused":           {wire.PathPull, &wire.Fault{Code: "overload"}, "overload"},
		"a refusal to be":        {wire.PathPush, &wire.Fault{Code: "something_new"}, "something_new"},
		"another past":           {wire.PathHello, &wire.HelloReply{Have: []wire.Have{forked}}, "fork"},
		"more than was sent":     {wire.PathHello, &wire.HelloReply{Have: []wire.Have{have(9)}}, "fork"},
		"an ack of the past":     {wire.PathPush, have(1), "gap"},
		"an ack of another's":    {wire.PathPush, other, "bad_reply"},
		"a cursor that stands":   {wire.PathPull, &wire.Pulled{Gen: 1, Upto: 4, More: true}, "gap"},
		"a county that was":      {wire.PathPull, &wire.Pulled{Upto: 4}, "old_generation"},
		"a county that is new":   {wire.PathPull, &wire.Pulled{Gen: 2, Upto: 4}, "new_generation"},
		"a past nobody asked of": {wire.PathCompare, &wire.Compared{Seq: 77}, "bad_reply"},
		"no new epoch":           {wire.PathEpoch, &wire.EpochOpened{Epoch: 1}, "bad_reply"},
		"a journal of 2^63":      {wire.PathHello, &wire.HelloReply{Have: []wire.Have{have(1 << 63)}}, "bad_reply"},
		"an ack of 2^63":         {wire.PathPush, have(1 << 63), "bad_reply"},
		"a cursor of 2^63":       {wire.PathPull, &wire.Pulled{Upto: 1 << 63}, "bad_reply"},
		"a fact of 2^63":         {wire.PathPull, &wire.Pulled{Items: []wire.Item{{Seq: 1 << 63}}}, "bad_reply"},
		"an answer to another":   {wire.PathPush, &wire.Pulled{Upto: 4}, "bad_reply"},
	} {
		reply := honest()
		reply[c.path] = c.say
		r, err := run(t, &disk{restored: c.path == wire.PathCompare || c.path == wire.PathEpoch}, reply)
		if r.Code != c.want || err != nil {
			t.Errorf("%s: %+v, %v; want %s", name, r, err, c.want)
		}
	}
}

// How much of the past is shared is found by asking, wherever the two parted.
func TestCommonPast(t *testing.T) {
	for _, head := range []uint64{0, 1, 2, 63, 64, 65, 1000, 82_000} {
		for _, parted := range []uint64{0, 1, head / 3, head / 2, head - min(1, head), head} {
			if parted > head {
				continue
			}
			asked := 0
			got, err := uplink.Common(head, func(seqs []uint64) (uint64, error) {
				if asked++; len(seqs) == 0 || len(seqs) > wire.MaxCompare {
					t.Fatalf("asked for %d links", len(seqs))
				}
				at := uint64(0)
				for _, seq := range seqs {
					if seq <= parted {
						at = seq
					}
				}
				return at, nil
			})
			if got != parted || err != nil || asked > 6 {
				t.Errorf("of %d facts %d are shared: %d after %d questions, %v", head, parted, got, asked, err)
			}
		}
	}
}
