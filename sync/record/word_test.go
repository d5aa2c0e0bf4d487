package record_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// said is a word of county 7 at seq 5 of its journal 0-1, for everybody.
func said(t *testing.T) (f *record.Fact, key ed25519.PrivateKey) {
	t.Helper()
	key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))
	body, err := record.Marshal(record.Erased{Tags: []seal.Tag{{1}, {2}}})
	if err != nil {
		t.Fatal(err)
	}
	f = &record.Fact{Kind: record.PersonErased, ID: market.Ref{Origin: market.Origin{Station: 12, Epoch: 1}, N: 3}, By: "county", Body: body}
	if err := f.Sign(7, market.Origin{Epoch: 1}, 5, "*", key); err != nil {
		t.Fatal(err)
	}
	return f, key
}

// What is signed is stored and read as any fact, and says the same as without the signature.
func TestWordIsProved(t *testing.T) {
	f, key := said(t)
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := record.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	scope, ok := got.Proved(7, market.Origin{Epoch: 1}, 5, key.Public().(ed25519.PublicKey))
	if !ok || scope != "*" {
		t.Errorf("%q, %v", scope, ok)
	}
	var body record.Erased
	if err := record.Unmarshal(got.Body, &body); err != nil || len(body.Tags) != 2 {
		t.Errorf("%+v, %v", body, err)
	}
	bare, err := got.Unsigned()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := bare.Proved(7, market.Origin{Epoch: 1}, 5, key.Public().(ed25519.PublicKey)); ok {
		t.Error("proved without a signature")
	}
}

// What stations keep today must prove to the county of tomorrow.
func TestWordStaysProved(t *testing.T) {
	f, _ := said(t)
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != "7dbf4692a05ca160117a4e8ed83930daba1a4f00a42b114d184483e8380ee607" {
		t.Errorf("a signed word is stored otherwise: %s", got)
	}
}

// Nothing about a word can be another than the county said.
func TestWordOfSomebodyElse(t *testing.T) {
	f, key := said(t)
	pub := key.Public().(ed25519.PublicKey)
	proved := func(f record.Fact, county uint32, epoch uint8, seq uint64, pub ed25519.PublicKey) bool {
		_, ok := f.Proved(county, market.Origin{Epoch: epoch}, seq, pub)
		return ok
	}
	if !proved(*f, 7, 1, 5, pub) {
		t.Fatal("the word itself is not proved")
	}
	other := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)).Public().(ed25519.PublicKey)
	for name, ok := range map[string]bool{
		"county": proved(*f, 8, 1, 5, pub), "generation": proved(*f, 7, 2, 5, pub), "seq": proved(*f, 7, 1, 6, pub),
		"key": proved(*f, 7, 1, 5, other), "no key": proved(*f, 7, 1, 5, nil),
	} {
		if ok {
			t.Errorf("proved for another %s", name)
		}
	}
	for name, change := range map[string]func(*record.Fact){
		"thing": func(f *record.Fact) { f.ID.N++ },
		"kind":  func(f *record.Fact) { f.Kind = record.FactPassed },
		"time":  func(f *record.Fact) { f.At++ },
		"maker": func(f *record.Fact) { f.By = "s12-1" },
		"box":   func(f *record.Fact) { f.Boxes = []record.Box{{Data: []byte{1}}} },
		"body":  func(f *record.Fact) { f.Body = bytes.Replace(f.Body, []byte{2, 0, 0}, []byte{3, 0, 0}, 1) },
		"scope": func(f *record.Fact) { f.Body = bytes.Replace(f.Body, []byte("a*"), []byte("a?"), 1) },
		"no body": func(f *record.Fact) {
			f.Body = nil
		},
	} {
		g := *f
		g.Body = bytes.Clone(f.Body)
		change(&g)
		if proved(g, 7, 1, 5, pub) {
			t.Errorf("proved with another %s", name)
		}
	}
	if record.IsWord(record.PlaceGranted) {
		t.Error("a grant is no word: the holder lists what it has")
	}
}
