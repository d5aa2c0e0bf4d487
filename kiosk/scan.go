package kiosk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/device"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// typing takes all keys of the window: what a scanner types is a scan, the rest is for the page on
// screen (keys.go).
func typing(c fyne.Canvas, pages *flow.App) device.Scanner {
	k := device.NewKeyboard(time.Now, func(d time.Duration, f func()) { time.AfterFunc(d, func() { fyne.Do(f) }) },
		"http://", "https://", string(market.WorkerCard)+"-", string(market.StaffCard)+"-")
	k.OnText(func(text string) { write(pages, text) })
	c.SetOnTypedRune(k.Rune)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name { // no other: a scanner presses Shift in the middle of a code
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyBackspace:
			if scan := k.Enter(); !scan {
				pressKey(pages, e.Name)
			}
		}
	})
	return k
}

// scan shows what codes mean until ctx ends.
func (k *Kiosk) scan(ctx context.Context, s device.Scanner, pages *flow.App) {
	err := s.Serve(ctx, func(text string) { fyne.Do(func() { pages.Scanned(text) }) })
	if err != nil && ctx.Err() == nil {
		k.log.Error("scanner not served", "err", err)
	}
}

// readID is the reader's Read, nil where no reader is attached.
func (k *Kiosk) readID() func(context.Context) (market.IDCard, error) {
	if k.reader == nil {
		return nil
	}
	return k.reader.Read
}
