package wire_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"flag"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

var rewrite = flag.Bool("rewrite", false, "write testdata anew; an old line may only change before the first release")

const golden = "testdata/messages.txt"

// key is the signing key of a test station or county; n tells them apart.
func key(n byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, ed25519.SeedSize))
}

func public(k ed25519.PrivateKey) ed25519.PublicKey { return k.Public().(ed25519.PublicKey) }

func batch() *wire.Batch {
	b := &wire.Batch{Station: 12, Epoch: 1, First: 3, Facts: [][]byte{{1, 2}, {3}}, Prev: record.Hash{9}}
	links, _ := b.Links()
	b.Hash = links[1]
	b.Keys = []wire.Key{{Tag: seal.Tag{7}, Wrapped: []byte{8, 9}}}
	wire.SignBatch(77, b, key(1))
	return b
}

func batch2() *wire.Batch {
	b := batch()
	b.Keys, b.Ring = nil, &wire.Ring{Tags: bytes.Repeat([]byte{7}, 32), Wrapped: []byte{8, 9}}
	return b
}

func enrol() *wire.Enrol {
	e := &wire.Enrol{Version: 1, Code: "QWERTZ", Sign: public(key(1)), Wrap: []byte{1, 2, 3}}
	wire.SignEnrol(e, key(1))
	return e
}

func cert() *wire.Cert {
	c := &wire.Cert{Station: 12, Epoch: 1, Sign: public(key(1)), Wrap: []byte{4, 5}, Name: "桥头驿站", Area: "410423000000", Gen: 2}
	wire.SignCert(77, c, key(2))
	return c
}

// messages has one of every kind, with every field that the kind has today.
func messages() map[string]any {
	return map[string]any{
		"enrol": enrol(),
		"enrolled": &wire.Enrolled{
			County: 77, Station: 12, Epoch: 1, Name: "桥头驿站", Area: "410423000000", Public: "https://ls.example.cn",
			CountySign: public(key(2)), CountyWrap: []byte{4, 5}, Digits: wire.Digits(public(key(2)), public(key(1)), "QWERTZ"),
		},
		"hello": &wire.Hello{
			Version: 1, Have: []wire.Have{{Station: 12, Epoch: 1, Seq: 431, Hash: record.Hash{1, 2}}}, Gen: 1, Rev: 900, Program: "yizhan",
		},
		"hello-reply": &wire.HelloReply{
			Have: []wire.Have{{Station: 12, Epoch: 1, Seq: 400, Hash: record.Hash{3}}}, Gen: 1, Rev: 950, Nonce: []byte{1, 2, 3, 4}, Time: 1_795_000_000_000,
		},
		"batch": batch(),
		"ack":   &wire.Ack{Station: 12, Epoch: 1, Seq: 4, Hash: record.Hash{5}},
		"pulled": &wire.Pulled{
			Gen: 1, Items: []wire.Item{{Rev: 951, Station: 7, Epoch: 2, Seq: 19, Fact: []byte{0x80}}},
			Keys: []wire.Key{{Tag: seal.Tag{1}, Wrapped: []byte{2}}}, Upto: 960, More: true,
		},
		"lookup": &wire.Lookup{Key: wire.Key{Tag: seal.Tag{3}, Wrapped: []byte{4}}, Data: []byte{5, 6}},
		"found": &wire.Found{
			Worker: record.Ref{Station: 7, Epoch: 2, N: 3}, Items: []wire.Item{{Rev: 951, Station: 7, Epoch: 2, Seq: 19, Fact: []byte{0x80}}},
			Keys: []wire.Key{{Tag: seal.Tag{1}, Wrapped: []byte{2}}},
		},
		"fault":       &wire.Fault{Code: "gap"},
		"bundle-head": bundleHead(),
		"hello-shown": &wire.Hello{Version: 1, Gen: 2, Rev: 9, Mark: []byte{1, 2}, Certs: []wire.Cert{*cert()}},
		"hello-own":   &wire.HelloReply{Gen: 3, Own: []wire.Have{{Epoch: 1, Seq: 17}, {Epoch: 2}}},
		"pulled-mark": &wire.Pulled{Gen: 2, Upto: 9, Mark: []byte{1, 2}},
		// What version 2 added.
		"batch-2": batch2(),
		"pulled-2": &wire.Pulled{
			Gen: 1, Items: []wire.Item{{Rev: 951, Station: 7, Epoch: 2, Seq: 19, Fact: []byte{0x80}}},
			Ring: &wire.Ring{Tags: make([]byte, 16), Wrapped: []byte{2, 3}}, Upto: 960,
		},
		"epoch-opened": &wire.EpochOpened{Epoch: 3, Cert: cert()},
		"new-epoch":    &wire.NewEpoch{Why: record.WhyRestored, Common: 7, Keys: *enrol(), Replaced: 2},
		"fault-2":      &wire.Fault{Code: "overload", After: 7},
	}
}

// signatures are what the test keys sign today. A change of any would shut out every station
// that is not changed on the same day.
func signatures(t *testing.T) map[string][]byte {
	t.Helper()
	h := wire.Header{Method: "POST", Path: "/v1/push?a=1", Origin: market.Origin{Station: 12, Epoch: 1}, Counter: 5, Nonce: []byte{1, 2}}
	request := wire.SignRequest(http.Header{}, h, []byte("body"), key(1))
	stream := wire.SignStream(http.Header{}, h, key(1))
	reply := http.Header{}
	wire.SignReply(reply, request, 200, []byte("answer"), key(2))
	return map[string][]byte{
		"signed-stream": stream, "signed-request": request, "signed-reply": []byte(reply.Get(wire.HeaderSig)),
		"signed-batch": batch().Sig, "signed-enrol": enrol().Proof, "digits": []byte(wire.Digits(public(key(2)), public(key(1)), "QWERTZ")),
	}
}

func TestOldMessagesStayReadable(t *testing.T) {
	if *rewrite {
		var b strings.Builder
		for name, m := range messages() {
			packed, err := wire.Pack(m)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s %x\n", name, packed)
		}
		for name, sig := range signatures(t) {
			fmt.Fprintf(&b, "%s %x\n", name, sig)
		}
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	old := map[string][]byte{}
	for line := range strings.Lines(string(text)) {
		name, digits, _ := strings.Cut(strings.TrimSpace(line), " ")
		if old[name], err = hex.DecodeString(digits); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range messages() {
		got := reflect.New(reflect.TypeOf(want).Elem()).Interface()
		if err := wire.Unpack(old[name], got); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%s says\n%+v, want\n%+v", name, got, want)
		}
	}
	for name, want := range signatures(t) {
		if !bytes.Equal(old[name], want) {
			t.Errorf("%s is %x today, was %x", name, want, old[name])
		}
	}
	if len(old) != len(messages())+len(signatures(t)) {
		t.Errorf("testdata holds %d lines", len(old))
	}
}
