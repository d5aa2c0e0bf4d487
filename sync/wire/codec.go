package wire

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"

	"yizhan/sync/record"
)

// ErrTooLarge says that a body goes beyond the limits, before or after decompression.
var ErrTooLarge = errors.New("message too large")

var coders = sync.OnceValues(func() (*zstd.Encoder, *zstd.Decoder) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err) // options are constants
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(MaxPlain), zstd.WithDecoderMaxWindow(8<<20))
	if err != nil {
		panic(err)
	}
	return enc, dec
})

// Pack writes a message: canonical CBOR inside zstd.
func Pack(v any) ([]byte, error) {
	b, err := record.Marshal(v)
	if err != nil {
		return nil, err
	}
	enc, _ := coders()
	return enc.EncodeAll(b, nil), nil
}

// Unpack reads a message within the limits.
func Unpack(b []byte, v any) error {
	if len(b) > MaxBody {
		return ErrTooLarge
	}
	_, dec := coders()
	plain, err := dec.DecodeAll(b, nil)
	if errors.Is(err, zstd.ErrDecoderSizeExceeded) || errors.Is(err, zstd.ErrWindowSizeExceeded) {
		return ErrTooLarge
	}
	if err != nil {
		return fmt.Errorf("decompress message: %w", err)
	}
	return record.Unmarshal(plain, v)
}

// ReadBody reads at most MaxBody bytes; ErrTooLarge beyond.
func ReadBody(r io.Reader) ([]byte, error) {
	var buf bytes.Buffer
	n, err := buf.ReadFrom(io.LimitReader(r, MaxBody+1))
	if err != nil {
		return nil, fmt.Errorf("read message: %w", err)
	}
	if n > MaxBody {
		return nil, ErrTooLarge
	}
	return buf.Bytes(), nil
}
