package devicetest

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"

	"yizhan/kiosk/device"
)

// Fake is a printer in memory. Its fields say what it does wrong; change them with Set.
type Fake struct {
	mu     sync.Mutex
	set    Faults
	names  []string
	papers []image.Image
}

// Faults are what a Fake does wrong.
type Faults struct {
	Dots    int           // width of the head; 384 when 0
	NoPaper bool          // refuses
	Gone    bool          // is not there
	Lost    bool          // takes the page, lets it out, and does not say so
	Hang    chan struct{} // takes the page and waits until this is closed; nil does not wait
}

// Set changes what it does wrong.
func (f *Fake) Set(to Faults) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.set = to
}

var (
	errGone  = errors.New("the printer is not there")
	errEmpty = errors.New("the printer has no paper")
	errLost  = errors.New("the printer does not say whether it printed")
)

// Print implements device.Printer.
func (f *Fake) Print(ctx context.Context, p device.Page) error {
	f.mu.Lock()
	set := f.set
	f.mu.Unlock()
	if set.Dots == 0 {
		set.Dots = 384
	}
	img, err := p.Draw(set.Dots)
	switch {
	case err != nil:
		return fmt.Errorf("draw %s: %w", p.Name, err)
	case ctx.Err() != nil:
		return device.CutShort(ctx.Err())
	case set.Gone:
		return device.Gone(errGone)
	case set.NoPaper:
		return device.NoPaper(errEmpty)
	}
	if set.Hang != nil {
		select {
		case <-set.Hang:
		case <-ctx.Done():
			return fmt.Errorf("print %s: %w", p.Name, ctx.Err())
		}
	}
	f.mu.Lock()
	f.names, f.papers = append(f.names, p.Name), append(f.papers, img)
	f.mu.Unlock()
	if set.Lost {
		return fmt.Errorf("print %s: %w", p.Name, errLost)
	}
	return nil
}

// Probe implements device.Prober.
func (f *Fake) Probe(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.set.Gone:
		return device.Gone(errGone)
	case f.set.NoPaper:
		return device.NoPaper(errEmpty)
	}
	return nil
}

// Names are the names of the pages that came out.
func (f *Fake) Names() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.names...)
}

// Papers are the pages that came out.
func (f *Fake) Papers() []image.Image {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]image.Image(nil), f.papers...)
}
