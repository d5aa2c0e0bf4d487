package touch

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTallyStrokes(t *testing.T) {
	s := startApp(t, Options{})
	for _, c := range []struct{ total, taken, thin, thick, characters int }{
		{total: 5, taken: 0, thin: 0, thick: 5, characters: 1},
		{total: 8, taken: 5, thin: 5, thick: 3, characters: 2},
		{total: 12, taken: 5, thin: 5, thick: 7, characters: 3},
		{total: 4, taken: 4, thin: 4, thick: 0, characters: 1},
		{total: 20, taken: 1, thin: 1, thick: 19, characters: 4},
		{total: 21, taken: 1},
		{total: 0, taken: 0},
		{total: -3, taken: 0},
	} {
		tally := NewTally(s, c.total, c.taken, 40)
		tally.Resize(tally.MinSize())
		var thin, thick int
		for _, l := range tally.strokes {
			switch l.rect.FillColor {
			case s.Paint(Edge):
				thin++
			case s.Paint(GreenInk):
				thick++
			}
		}
		if thin != c.thin || thick != c.thick {
			t.Errorf("%d of %d taken: %d thin and %d thick strokes, want %d and %d", c.taken, c.total, thin, thick, c.thin, c.thick)
		}
		want := fyne.Size{}
		if n := float32(c.characters); n > 0 {
			want = fyne.NewSize(n*40+(n-1)*8, 40)
		}
		if got := tally.MinSize(); got != want {
			t.Errorf("%d places are drawn in %v, want %v", c.total, got, want)
		}
	}
}

func TestTallyMineIsOneAmberStroke(t *testing.T) {
	s := startApp(t, Options{})
	tally := NewTallyMine(s, 8, 6, 72)
	for _, l := range tally.strokes {
		want := s.Paint(OnGreen)
		switch {
		case l.place == 5:
			want = s.Paint(Amber)
		case l.place > 5:
			want = s.Paint(OnGreen2)
		}
		if l.rect.FillColor != want {
			t.Errorf("stroke %d is %v, want %v", l.place+1, l.rect.FillColor, want)
		}
	}
}

// A stroke is drawn in whole pixels and never vanishes, whatever its size.
func TestTallyStrokesLieOnPixels(t *testing.T) {
	s := startApp(t, Options{})
	for _, size := range []float32{16, 38, 40, 60, 72} {
		tally := NewTally(s, 10, 3, size)
		tally.Resize(tally.MinSize())
		for _, l := range tally.strokes {
			pos, dim := l.rect.Position(), l.rect.Size()
			for _, v := range []float32{pos.X, pos.Y, dim.Width, dim.Height} {
				if v != round(v) {
					t.Fatalf("at %v stroke %d lies at %v, %v", size, l.place, pos, dim)
				}
			}
			if dim.Width < 1 || dim.Height < 1 {
				t.Errorf("at %v stroke %d is %v", size, l.place, dim)
			}
		}
	}
}
