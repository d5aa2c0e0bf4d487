package record_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Whatever stands in a body is refused or read, whichever kind it is read for, and what was read
// can be written and says the same. Renaming gives a fact that can be written, or refuses.
func FuzzBodies(f *testing.F) {
	kinds := []record.Kind{"place.conjured"}
	for _, s := range samples() {
		body, err := record.Marshal(s.body)
		if err != nil {
			f.Fatal(err)
		}
		kinds = append(kinds, s.kind)
		f.Add(body)
	}
	f.Add([]byte{0xa1, 0x01, 0x83, 0x0c, 0x01, 0x19, 0x01, 0xaf})
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, s := range samples() {
			read := reflect.New(reflect.TypeOf(s.body))
			if err := record.Unmarshal(body, read.Interface()); err != nil {
				if !errors.Is(err, record.ErrFact) {
					t.Fatalf("%T from %x: %v", s.body, body, err)
				}
				continue
			}
			written, err := record.Marshal(read.Interface())
			if err != nil {
				t.Fatalf("%T was read from %x, but: %v", s.body, body, err)
			}
			again := reflect.New(reflect.TypeOf(s.body))
			if err := record.Unmarshal(written, again.Interface()); err != nil {
				t.Fatalf("%T wrote %x, but: %v", s.body, written, err)
			}
			if twice, err := record.Marshal(again.Interface()); err != nil || !bytes.Equal(twice, written) {
				t.Fatalf("%T wrote %x, then %x (%v)", s.body, written, twice, err)
			}
		}
		one := market.Ref{Origin: market.Origin{Station: 12, Epoch: 1}, N: 431}
		two := market.Ref{Origin: market.Origin{Station: 12, Epoch: 2}, N: 1}
		for _, kind := range kinds {
			fact := &record.Fact{Kind: kind, ID: one, By: "self", Body: body}
			stored, err := fact.Encode()
			if err != nil {
				continue // no body at all
			}
			if fact, err = record.Decode(stored); err != nil {
				continue
			}
			named, err := fact.Rename(map[market.Ref]market.Ref{one: two})
			if err != nil {
				continue
			}
			if named.ID != two {
				t.Fatalf("%s of %v was renamed to %v", kind, one, named.ID)
			}
			if _, err := named.Encode(); err != nil {
				t.Fatalf("%s with %x was renamed, but: %v", kind, body, err)
			}
		}
	})
}
