package wire

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
)

var errLargeBundle = fmt.Errorf("%w: %w", ErrBundle, ErrTooLarge)

// frames reads a bundle frame by frame, one of them in memory at a time.
type frames struct {
	r    io.Reader
	sum  hash.Hash
	left int64 // bytes that the bundle may still have
	buf  bytes.Buffer

	digest, sig []byte // once the end was read
}

func newFrames(r io.Reader) (*frames, error) {
	f := &frames{r: r, sum: sha256.New(), left: MaxBundle}
	magic, err := f.read(int64(len(bundleMagic)))
	if err != nil {
		return nil, err
	}
	if string(magic) != bundleMagic {
		return nil, ErrBundle
	}
	_, _ = f.sum.Write(magic) // a digest never fails
	return f, nil
}

// head reads the first frame.
func (f *frames) head() (*BundleHead, error) {
	kind, payload, err := f.next()
	if errors.Is(err, io.EOF) || err == nil && kind != frameHead {
		return nil, ErrBundle
	}
	if err != nil {
		return nil, err
	}
	var h BundleHead
	if err := Unpack(payload, &h); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBundle, err)
	}
	if len(h.Have) > MaxJournals {
		return nil, errLargeBundle
	}
	return &h, nil
}

// next gives a frame, whose bytes hold until the next call, or io.EOF behind the end of the
// bundle. Nothing may follow the end.
func (f *frames) next() (kind byte, payload []byte, err error) {
	head, err := f.read(5)
	if err != nil {
		return 0, nil, err
	}
	kind, size := head[0], int64(binary.BigEndian.Uint32(head[1:]))
	// The end is known to stand there by its length and by being the last; the rest is digested.
	if kind == frameEnd {
		if size != ed25519.SignatureSize {
			return 0, nil, ErrBundle
		}
		return 0, nil, f.end()
	}
	_, _ = f.sum.Write(head)
	if payload, err = f.read(size); err == nil {
		_, _ = f.sum.Write(payload)
	}
	return kind, payload, err
}

func (f *frames) end() error {
	sig, err := f.read(ed25519.SignatureSize)
	if err != nil {
		return err
	}
	f.digest, f.sig = bundleDigest(f.sum), bytes.Clone(sig)
	switch _, err := io.ReadFull(f.r, make([]byte, 1)); {
	case errors.Is(err, io.EOF):
		return io.EOF
	case err != nil:
		return fmt.Errorf("read bundle: %w", err)
	}
	return ErrBundle
}

// read gives n bytes. The buffer grows with what really comes, not with what was announced.
func (f *frames) read(n int64) ([]byte, error) {
	if n > MaxBody {
		return nil, errLargeBundle
	}
	if f.left -= n; f.left < 0 {
		return nil, errLargeBundle
	}
	f.buf.Reset()
	got, err := f.buf.ReadFrom(io.LimitReader(f.r, n))
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	if got < n {
		return nil, ErrBundle // cut
	}
	return f.buf.Bytes(), nil
}
