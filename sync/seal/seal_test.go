package seal_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/seal"
)

func TestSealOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		tag, key := seal.New()
		box := seal.Seal(tag, key, plain)
		if got, err := seal.Open(tag, key, box); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened to %x, %v; sealed was %x", got, err, plain)
		}
		if len(plain) > 3 && bytes.Contains(box, plain) {
			t.Fatalf("box %x shows what it holds", box)
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	tag, key := seal.New()
	otherTag, otherKey := seal.New()
	box := seal.Seal(tag, key, []byte("李师傅 13800138000"))
	open := func(name string, tag seal.Tag, key seal.Key, box []byte) {
		t.Helper()
		if plain, err := seal.Open(tag, key, box); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("%s: %q, %v; want ErrOpen", name, plain, err)
		}
	}
	open("another key", tag, otherKey, box)
	open("another person's tag", otherTag, key, box)
	open("nothing", tag, key, nil)
	for n := range box {
		open("cut", tag, key, box[:n])
		changed := bytes.Clone(box)
		changed[n] ^= 1
		open("a changed byte", tag, key, changed)
	}
	open("a byte more", tag, key, append(bytes.Clone(box), 0))
}

// Two boxes under one nonce would give away both texts.
func TestNoncesAreRandom(t *testing.T) {
	tag, key := seal.New()
	seen := map[string]bool{}
	for range 1000 {
		box := seal.Seal(tag, key, []byte("x"))
		if nonce := string(box[1:25]); seen[nonce] {
			t.Fatalf("nonce %x came twice", nonce)
		} else {
			seen[nonce] = true
		}
	}
	otherTag, otherKey := seal.New()
	if tag == otherTag || key == otherKey {
		t.Error("two persons got the same tag or key")
	}
}
