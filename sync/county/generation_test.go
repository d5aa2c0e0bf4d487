package county_test

import (
	"crypto/ed25519"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// A mark that the county did not make, or of this very moment, opens no generation.
func TestMarksThatProveNothing(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	s.sync()
	good := s.mark
	for name, mark := range map[string][]byte{"its own": good, "none": nil, "short": good[:31], "made up": make([]byte, 32)} {
		s.mark = mark
		s.sync()
		if r, err := c.archive.Reconciling(t.Context()); err != nil || r.Gen != 1 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	for at := range good {
		bad := append([]byte{}, good...)
		bad[at] ^= 1
		s.mark = bad
		if s.round(); at%8 == 0 {
			if r, err := c.archive.Reconciling(t.Context()); err != nil || r.Gen != 1 {
				t.Fatalf("byte %d changed: %+v, %v", at, r, err)
			}
		}
	}
}

// moved gives the grants of a place that the station has pulled.
func (s *station) moved() (out []record.Moved) {
	s.t.Helper()
	for _, it := range s.pulled {
		f, err := record.Decode(it.Fact)
		if err != nil || f.Kind != record.PlaceGranted {
			continue
		}
		var m record.Moved
		if err := record.Unmarshal(f.Body, &m); err != nil {
			s.t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// A station that lists a place which went on to somebody else is told so, at a hop that stands
// against whatever either has made meanwhile; so is the holder.
func TestListedPlaceThatWentOn(t *testing.T) {
	c := newTown(t)
	a, holder := c.enrol(lushan), c.enrol(lushan)
	posting := a.posting(4, "county")
	a.sync()
	holder.sync()
	grants := holder.moved()
	if len(grants) != 1 {
		t.Fatalf("granted ahead: %+v", grants)
	}
	given := grants[0].Moves[0]
	// The county has signed for a station that it does not know: it was rolled back.
	stranger := newStranger(t, c)
	if r, err := c.archive.Reconciling(t.Context()); err != nil || r.Gen != 2 || !r.Open {
		t.Fatalf("%+v, %v", r, err)
	}
	// In the past that is lost the same place went to a.
	a.sync()
	a.write(record.PlaceHeld, posting, record.Held{Gen: 2, Mine: []record.Move{given}})
	a.sync()
	holder.sync()
	want := record.Move{Place: given.Place, Hop: given.Hop + 2}
	for _, s := range []*station{a, holder} {
		l := s.moved()
		if last := l[len(l)-1]; last.Station != holder.Station || last.Moves[0] != want {
			t.Errorf("%s was told %+v last, want %+v held by %s", s.Origin, last, want, holder.Origin)
		}
	}
	if r, err := c.archive.Reconciling(t.Context()); err != nil || len(r.Missing) != 1 || r.Missing[0] != stranger {
		t.Errorf("%+v, %v: only %s was not heard of", r, err, stranger)
	}
}

// newStranger shows the county its own certificate for a station that it has forgotten.
func newStranger(t *testing.T, c *town) market.Origin {
	t.Helper()
	sign, wrap := newKeys(t)
	cert := wire.Cert{Station: 40, Epoch: 1, Sign: sign.Public().(ed25519.PublicKey), Wrap: wrap.Public(), Area: lushan, Gen: 1}
	wire.SignCert(c.archive.County(), &cert, c.archive.Sign())
	known, err := c.archive.Vouched(cert.Origin(), []wire.Cert{cert})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.archive.Readmit(t.Context(), known); err != nil {
		t.Fatal(err)
	}
	cert.Epoch = 2
	if _, err := c.archive.Vouched(cert.Origin(), []wire.Cert{cert}); market.Code(err) != "unknown_station" {
		t.Errorf("a certificate with another epoch: %v", err)
	}
	return known.Origin()
}
