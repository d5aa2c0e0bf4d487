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

// deaf is a device whose driver is stuck in the system: it heeds no deadline until it is let go.
type deaf struct {
	stuck
	let chan struct{}
}

func (d *deaf) Probe(context.Context) error {
	d.asked.Add(1)
	<-d.let
	return nil
}

// A device that never answers is not well, is not asked on and on, and holds up nobody's end; when its driver comes
// back it is well again.
func TestWatchOfOneThatNeverAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hung := &deaf{let: make(chan struct{})}
		w := newWatch(Config{Reader: hung})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		for _, left := range []bool{true, false} { // left alone until the end, and let go before it
			begun, end := context.WithCancel(ctx)
			ended := make(chan error, 1)
			go func() { ended <- w.serve(begun) }()
			time.Sleep(3 * time.Second) // of the bubble's clock
			synctest.Wait()
			if got, want := w.faults(), []flow.DeviceFault{{Device: "reader", Code: "device_silent"}}; !reflect.DeepEqual(got, want) {
				t.Errorf("three seconds later: %v, want %v", got, want)
			}
			if !left {
				close(hung.let)
				time.Sleep(3 * time.Second)
				synctest.Wait()
				if got := w.faults(); got != nil {
					t.Errorf("let go: %v", got)
				}
			}
			end()
			synctest.Wait()
			select {
			case err := <-ended:
				if err != nil {
					t.Error(err)
				}
			default:
				t.Fatal("the end waits for it")
			}
		}
		if n := hung.asked.Load(); n > 5 {
			t.Errorf("asked %d times", n)
		}
	})
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
