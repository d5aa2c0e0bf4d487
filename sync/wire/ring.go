package wire

import (
	"yizhan/sync/seal"
)

// Ring is the keys of the persons in a batch or a page, wrapped together for the receiver.
type Ring struct {
	_       struct{} `cbor:",toarray"`
	Tags    []byte   // 16 bytes each, in the order of the keys
	Wrapped []byte   // seal.WrapRing
}

// NewRing wraps keys for the machine with that public wrapping key; nil when there are none.
func NewRing(public []byte, tags []seal.Tag, keys []seal.Key) (*Ring, error) {
	if len(tags) == 0 {
		return nil, nil //nolint:nilnil // no keys is no ring, and no fault
	}
	wrapped, err := seal.WrapRing(public, tags, keys)
	if err != nil {
		return nil, err
	}
	r := &Ring{Wrapped: wrapped}
	for _, t := range tags {
		r.Tags = append(r.Tags, t[:]...)
	}
	return r, nil
}

// Len is how many keys the ring names.
func (r *Ring) Len() int {
	if r == nil {
		return 0
	}
	return len(r.Tags) / len(seal.Tag{})
}

// Open gives the keys of a batch or page: those of its ring and those wrapped one by one, as
// older programs send them. What does not open is left out; its fact shows without the
// person's data.
func Open(r *seal.Recipient, ring *Ring, single []Key) (tags []seal.Tag, keys []seal.Key) {
	if ring != nil && len(ring.Tags)%len(seal.Tag{}) == 0 {
		named := make([]seal.Tag, len(ring.Tags)/len(seal.Tag{}))
		for i := range named {
			named[i] = seal.Tag(ring.Tags[i*len(seal.Tag{}):])
		}
		if opened, err := r.UnwrapRing(named, ring.Wrapped); err == nil {
			tags, keys = named, opened
		}
	}
	for _, k := range single {
		if key, err := r.Unwrap(k.Tag, k.Wrapped); err == nil {
			tags, keys = append(tags, k.Tag), append(keys, key)
		}
	}
	return tags, keys
}
