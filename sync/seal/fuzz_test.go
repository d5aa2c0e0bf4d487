package seal_test

import (
	"bytes"
	"testing"

	"yizhan/sync/seal"
)

// A box that somebody wrote without the person's key does not open, whatever it looks like.
func FuzzOpen(f *testing.F) {
	tag, key := seal.New()
	f.Add(bytes.Clone(seal.Seal(tag, key, []byte("李师傅"))))
	f.Add([]byte{})
	f.Add([]byte{1})
	f.Add(make([]byte, 41))
	f.Add(append([]byte{1}, make([]byte, 40)...))
	other, otherKey := seal.New()
	f.Fuzz(func(t *testing.T, box []byte) {
		if plain, err := seal.Open(other, otherKey, box); err == nil {
			t.Fatalf("%x opened and said %q", box, plain)
		}
	})
}

// So with a wrapped key; and whatever is given for a key to wrap for is refused, or one that
// can be wrapped for.
func FuzzUnwrap(f *testing.F) {
	r, err := seal.NewRecipient()
	if err != nil {
		f.Fatal(err)
	}
	tag, key := seal.New()
	wrapped, err := seal.Wrap(r.Public(), tag, key)
	if err != nil {
		f.Fatal(err)
	}
	other, err := seal.NewRecipient()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(wrapped)
	f.Add(r.Public())
	f.Add(make([]byte, 32))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		if k, err := other.Unwrap(tag, b); err == nil {
			t.Fatalf("%x was unwrapped to %x", b, k)
		}
		if w, err := seal.Wrap(b, tag, key); err == nil && len(w) == 0 {
			t.Fatalf("wrapped for %x: nothing", b)
		}
		if p, err := seal.ParseRecipient(b); err == nil {
			w, err := seal.Wrap(p.Public(), tag, key)
			if err != nil {
				t.Fatalf("%x is taken for a private key, but: %v", b, err)
			}
			if k, err := p.Unwrap(tag, w); err != nil || k != key {
				t.Fatalf("%x is taken for a private key, and unwraps %x (%v)", b, k, err)
			}
		}
	})
}

// What stands in the place of a PIN's hash belongs to no PIN, and costs no more than is allowed.
func FuzzCheckPIN(f *testing.F) {
	f.Add("$argon2id$v=19$m=32768,t=1,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5")
	f.Add("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$")
	f.Add("$argon2id$v=19$m=4294967295,t=4294967295,p=255$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5")
	f.Add("")
	f.Fuzz(func(t *testing.T, kept string) {
		if seal.CheckPIN(kept, "no PIN says this") {
			t.Fatalf("%q lets somebody in", kept)
		}
	})
}
