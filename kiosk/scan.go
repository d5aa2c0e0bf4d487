package kiosk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/device"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// typing takes all keys of the window: a scanner types what it reads, and nothing else here takes
// keys. Every page has its own.
func typing(c fyne.Canvas) device.Scanner {
	k := device.NewKeyboard(time.Now, func(d time.Duration, f func()) { time.AfterFunc(d, func() { fyne.Do(f) }) },
		"http://", "https://", string(market.WorkerCard)+"-", string(market.StaffCard)+"-")
	c.SetOnTypedRune(k.Rune)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
			k.Enter()
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
