package kiosk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"yizhan/assets"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/kiosk/view"
	"yizhan/sync/market"
)

// sorryFor is how long the word stays before the program ends and its supervisor tries again.
const sorryFor = 30 * time.Second

// Sorry shows for a while that the disk does not let New open the station, or that its devices.json is not right: a
// screen that stays black helps nobody. Any other refusal is for whoever installs the station, at a command line. It
// must be called on the program's main goroutine.
func Sorry(ctx context.Context, w Window, err error) {
	switch market.Code(err) {
	case "", "bad_devices", "bad_printer", "bad_reader", "bad_scanner", "bad_profile":
	default:
		if flow.DiskCode(err) == "" {
			return
		}
	}
	ctx, stop := context.WithTimeout(ctx, sorryFor)
	defer stop()
	a := app.NewWithID(AppID)
	win := a.NewWindow(assets.Chinese.T("sorry.title"))
	win.SetPadded(false)
	content, theme := view.Sorry(assets.Chinese, err, view.Options{Dark: w.Dark, MMPerPixel: w.MMPerPixel})
	a.Settings().SetTheme(theme)
	win.SetContent(content)
	w.fit(win)
	if w.Trace != "" {
		_ = write(w.Trace, trace{Page: "sorry", Targets: []traceTarget{}, Texts: touch.Texts(content)}) // tests see that it is missing
	}
	go func() {
		<-ctx.Done()
		fyne.Do(a.Quit)
	}()
	win.ShowAndRun()
}

// fit gives a window its size.
func (w Window) fit(win fyne.Window) {
	if w.Size.IsZero() {
		win.SetFullScreen(true)
		return
	}
	win.Resize(w.Size)
	win.SetFixedSize(true)
}
