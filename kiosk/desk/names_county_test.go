package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// The county has the fact that names were printed, with who did it, and no other station hears of it.
func TestCountyKnowsOfPrintedNames(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("A"), c.station("B")
	p := open(t, a, 2)
	if _, err := a.Take(t.Context(), desk.Self, p, worker(t, a, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := a.PrintNames(t.Context(), "clerk", p); err != nil {
		t.Fatal(err)
	}
	for _, d := range []*desk.Desk{a, b, a} {
		round(t, d)
	}
	printed, bad := 0, 0
	if err := c.archive.Dump(t.Context(), "facts", func(row any) error {
		if strings.Contains(fmt.Sprint(row), "names.printed") {
			printed++
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := c.archive.Dump(t.Context(), "quarantine", func(any) error { bad++; return nil }); err != nil {
		t.Fatal(err)
	}
	if printed != 1 || bad != 0 {
		t.Errorf("the county has %d such facts, and %d in quarantine", printed, bad)
	}
	for _, d := range []*desk.Desk{a, b} {
		if n, err := d.Store().Counts(t.Context()); err != nil || n.Bad != 0 || n.Unsent != 0 {
			t.Errorf("%+v, %v", n, err)
		}
	}
	if _, err := b.Store().Posting(t.Context(), p); market.Code(err) != "" {
		t.Errorf("the posting itself came over: %v", err)
	}
}
