package kiosk

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/go-gl/glfw/v3.4/glfw"

	"yizhan/assets"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/view"
)

// AppID is the program's identity; FyneApp.toml names the same.
const AppID = "cn.lingongyizhan.kiosk"

// Window is how the kiosk stands on the screen.
type Window struct {
	Size       fyne.Size // zero: full screen
	Dark       bool
	MMPerPixel float64 // of the panel; 0 for the usual one
	Trace      string  // file for the targets of the current page (tests); may be empty
}

// Show opens the window and runs until it is closed or ctx ends. It must be called on the
// program's main goroutine.
func (k *Kiosk) Show(ctx context.Context, w Window) error {
	thrift()
	a := app.NewWithID(AppID)
	win := a.NewWindow(k.Name())
	win.SetPadded(false)
	flat()
	pages := flow.NewApp(flow.Config{
		Desk: k.Desk, Board: k.board, Words: assets.Chinese, Back: k, Market: k.Name(), Area: k.Area(),
		Now: k.Desk.Store().Now, OnUI: fyne.Do, Context: ctx, Crashed: k.crashes.note, Wiped: tidy(ctx), ReadID: k.readID(),
		Exchange: k.exchange, Preview: k.preview(),
	}, flow.NewHome)
	v := view.New(pages, view.Options{Dark: w.Dark, MMPerPixel: w.MMPerPixel, Window: plain(), Sounds: k.sounds})
	a.Settings().SetTheme(v.Theme())
	v.OnTheme(func() { a.Settings().SetTheme(v.Theme()) })
	var traceErr error
	if w.Trace != "" {
		v.OnDrawn(func() { traceErr = writeTrace(w.Trace, v) })
	}
	win.SetContent(v.Content())
	scanner := typing(win.Canvas(), pages)
	k.words.ready(pages)
	w.fit(win)
	k.animate(ctx, a, pages, v)
	go k.scan(ctx, scanner, pages)
	if k.scanner != nil {
		go k.scan(ctx, k.scanner, pages)
	}
	if k.preview() != nil {
		go lookOn(ctx, v)
	}
	open, closed := context.WithCancel(ctx)
	defer closed()
	win.SetOnClosed(closed)
	go doze(open, func() bool { return pages.Current().Kind() == flow.Attract })
	win.ShowAndRun()
	if traceErr != nil {
		return fmt.Errorf("write trace of the screen: %w", traceErr)
	}
	return nil
}

// animate feeds the screen: one beat a second, and a fresh look after every change of the
// store or of the link. It ends with ctx, and then closes the window.
func (k *Kiosk) animate(ctx context.Context, a fyne.App, pages *flow.App, v *view.View) {
	due := make(chan struct{}, 1)
	wake := func() {
		select {
		case due <- struct{}{}:
		default: // a look is due already
		}
	}
	k.Desk.OnChange(wake)
	k.board.OnChange(wake)
	k.courier.listen(wake)
	k.watch.listen(wake)
	go func() {
		beat := time.NewTicker(time.Second)
		defer beat.Stop()
		for {
			select {
			case <-ctx.Done():
				fyne.Do(a.Quit)
				return
			case <-beat.C:
				fyne.Do(v.Tick)
				k.words.keep()
			case <-due:
				fyne.Do(func() {
					pages.Guard(pages.Refresh)
					v.Linked()
				})
			}
		}
	}()
}

// plain tells whether one DIP is one pixel, as it is unless somebody sets the scale; Windows has one of its own. It must be
// called on the main goroutine, after the first window was made.
func plain() bool {
	if scale, err := strconv.ParseFloat(os.Getenv("FYNE_SCALE"), 32); err != nil || scale != 1 {
		return false
	}
	if runtime.GOOS != "windows" {
		return true
	}
	panel := glfw.GetPrimaryMonitor()
	if panel == nil {
		return false
	}
	x, y := panel.GetContentScale()
	return x == 1 && y == 1
}

// flat asks for a window without a depth and a stencil buffer, which the toolkit would have cleared for each picture and
// never looks at. It must be called on the main goroutine, after the first window was made and before it is shown.
func flat() {
	glfw.WindowHint(glfw.DepthBits, 0)
	glfw.WindowHint(glfw.StencilBits, 0)
}
