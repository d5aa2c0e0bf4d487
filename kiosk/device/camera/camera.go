// Package camera reads codes with a camera that looks at whoever stands before the kiosk.
//
// Begin at Camera, which is a device.Scanner: it looks at a few pictures a second and says what code is in
// them, once for each time it is held up. Preview is what it sees. Pictures are kept nowhere. A camera of
// Linux (V4L2) is a Source where the program is built with the tag "camera"; luma.go makes pictures of
// what it sends.
package camera

import (
	"context"
	"image"
	"sync/atomic"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// Source is a camera that is open.
type Source interface {
	// Next waits for the next picture. An error means that the camera is lost.
	Next(ctx context.Context) (*image.Gray, error)
	Close() error
}

const (
	every = 200 * time.Millisecond // between two pictures that are looked at
	again = time.Second            // until a camera that was lost is looked for again
	// A code was taken away when so many pictures do not show it. Hands shake, and a picture or two of a
	// code cannot be read.
	away = 8
)

// Camera is a scanner behind a camera.
type Camera struct {
	open  func() (Source, error)
	now   func() time.Time
	shown atomic.Pointer[image.Gray]
}

// New makes one. open opens it, and again after it was lost; now may be any clock that does not jump.
func New(open func() (Source, error), now func() time.Time) *Camera {
	return &Camera{open: open, now: now}
}

// Preview is what it saw last, nil while it sees nothing.
func (c *Camera) Preview() *image.Gray { return c.shown.Load() }

// Serve implements device.Scanner. A camera that is not there, or is lost, is opened again until ctx ends.
func (c *Camera) Serve(ctx context.Context, got func(text string)) error {
	defer c.shown.Store(nil)
	for ctx.Err() == nil {
		if source, err := c.open(); err == nil {
			c.watch(ctx, source, got)
			_ = source.Close() // it was lost, or is not needed any more
			c.shown.Store(nil)
		}
		t := time.NewTimer(again)
		select {
		case <-ctx.Done():
		case <-t.C:
		}
		t.Stop()
	}
	return nil
}

// watch looks at pictures until the camera is lost or ctx ends.
func (c *Camera) watch(ctx context.Context, source Source, got func(text string)) {
	var held holding
	var looked time.Time
	var last *image.Gray // that was read, and what was in it
	var text string
	for ctx.Err() == nil {
		picture, err := source.Next(ctx)
		if err != nil {
			return
		}
		c.shown.Store(picture)
		if now := c.now(); now.Sub(looked) >= every {
			looked = now
			if last == nil || moved(last, picture) {
				last, text = picture, read(picture)
			}
			if anew := held.see(text); anew != "" {
				got(anew)
			}
		}
	}
}

// holding is the code that somebody holds up, and for how many pictures it has not been seen.
type holding struct {
	text   string
	missed int
}

// see takes what is in the next picture, "" for nothing, and gives it when it is held up anew.
func (h *holding) see(text string) string {
	switch {
	case text == "":
		if h.missed++; h.missed >= away {
			h.text = ""
		}
		return ""
	case text == h.text:
		h.missed = 0
		return ""
	}
	h.text, h.missed = text, 0
	return text
}

// moved says whether something in a picture is not as in the one before. Reading takes a tenth of a second of
// a cheap PC, and mostly nobody stands there.
func moved(before, picture *image.Gray) bool {
	const step, still = 31, 3 // pixels; greys, which is more than a sensor's noise
	if before.Rect != picture.Rect || len(before.Pix) != len(picture.Pix) || len(picture.Pix) == 0 {
		return true
	}
	sum, n := 0, 0
	for i := 0; i < len(picture.Pix); i += step {
		sum += max(int(before.Pix[i])-int(picture.Pix[i]), int(picture.Pix[i])-int(before.Pix[i]))
		n++
	}
	return sum > still*n
}

// read gives the code in a picture, or "".
func read(picture *image.Gray) string {
	source := gozxing.NewLuminanceSourceFromImage(picture)
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue // it is too small to hold a code
		}
		if r, err := qrcode.NewQRCodeReader().Decode(bitmap, nil); err == nil {
			return r.GetText()
		}
	}
	return ""
}
