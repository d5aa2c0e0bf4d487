package escpos

import (
	"context"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// A printer that this program may not open, or that another program has open, is not one that was pulled out.
func TestWayThatIsNotOpen(t *testing.T) {
	for code, why := range map[string]error{
		"printer_locked": syscall.EACCES, "printer_busy": syscall.EBUSY, "device_gone": syscall.ENODEV, "device_silent": os.ErrDeadlineExceeded,
	} {
		p := &Printer{Profile: Paper58, Dial: func(context.Context) (Conn, error) {
			return nil, &fs.PathError{Op: "open", Path: "/dev/usb/lp0", Err: why}
		}}
		if err := p.Print(t.Context(), blank); market.Code(err) != code {
			t.Errorf("%v: print: %v, want %s", why, err, code)
		}
		if err := p.Probe(t.Context()); market.Code(err) != code {
			t.Errorf("%v: asked how it is: %v, want %s", why, err, code)
		}
	}
}

// A full disk is said of the paper, and is no loss of a printer.
func TestFullDiskIsNoLoss(t *testing.T) {
	p := &Printer{Profile: Profile{Dots: 64}, Dial: Into(func() (*device.Part, error) { return nil, syscall.ENOSPC }, (*device.Part).Drop)}
	if err := p.Print(t.Context(), blank); market.Code(err) != "disk_full" {
		t.Errorf("%v", err)
	}
	if err := p.lastSeen(); err != nil {
		t.Errorf("the printer: %v", err)
	}
}
