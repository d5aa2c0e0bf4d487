package wire_test

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"

	"github.com/klauspost/compress/zstd"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// empty has an empty message of every kind.
func empty() []any {
	return []any{
		&wire.Enrol{}, &wire.Enrolled{}, &wire.Hello{}, &wire.HelloReply{}, &wire.Compare{}, &wire.Compared{}, &wire.NewEpoch{}, &wire.EpochOpened{},
		&wire.Batch{}, &wire.Ack{}, &wire.Pulled{}, &wire.Fault{}, &wire.BundleHead{},
	}
}

// Whatever arrives is refused or read; what was read can be sent on and says the same.
func FuzzUnpack(f *testing.F) {
	for _, m := range messages() {
		packed, err := wire.Pack(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed)
	}
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x09, 0x00, 0x00, 0xa0})
	f.Fuzz(readAndSentOn)
}

// FuzzMessages is the same for what is inside the compression, which chance does not get through.
func FuzzMessages(f *testing.F) {
	for _, m := range append([]any{
		&wire.Compare{Have: []wire.Have{{Station: 12, Epoch: 1}}}, &wire.Batch{Station: 12, Epoch: 1, First: 1, Facts: [][]byte{{1}}},
		&wire.NewEpoch{Why: "fork", Keys: *enrol()},
	}, values(messages())...) {
		plain, err := record.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(plain)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, plain []byte) { readAndSentOn(t, enc.EncodeAll(plain, nil)) })
}

func values(m map[string]any) (out []any) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func readAndSentOn(t *testing.T, body []byte) {
	for _, m := range empty() {
		if wire.Unpack(body, m) != nil {
			continue
		}
		if b, ok := m.(*wire.Batch); ok {
			b.Links() // walks what an attacker wrote
			wire.SignedBy(77, b, public(key(1)))
		}
		if e, ok := m.(*wire.Enrol); ok && wire.VerifyEnrol(e) && len(e.Sign) != 32 {
			t.Fatalf("%+v is signed", e)
		}
		packed, err := wire.Pack(m)
		if err != nil {
			t.Fatal(err)
		}
		again := reflect.New(reflect.TypeOf(m).Elem()).Interface()
		if err := wire.Unpack(packed, again); err != nil || !reflect.DeepEqual(again, m) {
			t.Fatalf("%+v was sent on as %+v (%v)", m, again, err)
		}
	}
}

// Headers say who signed, or bad_signature; what was read would be written the same way.
func FuzzReadHeader(f *testing.F) {
	good := http.Header{}
	wire.SignRequest(good, wire.Header{Method: "POST", Path: "/v1/push", Origin: market.Origin{Station: 12, Epoch: 1}, Counter: 5, Nonce: []byte{1, 2}}, nil, key(1))
	f.Add(good.Get(wire.HeaderStation), good.Get(wire.HeaderCounter), good.Get(wire.HeaderNonce), good.Get(wire.HeaderSig))
	f.Add("0-1", "0", "", good.Get(wire.HeaderSig))
	f.Add("012-1", "+5", "AB", "AAAA")
	f.Add("12-1-1", "18446744073709551616", "0", "====")
	f.Fuzz(func(t *testing.T, station, counter, nonce, sig string) {
		r := httptest.NewRequest(http.MethodPost, "/v1/push", nil)
		for name, value := range map[string]string{wire.HeaderStation: station, wire.HeaderCounter: counter, wire.HeaderNonce: nonce, wire.HeaderSig: sig} {
			r.Header.Set(name, value)
		}
		h, raw, err := wire.ReadHeader(r)
		if err != nil {
			if market.Code(err) != "bad_signature" || raw != nil {
				t.Fatalf("%x, %v", raw, err)
			}
			return
		}
		again := httptest.NewRequest(http.MethodPost, "/v1/push", nil)
		wire.SignRequest(again.Header, h, nil, key(1))
		if back, _, err := wire.ReadHeader(again); err != nil || back.Origin != h.Origin || back.Counter != h.Counter || string(back.Nonce) != string(h.Nonce) {
			t.Fatalf("%+v was written and read as %+v (%v)", h, back, err)
		}
		if wire.VerifyRequest(h, []byte("another body"), raw, public(key(1))) {
			t.Fatalf("%x verifies what was not signed", raw)
		}
	})
}
