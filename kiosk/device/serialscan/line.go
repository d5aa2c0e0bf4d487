// Package serialscan drives scanners that send what they read over a serial line, or over USB as one
// (CDC). They are better than those that type: nothing else comes over that line, so a code cannot be
// taken for typing.
//
// Begin at Line, which is a device.Scanner.
package serialscan

import (
	"bytes"
	"context"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"yizhan/kiosk/device/port"
)

// Port opens a scanner at a serial port.
func Port(path string, baud int) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return port.Open(path, baud, silence) }
}

const (
	silence = 100 * time.Millisecond // ends a code that has no line end
	again   = time.Second            // until a line that was lost is looked for again
	longest = 2048                   // bytes of a code; a QR of ours has under 1,300
)

// Line is a scanner at a line.
type Line struct {
	open func() (io.ReadCloser, error)
}

// New makes one. open opens its line, and again after it was lost; a Read of it gives 0 bytes when
// none came for a short while.
func New(open func() (io.ReadCloser, error)) *Line { return &Line{open: open} }

// Serve implements device.Scanner. A line that is not there, or is lost, is opened again until ctx
// ends.
func (l *Line) Serve(ctx context.Context, got func(text string)) error {
	for ctx.Err() == nil {
		if line, err := l.open(); err == nil {
			listen(ctx, line, got)
			_ = line.Close() // it was lost, or is not needed any more
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

// listen gives codes until the line is lost or ctx ends.
func listen(ctx context.Context, line io.Reader, got func(text string)) {
	var held []byte
	spoilt := false // what is held is no code: too long
	end := func() {
		text := strings.TrimSpace(string(held))
		if text != "" && !spoilt && utf8.ValidString(text) {
			got(text)
		}
		held, spoilt = held[:0], false
	}
	buf := make([]byte, 512)
	for ctx.Err() == nil {
		n, err := line.Read(buf)
		if err != nil {
			return
		}
		if n == 0 {
			end()
		}
		for b := buf[:n]; len(b) > 0; {
			i := bytes.IndexAny(b, "\r\n")
			if i < 0 {
				held, b = append(held, b...), nil
			} else {
				held, b = append(held, b[:i]...), b[i+1:]
			}
			if len(held) > longest {
				held, spoilt = held[:0], true
			}
			if i >= 0 {
				end()
			}
		}
	}
}
