package wire

import (
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// Lookup asks for a worker who registered at another station. Whom it asks for is sealed for the
// county alone: a station may be enrolled over plain HTTP, and proxies keep logs.
type Lookup struct {
	Key  Key    `cbor:"1,keyasint"` // of this question, wrapped for the county
	Data []byte `cbor:"2,keyasint"` // Wanted, sealed under it
}

// Wanted is whom a lookup asks for: by ID number, or by phone. Families share phones; the name
// tells them apart.
type Wanted struct {
	Phone    string `cbor:"1,keyasint,omitempty"`
	Name     string `cbor:"2,keyasint,omitempty"`
	IDNumber string `cbor:"3,keyasint,omitempty"`
}

// Found answers a lookup: the worker, whose worker.registered is among the facts, with the key
// of its box wrapped for the station that asked and for no other, and what staff said of who is
// the same person.
type Found struct {
	Worker record.Ref `cbor:"1,keyasint"`
	Items  []Item     `cbor:"2,keyasint"`
	Keys   []Key      `cbor:"3,keyasint,omitempty"`
}

// maxWanted bounds the sealed question, in bytes.
const maxWanted = 1 << 10

// Seal closes the question for the county, whose public wrapping key is given.
func (w *Wanted) Seal(county []byte) (*Lookup, error) {
	plain, err := record.Marshal(w)
	if err != nil {
		return nil, err
	}
	t, k := seal.New()
	wrapped, err := seal.Wrap(county, t, k)
	if err != nil {
		return nil, fmt.Errorf("seal lookup: %w", err)
	}
	return &Lookup{Key: Key{Tag: t, Wrapped: wrapped}, Data: seal.Seal(t, k, plain)}, nil
}

// Open reads the question at the county. It refuses with bad_value.
func (l *Lookup) Open(r *seal.Recipient) (*Wanted, error) {
	if len(l.Data) > maxWanted {
		return nil, market.Refuse("bad_value")
	}
	k, err := r.Unwrap(l.Key.Tag, l.Key.Wrapped)
	if err != nil {
		return nil, errors.Join(market.Refuse("bad_value"), err)
	}
	plain, err := seal.Open(l.Key.Tag, k, l.Data)
	if err != nil {
		return nil, errors.Join(market.Refuse("bad_value"), err)
	}
	var w Wanted
	if err := record.Unmarshal(plain, &w); err != nil {
		return nil, errors.Join(market.Refuse("bad_value"), err)
	}
	return &w, nil
}
