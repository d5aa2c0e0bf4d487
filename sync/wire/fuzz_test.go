package wire_test

import (
	"reflect"
	"testing"

	"yizhan/sync/wire"
)

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
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, empty := range []any{&wire.Hello{}, &wire.Batch{}, &wire.Pulled{}, &wire.Enrol{}} {
			if wire.Unpack(body, empty) != nil {
				continue
			}
			if b, ok := empty.(*wire.Batch); ok {
				b.Links() // walks what an attacker wrote
			}
			packed, err := wire.Pack(empty)
			if err != nil {
				t.Fatal(err)
			}
			again := reflect.New(reflect.TypeOf(empty).Elem()).Interface()
			if err := wire.Unpack(packed, again); err != nil || !reflect.DeepEqual(again, empty) {
				t.Fatalf("%+v was sent on as %+v (%v)", empty, again, err)
			}
		}
	})
}
