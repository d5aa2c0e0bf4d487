package page

// Places are counted as work teams always counted, with the strokes of 正: thin and grey for
// the taken ones, thick and green for the free ones.

// character is one 正 of up to five strokes on a grid of 24.
type character []stroke

type stroke struct {
	Free       bool
	X, Y, W, H float64
}

// maxTally is the most places that are counted in strokes; above, the figure says more.
const maxTally = 20

// tally draws headcount strokes, the last free of them as free.
func tally(headcount, free int) []character {
	if headcount > maxTally {
		return nil
	}
	var out []character
	for i := range headcount {
		if i%5 == 0 {
			out = append(out, nil)
		}
		last := len(out) - 1
		out[last] = append(out[last], newStroke(i%5, i >= headcount-free))
	}
	return out
}

// newStroke places stroke k of 正, in the order of writing.
func newStroke(k int, free bool) stroke {
	thick := 1.5
	if free {
		thick = 3.2
	}
	s := [5]stroke{
		{X: 4, Y: 4.7, W: 16},
		{X: 12, Y: 3.4, H: 17.2},
		{X: 12, Y: 11.9, W: 7.4},
		{X: 6.9, Y: 10.6, H: 10},
		{X: 2.4, Y: 19.5, W: 19.2},
	}[k]
	s.Free = free
	if s.W == 0 {
		s.X, s.W = s.X-thick/2, thick
	} else {
		s.Y, s.H = s.Y-thick/2, thick
	}
	return s
}
