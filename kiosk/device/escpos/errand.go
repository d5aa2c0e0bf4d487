package escpos

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"yizhan/kiosk/device"
)

// A driver may be stuck in the system, which knows no deadline: while it opens a port, or in the spooler of Windows.
// So a paper is on its way on a goroutine of its own, and Print waits for it as long as its steps may take. A paper
// that is left behind keeps the line until the driver is back, and sends nothing more then.

// How long Print waits.
const (
	heldTime = 5 * time.Second  // for a question to end that has the line
	openTime = 10 * time.Second // until the printer is reached and asked
	lateTime = 5 * time.Second  // beyond what a step may take, and beyond the end of the context, for hanging up
)

var (
	errBusy = errors.New("the line to the printer is busy")
	errHeld = errors.New("the driver of the printer does not come back")
)

// errand is a paper on its way.
type errand struct {
	name  string
	bands [][]byte
	dots  bool        // they are drawn
	late  *time.Timer // fires when a step takes too long
	fate  atomic.Int32
	ended bool // what the paper before may have left was ended on this one's way
	// became is what became of it, as soon as that is known.
	became chan error
}

const (
	unsent  = iota // nothing of it that prints
	sending        // from here on something may come out
	left           // by whoever waited for it, while it was unsent
)

// begin says that something of it may come out from here on; false when nobody waits for that any more.
func (e *errand) begin() bool { return e.fate.CompareAndSwap(unsent, sending) }

// leave gives it up; false when something of it may have come out.
func (e *errand) leave() (nothing bool) { return e.fate.CompareAndSwap(unsent, left) }

// over is why nothing of it is to be sent any more, or nil.
func (e *errand) over(ctx context.Context) error {
	if e.fate.Load() == left {
		return errHeld
	}
	return ctx.Err()
}

// takes says that its next step may take so long.
func (e *errand) takes(most time.Duration) { e.late.Reset(most + lateTime) }

// cut is what Print gives for one that is not sent on, because its context ended.
func (e *errand) cut(why error) error {
	if e.fate.Load() != sending {
		return device.CutShort(why)
	}
	return fmt.Errorf("print %s: %w", e.name, why)
}

// reachLine waits for the end of a question that has the line. A question that does not end is stuck.
func (p *Printer) reachLine(ctx context.Context) error {
	short, cancel := context.WithTimeout(ctx, heldTime)
	defer cancel()
	err := p.line.Take(short)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return device.Held(fmt.Errorf("%w: %w", errBusy, ctx.Err()))
	}
	p.note(silent)
	return device.Silent(errBusy)
}

// run sends a paper over the line, which it gives back.
func (p *Printer) run(ctx context.Context, paper *errand) error {
	within, giveUp := context.WithCancel(ctx)
	defer giveUp()
	paper.late = time.NewTimer(openTime)
	defer paper.late.Stop()
	done := make(chan error, 1)
	go func() {
		err := p.print(within, paper)
		p.line.Give()
		done <- err
	}()
	stopped, hungUp := ctx.Done(), (<-chan time.Time)(nil)
	for {
		select {
		case err := <-done:
			return err
		case <-stopped:
			stopped, hungUp = nil, time.After(lateTime)
			continue
		case <-paper.late.C:
		case <-hungUp:
		}
		select {
		case err := <-paper.became:
			return err
		default:
			p.note(silent)
		}
		switch {
		case !paper.leave():
			return fmt.Errorf("print %s: %w", paper.name, errHeld)
		case ctx.Err() != nil:
			return device.CutShort(errHeld)
		}
		return device.Silent(errHeld)
	}
}
