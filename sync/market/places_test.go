package market_test

import (
	"testing"

	"yizhan/sync/market"
)

func TestReserve(t *testing.T) {
	for heads, want := range map[int]int{1: 1, 2: 1, 4: 1, 7: 1, 8: 2, 40: 10} {
		if got := market.Reserve(heads); got != want {
			t.Errorf("of %d heads %d stay, want %d", heads, got, want)
		}
	}
}

// However many stations come, at most half of what the county has is out ahead of need, and the
// last place never is.
func TestGrantAhead(t *testing.T) {
	for free := range 40 {
		had, out := free, 0
		for market.GrantAhead(free, out) {
			free, out = free-1, out+1
		}
		if free < 1 && had > 0 || out > had/2 || had >= 2 && out != had/2 {
			t.Errorf("of %d places %d went out ahead", had, out)
		}
	}
	if market.GrantAhead(1, 0) || market.GrantAhead(0, 3) {
		t.Error("the last place went out ahead")
	}
}
