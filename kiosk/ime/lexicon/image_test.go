package lexicon

import (
	"bytes"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// unpacked is a lexicon's image without its frame.
func unpacked(t *testing.T, l *Lexicon) []byte {
	t.Helper()
	var image bytes.Buffer
	if err := l.Write(&image); err != nil {
		t.Fatal(err)
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	plain, err := dec.DecodeAll(image.Bytes(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func packed(t *testing.T, plain []byte) []byte {
	t.Helper()
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer enc.Close()
	return enc.EncodeAll(plain, nil)
}
