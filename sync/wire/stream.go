package wire

import (
	"bufio"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/klauspost/compress/zstd"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// A stream is the body of POST /v1/stream: one zstd frame, flushed after each mark. A mark is
//
//	uvarint   length of the batch
//	…         Batch, canonical CBOR
//	64 bytes  Ed25519 over "DL-MARK-1\0" and the running digest
//
// The running digest begins as the digest of the request's header, which has a signature of
// its own, and takes in each batch: SHA-256(digest before, batch). So a mark says that all
// before it is whole, in order, and of this very request, and the county may commit it though
// the link is cut right behind. Facts that the county has proved to have serve as history
// that both sides know (History), so that a stream after a cut compresses as well as one that
// was never cut.

const markPrefix = "DL-MARK-1\x00"

// StreamPath gives path and query of a stream whose history is the facts first…last of o's
// journal, none when last < first.
func StreamPath(o market.Origin, first, last uint64) string {
	return fmt.Sprintf("%s?journal=%s&first=%d&last=%d", PathStream, o, first, last)
}

func (h Header) streamDigest() [sha256.Size]byte {
	return sha256.Sum256(append([]byte("DL-STREAM-1\x00"), h.digest(nil)...))
}

// SignStream puts the signature headers of a stream on head and returns the signature.
func SignStream(head http.Header, h Header, key ed25519.PrivateKey) []byte {
	d := h.streamDigest()
	return h.put(head, ed25519.Sign(key, d[:]))
}

// VerifyStream says whether pub signed this header for a stream.
func VerifyStream(h Header, sig []byte, pub ed25519.PublicKey) bool {
	d := h.streamDigest()
	return len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, d[:], sig)
}

// StreamWriter writes the marks of a stream.
type StreamWriter struct {
	z       *zstd.Encoder
	key     ed25519.PrivateKey
	running [sha256.Size]byte
}

// NewStreamWriter begins the stream of the request h. history is what both sides have. Where few
// facts are to come, of one mark, it is packed with a third of the memory and time.
func NewStreamWriter(w io.Writer, h Header, history []byte, few bool, key ed25519.PrivateKey) (*StreamWriter, error) {
	level, window := zstd.SpeedBetterCompression, streamWindow
	if few {
		level, window = zstd.SpeedDefault, fewWindow
	}
	options := []zstd.EOption{
		zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(level), zstd.WithWindowSize(window),
		zstd.WithEncoderCRC(false), // each mark is signed
	}
	if len(history) > 0 {
		options = append(options, zstd.WithEncoderDictRaw(historyID, history))
	}
	z, err := zstd.NewWriter(w, options...)
	if err != nil {
		return nil, fmt.Errorf("begin stream: %w", err)
	}
	return &StreamWriter{z, key, h.streamDigest()}, nil
}

// historyID is how a zstd frame names its history.
const historyID = 1

// Write sends one batch with its mark.
func (s *StreamWriter) Write(b *Batch) error {
	raw, err := record.Marshal(b)
	if err != nil {
		return err
	}
	s.running = sha256.Sum256(append(s.running[:], raw...))
	mark := binary.AppendUvarint(nil, uint64(len(raw)))
	mark = append(append(mark, raw...), ed25519.Sign(s.key, append([]byte(markPrefix), s.running[:]...))...)
	if _, err := s.z.Write(mark); err != nil {
		return fmt.Errorf("write mark: %w", err)
	}
	if err := s.z.Flush(); err != nil {
		return fmt.Errorf("write mark: %w", err)
	}
	return nil
}

// Close ends the stream.
func (s *StreamWriter) Close() error { return s.z.Close() }

// StreamReader reads the marks of a stream.
type StreamReader struct {
	z       *zstd.Decoder
	r       *bufio.Reader
	key     ed25519.PublicKey
	running [sha256.Size]byte
	plain   int64 // bytes read
}

// NewStreamReader reads the stream of the request h, whose header key has signed. Close it.
func NewStreamReader(r io.Reader, h Header, history []byte, key ed25519.PublicKey) (*StreamReader, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(streamWindow)}
	if len(history) > 0 {
		options = append(options, zstd.WithDecoderDictRaw(historyID, history))
	}
	z, err := zstd.NewReader(io.LimitReader(r, MaxStream), options...)
	if err != nil {
		return nil, fmt.Errorf("read stream: %w", err)
	}
	return &StreamReader{z: z, r: bufio.NewReader(z), key: key, running: h.streamDigest()}, nil
}

// Next gives the next batch whose mark fits, io.EOF after the last, bad_signature when a mark
// does not fit, ErrTooLarge beyond the limits, and another error for what is no stream or was cut.
func (s *StreamReader) Next() (*Batch, error) {
	n, err := binary.ReadUvarint(s.r)
	if err != nil {
		return nil, streamFault(err)
	}
	if n > MaxMark {
		return nil, ErrTooLarge
	}
	if s.plain += int64(n); s.plain > MaxStreamPlain {
		return nil, ErrTooLarge
	}
	mark := make([]byte, n+ed25519.SignatureSize)
	if _, err := io.ReadFull(s.r, mark); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, streamFault(err)
	}
	raw, sig := mark[:n], mark[n:]
	s.running = sha256.Sum256(append(s.running[:], raw...))
	if !ed25519.Verify(s.key, append([]byte(markPrefix), s.running[:]...), sig) {
		return nil, market.Refuse("bad_signature")
	}
	var b Batch
	return &b, record.Unmarshal(raw, &b)
}

// Close lets go of the decoder's memory.
func (s *StreamReader) Close() { s.z.Close() }

func streamFault(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return ErrTooLarge
	}
	return fmt.Errorf("read stream: %w", err)
}
