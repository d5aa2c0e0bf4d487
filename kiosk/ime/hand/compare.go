package hand

import "math"

// unlike says how far drawn ink is from a form: the mean distance from each point of one to the nearest
// point of the other that runs in about the same direction, both ways.
func unlike(form, drawn ink, strokes, drawnStrokes int) float64 {
	there := oneWay(form.points, drawn.points)
	back := oneWay(drawn.points, form.points)
	more := float64(drawnStrokes-strokes) / float64(max(drawnStrokes, strokes))
	if more < 0 { // joined strokes are fewer
		more = -0.4 * more
	}
	return there + 0.8*back + countWeight*more
}

const (
	countWeight = 0.05
	// turn is what the opposite direction counts as distance, squared like it.
	turn = 0.11
	// far is the most that one point counts: beyond it the ink is simply not there.
	far = 0.35
)

func oneWay(from, to []inkPoint) float64 {
	var sum, weights float64
	for i := range from {
		p := &from[i]
		best := far
		for j := range to {
			q := &to[j]
			dx, dy := p.x-q.x, p.y-q.y
			d := dx*dx + dy*dy
			if d >= best {
				continue
			}
			if d += turn * (1 - p.dx*q.dx - p.dy*q.dy); d < best {
				best = d
			}
		}
		sum += p.weight * math.Sqrt(best)
		weights += p.weight
	}
	return sum / weights
}
