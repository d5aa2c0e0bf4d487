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

	"yizhan/sync/market"
)

// A bundle carries on a stick what a round carries over the net. It is
//
//	magic, then frames: kind (1 byte), length (uint32, big-endian), that many bytes
//	head      the first frame, a BundleHead
//	batches   of a station's bundle: what the county is not proved to have, in order
//	pulls     of the county's bundle: what follows the cursor that the head names, in order
//	end       the last frame: the signature of the one who wrote the bundle
//
// All but the end are messages as Pack writes them, each within MaxBody and MaxPlain, so that a
// reader holds one frame in memory whatever the bundle's size. The signature is over SHA-256 of
// all bytes before the end. So there are two passes: SurveyBundle unpacks nothing but the head, and
// ReadBundle unpacks what has proved to be whole.
const bundleMagic = "YZ-BUNDLE-1\n"

// MaxBundle is the most bytes of a bundle.
const MaxBundle = 1 << 30

const (
	frameHead  = 'H'
	frameBatch = 'B'
	framePull  = 'P'
	frameEnd   = 'E'
)

// ErrBundle says that a file is not a whole bundle as its maker wrote it.
var ErrBundle = market.Refuse("bad_bundle")

// BundleHead says who wrote a bundle, for whom, and what a hello or its reply would say.
type BundleHead struct {
	Version   int    `cbor:"1,keyasint"`
	County    uint32 `cbor:"2,keyasint"`
	Station   uint16 `cbor:"3,keyasint"` // who wrote and signed it; 0 is the county
	Epoch     uint8  `cbor:"4,keyasint"`
	ToStation uint16 `cbor:"5,keyasint"` // whom it is for; 0 is the county
	ToEpoch   uint8  `cbor:"6,keyasint"`
	Serial    uint64 `cbor:"7,keyasint,omitempty"` // of a station's: grows with every bundle, so that a replay is not taken for a round
	Have      []Have `cbor:"8,keyasint"`           // the station's journals, or what the county has of them
	Gen       uint32 `cbor:"9,keyasint"`           // the station's cursor, or that behind which the pulls begin
	Rev       uint64 `cbor:"10,keyasint"`
	Program   string `cbor:"11,keyasint,omitempty"`
	Mark      []byte `cbor:"20,keyasint,omitempty"` // of the cursor, as in Hello
	Certs     []Cert `cbor:"21,keyasint,omitempty"`
	Own       []Have `cbor:"30,keyasint,omitempty"` // as in HelloReply
}

// From is who wrote the bundle.
func (h *BundleHead) From() market.Origin {
	return market.Origin{Station: h.Station, Epoch: h.Epoch}
}

// To is whom the bundle is for.
func (h *BundleHead) To() market.Origin {
	return market.Origin{Station: h.ToStation, Epoch: h.ToEpoch}
}

// BundleWriter writes one bundle.
type BundleWriter struct {
	w   io.Writer // the file and the running digest
	sum hash.Hash
}

// NewBundle begins a bundle with its head.
func NewBundle(w io.Writer, h *BundleHead) (*BundleWriter, error) {
	sum := sha256.New()
	b := &BundleWriter{w: io.MultiWriter(w, sum), sum: sum}
	if _, err := io.WriteString(b.w, bundleMagic); err != nil {
		return nil, fmt.Errorf("begin bundle: %w", err)
	}
	return b, b.message(frameHead, h)
}

// Batch adds a run of a station's journal.
func (b *BundleWriter) Batch(m *Batch) error { return b.message(frameBatch, m) }

// Pulled adds facts that the county hands on.
func (b *BundleWriter) Pulled(m *Pulled) error { return b.message(framePull, m) }

func (b *BundleWriter) message(kind byte, v any) error {
	packed, err := Pack(v)
	if err != nil {
		return err
	}
	if len(packed) > MaxBody {
		return ErrTooLarge
	}
	return b.frame(kind, packed)
}

func (b *BundleWriter) frame(kind byte, payload []byte) error {
	head := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(payload)))
	for _, part := range [][]byte{head, payload} {
		if _, err := b.w.Write(part); err != nil {
			return fmt.Errorf("write bundle: %w", err)
		}
	}
	return nil
}

// Sign ends the bundle with the signature of the one named in its head.
func (b *BundleWriter) Sign(key ed25519.PrivateKey) error {
	sig := ed25519.Sign(key, bundleDigest(b.sum))
	return b.frame(frameEnd, sig)
}

func bundleDigest(sum hash.Hash) []byte { return sum.Sum([]byte("DL-BUNDLE-1\x00")) }

// Survey is what the first pass over a bundle finds.
type Survey struct {
	Head   *BundleHead
	digest []byte
	sig    []byte
}

// SignedBy says whether pub signed the whole bundle.
func (s *Survey) SignedBy(pub ed25519.PublicKey) bool {
	return len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, s.digest, s.sig)
}

// SurveyBundle reads a bundle to its end, unpacking nothing but its head. It refuses
// with bad_bundle. A file that cannot be read is another error.
func SurveyBundle(r io.Reader) (*Survey, error) {
	s := &Survey{}
	f, err := newFrames(r)
	if err != nil {
		return nil, err
	}
	if s.Head, err = f.head(); err != nil {
		return nil, err
	}
	for {
		kind, _, err := f.next()
		if errors.Is(err, io.EOF) {
			s.digest, s.sig = f.digest, f.sig
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		if kind != frameBatch && kind != framePull {
			return nil, ErrBundle
		}
	}
}

// ReadBundle gives a station's batches or the county's pulls, in order, to batch or pull; what
// the reader has no use for is nil, and refused. The file must be the one that was surveyed:
// what was given out counts only when ReadBundle returns nil.
func (s *Survey) ReadBundle(r io.Reader, batch func(*Batch) error, pull func(*Pulled) error) error {
	f, err := newFrames(r)
	if err != nil {
		return err
	}
	if _, err := f.head(); err != nil {
		return err
	}
	for {
		kind, payload, err := f.next()
		switch {
		case errors.Is(err, io.EOF):
			if !bytes.Equal(f.digest, s.digest) || !bytes.Equal(f.sig, s.sig) {
				return ErrBundle
			}
			return nil
		case err != nil:
			return err
		case kind == frameBatch && batch != nil:
			err = unpackFrame(payload, batch)
		case kind == framePull && pull != nil:
			err = unpackFrame(payload, pull)
		default:
			err = ErrBundle
		}
		if err != nil {
			return err
		}
	}
}

func unpackFrame[M any](payload []byte, do func(*M) error) error {
	var m M
	if err := Unpack(payload, &m); err != nil {
		return fmt.Errorf("%w: %w", ErrBundle, err)
	}
	return do(&m)
}
