package wire_test

import (
	"bytes"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// Whom a station asks for only the county can read, and whatever was changed is refused.
func TestLookupIsSealed(t *testing.T) {
	county, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	other, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	want := wire.Wanted{Phone: "18900001111", Name: "李大山", IDNumber: "11010519491231002X"}
	q, err := want.Seal(county.Public())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := q.Open(county); err != nil || *got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if bytes.Contains(q.Data, []byte(want.Phone)) {
		t.Error("the phone can be read")
	}
	refused := func(what string, q wire.Lookup, r *seal.Recipient) {
		t.Helper()
		if got, err := q.Open(r); got != nil || market.Code(err) != "bad_value" {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
	refused("another county", *q, other)
	refused("nothing", wire.Lookup{}, county)
	changed := *q
	changed.Data = append(bytes.Clone(q.Data[:len(q.Data)-1]), q.Data[len(q.Data)-1]^1)
	refused("a bit changed", changed, county)
	changed = *q
	changed.Key.Tag[0] ^= 1
	refused("another tag", changed, county)
	long := wire.Wanted{Name: string(make([]byte, 2000))}
	if q, err = long.Seal(county.Public()); err != nil {
		t.Fatal(err)
	}
	refused("too long", *q, county)
}
