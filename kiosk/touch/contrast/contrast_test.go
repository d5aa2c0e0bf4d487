package contrast

import (
	"image/color"
	"math"
	"testing"
)

// The figures are those that WCAG's own definition gives for these greys.
func TestRatio(t *testing.T) {
	black, white, grey := color.Gray{0}, color.Gray{255}, color.Gray{0x76}
	for _, c := range []struct {
		a, b color.Color
		want float64
	}{{black, white, 21}, {white, black, 21}, {white, white, 1}, {grey, white, 4.54}} {
		if got := Ratio(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%v on %v: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}
