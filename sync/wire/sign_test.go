package wire_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

func TestRequestSignatureCoversAll(t *testing.T) {
	good := wire.Header{Method: "POST", Path: "/v1/push?a=1", Origin: market.Origin{Station: 12, Epoch: 1}, Counter: 5, Nonce: []byte{1, 2, 3}}
	body := []byte("body")
	head := http.Header{}
	sig := wire.SignRequest(head, good, body, key(1))
	if !wire.VerifyRequest(good, body, sig, public(key(1))) {
		t.Fatal("a good request is refused")
	}
	for name, change := range map[string]func(h *wire.Header, body *[]byte, sig *[]byte){
		"method":          func(h *wire.Header, _, _ *[]byte) { h.Method = "GET" },
		"path":            func(h *wire.Header, _, _ *[]byte) { h.Path = "/v1/pull?a=1" },
		"query":           func(h *wire.Header, _, _ *[]byte) { h.Path = "/v1/push?a=2" },
		"station":         func(h *wire.Header, _, _ *[]byte) { h.Origin.Station = 13 },
		"epoch":           func(h *wire.Header, _, _ *[]byte) { h.Origin.Epoch = 2 },
		"counter":         func(h *wire.Header, _, _ *[]byte) { h.Counter = 6 },
		"nonce":           func(h *wire.Header, _, _ *[]byte) { h.Nonce = []byte{1, 2, 4} },
		"no nonce":        func(h *wire.Header, _, _ *[]byte) { h.Nonce = nil },
		"body":            func(_ *wire.Header, b, _ *[]byte) { *b = []byte("bodz") },
		"no body":         func(_ *wire.Header, b, _ *[]byte) { *b = nil },
		"signature":       func(_ *wire.Header, _, s *[]byte) { (*s)[10] ^= 1 },
		"no signature":    func(_ *wire.Header, _, s *[]byte) { *s = nil },
		"method and path": func(h *wire.Header, _, _ *[]byte) { h.Method, h.Path = "POST/", "v1/push?a=1" }, // moved across their border
	} {
		h, b, s := good, bytes.Clone(body), bytes.Clone(sig)
		change(&h, &b, &s)
		if wire.VerifyRequest(h, b, s, public(key(1))) {
			t.Errorf("changed %s: still verifies", name)
		}
	}
	if wire.VerifyRequest(good, body, sig, public(key(2))) || wire.VerifyRequest(good, body, sig, nil) {
		t.Error("another key verifies it")
	}
}

func TestReadHeader(t *testing.T) {
	h := wire.Header{Method: "GET", Path: "/v1/pull?after=7", Origin: market.Origin{Station: 12, Epoch: 3}, Counter: 1 << 63, Nonce: []byte{0xab, 0}}
	good := func() *http.Request {
		r := httptest.NewRequest(h.Method, h.Path, nil)
		wire.SignRequest(r.Header, h, nil, key(1))
		return r
	}
	got, sig, err := wire.ReadHeader(good())
	if err != nil || fmt.Sprint(got) != fmt.Sprint(h) || !wire.VerifyRequest(got, nil, sig, public(key(1))) {
		t.Errorf("read back as %+v, %v; sent was %+v", got, err, h)
	}
	for name, headers := range map[string]map[string]string{
		"no station":           {wire.HeaderStation: ""},
		"station 070":          {wire.HeaderStation: "070-1"},
		"station 70000":        {wire.HeaderStation: "70000-1"},
		"epoch 0":              {wire.HeaderStation: "12-0"},
		"station only":         {wire.HeaderStation: "12"},
		"an identifier":        {wire.HeaderStation: "12-1-1"},
		"no counter":           {wire.HeaderCounter: ""},
		"negative counter":     {wire.HeaderCounter: "-1"},
		"endless counter":      {wire.HeaderCounter: strings.Repeat("9", 30)},
		"nonce not hex":        {wire.HeaderNonce: "xyz"},
		"nonce too long":       {wire.HeaderNonce: strings.Repeat("00", 65)},
		"no signature":         {wire.HeaderSig: ""},
		"signature not base64": {wire.HeaderSig: "!!"},
		"short signature":      {wire.HeaderSig: "AAAA"},
	} {
		r := good()
		for k, v := range headers {
			r.Header.Set(k, v)
		}
		if got, _, err := wire.ReadHeader(r); market.Code(err) != "bad_signature" {
			t.Errorf("%s: %+v, %v; want bad_signature", name, got, err)
		}
	}
}

// A reply belongs to one request: it cannot be shown again for another.
func TestReplyIsBoundToItsRequest(t *testing.T) {
	head := http.Header{}
	request := bytes.Repeat([]byte{1}, 64)
	wire.SignReply(head, request, 200, []byte("answer"), key(2))
	verify := func(request []byte, status int, body string, n byte) bool {
		return wire.VerifyReply(head, request, status, []byte(body), public(key(n)))
	}
	if !verify(request, 200, "answer", 2) {
		t.Error("a good reply is refused")
	}
	other := bytes.Clone(request)
	other[63] ^= 1
	if verify(other, 200, "answer", 2) || verify(request, 409, "answer", 2) || verify(request, 200, "answes", 2) ||
		verify(request, 200, "answer", 3) || verify(nil, 200, "answer", 2) {
		t.Error("another request, status, body or county verifies too")
	}
	if wire.VerifyReply(http.Header{}, request, 200, []byte("answer"), public(key(2))) || wire.VerifyReply(head, request, 200, []byte("answer"), nil) {
		t.Error("a reply without signature or key verifies")
	}
}

func TestEnrolProof(t *testing.T) {
	if !wire.VerifyEnrol(enrol()) {
		t.Error("a good request is refused")
	}
	for name, change := range map[string]func(*wire.Enrol){
		"code":         func(e *wire.Enrol) { e.Code = "QWERTY" },
		"key":          func(e *wire.Enrol) { e.Sign = public(key(3)) },
		"wrapping key": func(e *wire.Enrol) { e.Wrap = []byte{1, 2, 4} },
		"proof":        func(e *wire.Enrol) { e.Proof = bytes.Clone(e.Proof); e.Proof[0] ^= 1 },
		"no proof":     func(e *wire.Enrol) { e.Proof = nil },
		"no key":       func(e *wire.Enrol) { e.Sign = nil },
	} {
		e := enrol()
		change(e)
		if wire.VerifyEnrol(e) {
			t.Errorf("changed %s: still verifies", name)
		}
	}
}

// Six digits that people compare: whoever stands between the two shows others.
func TestDigits(t *testing.T) {
	seen := map[string]bool{}
	for n := range byte(200) {
		d := wire.Digits(public(key(n)), public(key(201)), "QWERTZ")
		if len(d) != 6 || strings.Trim(d, "0123456789") != "" {
			t.Fatalf("%q are not six digits", d)
		}
		seen[d] = true
	}
	if len(seen) < 195 {
		t.Errorf("200 keys give %d different digits", len(seen))
	}
	a := wire.Digits(public(key(1)), public(key(2)), "QWERTZ")
	if a == wire.Digits(public(key(2)), public(key(1)), "QWERTZ") || a == wire.Digits(public(key(1)), public(key(2)), "QWERTY") {
		t.Error("keys changed about, or another code, give the same digits")
	}
}

func TestBatchSignature(t *testing.T) {
	if b := batch(); !wire.SignedBy(77, b, public(key(1))) {
		t.Fatal("a good batch is refused")
	}
	for name, change := range map[string]func(*wire.Batch){
		"station":      func(b *wire.Batch) { b.Station++ },
		"epoch":        func(b *wire.Batch) { b.Epoch++ },
		"first":        func(b *wire.Batch) { b.First++ },
		"first is 0":   func(b *wire.Batch) { b.First = 0 },
		"a fact less":  func(b *wire.Batch) { b.Facts = b.Facts[:1] },
		"a fact more":  func(b *wire.Batch) { b.Facts = append(b.Facts, []byte{4}) },
		"no facts":     func(b *wire.Batch) { b.Facts = nil },
		"last link":    func(b *wire.Batch) { b.Hash[0] ^= 1 },
		"no signature": func(b *wire.Batch) { b.Sig = nil },
		"too many":     func(b *wire.Batch) { b.Facts = make([][]byte, wire.MaxBatch+1); wire.SignBatch(77, b, key(1)) },
	} {
		b := batch()
		change(b)
		if wire.SignedBy(77, b, public(key(1))) {
			t.Errorf("changed %s: still verifies", name)
		}
	}
	if wire.SignedBy(78, batch(), public(key(1))) || wire.SignedBy(77, batch(), public(key(2))) || wire.SignedBy(77, batch(), nil) {
		t.Error("another county or key verifies it")
	}
}

// The signature covers the last link; the links cover the facts.
func TestBatchLinks(t *testing.T) {
	b := batch()
	links, whole := b.Links()
	if !whole || len(links) != 2 || links[0] != record.Next(b.Prev, b.Facts[0]) || links[1] != b.Hash {
		t.Errorf("links %x, whole %v", links, whole)
	}
	for name, change := range map[string]func(*wire.Batch){
		"a fact":          func(b *wire.Batch) { b.Facts[0] = []byte{1, 3} },
		"their order":     func(b *wire.Batch) { b.Facts[0], b.Facts[1] = b.Facts[1], b.Facts[0] },
		"where they end":  func(b *wire.Batch) { b.Facts = [][]byte{{1}, {2, 3}} },
		"the link before": func(b *wire.Batch) { b.Prev[0] ^= 1 },
	} {
		b := batch()
		change(b)
		if _, whole := b.Links(); whole {
			t.Errorf("changed %s: the links still lead to the last", name)
		}
	}
}
