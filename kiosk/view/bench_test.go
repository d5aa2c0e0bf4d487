package view

import (
	"flag"
	"slices"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/scene"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

var crowdSize = flag.Int("postings", 100_000, "open postings in the benchmarks")

// openCrowd opens far more postings at a desk than any market has.
func openCrowd(b *testing.B, d *desk.Desk, n int) {
	b.Helper()
	ctx := b.Context()
	e, err := d.RegisterEmployer(ctx, desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
	if err != nil {
		b.Fatal(err)
	}
	postings, err := sample.Crowd(n, scene.Morning, assets.Areas(), slices.Repeat([]market.EmployerID{e}, 20))
	if err != nil {
		b.Fatal(err)
	}
	const step = 5_000
	for i := 0; i < n; i += step {
		err := d.Store().Group(ctx, func() error {
			for _, p := range postings[i:min(i+step, n)] {
				if _, err := d.OpenPosting(ctx, desk.Self, p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// cost reports the work of an operation beside its time: the machine may be busy with others.
func cost(b *testing.B, op func()) {
	b.Helper()
	began, times := cpu(), []time.Duration(nil)
	for b.Loop() {
		at := cpu()
		op()
		times = append(times, cpu()-at)
	}
	slices.Sort(times)
	b.ReportMetric(float64((cpu()-began).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "cpu-ms-median")
}

func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// What a finger waits for with a crowd in the store. "paint" is all of a screen by the software
// painter, which a window with OpenGL does not do again; the rest is what the program does
// before painting. "tick" moves a list as a finger does sixty times a second.
func BenchmarkCrowd(b *testing.B) {
	test.NewTempApp(b)
	g, err := scene.NewStage(b.Context(), scene.Area)
	if err != nil {
		b.Fatal(err)
	}
	defer g.Close()
	openCrowd(b, g.Desk, *crowdSize)
	open := board.New(board.Config{Store: g.Desk.Store(), Areas: assets.Areas(), Trades: assets.Trades(), At: scene.Area})
	if err := open.Fill(b.Context()); err != nil {
		b.Fatal(err)
	}
	for _, f := range []struct {
		name string
		size fyne.Size
	}{{"1920", fyne.NewSize(1920, 1080)}, {"1366", fyne.NewSize(1366, 768)}, {"upright", fyne.NewSize(1080, 1920)}} {
		b.Run(f.name, func(b *testing.B) {
			app := g.Open()
			app.Board = open
			v, c := show(app, f.size, false, Options{})
			b.Run("home", func(b *testing.B) { cost(b, func() { app.End() }) })
			app.Current().(*flow.Home).Find()
			b.Run("trades-chip", func(b *testing.B) { cost(b, func() { app.Current().(*flow.Trades).Toggle(flow.Meals) }) })
			app.Current().(*flow.Trades).All()
			r := app.Current().(*flow.Results)
			b.Run("results-chip", func(b *testing.B) { cost(b, func() { r.Toggle(flow.Meals) }) })
			b.Run("results-chip-painted", func(b *testing.B) {
				cost(b, func() {
					r.Toggle(flow.Meals)
					c.Capture()
				})
			})
			b.Run("paint", func(b *testing.B) { cost(b, func() { c.Capture() }) })
			list := listOf(v.Screen())
			b.Run("tick", func(b *testing.B) { cost(b, func() { list.Drag(-17) }) })
			b.Run("tick-a-row", func(b *testing.B) { cost(b, func() { list.Drag(-400) }) })
			r.Sift()
			b.Run("sift-answer", func(b *testing.B) {
				on := 0
				cost(b, func() {
					on++
					app.Current().(*flow.Sift).Rows()[0].Answers[on%4].Pick()
				})
			})
		})
	}
}

// listOf finds the list of a page.
func listOf(o fyne.CanvasObject) *touch.List {
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *touch.List:
		return o
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		if l := listOf(child); l != nil {
			return l
		}
	}
	return nil
}
