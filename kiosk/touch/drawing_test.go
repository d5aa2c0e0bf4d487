package touch

import "testing"

// The same icon is drawn once, in another colour or size anew, and what is kept has an end.
func TestDrawings(t *testing.T) {
	s := NewStyle(Options{Still: true})
	a, b := NewIcon(s, "check-circle", 44, Ink), NewIcon(s, "check-circle", 44, Ink)
	if a.Image != b.Image {
		t.Error("drawn twice")
	}
	if c := NewIcon(s, "check-circle", 44, GreenInk); c.Image == a.Image {
		t.Error("another colour is the same picture")
	}
	if c := NewIcon(s, "check-circle", 45, Ink); c.Image == a.Image {
		t.Error("another size is the same picture")
	}
	for size := range 400 {
		NewIcon(s, "check-circle", float32(100+size), Ink)
		if s.drawings.bytes > mostDrawn {
			t.Fatalf("%d bytes are kept", s.drawings.bytes)
		}
	}
	if len(s.drawings.drawn) == 0 {
		t.Error("nothing is kept")
	}
}
