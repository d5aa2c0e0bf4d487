package record

import (
	"testing"

	"yizhan/sync/market"
)

func TestMentions(t *testing.T) {
	ref := func(n uint32) market.Ref { return market.Ref{Origin: market.Origin{Station: 12, Epoch: 1}, N: n} }
	at := func(n uint32) Ref { return Ref{Station: 12, Epoch: 1, N: n} }
	for name, c := range map[string]struct {
		body any
		want bool
	}{
		"a field":            {Taken{Posting: at(7), Worker: at(3)}, true},
		"a list":             {Settled{Matches: []Ref{at(3), at(7)}}, true},
		"a list in lists":    {Opened{Renamed: []Rename{{Old: at(4), New: at(7)}}}, true},
		"others":             {Taken{Posting: at(3), Worker: at(4), Place: 7}, false},
		"numbers beside one": {map[int]any{1: []any{12, 1, 7 + 1<<32}, 2: []any{12, 1}, 3: []any{12, 1, "7"}, 4: 7}, false},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := Marshal(c.body)
			if err != nil {
				t.Fatal(err)
			}
			f := Fact{ID: ref(1), Body: body}
			if got := f.Mentions(func(r market.Ref) bool { return r == ref(7) }); got != c.want {
				t.Errorf("%t, want %t", got, c.want)
			}
		})
	}
	f := Fact{ID: ref(7), Body: []byte{0xff}}
	if !f.Mentions(func(r market.Ref) bool { return r == ref(7) }) || f.Mentions(func(r market.Ref) bool { return r == ref(1) }) {
		t.Error("its own name only")
	}
}
