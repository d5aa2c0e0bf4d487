package touch

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

func TestQRIsReadFromTheScreen(t *testing.T) {
	text := "HTTPS://COUNTY.EXAMPLE/J/" + strings.Repeat("1234567890", 24)
	for _, dark := range []bool{false, true} {
		s := startApp(t, Options{Dark: dark})
		code, err := NewQR(text, 0)
		if err != nil {
			t.Fatal(err)
		}
		picture := draw(s, Pad(20, 20, 20, 20, code), fyne.NewSize(401, 377))
		bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil {
			t.Fatalf("dark %t: %v", dark, err)
		}
		if got.GetText() != text {
			t.Errorf("dark %t: it reads %q", dark, got.GetText())
		}
	}
}

// Each module is the same number of whole pixels, with the white border around.
func TestQRModulesAreWholePixels(t *testing.T) {
	s := startApp(t, Options{})
	code, err := NewQR("HTTPS://COUNTY.EXAMPLE/J/123", 0)
	if err != nil {
		t.Fatal(err)
	}
	n := len(code.modules)
	if !code.modules[0][0] || !code.modules[n-1][0] {
		t.Error("the corner is no finder: a border was added twice")
	}
	picture := draw(s, code, fyne.NewSize(250, 250))
	dots := 250 / (n + 2*quietZone)
	first := (250 - dots*n + 1) / 2
	for y := range n {
		for x := range n {
			want := uint8(255)
			if code.modules[y][x] {
				want = 0
			}
			for _, p := range []image.Point{{0, 0}, {dots - 1, dots - 1}} {
				at := image.Pt(first+x*dots+p.X, first+y*dots+p.Y)
				if got := color.GrayModel.Convert(picture.At(at.X, at.Y)).(color.Gray).Y; got != want {
					t.Fatalf("module %d,%d is %d at %v, want %d", x, y, got, at, want)
				}
			}
		}
	}
	for i := range quietZone * dots {
		at := image.Pt(first-1-i, first+dots*n/2)
		if got := color.GrayModel.Convert(picture.At(at.X, at.Y)).(color.Gray).Y; got != 255 {
			t.Fatalf("the border is %d at %v", got, at)
		}
	}
}

func TestQRRefusesTooMuch(t *testing.T) {
	startApp(t, Options{})
	if _, err := NewQR(strings.Repeat("x", 4000), 0); err == nil || !strings.Contains(err.Error(), "4000") {
		t.Errorf("a text of 4000 characters gives %v", err)
	}
}
