package touch

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// block is an object that needs w×h DIP.
func block(w, h float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

func TestRowSharesWhatIsLeft(t *testing.T) {
	a, b, c := block(100, 40), block(10, 20), block(10, 60)
	row := Row(10, a, Grow(1, b), Grow(3, c))
	row.Resize(fyne.NewSize(520, 80))
	if a.Size() != fyne.NewSize(100, 40) || a.Position() != fyne.NewPos(0, 20) {
		t.Errorf("the first is %v at %v", a.Size(), a.Position())
	}
	if b.Size().Width != 100 || c.Size().Width != 300 {
		t.Errorf("400 DIP were shared as %v and %v, want 100 and 300", b.Size().Width, c.Size().Width)
	}
	if got := row.MinSize(); got != fyne.NewSize(120, 60) {
		t.Errorf("the row asks for %v", got)
	}
}

func TestHiddenObjectsTakeNoRoom(t *testing.T) {
	a, b := block(100, 40), block(100, 40)
	row := Row(10, a, b)
	a.Hide()
	row.Resize(fyne.NewSize(300, 40))
	if b.Position().X != 0 || row.MinSize().Width != 100 {
		t.Errorf("beside a hidden object the next stands at %v, the row asks for %v", b.Position(), row.MinSize())
	}
}

func TestPlacesAreWholePixels(t *testing.T) {
	var blocks []fyne.CanvasObject
	for range 7 {
		blocks = append(blocks, block(1, 1))
	}
	grid := Grid(3, 3, 13, blocks...)
	grid.Resize(fyne.NewSize(1000, 700))
	for i, o := range blocks {
		for _, v := range []float32{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height} {
			if v != round(v) {
				t.Errorf("cell %d lies at %v with %v", i, o.Position(), o.Size())
			}
		}
	}
	last := blocks[2]
	if end := last.Position().X + last.Size().Width; end != 1000 {
		t.Errorf("the row of cells ends at %v of 1000", end)
	}
}

func TestLinesLeaveTheLastOut(t *testing.T) {
	title, place, when := block(10, 50), block(10, 30), block(10, 30)
	details := linesOf(5, title, place, when)
	for _, c := range []struct {
		height float32
		shown  int
	}{{200, 3}, {120, 3}, {100, 2}, {60, 1}, {10, 1}} {
		details.Resize(fyne.NewSize(100, c.height))
		shown := 0
		for _, o := range []fyne.CanvasObject{title, place, when} {
			if o.Visible() {
				shown++
			}
		}
		if shown != c.shown {
			t.Errorf("in %v DIP %d lines are shown, want %d", c.height, shown, c.shown)
		}
	}
}

func TestTrailing(t *testing.T) {
	first, second, third := block(100, 30), block(60, 20), block(40, 30)
	row := Trailing(20, first, second, third)
	for _, c := range []struct {
		width float32
		left  []float32 // of those that are shown
	}{{400, []float32{160, 280, 360}}, {240, []float32{0, 120, 200}}, {239, []float32{59, 179}}, {100, []float32{0}}, {90, nil}} {
		row.Resize(fyne.NewSize(c.width, 30))
		var left []float32
		for _, o := range []fyne.CanvasObject{first, second, third} {
			if o.Visible() {
				left = append(left, o.Position().X)
			}
		}
		if !slices.Equal(left, c.left) {
			t.Errorf("in %v DIP they begin at %v, want %v", c.width, left, c.left)
		}
	}
}

func TestTagsThatDoNotFitAreLeftOut(t *testing.T) {
	s := startApp(t, Options{})
	card := NewPostingCard(s, galleryPosting(2), nothing) // three tags
	shown := func(width float32) (n int) {
		card.Resize(fyne.NewSize(width, 216))
		title := findLayout[*leadingRow](card.content)
		for _, o := range title.Objects[1:] {
			if o.Visible() {
				n++
			}
		}
		return n
	}
	if wide, narrow := shown(1200), shown(800); wide != 3 || narrow >= 3 {
		t.Errorf("%d tags in 1200 DIP, %d in 800", wide, narrow)
	}
}

// findLayout is the first container with such a layout.
func findLayout[L fyne.Layout](o fyne.CanvasObject) *fyne.Container {
	c, ok := o.(*fyne.Container)
	if !ok {
		return nil
	}
	if _, ok := c.Layout.(L); ok {
		return c
	}
	for _, child := range c.Objects {
		if found := findLayout[L](child); found != nil {
			return found
		}
	}
	return nil
}

func TestForms(t *testing.T) {
	for _, c := range []struct {
		w, h float32
		want Form
	}{{1920, 1080, Wide}, {1600, 900, Wide}, {1366, 768, Compact}, {1080, 1920, Upright}, {768, 1366, Upright}, {3840, 2160, Wide}} {
		if got := FormOf(fyne.NewSize(c.w, c.h)); got != c.want {
			t.Errorf("%v×%v is form %d, want %d", c.w, c.h, got, c.want)
		}
	}
}

func TestTargetIsTwentyMillimetres(t *testing.T) {
	for _, c := range []struct {
		pitch float64
		want  float32
	}{{0, 81}, {0.248, 81}, {0.5, 72}, {0.2, 100}} {
		if got := NewStyle(Options{MMPerPixel: c.pitch}).Target(targetMinimum); got != c.want {
			t.Errorf("at %v mm a pixel the least target is %v DIP, want %v", c.pitch, got, c.want)
		}
	}
}
