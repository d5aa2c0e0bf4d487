package seal

import (
	"crypto/ecdh"
	"crypto/hpke"
	"errors"
	"fmt"
)

// ErrUnwrap says that a wrapped key was not made for this machine or was changed.
var ErrUnwrap = errors.New("wrapped key does not open")

// Recipient is a machine's private wrapping key (X25519).
type Recipient struct{ key hpke.PrivateKey }

var kem = hpke.DHKEM(ecdh.X25519())

// NewRecipient makes a wrapping key.
func NewRecipient() (*Recipient, error) {
	k, err := kem.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("make wrapping key: %w", err)
	}
	return &Recipient{k}, nil
}

// ParseRecipient reads what Bytes wrote.
func ParseRecipient(b []byte) (*Recipient, error) {
	k, err := kem.NewPrivateKey(b)
	if err != nil {
		return nil, fmt.Errorf("read wrapping key: %w", err)
	}
	return &Recipient{k}, nil
}

// Bytes is the 32-byte private key.
func (r *Recipient) Bytes() ([]byte, error) { return r.key.Bytes() }

// Public is the 32-byte key that others wrap for.
func (r *Recipient) Public() []byte { return r.key.PublicKey().Bytes() }

// Wrap encrypts the key of the person t for the machine whose public wrapping key is given
// (HPKE, RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305).
func Wrap(public []byte, t Tag, k Key) ([]byte, error) {
	pub, err := kem.NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("read public wrapping key: %w", err)
	}
	return hpke.Seal(pub, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), info(t), k[:])
}

// Unwrap is the other way round. It gives ErrUnwrap for anything that does not open.
func (r *Recipient) Unwrap(t Tag, wrapped []byte) (Key, error) {
	b, err := hpke.Open(r.key, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), info(t), wrapped)
	if err != nil || len(b) != len(Key{}) {
		return Key{}, ErrUnwrap
	}
	return Key(b), nil
}

func info(t Tag) []byte { return append([]byte("DL-KEY-1\x00"), t[:]...) }
