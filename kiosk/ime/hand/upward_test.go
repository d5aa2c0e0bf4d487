package hand

import (
	"math/rand/v2"
	"testing"
)

// What a finger draws is left as it is; the same turned over is turned back.
func TestDownward(t *testing.T) {
	all := templates(t)
	chance := rand.New(rand.NewPCG(5, 6))
	same := func(a, b []Stroke) bool { return &a[0] == &b[0] }
	var kept, back int
	for i := 0; i < len(all); i += 3 {
		drawn := roughHand.of(all[i].Strokes, chance)
		if !same(Downward(drawn), drawn) {
			t.Errorf("%c is taken for turned over", all[i].Char)
		}
		kept++
		over := make([]Stroke, len(all[i].Strokes))
		for k, s := range all[i].Strokes {
			for _, p := range s {
				over[k] = append(over[k], Point{p.X, 256 - p.Y})
			}
		}
		if !same(Downward(over), over) {
			back++
		}
	}
	if 100*back < 94*kept {
		t.Errorf("of %d characters turned over %d are turned back", kept, back)
	}
}
