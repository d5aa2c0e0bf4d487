package slip

// A QR is printed under one of eight masks. The library takes the one that the standard scores
// best, and still one slip in twenty has, by chance, a spot in its data that looks like a
// fourth finder pattern: readers of the ZXing family, which old phones have, then fail on a
// perfectly clean print. So the symbol is put under the mask with the fewest such spots. That
// changes nothing in what it says. (ISO/IEC 18004:2015, 7.8 data masking, 7.9 format information.)

// leastMistaken gives the symbol under the mask with the fewest look-alikes; modules has no
// quiet zone and level M. Of equals, the mask that it came with is kept. Symbols above version
// 9, which no slip has, stay as they are.
func leastMistaken(modules [][]bool) [][]bool {
	if len(modules) > 17+4*len(alignment) {
		return modules
	}
	best, fewest := modules, lookalikes(modules)
	for mask := 0; mask < 8 && fewest > 0; mask++ {
		if m := remask(modules, mask); lookalikes(m) < fewest {
			best, fewest = m, lookalikes(m)
		}
	}
	return best
}

// remask gives the symbol under another mask.
func remask(modules [][]bool, mask int) [][]bool {
	was := maskOf(modules)
	out := make([][]bool, len(modules))
	for i, row := range modules {
		out[i] = make([]bool, len(row))
		for j, black := range row {
			out[i][j] = black
			if !structural(len(modules), i, j) {
				out[i][j] = black != (masks[was](i, j) != masks[mask](i, j))
			}
		}
	}
	writeFormat(out, mask)
	return out
}

// masks say which modules a mask turns around, by row and column.
var masks = [8]func(i, j int) bool{
	func(i, j int) bool { return (i+j)%2 == 0 },
	func(i, _ int) bool { return i%2 == 0 },
	func(_, j int) bool { return j%3 == 0 },
	func(i, j int) bool { return (i+j)%3 == 0 },
	func(i, j int) bool { return (i/2+j/3)%2 == 0 },
	func(i, j int) bool { return i*j%2+i*j%3 == 0 },
	func(i, j int) bool { return (i*j%2+i*j%3)%2 == 0 },
	func(i, j int) bool { return ((i+j)%2+i*j%3)%2 == 0 },
}

// alignment lists the coordinates of the alignment patterns' centres, version 1 first.
var alignment = [9][]int{{}, {6, 18}, {6, 22}, {6, 26}, {6, 30}, {6, 34}, {6, 22, 38}, {6, 24, 42}, {6, 26, 46}}

// structural says whether a module belongs to the symbol's frame and not to its data.
func structural(n, i, j int) bool {
	switch {
	case i < 9 && (j < 9 || j >= n-8), i >= n-8 && j < 9: // finders, their white edge, format
		return true
	case i == 6 || j == 6: // timing
		return true
	case n >= 45 && (i < 6 && j >= n-11 || j < 6 && i >= n-11): // version number, from 7 on
		return true
	}
	centres := alignment[(n-17)/4-1]
	for _, y := range centres {
		for _, x := range centres {
			atFinder := y == 6 && (x == 6 || x == n-7) || x == 6 && y == n-7
			if !atFinder && max(i-y, y-i) <= 2 && max(j-x, x-j) <= 2 {
				return true
			}
		}
	}
	return false
}

// formatPlaces are the modules of the first copy of the format information, highest bit first.
var formatPlaces = [15][2]int{
	{8, 0},
	{8, 1},
	{8, 2},
	{8, 3},
	{8, 4},
	{8, 5},
	{8, 7},
	{8, 8},
	{7, 8},
	{5, 8},
	{4, 8},
	{3, 8},
	{2, 8},
	{1, 8},
	{0, 8},
}

const formatMask = 0x5412

// maskOf reads the number of the mask from the format information.
func maskOf(modules [][]bool) int {
	bits := 0
	for _, p := range formatPlaces[:5] {
		bits <<= 1
		if modules[p[0]][p[1]] {
			bits |= 1
		}
	}
	return (bits ^ formatMask>>10) & 7
}

// writeFormat puts level M and the mask into both copies of the format information.
func writeFormat(modules [][]bool, mask int) {
	const levelM = 0
	rest := (levelM<<3 | mask) << 10
	for bit := 14; bit >= 10; bit-- {
		if rest>>bit&1 == 1 {
			rest ^= 0x537 << (bit - 10)
		}
	}
	format := ((levelM<<3|mask)<<10 | rest) ^ formatMask
	n := len(modules)
	for k, p := range formatPlaces {
		black := format>>(14-k)&1 == 1
		modules[p[0]][p[1]] = black
		if k < 7 {
			modules[n-1-k][8] = black
		} else {
			modules[8][n-15+k] = black
		}
	}
}
