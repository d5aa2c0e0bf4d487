package escpos_test

import (
	"context"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

// stuckConn takes nothing and says nothing.
type stuckConn struct{}

func (stuckConn) ReadUntil(_ []byte, deadline time.Time) (int, error) {
	time.Sleep(time.Until(deadline))
	return 0, nil
}

func (stuckConn) WriteUntil(_ []byte, deadline time.Time) error {
	time.Sleep(time.Until(deadline))
	return os.ErrDeadlineExceeded
}

func (stuckConn) Close() error { return nil }

// A printer that takes nothing more is seen by whoever asks within three seconds, while the page still
// waits to be given up.
func TestStuckInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &escpos.Printer{Profile: escpos.Profile{Dots: 384}, Dial: func(context.Context) (escpos.Conn, error) { return stuckConn{}, nil }}
		ended := make(chan error, 1)
		go func() { ended <- p.Print(t.Context(), page) }()
		time.Sleep(1300 * time.Millisecond) // of the bubble's clock; half of it is between two questions
		if err := p.Probe(t.Context()); market.Code(err) != "device_silent" {
			t.Errorf("asked while it is stuck: %v", err)
		}
		if err := <-ended; market.Code(err) != "device_silent" {
			t.Errorf("nothing was taken: %v", err)
		}
	})
}
