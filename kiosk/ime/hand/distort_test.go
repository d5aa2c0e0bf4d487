package hand

import (
	"math"
	"math/rand/v2"
	"slices"
)

// distortion says how a finger differs from the template, in parts of the box.
type distortion struct {
	slant   float64 // rotation and shear, radians at most
	stretch float64 // of one side against the other
	move    float64 // of each stroke
	shake   float64 // of each point
	join    float64 // chance that a stroke is joined to the next
	shuffle bool
	drop    float64 // chance that a character of eight strokes or more lacks one
}

var (
	cleanHand = distortion{slant: 0.06, stretch: 0.1, move: 0.015, shake: 0.006}
	roughHand = distortion{slant: 0.12, stretch: 0.2, move: 0.035, shake: 0.02, join: 0.25, shuffle: true, drop: 0.1}
)

// of draws a character as such a finger would.
func (d distortion) of(strokes []Stroke, r *rand.Rand) []Stroke {
	sym := func(most float64) float64 { return (2*r.Float64() - 1) * most }
	turn, shear, stretch := sym(d.slant), sym(d.slant), 1+sym(d.stretch)
	var out []Stroke
	skip := -1
	if len(strokes) >= 8 && r.Float64() < d.drop {
		skip = r.IntN(len(strokes))
	}
	for i, s := range strokes {
		if i == skip {
			continue
		}
		mx, my := sym(d.move)*256, sym(d.move)*256
		size := 1 + sym(2*d.move)
		var drawn Stroke
		c := s[len(s)/2]
		for _, p := range dense(s) {
			x, y := c.X+(p.X-c.X)*size+mx-128, c.Y+(p.Y-c.Y)*size+my-128
			x, y = x*math.Cos(turn)-y*math.Sin(turn), x*math.Sin(turn)+y*math.Cos(turn)
			x = (x + shear*y) * stretch
			drawn = append(drawn, Point{x + sym(d.shake)*256, y + sym(d.shake)*256})
		}
		if n := len(out); n > 0 && r.Float64() < d.join {
			out[n-1] = append(out[n-1], drawn...)
		} else {
			out = append(out, drawn)
		}
	}
	if d.shuffle {
		r.Shuffle(len(out), func(i, k int) { out[i], out[k] = out[k], out[i] })
	}
	return out
}

// dense puts points about every 14 units, as a slow finger gives them.
func dense(s Stroke) Stroke {
	out := slices.Clone(s[:1])
	for i := 1; i < len(s); i++ {
		l := math.Hypot(s[i].X-s[i-1].X, s[i].Y-s[i-1].Y)
		n := max(1, int(l/14))
		for k := 1; k <= n; k++ {
			t := float64(k) / float64(n)
			out = append(out, Point{s[i-1].X + t*(s[i].X-s[i-1].X), s[i-1].Y + t*(s[i].Y-s[i-1].Y)})
		}
	}
	return out
}
