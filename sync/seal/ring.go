package seal

import (
	"crypto/hpke"
	"crypto/sha256"
	"fmt"
)

// WrapRing encrypts the keys of many persons for the machine whose public wrapping key is
// given: HPKE once for all, so that a key costs its 32 bytes and neither a curve point nor a
// checksum of its own. tags[i] goes with keys[i]; the tags are not in the result but have to
// be the same ones, in the same order, to open it.
func WrapRing(public []byte, tags []Tag, keys []Key) ([]byte, error) {
	pub, err := kem.NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("read public wrapping key: %w", err)
	}
	plain := make([]byte, 0, len(keys)*len(Key{}))
	for _, k := range keys {
		plain = append(plain, k[:]...)
	}
	return hpke.Seal(pub, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), ringInfo(tags), plain)
}

// UnwrapRing is the other way round. It gives ErrUnwrap for anything that does not open.
func (r *Recipient) UnwrapRing(tags []Tag, wrapped []byte) ([]Key, error) {
	plain, err := hpke.Open(r.key, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), ringInfo(tags), wrapped)
	if err != nil || len(plain) != len(tags)*len(Key{}) {
		return nil, ErrUnwrap
	}
	keys := make([]Key, len(tags))
	for i := range keys {
		keys[i] = Key(plain[i*len(Key{}):])
	}
	return keys, nil
}

func ringInfo(tags []Tag) []byte {
	h := sha256.New()
	for _, t := range tags {
		h.Write(t[:])
	}
	return h.Sum([]byte("DL-RING-1\x00"))
}
