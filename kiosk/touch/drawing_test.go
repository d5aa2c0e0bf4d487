package touch

import (
	"image"
	"image/color"
	"testing"
)

// The same icon is drawn once, in another colour or size anew, and what is kept has an end.
func TestDrawings(t *testing.T) {
	s := NewStyle(Options{Still: true})
	icon := func(size int, c Colour) image.Image {
		return NewIcon(s, "check-circle", float32(size), c).Generator(size, size)
	}
	a := icon(44, Ink)
	if icon(44, Ink) != a {
		t.Error("drawn twice")
	}
	if icon(44, GreenInk) == a {
		t.Error("another colour is the same picture")
	}
	if icon(45, Ink) == a {
		t.Error("another size is the same picture")
	}
	for size := range 400 {
		icon(100+size, Ink)
		if s.drawings.bytes > mostDrawn {
			t.Fatalf("%d bytes are kept", s.drawings.bytes)
		}
	}
	if len(s.drawings.drawn) == 0 {
		t.Error("nothing is kept")
	}
}

// An icon keeps its shape in a room that is no square, a name that does not exist is empty, and nobody
// falls over a room without pixels.
func TestIconInItsRoom(t *testing.T) {
	s := NewStyle(Options{Still: true})
	square, wide := NewIcon(s, "check-circle", 44, Ink).Generator(44, 44), NewIcon(s, "check-circle", 44, Ink).Generator(100, 44)
	for y := range 44 {
		for x := range 100 {
			want := color.Color(color.RGBA{})
			if x >= 28 && x < 72 {
				want = square.At(x-28, y)
			}
			if wide.At(x, y) != want {
				t.Fatalf("at %d,%d %v, not %v", x, y, wide.At(x, y), want)
			}
		}
	}
	if none := NewIcon(s, "no such icon", 44, Ink).Generator(9, 7); none.Bounds() != image.Rect(0, 0, 9, 7) {
		t.Errorf("an icon that does not exist takes %v", none.Bounds())
	}
	NewIcon(s, "check-circle", 44, Ink).Generator(0, 0)
	NewHills(s, 200, false).picture.Generator(0, 0)
}
