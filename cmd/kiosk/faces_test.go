package main_test

import (
	"fmt"
	"image/color"
	"time"

	"yizhan/kiosk/touch"
)

// edges looks at a card on the screen, pixel by pixel: an edge of two pixels on three sides and of six below, ground beyond it,
// round corners. In a window a program of our own paints it, which no other test can see.
func (s *screen) edges(at target) {
	s.t.Helper()
	wrong := ""
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if wrong = s.rims(at); wrong == "" {
			return
		}
	}
	s.t.Errorf("%s: the card %q at %v,%v of %v×%v: %s", s.name, at.Label, at.X, at.Y, at.W, at.H, wrong)
}

// rims says what is not as it should be, "" for nothing.
func (s *screen) rims(at target) string {
	s.t.Helper()
	const around = 3 // of the ground beyond the card
	w, h := int(at.W), int(at.H)
	wide := w + 2*around
	place := fmt.Sprintf("%dx%d+%d+%d", wide, h+2*around, int(at.X)-around, int(at.Y)-around)
	picture, err := s.command("import", "-window", "root", "-crop", place, "-depth", "8", "rgb:-").Output()
	if err != nil || len(picture) != 3*wide*(h+2*around) {
		s.t.Fatalf("look at %s: %d bytes, %v", place, len(picture), err)
	}
	style := touch.NewStyle(touch.Options{})
	// rim goes inward from the ground; n pixels of it are edge. step and start are in pixels of the card.
	rim := func(side string, x, y, dx, dy, n int) string {
		for i := -around; i < n+4; i++ {
			want := touch.Card
			switch {
			case i < 0:
				want = touch.Paper
			case i < n:
				want = touch.Edge
			}
			p := picture[3*((y+i*dy+around)*wide+x+i*dx+around):]
			if got := (color.NRGBA{p[0], p[1], p[2], 0xff}); got != style.Paint(want) {
				return fmt.Sprintf("%d pixels from the %s rim: %v, want %v", i, side, got, style.Paint(want))
			}
		}
		return ""
	}
	for _, wrong := range []string{
		rim("left", 0, h/2, 1, 0, 2), rim("right", w-1, h/2, -1, 0, 2), rim("upper", w/3, 0, 0, 1, 2), rim("lower", w/3, h-1, 0, -1, 6),
	} {
		if wrong != "" {
			return wrong
		}
	}
	for _, corner := range [][2]int{{1, 1}, {w - 2, 1}, {1, h - 2}, {w - 2, h - 2}} {
		p := picture[3*((corner[1]+around)*wide+corner[0]+around):]
		if got := (color.NRGBA{p[0], p[1], p[2], 0xff}); got != style.Paint(touch.Paper) {
			return fmt.Sprintf("the corner at %v is %v, and not round", corner, got)
		}
	}
	return ""
}
