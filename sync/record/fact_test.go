package record_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"pgregory.net/rapid"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// facts draws any fact that may be written, of kinds not yet thought of too.
func facts() *rapid.Generator[*record.Fact] {
	origin := rapid.Custom(func(t *rapid.T) market.Origin {
		return market.Origin{Station: rapid.Uint16().Draw(t, "station"), Epoch: rapid.Uint8Min(1).Draw(t, "epoch")}
	})
	return rapid.Custom(func(t *rapid.T) *record.Fact {
		body, err := record.Marshal(rapid.MapOfN(rapid.IntRange(-3, 60), rapid.OneOf(
			rapid.String().AsAny(), rapid.Int64().AsAny(), rapid.Bool().AsAny(), rapid.SliceOfN(rapid.Uint32(), 0, 5).AsAny(),
		), 0, 8).Draw(t, "body"))
		if err != nil {
			t.Fatal(err)
		}
		f := &record.Fact{
			Kind: record.Kind(rapid.StringN(1, 30, 60).Draw(t, "kind")), Flags: uint(rapid.Uint8().Draw(t, "flags")),
			ID: market.Ref{Origin: origin.Draw(t, "origin"), N: rapid.Uint32().Draw(t, "n")},
			At: rapid.Int64().Draw(t, "at"), Base: rapid.Uint64().Draw(t, "base"), By: rapid.String().Draw(t, "by"), Body: body,
		}
		for range rapid.IntRange(0, record.MaxBoxes).Draw(t, "boxes") {
			f.Boxes = append(f.Boxes, record.Box{
				Tag: seal.Tag(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "tag")), Published: rapid.Bool().Draw(t, "published"),
				Data: rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "data"),
			})
		}
		return f
	})
}

func TestFactRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := facts().Draw(t, "fact")
		b, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := record.Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, f) {
			t.Fatalf("came back as\n%+v, was\n%+v", got, f)
		}
		if again, err := got.Encode(); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("encodes again to %x (%v), was %x", again, err, b)
		}
	})
}

func TestEncodeRefusesWhatIsTooLarge(t *testing.T) {
	f := &record.Fact{Kind: "k", Body: cbor.RawMessage{0xa0}, By: strings.Repeat("x", record.MaxFact)}
	if _, err := f.Encode(); !errors.Is(err, record.ErrFact) {
		t.Errorf("%d bytes: %v, want ErrFact", len(f.By), err)
	}
	f = &record.Fact{Kind: "k", Body: cbor.RawMessage{0xa0}, Boxes: make([]record.Box, record.MaxBoxes+1)}
	if _, err := f.Encode(); !errors.Is(err, record.ErrFact) {
		t.Errorf("%d boxes: %v, want ErrFact", len(f.Boxes), err)
	}
}

// array is a fact by hand: the eight elements as CBOR.
func array(elements ...[]byte) []byte {
	return append([]byte{0x80 | byte(len(elements))}, bytes.Join(elements, nil)...)
}

func TestDecodeRefuses(t *testing.T) {
	flags, kind, id, at, base, by, body, boxes := []byte{0}, []byte("\x61k"), []byte{0x83, 1, 1, 1}, []byte{0}, []byte{0}, []byte("\x61s"), []byte{0xa0}, []byte{0xf6}
	nested := append(bytes.Repeat([]byte{0x81}, 12), 0)
	for name, raw := range map[string][]byte{
		"nothing":              {},
		"one element less":     array(flags, kind, id, at, base, by, body),
		"one element more":     append(array(flags, kind, id, at, base, by, body, boxes, at), 0),
		"bytes after it":       append(array(flags, kind, id, at, base, by, body, boxes), 0),
		"cut":                  array(flags, kind, id, at, base, by, body, boxes)[:12],
		"no kind":              array(flags, []byte{0x60}, id, at, base, by, body, boxes),
		"a map":                {0xa0},
		"deep nesting":         array(flags, kind, id, at, base, by, nested, boxes),
		"indefinite length":    array(flags, kind, id, at, base, by, []byte{0xbf, 0xff}, boxes),
		"indefinite outside":   append(append([]byte{0x9f}, array(flags, kind, id, at, base, by, body, boxes)[1:]...), 0xff),
		"a tag":                array(flags, kind, id, at, base, by, []byte{0xa1, 1, 0xc1, 0}, boxes),
		"kind not UTF-8":       array(flags, []byte("\x62\xff\xfe"), id, at, base, by, body, boxes),
		"station beyond 16bit": array(flags, kind, []byte{0x83, 0x1a, 0, 1, 0, 0, 1, 1}, at, base, by, body, boxes),
		"at beyond 64bit":      array(flags, kind, id, []byte{0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, base, by, body, boxes),
		"five boxes":           array(flags, kind, id, at, base, by, body, append([]byte{0x85}, bytes.Repeat([]byte{0x83, 0x40, 0xf4, 0x40}, 5)...)),
		"oversize":             array(flags, kind, id, at, base, append([]byte{0x79, 0x40, 0}, bytes.Repeat([]byte{'x'}, 0x4000)...), body, boxes),
		"announced, not there": array(flags, kind, id, at, base, []byte{0x7a, 0x7f, 0xff, 0xff, 0xff}, body, boxes),
	} {
		if f, err := record.Decode(raw); !errors.Is(err, record.ErrFact) {
			t.Errorf("%s: %+v, %v; want ErrFact", name, f, err)
		}
	}
	if _, err := record.Decode(array(flags, kind, id, at, base, by, body, boxes)); err != nil {
		t.Errorf("the same without fault: %v", err)
	}
}

// A body is read when its kind is known, by the same rules; until then its bytes are passed on.
func TestUnmarshalRefuses(t *testing.T) {
	for name, raw := range map[string][]byte{
		"a key twice":          {0xa2, 1, 0x61, 'a', 1, 0x61, 'b'},
		"an unknown key twice": {0xa2, 0x18, 99, 1, 0x18, 99, 2},
		"not UTF-8":            {0xa1, 1, 0x61, 0xff},
		"a number for a text":  {0xa1, 1, 7},
		"a tag":                {0xa1, 1, 0xc0, 0x61, 'a'},
	} {
		var c record.Closed
		if err := record.Unmarshal(raw, &c); !errors.Is(err, record.ErrFact) {
			t.Errorf("%s: %+v, %v; want ErrFact", name, c, err)
		}
	}
}

// Limits hold for every value that comes from outside, also below a struct with few fields.
func TestUnmarshalKeepsLimits(t *testing.T) {
	var m map[int]int
	pairs := []byte{0xb9, 0x01, 0x2c} // 300 pairs
	for i := range 300 {
		pairs = append(pairs, 0x19, byte(i>>8), byte(i), 0)
	}
	if err := record.Unmarshal(pairs, &m); !errors.Is(err, record.ErrFact) {
		t.Errorf("a map of 300 pairs: %v, want ErrFact", err)
	}
	var l []int
	if err := record.Unmarshal(append([]byte{0x9a, 0, 0, 0x40, 1}, make([]byte, 0x4001)...), &l); !errors.Is(err, record.ErrFact) {
		t.Errorf("an array of 16,385 elements: %v, want ErrFact", err)
	}
}

// A newer program's fields go through an older one untouched: the body is passed on as bytes.
func TestUnknownFieldsAreKept(t *testing.T) {
	raw, err := record.Marshal(map[int]any{1: "下雨", 77: []int{1, 2}, 99: map[int]string{5: "新"}})
	if err != nil {
		t.Fatal(err)
	}
	stored, err := (&record.Fact{Kind: record.PostingClosed, ID: market.Ref{Origin: market.Origin{Station: 1, Epoch: 1}, N: 1}, Body: raw}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	f, err := record.Decode(stored)
	if err != nil {
		t.Fatal(err)
	}
	var c record.Closed
	if err := record.Unmarshal(f.Body, &c); err != nil || c.Reason != "下雨" {
		t.Errorf("known field %q, %v", c.Reason, err)
	}
	if again, err := f.Encode(); err != nil || !bytes.Equal(again, stored) {
		t.Errorf("passed on as %x (%v), was %x", again, err, stored)
	}
}

func TestRef(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := market.Ref{Origin: market.Origin{Station: rapid.Uint16().Draw(t, "station"), Epoch: rapid.Uint8Min(1).Draw(t, "epoch")}, N: rapid.Uint32Min(1).Draw(t, "n")}
		r := record.RefOf(market.PostingID(m.String()))
		if r.Market() != m || r.String() != m.String() {
			t.Fatalf("%v came back as %v", m, r)
		}
	})
	if r := record.RefOf(market.PostingID("no id")); r != (record.Ref{}) || r.String() != "" {
		t.Errorf("no identifier gives %v", r)
	}
}
