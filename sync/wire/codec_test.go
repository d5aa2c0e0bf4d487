package wire_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"testing"

	"github.com/klauspost/compress/zstd"

	"yizhan/sync/record"
	"yizhan/sync/wire"
)

func TestPackUnpack(t *testing.T) {
	for name, want := range messages() {
		packed, err := wire.Pack(want)
		if err != nil {
			t.Fatal(err)
		}
		got := reflect.New(reflect.TypeOf(want).Elem()).Interface()
		if err := wire.Unpack(packed, got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s came back as %+v, %v", name, got, err)
		}
	}
}

// squeeze compresses bytes as Pack does a message.
func squeeze(t *testing.T, plain []byte, options ...zstd.EOption) []byte {
	t.Helper()
	enc, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	defer enc.Close()
	return enc.EncodeAll(plain, nil)
}

func TestUnpackRefuses(t *testing.T) {
	whole, err := wire.Pack(&wire.Fault{Code: "gap"})
	if err != nil {
		t.Fatal(err)
	}
	bomb := squeeze(t, make([]byte, 300<<20))
	if len(bomb) > 100<<10 {
		t.Fatalf("the bomb has %d bytes, too many to be one", len(bomb))
	}
	half := squeeze(t, make([]byte, wire.MaxPlain/2+1024))
	for name, c := range map[string]struct {
		body  []byte
		large bool
	}{
		"nothing":                  {nil, false},
		"no zstd":                  {[]byte("hello"), false},
		"plain CBOR":               {[]byte{0xa0}, false},
		"cut":                      {whole[:len(whole)-3], false},
		"a bomb of 300 MiB":        {bomb, true},
		"two halves of a bomb":     {append(bytes.Clone(half), half...), true},
		"a window of 128 MiB":      {squeeze(t, make([]byte, 9<<20), zstd.WithWindowSize(128<<20), zstd.WithSingleSegment(false)), true},
		"oversize as sent":         {make([]byte, wire.MaxBody+1), true},
		"bytes after the message":  {squeeze(t, append(plainOf(t, whole), 0)), false},
		"indefinite length":        {squeeze(t, []byte{0xbf, 0xff}), false},
		"a map of five thousand":   {squeeze(t, manyFields(5000)), false},
		"nested forty deep":        {squeeze(t, append(bytes.Repeat([]byte{0xa1, 0x18, 99}, 40), 0)), false},
		"a tag":                    {squeeze(t, []byte{0xc1, 0xa0}), false},
		"more announced than sent": {squeeze(t, []byte{0xa1, 1, 0x7b, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff}), false},
	} {
		var f wire.Fault
		err := wire.Unpack(c.body, &f)
		if err == nil {
			t.Errorf("%s: read as %+v", name, f)
		}
		if large := errors.Is(err, wire.ErrTooLarge); large != c.large {
			t.Errorf("%s: %v, want too large: %v", name, err, c.large)
		}
	}
}

func plainOf(t *testing.T, packed []byte) []byte {
	t.Helper()
	dec, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	plain, err := dec.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func manyFields(n int) []byte {
	b := []byte{0xb9, byte(n >> 8), byte(n)}
	for i := range n {
		b = append(b, 0x19, byte(i>>8), byte(i), 0)
	}
	return b
}

// A newer program adds fields; an older one reads over them.
func TestUnknownFieldsArePassedOver(t *testing.T) {
	plain, err := record.Marshal(map[int]any{1: "gap", 99: []string{"new"}})
	if err != nil {
		t.Fatal(err)
	}
	var f wire.Fault
	if err := wire.Unpack(squeeze(t, plain), &f); err != nil || f.Code != "gap" {
		t.Errorf("%+v, %v", f, err)
	}
}

// endless is a body that never ends; it counts what is read of it.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestReadBody(t *testing.T) {
	for size, large := range map[int]bool{0: false, 1: false, wire.MaxBody: false, wire.MaxBody + 1: true} {
		b, err := wire.ReadBody(bytes.NewReader(make([]byte, size)))
		if errors.Is(err, wire.ErrTooLarge) != large || !large && (err != nil || len(b) != size) {
			t.Errorf("%d bytes: %d, %v", size, len(b), err)
		}
	}
	e := &endless{}
	if _, err := wire.ReadBody(e); !errors.Is(err, wire.ErrTooLarge) || e.read > 2*wire.MaxBody {
		t.Errorf("an endless body: %v after %d bytes", err, e.read)
	}
	broken := errors.New("cut")
	if _, err := wire.ReadBody(io.MultiReader(bytes.NewReader([]byte{1}), brokenReader{broken})); !errors.Is(err, broken) {
		t.Errorf("a cut body: %v", err)
	}
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }
