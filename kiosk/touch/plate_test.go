package touch

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// In a window one plate shows what two boxes show in a picture: it stands where both of them stand, with the same rims and
// colours, in every state.
func TestPlate(t *testing.T) {
	window := startApp(t, Options{Window: true})
	for name, faces := range map[string]faces{"card": facesOf(cardFace), "green": greenFaces(), "key": keyFaces(keyFace)} {
		for _, size := range []fyne.Size{{Width: 886, Height: 221}, {Width: 120, Height: 81}, {Width: 60, Height: 36}} {
			for _, state := range []string{"normal", "pressed", "selected", "disabled"} {
				t.Run(fmt.Sprint(name, size, state), func(t *testing.T) {
					p := new(Button)
					p.press(window, p, pressing{faces: faces, radius: radiusCard, content: canvas.NewText("", nil)})
					p.Resize(size)
					p.down, p.selected, p.disabled = state == "pressed", state == "selected", state == "disabled"
					p.paint()
					if len(p.children) != 2 || p.children[1] != p.content {
						t.Fatalf("painted as %d objects", len(p.children)-1)
					}
					plate, ok := p.children[0].(*canvas.Shader)
					if !ok {
						t.Fatalf("painted by %T", p.children[0])
					}
					front, end := p.front, p.front.Position().Add(p.front.Size())
					if p.under.Visible() {
						end = p.under.Position().Add(p.under.Size())
					}
					if plate.Position() != front.Position() || plate.Position().Add(plate.Size()) != end {
						t.Errorf("at %v of %v; the face begins at %v and ends at %v", plate.Position(), plate.Size(), front.Position(), end)
					}
					edge := front.StrokeColor
					if front.StrokeWidth == 0 && !p.under.Visible() {
						edge = front.FillColor // its corners are soft
					}
					below := end.Y - front.Position().Y - front.Size().Height + front.StrokeWidth
					want := map[string]float32{"radius": min(radiusCard, plate.Size().Height/2), "stroke": front.StrokeWidth, "lower": below}
					want["fillR"], want["fillG"], want["fillB"] = parts(front.FillColor)
					want["edgeR"], want["edgeG"], want["edgeB"] = parts(edge)
					for name, v := range want {
						if got := plate.Uniforms[name]; abs(got-v) > 1e-4 {
							t.Errorf("%s is %v, want %v", name, got, v)
						}
					}
				})
			}
		}
	}
}

// parts are a colour's red, green and blue from 0 to 1.
func parts(c color.Color) (r, g, b float32) {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return float32(n.R) / 255, float32(n.G) / 255, float32(n.B) / 255
}

// A picture, and a face through which the ground is seen, are painted by the toolkit.
func TestFaceWithoutPlate(t *testing.T) {
	for name, c := range map[string]struct {
		o    Options
		face face
	}{
		"a picture":         {Options{}, cardFace},
		"a face of nothing": {Options{Window: true}, quietButton},
	} {
		p := new(Button)
		p.press(startApp(t, c.o), p, pressing{faces: facesOf(c.face), radius: radiusCard, content: canvas.NewText("", nil)})
		p.Resize(fyne.NewSize(886, 221))
		if len(p.children) != 3 || p.children[1] != p.front {
			t.Errorf("%s: painted as %d objects", name, len(p.children)-1)
		}
	}
	picture, window := startApp(t, Options{}), startApp(t, Options{Window: true})
	box := canvas.NewRectangle(window.Paint(GreenTint))
	if o := window.rounded(box); o != box {
		t.Errorf("a box without round corners is painted by %T", o)
	}
	box.CornerRadius = radiusTag
	plate := window.rounded(box).(*canvas.Shader)
	for _, c := range []string{"R", "G", "B"} { // an edge of nothing has soft corners, which must not be black
		if plate.Uniforms["edge"+c] != plate.Uniforms["fill"+c] {
			t.Errorf("a box without an edge: %v", plate.Uniforms)
		}
	}
	if o := picture.rounded(box); o != box {
		t.Errorf("in a picture a box is painted by %T", o)
	}
}

// The ground of a trade's picture changes under the finger, also where a plate paints it.
func TestPlateIsRepainted(t *testing.T) {
	s := startApp(t, Options{Window: true})
	tile := NewTradeTile(s, TradeOptions{Word: "瓦工", Icon: "wall", OnTap: func() {}})
	red := func() float32 { return tile.shown.(*canvas.Shader).Uniforms["fillR"] }
	before, _, _ := parts(s.Paint(GreenTint))
	under, _, _ := parts(s.Paint(Card))
	if abs(red()-before) > 1e-4 {
		t.Errorf("red is %v, want %v", red(), before)
	}
	tile.SetSelected(true) // its face is of the ground's usual colour
	if abs(red()-under) > 1e-4 {
		t.Errorf("red of the chosen one is %v, want %v", red(), under)
	}
}
