package sample_test

import (
	"slices"
	"testing"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/sync/market"
)

// A crowd is made of postings that a desk would open, and is the same every time.
func TestCrowd(t *testing.T) {
	make := func() []market.Posting {
		l, err := sample.Crowd(500, noon, assets.Areas(), slices.Repeat([]market.EmployerID{"1-1-1", "1-1-2"}, 20))
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	crowd := make()
	townships := map[market.AreaCode]bool{}
	for _, p := range crowd {
		p.Normalize()
		if err := p.Validate(noon, assets.Areas(), assets.Trades()); err != nil {
			t.Errorf("%+v: %v", p, err)
		}
		at, _ := assets.Areas().Township(p.Area)
		townships[at.Code] = true
	}
	if len(townships) < 50 {
		t.Errorf("the crowd is in %d townships", len(townships))
	}
	if !slices.Equal(crowd, make()) {
		t.Error("another crowd at the second time")
	}
}
