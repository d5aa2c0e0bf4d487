package hand

import "math"

// Downward gives the strokes with y growing downward. Strokes of Chinese run down or to the right;
// where by far the most ink runs up, the sender's y grows upward, and they are turned over.
func Downward(strokes []Stroke) []Stroke {
	net, all := 0.0, 0.0
	for _, s := range strokes {
		for i := 1; i < len(s); i++ {
			dy := s[i].Y - s[i-1].Y
			net, all = net+dy, all+math.Abs(dy)
		}
	}
	if all == 0 || net > -upward*all {
		return strokes
	}
	turned := make([]Stroke, len(strokes))
	for i, s := range strokes {
		turned[i] = make(Stroke, len(s))
		for k, p := range s {
			turned[i][k] = Point{p.X, -p.Y}
		}
	}
	return turned
}

// upward is how much more ink must run up than down, in parts of all that runs up or down.
const upward = 0.35
