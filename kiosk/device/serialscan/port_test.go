package serialscan_test

import (
	"errors"
	"testing"
	"time"

	"go.bug.st/serial"

	"yizhan/kiosk/device/serialscan"
)

// deaf is a port that takes no time-out.
type deaf struct {
	serial.Port
	err    error
	closed bool
}

func (d *deaf) SetReadTimeout(time.Duration) error { return d.err }

func (d *deaf) Close() error {
	d.closed = true
	return nil
}

// A port that cannot be used is not kept open: nobody could open it again.
func TestPortWithoutTimeOutIsClosed(t *testing.T) {
	p := &deaf{err: errors.New("not here")}
	if err := serialscan.Impatient(p); !errors.Is(err, p.err) || !p.closed {
		t.Errorf("closed: %v, %v", p.closed, err)
	}
	if p = (&deaf{}); serialscan.Impatient(p) != nil || p.closed {
		t.Errorf("a port that is well was closed: %v", p.closed)
	}
}
