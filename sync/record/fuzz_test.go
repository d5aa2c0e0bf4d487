package record_test

import (
	"bytes"
	"testing"

	"yizhan/sync/record"
)

// Whatever comes from outside is refused or is a fact that can be passed on: never a crash,
// and never a fact that cannot be written again.
func FuzzDecode(f *testing.F) {
	for _, s := range samples() {
		body, err := record.Marshal(s.body)
		if err != nil {
			f.Fatal(err)
		}
		raw, err := (&record.Fact{Kind: s.kind, ID: s.id, Base: s.base, By: "self", Body: body}).Encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte{0x88, 0, 0x61, 'k', 0x83, 1, 1, 1, 0, 0, 0x60, 0xf6, 0x80})
	f.Fuzz(func(t *testing.T, raw []byte) {
		fact, err := record.Decode(raw)
		if err != nil {
			return
		}
		stored, err := fact.Encode()
		if err != nil {
			t.Fatalf("read from %x, but: %v", raw, err)
		}
		again, err := record.Decode(stored)
		if err != nil {
			t.Fatalf("wrote %x, but: %v", stored, err)
		}
		if twice, err := again.Encode(); err != nil || !bytes.Equal(twice, stored) {
			t.Fatalf("wrote %x, then %x (%v)", stored, twice, err)
		}
	})
}
