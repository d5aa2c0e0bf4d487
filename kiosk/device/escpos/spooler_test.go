package escpos

import (
	"bytes"
	"context"
	"errors"
	"image"
	"testing"
	"time"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// spooled is somebody who takes papers for a printer, as the spooler of Windows does.
type spooled struct {
	status  uint32
	written int
	job     []byte
	full    bool // behind the first bands of a job, which is given up then
}

func (s *spooled) ReadUntil([]byte, time.Time) (int, error) { return 0, nil }
func (s *spooled) Close() error                             { return nil }
func (s *spooled) now() condition                           { return queued(s.status) }

func (s *spooled) WriteUntil(b []byte, _ time.Time) error {
	if s.full && len(s.job) > 100 {
		s.job = nil
		return errors.New("there is no room")
	}
	s.written += len(b)
	s.job = append(s.job, b...)
	return nil
}

// Nothing comes of a job that a queue gave up, so nothing of it is ended; what was before it still is.
func TestJobThatAQueueGaveUp(t *testing.T) {
	q := &spooled{}
	p := &Printer{Profile: Profile{Dots: 64}, Dial: func(context.Context) (Conn, error) { return q, nil }}
	for i, c := range []struct {
		full  bool
		begun bool // by NULs
	}{{true, true}, {false, true}, {false, false}, {true, false}, {false, false}} {
		q.job, q.full = nil, c.full
		if err := p.Print(t.Context(), blank); err == nil || (q.job == nil) != c.full {
			t.Fatalf("paper %d: %v", i, err)
		}
		if !c.full && bytes.HasPrefix(q.job, make([]byte, headLength)) != c.begun {
			t.Errorf("paper %d begins with % x", i, q.job[:headLength])
		}
	}
}

// What a queue takes is with the queue: nobody knows whether it comes out. One that says that its printer
// wants something gets nothing, and says what.
func TestQueue(t *testing.T) {
	for status, code := range map[uint32]string{
		0: "", 0x0400: "", 0x0200: "", 0x20000: "", // well, printing, busy, toner low
		0x0010: "printer_out", 0x0012: "printer_out", 0x0410: "printer_out",
		0x400000: "printer_open", 0x400012: "printer_open",
		0x040A: "printer_fault", 0x0008: "printer_fault", 0x0040: "printer_fault", 0x0002: "printer_fault", 0x100000: "printer_fault", 0x0009: "printer_fault", 0x0001: "printer_paused",
		0x0080: "device_gone", 0x1000: "device_gone", 0x0092: "device_gone",
	} {
		q := &spooled{status: status}
		p := &Printer{Profile: Profile{Dots: 384}, Dial: func(context.Context) (Conn, error) { return q, nil }}
		if err := p.Probe(t.Context()); market.Code(err) != code {
			t.Errorf("%#x, asked how it is: %v, want %q", status, err, code)
		}
		blank := device.Page{Name: "1", Draw: func(dots int) (image.Image, error) { return image.NewGray(image.Rect(0, 0, dots, 200)), nil }}
		if err := p.Print(t.Context(), blank); err == nil || market.Code(err) != code {
			t.Errorf("%#x, print: %v, want %q", status, err, code)
		}
		if begun := q.written > 0; begun != (code == "") {
			t.Errorf("%#x: %d bytes were sent", status, q.written)
		}
	}
}

func TestNoSpoolerHere(t *testing.T) {
	if HasSpooler {
		t.Skip("this is Windows")
	}
	p := &Printer{Profile: Profile{Dots: 384}, Dial: Spooler("XP-58")}
	if err := p.Probe(t.Context()); market.Code(err) != "device_gone" {
		t.Errorf("%v", err)
	}
}
