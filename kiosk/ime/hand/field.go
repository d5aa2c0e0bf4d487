package hand

import "math"

// field says how much ink runs in each of eight directions in each cell of a grid: what a
// character looks like, without strokes and their order.
type field [cells * cells * directions]uint8

const (
	cells      = 7
	directions = 8
	reach      = 1.15 // the grid covers −reach…reach
)

func fieldOf(k ink) field {
	var sums [cells * cells * directions]float64
	for _, p := range k.points {
		angle := math.Atan2(p.dy, p.dx) / (2 * math.Pi) * directions
		if angle < 0 {
			angle += directions
		}
		d := int(angle)
		part := angle - float64(d)
		gx, gy := (p.x/reach+1)/2*cells-0.5, (p.y/reach+1)/2*cells-0.5
		gx, gy = max(0, min(cells-1, gx)), max(0, min(cells-1, gy))
		// A blur of about one cell: hands do not keep places.
		wx, wy := blur(gx), blur(gy)
		for cy := max(0, int(gy)-1); cy < min(cells, int(gy)+3); cy++ {
			for cx := max(0, int(gx)-1); cx < min(cells, int(gx)+3); cx++ {
				w := p.weight * wx[cx-int(gx)+1] * wy[cy-int(gy)+1]
				at := (cy*cells + cx) * directions
				sums[at+d%directions] += w * (1 - part)
				sums[at+(d+1)%directions] += w * part
			}
		}
	}
	// The root evens out long and short, dense and loose; the whole has one length.
	norm := 0.0
	for _, v := range sums {
		norm += v
	}
	var f field
	if norm == 0 {
		return f
	}
	for i, v := range sums {
		f[i] = uint8(min(255, math.Sqrt(v/norm)*1000+0.5))
	}
	return f
}

// blur gives what a point at a place, which is not negative, counts in the cell before its own,
// its own and the two after.
func blur(at float64) [4]float64 { return blurs[int((at-math.Floor(at))*float64(len(blurs)))] }

// blurs is the bell of blur by the place within a cell.
var blurs = func() (table [256][4]float64) {
	for i := range table {
		within := (float64(i) + 0.5) / float64(len(table))
		for n := range table[i] {
			e := float64(n-1) - within
			table[i][n] = math.Exp(-e * e / (2 * 0.75 * 0.75))
		}
	}
	return table
}()

// distance is the sum of squared differences, or anything from limit on once it is that much.
func (f *field) distance(g *field, limit int) int {
	sum := 0
	for row := 0; row < len(f); row += cells * directions {
		a, b := f[row:row+cells*directions], g[row:row+cells*directions]
		for i, v := range a {
			d := int(v) - int(b[i])
			sum += d * d
		}
		if sum >= limit {
			return sum
		}
	}
	return sum
}
