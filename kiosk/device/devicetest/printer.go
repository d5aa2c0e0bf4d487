package devicetest

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"sync"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// PrinterBench is a printer on a test's bench, with hands beside it.
type PrinterBench struct {
	Printer device.Printer
	Dots    int                  // width of its head
	Papers  func() []image.Image // what came out so far, in order
	// Written is that of a printer that writes with letters of its own, in place of Papers.
	Written func() [][]Letters
	Starve  func() // takes its paper away
	Refill  func()
	Unplug  func() // nil where it cannot be unplugged otherwise than by Starve
	Plug    func()
}

// Stripes draws a page on which every dot counts.
func Stripes(rows int) func(dots int) (image.Image, error) {
	return func(dots int) (image.Image, error) {
		p := image.NewPaletted(image.Rect(0, 0, dots, rows), color.Palette{color.White, color.Black})
		for y := range rows {
			for x := range dots {
				if x == y%dots || x == dots-1 || y == rows-1 || (x*7+y*3)%11 == 0 {
					p.SetColorIndex(x, y, 1)
				}
			}
		}
		return p, nil
	}
}

// Differ gives the first dot in which two pictures differ in black and white, or an error about their
// sizes; nil when they are the same.
func Differ(got, want image.Image) error {
	g, w := got.Bounds(), want.Bounds()
	if g.Dx() != w.Dx() || g.Dy() != w.Dy() {
		return fmt.Errorf("%d×%d dots, want %d×%d", g.Dx(), g.Dy(), w.Dx(), w.Dy())
	}
	for y := range w.Dy() {
		for x := range w.Dx() {
			if black(got.At(g.Min.X+x, g.Min.Y+y)) != black(want.At(w.Min.X+x, w.Min.Y+y)) {
				return fmt.Errorf("dot %d,%d differs from what was drawn", x, y)
			}
		}
	}
	return nil
}

func black(c color.Color) bool { return color.GrayModel.Convert(c).(color.Gray).Y < 128 }

// Printer is what every printer must pass. open gives a fresh one.
func Printer(t *testing.T, open func(t *testing.T) PrinterBench) {
	for name, test := range map[string]func(*testing.T, PrinterBench){
		"every dot comes out":            everyDot,
		"a page that cannot be drawn":    undrawn,
		"paper runs out and is refilled": starved,
		"unplugged and plugged in again": unplugged,
		"asked to stop before it began":  stopped,
		"two pages at once":              crowded,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func (b PrinterBench) print(t *testing.T, name string) error {
	t.Helper()
	return b.Printer.Print(t.Context(), device.Page{Name: name, Draw: Stripes(40), Lines: func(int) ([]device.Line, error) { return words, nil }})
}

// words are the page for printers that know letters alone; no character set of theirs has the last one.
var words = []device.Line{
	{Text: "零工市场", Centred: true, Bold: true},
	{Text: "招 5 人", Big: true},
	{Text: "130.50 元/天，日结 " + "\U0002B8CE"},
}

// came checks that so many papers were written, all as they should be.
func (b PrinterBench) came(t *testing.T, n int) {
	t.Helper()
	want := []Letters{
		{Text: "零工市场", Columns: 8, Bold: true, Centred: true},
		{Text: "招 5 人", Columns: 14, Big: true},
		{Text: "130.50 元/天，日结 〓", Columns: 21},
	}
	got := b.Written()
	if len(got) != n {
		t.Fatalf("%d papers came out, want %d", len(got), n)
	}
	for i, lines := range got {
		if !slices.Equal(lines, want) {
			t.Errorf("paper %d: %+v", i, lines)
		}
	}
}

// out checks that so many papers came out, all as they were drawn.
func (b PrinterBench) out(t *testing.T, n int) {
	t.Helper()
	if b.Written != nil {
		b.came(t, n)
		return
	}
	want, _ := Stripes(40)(b.Dots)
	got := b.Papers()
	if len(got) != n {
		t.Fatalf("%d papers came out, want %d", len(got), n)
	}
	for i, p := range got {
		if err := Differ(p, want); err != nil {
			t.Errorf("paper %d: %v", i, err)
		}
	}
}

// well checks what the printer says of itself; codes are those it may refuse with, none for well.
func (b PrinterBench) well(t *testing.T, codes ...string) {
	t.Helper()
	p, ok := b.Printer.(device.Prober)
	if !ok {
		t.Fatal("it cannot say how it is")
	}
	err := p.Probe(t.Context())
	if code := market.Code(err); len(codes) == 0 && err != nil || len(codes) > 0 && !slices.Contains(codes, code) {
		t.Fatalf("asked how it is: %v, want %v", err, codes)
	}
}

func everyDot(t *testing.T, b PrinterBench) {
	b.well(t)
	b.out(t, 0)
	if err := b.print(t, "one"); err != nil {
		t.Fatalf("print: %v", err)
	}
	b.out(t, 1)
}

func undrawn(t *testing.T, b PrinterBench) {
	fault := errors.New("no glyph")
	err := b.Printer.Print(t.Context(), device.Page{
		Name: "two", Draw: func(int) (image.Image, error) { return nil, fault },
		Lines: func(int) ([]device.Line, error) { return nil, fault },
	})
	if !errors.Is(err, fault) || market.Code(err) != "" {
		t.Fatalf("%v", err)
	}
	b.out(t, 0)
}

func starved(t *testing.T, b PrinterBench) {
	b.Starve()
	want := "printer_out"
	if b.Unplug == nil {
		want = "device_gone" // it has no paper that could end
	}
	if err := b.print(t, "three"); market.Code(err) != want {
		t.Fatalf("without paper: %v, want %s", err, want)
	}
	b.well(t, want)
	b.Refill()
	b.well(t)
	b.out(t, 0)
	if err := b.print(t, "four"); err != nil {
		t.Fatalf("after refilling: %v", err)
	}
	b.out(t, 1)
}

func unplugged(t *testing.T, b PrinterBench) {
	if b.Unplug == nil {
		t.Skip("it is gone when it has no paper")
	}
	b.Unplug()
	if err := b.print(t, "five"); market.Code(err) != "device_gone" {
		t.Fatalf("unplugged: %v, want device_gone", err)
	}
	b.well(t, "device_gone")
	b.Plug()
	b.well(t)
	if err := b.print(t, "six"); err != nil {
		t.Fatalf("plugged in again: %v", err)
	}
	b.out(t, 1)
}

func stopped(t *testing.T, b PrinterBench) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Printer.Print(ctx, device.Page{Name: "seven", Draw: Stripes(40)}); market.Code(err) != "print_stopped" {
		t.Fatalf("%v, want print_stopped", err)
	}
	b.out(t, 0)
}

func crowded(t *testing.T, b PrinterBench) {
	var both sync.WaitGroup
	for _, name := range []string{"eight", "nine"} {
		both.Go(func() {
			if err := b.print(t, name); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
	both.Wait()
	b.out(t, 2)
}
