package kiosk

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/device"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/view"
	"yizhan/sync/market"
)

// typist is a page into which a keyboard writes.
type typist interface {
	Type(r rune)
	TypeEnter()
	TypeDelete()
}

// typing takes all keys of the window: a scanner types what it reads, and what somebody types goes to
// the page on screen if it is one to write on.
func typing(c fyne.Canvas, pages *flow.App) device.Scanner {
	k := device.NewKeyboard(time.Now, func(d time.Duration, f func()) { time.AfterFunc(d, func() { fyne.Do(f) }) },
		"http://", "https://", string(market.WorkerCard)+"-", string(market.StaffCard)+"-")
	k.ByHand(func(text string) bool {
		p, ok := pages.Current().(typist)
		if ok {
			for _, r := range text {
				p.Type(r)
			}
		}
		return ok
	})
	c.SetOnTypedRune(k.Rune)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
		if enter && k.Enter() {
			return
		}
		p, ok := pages.Current().(typist)
		switch {
		case !ok:
		case enter:
			p.TypeEnter()
		case e.Name == fyne.KeyBackspace:
			k.Enter() // what is held back was typed before it
			p.TypeDelete()
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

// preview is what the camera sees that reads codes, nil where no camera does.
func (k *Kiosk) preview() func() *image.Gray {
	if c, ok := k.scanner.(interface{ Preview() *image.Gray }); ok {
		return c.Preview
	}
	return nil
}

// lookOn lets the screen show what a camera sees until ctx ends.
func lookOn(ctx context.Context, v *view.View) {
	t := time.NewTicker(100 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			fyne.Do(v.Look)
		}
	}
}

// readID is the reader's Read, nil where no reader is attached.
func (k *Kiosk) readID() func(context.Context) (market.IDCard, error) {
	if k.reader == nil {
		return nil
	}
	return k.reader.Read
}
