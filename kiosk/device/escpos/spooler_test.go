package escpos_test

import (
	"context"
	"testing"
	"time"

	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

// spooled is somebody who takes papers for a printer, as the spooler of Windows does.
type spooled struct {
	needsHands bool
	written    int
}

func (s *spooled) ReadUntil([]byte, time.Time) (int, error) { return 0, nil }
func (s *spooled) Close() error                             { return nil }
func (s *spooled) NeedsHands() bool                         { return s.needsHands }

func (s *spooled) WriteUntil(b []byte, _ time.Time) error {
	s.written += len(b)
	return nil
}

// What a queue takes is with the queue: nobody knows whether it comes out. One that says that its printer
// wants paper gets nothing.
func TestQueue(t *testing.T) {
	for code, empty := range map[string]bool{"": false, "printer_out": true} {
		q := &spooled{needsHands: empty}
		p := &escpos.Printer{Profile: escpos.Profile{Dots: 384}, Dial: func(context.Context) (escpos.Conn, error) { return q, nil }}
		if err := p.Probe(t.Context()); market.Code(err) != code {
			t.Errorf("asked how it is: %v, want %q", err, code)
		}
		if err := p.Print(t.Context(), page); err == nil || market.Code(err) != code {
			t.Errorf("print: %v, want %q", err, code)
		}
		if begun := q.written > 0; begun == empty {
			t.Errorf("empty %v, %d bytes were sent", empty, q.written)
		}
	}
}

func TestNoSpoolerHere(t *testing.T) {
	if escpos.HasSpooler {
		t.Skip("this is Windows")
	}
	p := &escpos.Printer{Profile: escpos.Profile{Dots: 384}, Dial: escpos.Spooler("XP-58")}
	if err := p.Probe(t.Context()); market.Code(err) != "device_gone" {
		t.Errorf("%v", err)
	}
}
