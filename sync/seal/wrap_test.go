package seal_test

import (
	"bytes"
	"errors"
	"testing"

	"yizhan/sync/seal"
)

func recipient(t *testing.T) *seal.Recipient {
	t.Helper()
	r, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWrapIsForOneMachine(t *testing.T) {
	mine, other := recipient(t), recipient(t)
	tag, key := seal.New()
	otherTag, _ := seal.New()
	wrapped, err := seal.Wrap(mine.Public(), tag, key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := mine.Unwrap(tag, wrapped); err != nil || got != key {
		t.Errorf("its own machine: %x, %v", got, err)
	}
	if again, err := seal.Wrap(mine.Public(), tag, key); err != nil || bytes.Equal(again, wrapped) {
		t.Errorf("wrapped twice the same way (%v)", err)
	}
	refuse := func(name string, r *seal.Recipient, tag seal.Tag, wrapped []byte) {
		t.Helper()
		if got, err := r.Unwrap(tag, wrapped); !errors.Is(err, seal.ErrUnwrap) || got != (seal.Key{}) {
			t.Errorf("%s: %x, %v; want ErrUnwrap", name, got, err)
		}
	}
	refuse("another machine", other, tag, wrapped)
	refuse("another person's tag", mine, otherTag, wrapped)
	refuse("nothing", mine, tag, nil)
	refuse("cut", mine, tag, wrapped[:len(wrapped)-1])
	for i := 0; i < len(wrapped); i += 5 {
		changed := bytes.Clone(wrapped)
		changed[i] ^= 0x10
		refuse("a changed byte", mine, tag, changed)
	}
}

func TestRecipientIsKept(t *testing.T) {
	r := recipient(t)
	b, err := r.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := seal.ParseRecipient(b)
	if err != nil || !bytes.Equal(again.Public(), r.Public()) {
		t.Fatalf("read back with public key %x (%v), was %x", again.Public(), err, r.Public())
	}
	tag, key := seal.New()
	wrapped, err := seal.Wrap(r.Public(), tag, key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := again.Unwrap(tag, wrapped); err != nil || got != key {
		t.Errorf("the key read back opens to %x, %v", got, err)
	}
	if _, err := seal.ParseRecipient(b[:31]); err == nil {
		t.Error("31 bytes were taken for a key")
	}
}

// A station that enrols with such a key would make every later answer to it fail.
func TestWrapRefusesBadKeys(t *testing.T) {
	tag, key := seal.New()
	for name, public := range map[string][]byte{"none": nil, "short": make([]byte, 31), "long": make([]byte, 33), "zero, of low order": make([]byte, 32)} {
		if b, err := seal.Wrap(public, tag, key); err == nil {
			t.Errorf("%s: wrapped to %x", name, b)
		}
	}
}
