package device_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// bench is a printer on a test's bench: what came out of it, and a way to take its paper.
type bench struct {
	printer device.Printer
	dots    int
	papers  func() []image.Image
	starve  func()
	refill  func()
}

// suite is what every driver must pass.
func suite(t *testing.T, b bench) {
	stripes := func(dots int) (image.Image, error) {
		p := image.NewPaletted(image.Rect(0, 0, dots, 40), color.Palette{color.White, color.Black})
		for x := 0; x < dots; x += 3 {
			p.SetColorIndex(x, x%40, 1)
		}
		return p, nil
	}
	ctx := context.Background()
	if err := b.printer.Print(ctx, device.Page{Name: "one", Draw: stripes}); err != nil {
		t.Fatalf("print: %v", err)
	}
	got := b.papers()
	if len(got) != 1 {
		t.Fatalf("%d papers came out, want 1", len(got))
	}
	want, _ := stripes(b.dots)
	if got[0].Bounds().Dx() != b.dots {
		t.Fatalf("paper is %d dots wide, want %d", got[0].Bounds().Dx(), b.dots)
	}
	for y := range 40 {
		for x := range b.dots {
			r, _, _, _ := got[0].At(x, y).RGBA()
			if w, _, _, _ := want.At(x, y).RGBA(); r != w {
				t.Fatalf("dot %d,%d differs from what was drawn", x, y)
			}
		}
	}
	fault := errors.New("no glyph")
	err := b.printer.Print(ctx, device.Page{Name: "two", Draw: func(int) (image.Image, error) { return nil, fault }})
	if !errors.Is(err, fault) || len(b.papers()) != 1 {
		t.Fatalf("a page that cannot be drawn gave %v and %d papers", err, len(b.papers()))
	}
	b.starve()
	err = b.printer.Print(ctx, device.Page{Name: "three", Draw: stripes})
	if market.Code(err) != "printer_out" {
		t.Fatalf("without paper: %v, want printer_out", err)
	}
	b.refill()
	if err := b.printer.Print(ctx, device.Page{Name: "four", Draw: stripes}); err != nil {
		t.Fatalf("after refilling: %v", err)
	}
	if len(b.papers()) != 2 {
		t.Fatalf("%d papers came out in all, want 2", len(b.papers()))
	}
}

func TestFolder(t *testing.T) {
	for _, dots := range []int{384, 576} {
		dir := filepath.Join(t.TempDir(), "slips")
		suite(t, bench{
			printer: device.Folder{Dir: dir, Dots: dots}, dots: dots,
			papers: func() (out []image.Image) {
				names, err := filepath.Glob(filepath.Join(dir, "*"))
				if err != nil {
					t.Fatal(err)
				}
				for _, name := range names {
					f, err := os.Open(name)
					if err != nil {
						t.Fatal(err)
					}
					img, err := png.Decode(f)
					if err := errors.Join(err, f.Close()); err != nil {
						t.Fatal(err)
					}
					out = append(out, img)
				}
				return out
			},
			starve: func() { move(t, dir, dir+".away"); block(t, dir) },
			refill: func() { move(t, dir, dir+".block"); move(t, dir+".away", dir) },
		})
	}
}

// block puts a file where the folder was.
func block(t *testing.T, dir string) {
	t.Helper()
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}
