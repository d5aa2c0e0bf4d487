package kiosk

import (
	"context"
	"sync"
	"time"

	"yizhan/kiosk/device"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// A device that vanishes or comes is to be noticed within three seconds.
const (
	probeEvery = 1500 * time.Millisecond // from one answer to the next question
	probeTime  = 1200 * time.Millisecond // what takes longer is not answering
	graceTime  = 100 * time.Millisecond  // for one that heeds its deadline to say so itself
)

// watch asks the devices how they are, each on a goroutine of its own: one that hangs is in nobody's
// way. A driver may be stuck in the system, which knows no context: then its question is left behind, with
// nobody waiting for it, the device is called silent, and it is asked no more until that question comes back.
type watch struct {
	probes []probe

	mu      sync.Mutex
	codes   []string // of probes; "" is well
	changed func()
}

type probe struct {
	name   string
	device device.Prober
}

// newWatch looks after the devices that can say how they are.
func newWatch(cfg Config) *watch {
	w := &watch{changed: func() {}}
	for _, d := range []struct {
		name   string
		device any
	}{{"printer", cfg.Printer}, {"office", cfg.Office}, {"reader", cfg.Reader}, {"scanner", cfg.Scanner}} {
		if p, ok := d.device.(device.Prober); ok {
			w.probes = append(w.probes, probe{d.name, p})
		}
	}
	w.codes = make([]string, len(w.probes))
	return w
}

// listen sets who is told after a device came, went or was mended.
func (w *watch) listen(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.changed = f
}

// serve asks until ctx ends. It waits for no question longer than that.
func (w *watch) serve(ctx context.Context) error {
	var all sync.WaitGroup
	for i, p := range w.probes {
		all.Go(func() {
			next := time.NewTimer(0)
			defer next.Stop()
			for {
				select {
				case <-ctx.Done():
					return
				case <-next.C:
				}
				if !w.ask(ctx, i, p) {
					return
				}
				next.Reset(probeEvery)
			}
		})
	}
	all.Wait()
	return nil
}

// ask asks one device once, and says whether to ask on. A question that was cut off by the end of ctx says nothing.
func (w *watch) ask(ctx context.Context, i int, p probe) bool {
	short, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	answer := make(chan error, 1)
	go func() { answer <- p.device.Probe(short) }()
	late := time.NewTimer(probeTime + graceTime)
	defer late.Stop()
	for {
		select {
		case err := <-answer:
			w.note(ctx, i, err)
			return ctx.Err() == nil
		case <-late.C:
			w.note(ctx, i, market.Refuse("device_silent"))
		case <-ctx.Done():
			return false
		}
	}
}

// note keeps what a device says, and tells whoever listens of a change.
func (w *watch) note(ctx context.Context, i int, err error) {
	if ctx.Err() != nil {
		return
	}
	code := market.Code(err)
	if err != nil && code == "" {
		code = "device_gone"
	}
	w.mu.Lock()
	was, tell := w.codes[i], w.changed
	w.codes[i] = code
	w.mu.Unlock()
	if was != code {
		tell()
	}
}

// faults are the devices that want somebody.
func (w *watch) faults() []flow.DeviceFault {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []flow.DeviceFault
	for i, code := range w.codes {
		if code != "" {
			out = append(out, flow.DeviceFault{Device: w.probes[i].name, Code: code})
		}
	}
	return out
}
