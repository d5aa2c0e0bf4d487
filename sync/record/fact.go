package record

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/fxamacker/cbor/v2"

	"yizhan/sync/market"
	"yizhan/sync/seal"
)

// Fact is one entry of a journal, decoded. Who made it (station and epoch) and its seq are
// its place in the journal and stand beside the stored bytes, not inside them; the chain
// binds both (Genesis, Next).
type Fact struct {
	Kind  Kind
	Flags uint       // MustUnderstand
	ID    market.Ref // what the fact speaks of
	At    int64      // milliseconds since 1970, never going back within a journal; for display only (I6)
	Base  uint64     // revision that this builds on; 0 for things that are not revised
	By    string     // staff account, or "self" for the touch screen; fixed when made
	Body  cbor.RawMessage
	Boxes []Box // personal data, at most MaxBoxes
}

// Box is one person's data inside a fact. A published box may be opened by every station that
// sees the fact (an employer's contact); any other only by its maker and the county.
type Box struct {
	_         struct{} `cbor:",toarray"`
	Tag       seal.Tag
	Published bool
	Data      []byte
}

// MustUnderstand marks a kind that changes places: a program that does not know it keeps
// syncing but stops giving places of that posting.
const MustUnderstand = 1

// Bounds of one fact; larger ones are refused when made and quarantined when received.
const (
	MaxFact  = 16 << 10 // bytes
	MaxBoxes = 4
)

// Hash is a link of the chain: SHA-256.
type Hash [sha256.Size]byte

// ErrFact says that bytes are not a fact this program can read.
var ErrFact = errors.New("not a readable fact")

type stored struct {
	_     struct{} `cbor:",toarray"`
	Flags uint
	Kind  Kind
	ID    Ref
	At    int64
	Base  uint64
	By    string
	Body  cbor.RawMessage
	Boxes []Box
}

// Ref is a market.Ref as it is written: an array of station, epoch and number.
type Ref struct {
	_       struct{} `cbor:",toarray"`
	Station uint16
	Epoch   uint8
	N       uint32
}

// RefOf parses an identifier of the market. The zero Ref stands for "".
func RefOf[T ~string](id T) Ref {
	r, err := market.ParseRef(string(id))
	if err != nil {
		return Ref{}
	}
	return Ref{Station: r.Station, Epoch: r.Epoch, N: r.N}
}

// Market gives the identifier taken apart.
func (r Ref) Market() market.Ref {
	return market.Ref{Origin: market.Origin{Station: r.Station, Epoch: r.Epoch}, N: r.N}
}

// String is "12-1-431", or "" for the zero Ref.
func (r Ref) String() string {
	if r == (Ref{}) {
		return ""
	}
	return r.Market().String()
}

var modes = sync.OnceValues(func() (cbor.EncMode, cbor.DecMode) {
	enc, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic(err) // options are constants
	}
	dec, err := cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxNestedLevels: 8, MaxArrayElements: 16 << 10, MaxMapPairs: 256, UTF8: cbor.UTF8RejectInvalid,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return enc, dec
})

// Marshal writes a body or a message in the one canonical form (RFC 8949 section 4.2.1).
func Marshal(v any) ([]byte, error) {
	enc, _ := modes()
	b, err := enc.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return b, nil
}

// Unmarshal reads one value within the limits of depth and size. Unknown fields are passed over.
func Unmarshal(b []byte, v any) error {
	_, dec := modes()
	if err := dec.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %w", ErrFact, err)
	}
	return nil
}

// Encode gives the stored bytes.
func (f *Fact) Encode() ([]byte, error) {
	b, err := Marshal(stored{
		Flags: f.Flags, Kind: f.Kind, ID: Ref{Station: f.ID.Station, Epoch: f.ID.Epoch, N: f.ID.N},
		At: f.At, Base: f.Base, By: f.By, Body: f.Body, Boxes: f.Boxes,
	})
	if err != nil {
		return nil, err
	}
	if len(b) > MaxFact || len(f.Boxes) > MaxBoxes {
		return nil, fmt.Errorf("encode fact %s of %s: %d bytes: %w", f.Kind, f.ID, len(b), ErrFact)
	}
	return b, nil
}

// Decode reads stored bytes; ErrFact when they are not a fact.
func Decode(b []byte) (*Fact, error) {
	var s stored
	if len(b) > MaxFact {
		return nil, fmt.Errorf("%w: %d bytes", ErrFact, len(b))
	}
	if err := Unmarshal(b, &s); err != nil {
		return nil, err
	}
	f := &Fact{Kind: s.Kind, Flags: s.Flags, ID: s.ID.Market(), At: s.At, Base: s.Base, By: s.By, Body: s.Body, Boxes: s.Boxes}
	if len(f.Boxes) > MaxBoxes || f.Kind == "" {
		return nil, ErrFact
	}
	return f, nil
}

// Genesis is the link before the first fact of a journal. It binds the chain to its maker.
func Genesis(county uint32, o market.Origin) Hash {
	b := []byte("DL-CHAIN-1\x00")
	b = binary.BigEndian.AppendUint32(b, county)
	b = binary.BigEndian.AppendUint16(b, o.Station)
	return sha256.Sum256(append(b, o.Epoch))
}

// Next is the link after a fact: SHA-256 over the link before and the stored bytes.
func Next(prev Hash, stored []byte) Hash {
	h := sha256.New()
	h.Write(prev[:])
	h.Write(stored)
	return Hash(h.Sum(nil))
}

// Keyed is HMAC-SHA256, for looking a value up without keeping it.
func Keyed(key []byte, value string) Hash {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(value))
	return Hash(h.Sum(nil))
}
