package devicetest

import (
	"context"
	"testing"
	"time"

	"yizhan/kiosk/device"
)

// ScannerBench is a scanner on a test's bench.
type ScannerBench struct {
	Scanner device.Scanner
	// Scan reads a code with it. It is called from the test's goroutine.
	Scan   func(text string)
	Unplug func() // nil where the scanner cannot be unplugged
	Plug   func()
}

// patience bounds a wait that must end; it measures nothing.
const patience = 30 * time.Second

// Scanner is what every scanner must pass.
func Scanner(t *testing.T, open func(t *testing.T) ScannerBench) {
	codes := []string{"HTTPS://LS.EXAMPLE.CN/J/123456789012", "YZ-WORKER-CARD-0123456789", "6901234567892345"}
	t.Run("codes come whole and in order", func(t *testing.T) {
		b := open(t)
		next := b.serve(t)
		for _, code := range codes {
			b.Scan(code)
			if got := next(); got != code {
				t.Errorf("got %q, want %q", got, code)
			}
		}
	})
	t.Run("two at once", func(t *testing.T) {
		b := open(t)
		next := b.serve(t)
		b.Scan(codes[0])
		b.Scan(codes[1])
		if one, two := next(), next(); one != codes[0] || two != codes[1] {
			t.Errorf("got %q and %q", one, two)
		}
	})
	t.Run("unplugged and plugged in", func(t *testing.T) {
		b := open(t)
		if b.Unplug == nil {
			t.Skip("it is the keyboard")
		}
		next := b.serve(t)
		b.Scan(codes[0])
		next()
		b.Unplug()
		b.Plug()
		b.Scan(codes[1])
		if got := next(); got != codes[1] {
			t.Errorf("got %q", got)
		}
	})
}

// serve lets it serve until the test ends, and gives who waits for the next code.
func (b ScannerBench) serve(t *testing.T) (next func() string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	codes, ended := make(chan string, 16), make(chan error, 1)
	go func() { ended <- b.Scanner.Serve(ctx, func(text string) { codes <- text }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("stopped, it gives %v", err)
		}
	})
	return func() string {
		t.Helper()
		select {
		case code := <-codes:
			return code
		case <-time.After(patience):
			t.Fatal("no code came")
			return ""
		}
	}
}
