package kiosk

import (
	"context"
	"reflect"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// stuck is a device that answers nobody until the question is given up.
type stuck struct{ asked atomic.Int32 }

func (s *stuck) Probe(ctx context.Context) error {
	s.asked.Add(1)
	<-ctx.Done()
	return ctx.Err()
}

func (s *stuck) Read(ctx context.Context) (market.IDCard, error) {
	<-ctx.Done()
	return market.IDCard{}, ctx.Err()
}

// A device that vanishes or comes is noticed within three seconds, also beside one that hangs.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		printer, hung := &devicetest.Fake{}, &stuck{}
		w := newWatch(Config{Printer: printer, Reader: hung})
		told := 0
		w.listen(func() { told++ })
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- w.serve(ctx) }()
		after := func(want ...flow.DeviceFault) {
			t.Helper()
			time.Sleep(3 * time.Second) // of the bubble's clock
			synctest.Wait()
			if got := w.faults(); !reflect.DeepEqual(got, want) {
				t.Errorf("three seconds later: %v, want %v", got, want)
			}
		}
		reader := flow.DeviceFault{Device: "reader", Code: "device_gone"}
		after(reader)
		for _, c := range []struct {
			faults devicetest.Faults
			code   string
		}{{devicetest.Faults{Gone: true}, "device_gone"}, {devicetest.Faults{NoPaper: true}, "printer_out"}} {
			printer.Set(c.faults)
			after(flow.DeviceFault{Device: "printer", Code: c.code}, reader)
		}
		printer.Set(devicetest.Faults{})
		after(reader)
		if told != 4 {
			t.Errorf("told of %d changes, want 4", told)
		}
		cancel()
		if err := <-ended; err != nil || hung.asked.Load() < 3 {
			t.Errorf("%v; the one that hangs was asked %d times", err, hung.asked.Load())
		}
	})
}
