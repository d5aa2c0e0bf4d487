package county_test

import (
	"slices"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// strange is a fact of a kind that this program does not know, as a newer one might write it.
func (s *station) strange(flags uint, about market.Ref) {
	s.t.Helper()
	b, err := (&record.Fact{Kind: "place.split", Flags: flags, ID: about, By: "self", Body: []byte{0xa0}}).Encode()
	if err != nil {
		s.t.Fatal(err)
	}
	s.raw(b)
}

// A fact that must be understood and is not keeps the county from granting places of its posting
// until staff have looked; everything else goes on. One that may be passed over blocks nothing.
func TestNotUnderstood(t *testing.T) {
	for flags, blocks := range map[uint]bool{0: false, record.MustUnderstand: true} {
		c := newTown(t)
		a, b := c.enrol(lushan), c.enrol(lushan)
		one, two := a.posting(4, "county"), a.posting(4, "county")
		a.strange(flags, one)
		if r := a.sync(); r.Pushed != len(a.facts) {
			t.Errorf("flags %d: %+v of %d facts", flags, r, len(a.facts))
		}
		if !c.shows("quarantine", `"station":1`, `"kind":"place.split"`, `"id":"`+one.String()+`"`) {
			t.Errorf("flags %d: not shown:\n%s", flags, c.picture())
		}
		granted := func(p market.Ref) bool {
			b.write(record.PlaceRequested, b.new(), record.Requested{Posting: refOf(p), Worker: refOf(b.new())})
			b.sync()
			b.sync()
			return b.has(record.PlaceGranted, p)
		}
		if !granted(two) {
			t.Errorf("flags %d: another posting is blocked too", flags)
		}
		if granted(one) == blocks {
			t.Errorf("flags %d: granted %v", flags, !blocks)
		}
		seq := uint64(slices.IndexFunc(a.facts, func(f []byte) bool { return strings.Contains(string(f), "place.split") }) + 1)
		if err := c.archive.Pass(t.Context(), a.Origin, seq); err != nil {
			t.Fatal(err)
		}
		if b.sync(); !b.has(record.PlaceGranted, one) {
			t.Errorf("flags %d: still blocked after staff have looked", flags)
		}
		if c.shows("quarantine") {
			t.Errorf("flags %d: still shown", flags)
		}
		if err := c.archive.Pass(t.Context(), a.Origin, seq); market.Code(err) != "not_quarantined" {
			t.Errorf("flags %d: looked at twice: %v", flags, err)
		}
	}
}
