package hand

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"yizhan/assets"
)

func templates(t testing.TB) []Template {
	t.Helper()
	all, err := Read(assets.HandImage())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// How often the right character stands first and among the eight that the screen shows, in per
// cent. Samples are templates bent, shaken, joined and out of order; the generator of chance
// begins at the same place, so the figures are the same every time.
func TestAccuracy(t *testing.T) {
	all := templates(t)
	r := New(all)
	for _, c := range []struct {
		name         string
		d            distortion
		first, eight float64 // at least
	}{
		{"clean", cleanHand, 91, 98},
		{"rough", roughHand, 70, 90},
	} {
		chance := rand.New(rand.NewPCG(1, 2))
		var first, eight, n float64
		for i := 0; i < len(all); i += 17 {
			n++
			got := r.Candidates(c.d.of(all[i].Strokes, chance), 8)
			switch at := slices.Index(got, all[i].Char); {
			case at == 0:
				first++
				eight++
			case at > 0:
				eight++
			}
		}
		first, eight = 100*first/n, 100*eight/n
		t.Logf("%s: %.1f first, %.1f among eight, of %.0f", c.name, first, eight, n)
		if first < c.first || eight < c.eight {
			t.Errorf("%s: %.1f and %.1f, want %v and %v", c.name, first, eight, c.first, c.eight)
		}
	}
}

// BenchmarkCandidates reports beside the mean what 95 of 100 characters take.
func BenchmarkCandidates(b *testing.B) {
	all := templates(b)
	r := New(all)
	chance := rand.New(rand.NewPCG(3, 4))
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		strokes := roughHand.of(all[i*7%len(all)].Strokes, chance)
		begin := time.Now()
		r.Candidates(strokes, 8)
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	b.ReportMetric(took[(len(took)-1)*95/100].Seconds()*1000, "ms/p95")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(templates(b))
	}
}
