// Package seal keeps the personal fields of facts unreadable without a key per person.
//
// Begin at Box. A fact carries boxes; the chain of the journal covers the ciphertext, so
// destroying one person's key erases that person everywhere while every chain still
// verifies. Keys travel beside the journal, never inside hashed facts, wrapped with HPKE for
// the one machine that may read them (wrap.go).
package seal

import (
	"crypto/rand"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// Tag names a person's key. It is random, and renaming a thing never touches it.
type Tag [16]byte

// Key opens the boxes of one person.
type Key [chacha20poly1305.KeySize]byte

// version is the first byte of every box: XChaCha20-Poly1305, random 24-byte nonce, the tag
// as associated data.
const version = 1

// ErrOpen says that a box does not open: wrong key, changed bytes or unknown version.
var ErrOpen = errors.New("sealed value does not open")

// New makes the tag and key of a new person.
func New() (Tag, Key) {
	var t Tag
	var k Key
	_, _ = rand.Read(t[:]) // never fails since Go 1.24
	_, _ = rand.Read(k[:])
	return t, k
}

// Seal encrypts plain for the person t.
func Seal(t Tag, k Key, plain []byte) []byte {
	aead, err := chacha20poly1305.NewX(k[:])
	if err != nil {
		panic(err) // only a wrong key length, which the type forbids
	}
	box := make([]byte, 1+chacha20poly1305.NonceSizeX, 1+chacha20poly1305.NonceSizeX+len(plain)+aead.Overhead())
	box[0] = version
	_, _ = rand.Read(box[1:])
	return aead.Seal(box, box[1:1+chacha20poly1305.NonceSizeX], plain, t[:])
}

// Open decrypts a box, or gives ErrOpen.
func Open(t Tag, k Key, box []byte) ([]byte, error) {
	const head = 1 + chacha20poly1305.NonceSizeX
	if len(box) < head || box[0] != version {
		return nil, ErrOpen
	}
	aead, err := chacha20poly1305.NewX(k[:])
	if err != nil {
		return nil, fmt.Errorf("open sealed value: %w", err)
	}
	plain, err := aead.Open(nil, box[1:head], box[head:], t[:])
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}
