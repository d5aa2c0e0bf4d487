package touch

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
)

// A finder is a mirror, shows what is seen now, and keeps the last of it when the camera sees nothing.
func TestFinder(t *testing.T) {
	seen := &image.Gray{Pix: []uint8{1, 2, 3, 4, 5, 6}, Stride: 3, Rect: image.Rect(0, 0, 3, 2)}
	f, o := NewFinder(90, func() *image.Gray { return seen })
	if o.MinSize() != fyne.NewSize(120, 90) {
		t.Errorf("it is %v", o.MinSize())
	}
	want := func(pix ...uint8) {
		t.Helper()
		if got := f.picture.Image.(*image.Gray).Pix; string(got) != string(pix) {
			t.Errorf("it shows %v, want %v", got, pix)
		}
	}
	want(3, 2, 1, 6, 5, 4)
	seen = &image.Gray{Pix: []uint8{7, 8}, Stride: 2, Rect: image.Rect(0, 0, 2, 1)}
	f.Look()
	want(8, 7)
	seen = nil
	f.Look()
	want(8, 7)
}
