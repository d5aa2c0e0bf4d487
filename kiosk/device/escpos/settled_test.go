package escpos

import (
	"context"
	"image"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"yizhan/kiosk/device"
)

// keeper is a connection to a slow printer, which never hangs up itself.
type keeper struct {
	slow
	until  time.Time
	halved bool // its end was said, and what still comes is waited for
}

func (k *keeper) SetReadDeadline(t time.Time) error { k.until = t; return nil }
func (k *keeper) SetWriteDeadline(time.Time) error  { return nil }
func (k *keeper) CloseWrite() error                 { k.halved = true; return nil }

func (k *keeper) Read(b []byte) (int, error) {
	n, err := k.ReadUntil(b, k.until)
	if n == 0 && err == nil {
		return 0, os.ErrDeadlineExceeded
	}
	return n, err
}

func (k *keeper) Write(b []byte) (int, error) {
	n := len(b)
	if b[0] == 0x1B && len(b) > 2 && b[1] == '@' { // what is asked stands behind the beginning
		b = b[2:]
	}
	return n, k.WriteUntil(b, time.Time{})
}

// The next paper waits for the end of a connection only where the printer may still hold some of this one.
func TestNoWaitForAPrinterThatIsDone(t *testing.T) {
	page := device.Page{Name: "1", Draw: func(dots int) (image.Image, error) { return image.NewGray(image.Rect(0, 0, dots, 200)), nil }}
	for name, c := range map[string]struct {
		printer slow
		waits   bool
	}{
		"it says that all is out":       {slow{takes: 2 * time.Second}, false},
		"it says only that it is ready": {slow{mute: true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k := &keeper{slow: c.printer}
				p := &Printer{Profile: Paper58, Dial: func(context.Context) (Conn, error) { return &tcpConn{deadlines: deadlines{k}}, nil }}
				if err := p.Print(t.Context(), page); err != nil || k.halved != c.waits {
					t.Errorf("%v; waited for its end: %v", err, k.halved)
				}
			})
		})
	}
}
