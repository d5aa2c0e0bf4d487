package ledger_test

import (
	"errors"
	"testing"

	"yizhan/sync/ledger"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

func TestPersonKeys(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		tag, key := seal.New()
		stranger, wrong := seal.New()
		plain, err := record.Marshal(record.Person{Name: "李师傅", Phone: "18900001111"})
		if err != nil {
			t.Fatal(err)
		}
		box := seal.Seal(tag, key, plain)
		var p record.Person
		if err := ledger.OpenBox(b.ctx, b.tx, tag[:], box, &p); !errors.Is(err, ledger.ErrNoKey) {
			t.Errorf("without a key: %v", err)
		}
		if err := ledger.PutKey(b.ctx, b.tx, tag, key); err != nil {
			t.Fatal(err)
		}
		// A second key for the same person must not shut out those who have the first.
		if err := ledger.PutKey(b.ctx, b.tx, tag, wrong); err != nil {
			t.Fatal(err)
		}
		if err := ledger.OpenBox(b.ctx, b.tx, tag[:], box, &p); err != nil || p.Name != "李师傅" {
			t.Errorf("with its key: %+v, %v", p, err)
		}
		if err := ledger.OpenBox(b.ctx, b.tx, tag[:15], box, &p); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("a tag of 15 bytes: %v", err)
		}
		if err := ledger.OpenBox(b.ctx, b.tx, tag[:], box[:20], &p); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("a box cut short: %v", err)
		}
		// Destroying the row erases the person.
		if _, err := b.tx.Exec(`DELETE FROM person_key WHERE tag = ?`, tag[:]); err != nil {
			t.Fatal(err)
		}
		if _, err := ledger.KeyOf(b.ctx, b.tx, tag); !errors.Is(err, ledger.ErrNoKey) {
			t.Errorf("after its end: %v", err)
		}
		if _, err := ledger.KeyOf(b.ctx, b.tx, stranger); !errors.Is(err, ledger.ErrNoKey) {
			t.Errorf("of a stranger: %v", err)
		}
	})
}
