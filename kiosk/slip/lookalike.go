package slip

// lookalikes counts the spots of a symbol, besides its three finder patterns, that a reader may
// take for one: dark and light in about 1:1:3:1:1 through one point across, down and aslant.
// The steps and tolerances are those of ZXing's FinderPatternFinder, which stops looking as
// soon as it has three such points. A spot counts once for every row through it.
func lookalikes(modules [][]bool) int {
	g := newGrid(modules)
	count := 0
	for y := range g.size {
		for x := 0; x < g.size; {
			end := x + 1
			for end < g.size && g.at(y, end) == g.at(y, x) {
				end++
			}
			if middle := (x + end) / 2; g.at(y, x) && !g.inFinder(y, middle) && g.lookalike(y, middle) {
				count++
			}
			x = end
		}
	}
	return count
}

// grid is a symbol at two dots a module, the least at which a module has a middle.
type grid struct {
	modules [][]bool
	size    int
}

func newGrid(modules [][]bool) grid { return grid{modules, 2 * len(modules)} }

func (g grid) at(y, x int) bool { return g.modules[y/2][x/2] }

// inFinder says whether a dot is in one of the three finder patterns or their white edge.
func (g grid) inFinder(y, x int) bool {
	const edge = 2 * 8
	return y < edge && (x < edge || x >= g.size-edge) || y >= g.size-edge && x < edge
}

func (g grid) lookalike(y, x int) bool {
	const straight, aslant = 2, 1.333
	row := g.cut(y, x, 0, 1)
	column := g.cut(y, x, 1, 0)
	if !row.like(straight) || !column.like(straight) || 5*distance(row.total, column.total) >= 2*row.total {
		return false
	}
	y += column.middle
	again := g.cut(y, x, 0, 1)
	return again.like(straight) && g.cut(y, x+again.middle, 1, 1).like(aslant)
}

// cut is the five stretches of one colour through a dot, in dots: dark, light, dark with the
// dot in it, light, dark.
type cut struct {
	counts [5]int
	total  int
	middle int // of the third stretch, from the dot
}

// cut measures in the direction (dy, dx). Where a stretch is missing, it is 0.
func (g grid) cut(y, x, dy, dx int) cut {
	var c cut
	walk := func(step, by int, stretches ...int) {
		for _, k := range stretches {
			for {
				py, px := y+step*dy, x+step*dx
				if py < 0 || px < 0 || py >= g.size || px >= g.size || g.at(py, px) != (k%2 == 0) {
					break
				}
				c.counts[k]++
				step += by
			}
		}
	}
	walk(-1, -1, 2, 1, 0)
	back := c.counts[2]
	walk(0, 1, 2, 3, 4)
	c.middle = c.counts[2]/2 - back
	for _, n := range c.counts {
		c.total += n
	}
	return c
}

// like says whether the stretches pass for 1:1:3:1:1 when each may be off by its own length
// divided by strict.
func (c cut) like(strict float64) bool {
	module := float64(c.total) / 7
	for k, n := range c.counts {
		want := module
		if k == 2 {
			want = 3 * module
		}
		if off := float64(n) - want; n == 0 || max(off, -off) >= want/strict {
			return false
		}
	}
	return true
}

func distance(a, b int) int { return max(a-b, b-a) }
