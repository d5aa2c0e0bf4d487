package market_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/market"
)

func TestGradeOf(t *testing.T) {
	for name, c := range map[string]struct {
		need    market.Need
		want    market.Grade
		reasons []market.GradeReason
	}{
		"nothing known":          {},
		"young and busy":         {need: market.Need{Age: 35, Idle: 2}},
		"long without work":      {need: market.Need{Idle: 14}, want: market.GradeB, reasons: []market.GradeReason{{Code: "long_wait", N: 14}}},
		"almost long":            {need: market.Need{Idle: 13}},
		"past retirement":        {need: market.Need{Age: 60}, want: market.GradeB, reasons: []market.GradeReason{{Code: "old_age", N: 60}}},
		"the machine alone":      {need: market.Need{Age: 66, Idle: 40}, want: market.GradeB, reasons: []market.GradeReason{{Code: "old_age", N: 66}, {Code: "long_wait", N: 40}}},
		"a light one":            {need: market.Need{Confirmed: []market.Hardship{market.Landless}}, want: market.GradeB, reasons: []market.GradeReason{{Code: "landless", Staff: true}}},
		"a light one and a wait": {need: market.Need{Confirmed: []market.Hardship{market.Older}, Idle: 20}, want: market.GradeA, reasons: []market.GradeReason{{Code: "older", Staff: true}, {Code: "long_wait", N: 20}}},
		"a heavy one":            {need: market.Need{Confirmed: []market.Hardship{market.Disabled}}, want: market.GradeA, reasons: []market.GradeReason{{Code: "disabled", Staff: true}}},
		"years count once":       {need: market.Need{Confirmed: []market.Hardship{market.Older}, Age: 70}, want: market.GradeB, reasons: []market.GradeReason{{Code: "older", Staff: true}}},
		"of no list":             {need: market.Need{Confirmed: []market.Hardship{"handsome"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, reasons := market.GradeOf(c.need)
			if got != c.want || !reflect.DeepEqual(reasons, c.reasons) {
				t.Errorf("%s for %+v, want %s for %+v", got, reasons, c.want, c.reasons)
			}
		})
	}
}

// More need never makes a lower grade, and A always has a word of staff behind it.
func TestGradeOnlyRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := market.Need{
			Confirmed: rapid.SliceOfDistinct(rapid.SampledFrom(market.Hardships), rapid.ID[market.Hardship]).Draw(t, "confirmed"),
			Age:       rapid.IntRange(0, 90).Draw(t, "age"), Idle: rapid.IntRange(0, 60).Draw(t, "idle"),
		}
		before, reasons := market.GradeOf(n)
		if said := slices.ContainsFunc(reasons, func(r market.GradeReason) bool { return r.Staff }); before == market.GradeA && !said {
			t.Fatalf("grade A without staff: %+v", reasons)
		}
		if (before == market.GradeC) != (len(reasons) == 0) {
			t.Fatalf("grade %s for %d reasons", before, len(reasons))
		}
		more := n
		more.Idle += rapid.IntRange(0, 30).Draw(t, "longer")
		more.Confirmed = append(slices.Clone(n.Confirmed), rapid.SampledFrom(market.Hardships).Draw(t, "too"))
		if after, _ := market.GradeOf(more); after < before {
			t.Fatalf("%s for %+v, but %s for %+v", before, n, after, more)
		}
	})
}
