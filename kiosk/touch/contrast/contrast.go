// Package contrast computes how far two colours stand apart, for the tests of what is painted.
//
// Begin at Ratio, the only thing in it.
package contrast

import (
	"image/color"
	"math"
)

// Ratio is the contrast ratio of WCAG 2.1: from 1 for the same colour to 21 for black on white.
// Neither colour may be translucent.
func Ratio(a, b color.Color) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

func luminance(c color.Color) float64 {
	channel := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}
