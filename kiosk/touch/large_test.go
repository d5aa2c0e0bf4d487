package touch

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// paintedAt is the colour that plain geometry gives the pixel's middle: the last of the objects that covers it, corners left out.
func paintedAt(objects []fyne.CanvasObject, x, y float32) color.Color {
	var c color.Color
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		switch o := o.(type) {
		case *canvas.Rectangle:
			dx, dy := x-o.Position().X, y-o.Position().Y
			w, h := o.Size().Width, o.Size().Height
			if dx < 0 || dy < 0 || dx > w || dy > h {
				continue
			}
			c = o.FillColor
			if s := o.StrokeWidth; dx < s || dy < s || w-dx < s || h-dy < s {
				c = o.StrokeColor
			}
		case *canvas.Line: // it lies across
			if x > o.Position1.X && x < o.Position2.X && abs(y-o.Position1.Y) < o.StrokeWidth/2 {
				c = o.StrokeColor
			}
		}
	}
	return c
}

// A large face looks the same in pieces: in every state, with edges and without, at even and odd sizes.
func TestLargeFaceInPieces(t *testing.T) {
	window := startApp(t, Options{Window: true})
	for name, faces := range map[string]faces{"card": facesOf(cardFace), "green": greenFaces(), "key": keyFaces(keyFace)} {
		for _, size := range []fyne.Size{{Width: 886, Height: 221}, {Width: 401, Height: 180}, {Width: 320, Height: 177}, {Width: 660, Height: 500}} {
			for _, state := range []string{"normal", "pressed", "selected", "disabled"} {
				t.Run(fmt.Sprint(name, size, state), func(t *testing.T) {
					p := new(Button)
					p.press(window, p, pressing{faces: faces, radius: radiusCard, content: canvas.NewText("", nil)})
					p.Resize(size)
					p.down, p.selected, p.disabled = state == "pressed", state == "selected", state == "disabled"
					p.paint()
					at, front := p.front.Position(), p.front.Size()
					painted := p.children[1 : len(p.children)-1]
					if len(painted) != 5 {
						t.Fatalf("painted as %d objects, want 5 pieces", len(painted))
					}
					inCorner := func(x, y float32) bool {
						x, y = min(x, front.Width-x), min(y, front.Height-y)
						return x < radiusCard && y < radiusCard
					}
					for y := float32(0.5); y < front.Height; y++ {
						for x := float32(0.5); x < front.Width; x++ {
							if x == 40.5 && front.Width > 100 { // across, all is as here
								x = front.Width - 39.5
							}
							want := paintedAt([]fyne.CanvasObject{p.front}, at.X+x, at.Y+y)
							if got := paintedAt(painted, at.X+x, at.Y+y); !inCorner(x, y) && got != want {
								t.Fatalf("at %v,%v of %v: %v, want %v", x, y, front, got, want)
							}
						}
					}
					for _, o := range painted {
						if r, ok := o.(*canvas.Rectangle); ok && r.Visible() && (r.Position().X < at.X || r.Position().Y < at.Y ||
							r.Position().X+r.Size().Width > at.X+front.Width || r.Position().Y+r.Size().Height > at.Y+front.Height) {
							t.Errorf("a piece at %v of %v reaches beyond the face", r.Position(), r.Size())
						}
					}
					for _, below := range []float32{0.5, 1.5} { // the thicker edge below, from one corner to the other
						y := size.Height - below
						if got, want := paintedAt([]fyne.CanvasObject{p.under}, size.Width/2, y), p.under.FillColor; p.under.Visible() && got != want {
							t.Errorf("%v above the lower rim: %v, want %v", below, got, want)
						}
					}
				})
			}
		}
	}
}

// A picture, a key and a face through which the ground is seen are painted as one box.
func TestFaceThatIsPaintedWhole(t *testing.T) {
	for name, c := range map[string]struct {
		o    Options
		size fyne.Size
		face face
	}{
		"a picture":         {Options{}, fyne.NewSize(886, 221), cardFace},
		"a key":             {Options{Window: true}, fyne.NewSize(180, 81), keyFace},
		"a face of nothing": {Options{Window: true}, fyne.NewSize(886, 221), quietButton},
		"a flat band":       {Options{Window: true}, fyne.NewSize(1800, 40), cardFace},
	} {
		p := new(Button)
		p.press(startApp(t, c.o), p, pressing{faces: facesOf(c.face), radius: radiusCard, content: canvas.NewText("", nil)})
		p.Resize(c.size)
		if len(p.children) != 3 || p.children[1] != p.front {
			t.Errorf("%s: painted as %d objects", name, len(p.children)-2)
		}
	}
}
