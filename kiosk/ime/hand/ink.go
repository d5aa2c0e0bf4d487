package hand

import "math"

// ink is drawn strokes as points at equal distances, each with the direction of the pen, around
// the middle of the character and of its size.
type ink struct {
	points []inkPoint
}

type inkPoint struct {
	x, y   float64 // about −1…1
	dx, dy float64 // direction, length 1
	weight float64 // less for what is probably a join
}

// Bounds of what is looked at; more is passed over.
const (
	maxStrokes = 64
	maxPoints  = 4096 // of all strokes
	spacing    = 0.13
	// narrow keeps 一 and 丨 what they are: the shorter side counts as at least this part of the
	// longer one.
	narrow = 0.38
)

// normalise brings strokes to one place and size by the spread of their ink, which one stray
// stroke moves less than a frame around them.
func normalise(strokes []Stroke) ink {
	usable := clean(strokes)
	size := extent(usable)
	var k ink
	if len(usable) == 0 {
		return k
	}
	k.points = make([]inkPoint, 0, 128) // of a character with many strokes
	for _, s := range usable {
		k.trace(s, size*spacing/2.6)
	}
	var mx, my, n float64
	for _, p := range k.points {
		mx, my, n = mx+p.x, my+p.y, n+1
	}
	mx, my = mx/n, my/n
	var vx, vy float64
	for _, p := range k.points {
		vx += (p.x - mx) * (p.x - mx)
		vy += (p.y - my) * (p.y - my)
	}
	sx, sy := math.Sqrt(vx/n), math.Sqrt(vy/n)
	most := max(sx, sy, 1e-9)
	sx, sy = 2*max(sx, narrow*most), 2*max(sy, narrow*most)
	for i := range k.points {
		p := &k.points[i]
		p.x, p.y = (p.x-mx)/sx, (p.y-my)/sy
		p.dx, p.dy = p.dx/sx, p.dy/sy
		if l := math.Hypot(p.dx, p.dy); l > 0 {
			p.dx, p.dy = p.dx/l, p.dy/l
		}
		p.weight = likelyStroke(p.dx, p.dy)
	}
	return k
}

// clean leaves out what is no number and what is too much.
func clean(strokes []Stroke) []Stroke {
	strokes = strokes[:min(len(strokes), maxStrokes)]
	out := make([]Stroke, 0, len(strokes))
	left := maxPoints
	for _, s := range strokes {
		kept := make(Stroke, 0, min(len(s), left))
		for _, p := range s {
			if left > 0 && math.Abs(p.X) < 1e7 && math.Abs(p.Y) < 1e7 { // NaN is not less
				kept = append(kept, p)
				left--
			}
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

// extent is the longer side of the frame around the strokes.
func extent(strokes []Stroke) float64 {
	lo, hi := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, s := range strokes {
		for _, p := range s {
			lo = Point{min(lo.X, p.X), min(lo.Y, p.Y)}
			hi = Point{max(hi.X, p.X), max(hi.Y, p.Y)}
		}
	}
	return max(hi.X-lo.X, hi.Y-lo.Y, 1e-6)
}

// trace adds a stroke as points at about equal distances; a dot is one point with the direction
// in which dots are drawn.
func (k *ink) trace(s Stroke, step float64) {
	length := 0.0
	for i := 1; i < len(s); i++ {
		length += math.Hypot(s[i].X-s[i-1].X, s[i].Y-s[i-1].Y)
	}
	if length < step {
		k.points = append(k.points, inkPoint{x: s[0].X, y: s[0].Y, dx: 0.7, dy: 0.7})
		return
	}
	parts := max(2, int(length/step+0.5))
	step = length / float64(parts)
	before, walked, want := s[0], 0.0, step
	for i := 1; i < len(s); i++ {
		a, b := s[i-1], s[i]
		l := math.Hypot(b.X-a.X, b.Y-a.Y)
		for l > 0 && want <= walked+l+1e-9*length {
			t := (want - walked) / l
			p := Point{a.X + t*(b.X-a.X), a.Y + t*(b.Y-a.Y)}
			k.points = append(k.points, inkPoint{
				x: (p.X + before.X) / 2, y: (p.Y + before.Y) / 2, dx: p.X - before.X, dy: p.Y - before.Y,
			})
			before, want = p, want+step
		}
		walked += l
	}
}

// likelyStroke is low for directions in which the pen goes from the end of a stroke to the
// beginning of the next, and hardly ever within one: to the left and upward.
func likelyStroke(dx, dy float64) float64 {
	back := -(0.8*dx + 0.75*dy) // 1 for straight up and to the left
	if back <= 0.25 {
		return 1
	}
	return max(0.35, 1-(back-0.25))
}
