package escpos

import (
	"context"
	"errors"
	"time"

	"yizhan/kiosk/device"
)

// hangUpTime is how long a question may take beyond its context, to be ended properly.
const hangUpTime = time.Second

// Probe implements device.Prober. A printer that is not asked for its state is well when the way to it
// can be opened. A driver that is stuck in the system is left behind, and keeps the line until it is back.
func (p *Printer) Probe(ctx context.Context) error {
	if !p.line.Try() {
		return p.lastSeen()
	}
	answer := make(chan error, 1)
	go func() {
		err := p.probe(ctx)
		p.line.Give()
		answer <- err
	}()
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
	}
	late := time.NewTimer(hangUpTime)
	defer late.Stop()
	select {
	case err := <-answer:
		return err
	case <-late.C:
		p.note(silent)
		return device.Silent(errHeld)
	}
}

// probe asks over the line.
func (p *Printer) probe(ctx context.Context) error {
	conn, err := p.dial(ctx)
	if err != nil {
		return errors.Join(p.lastSeen(), err)
	}
	defer conn.Close()
	if !p.Status {
		p.note(ready)
		if q, ok := conn.(queue); ok {
			p.note(q.now())
		}
		return p.lastSeen()
	}
	_, err = p.ask(ctx, &ear{from: conn})
	return errors.Join(p.lastSeen(), err)
}

// ask asks for the state and keeps it for whoever probes meanwhile.
func (p *Printer) ask(ctx context.Context, e *ear) (condition, error) {
	c, err := silent, p.endHead(e.from)
	if err == nil {
		c, err = p.telling().now(ctx, e)
	}
	if err != nil {
		p.past.wants = wantsAnything
		p.noteLost(err)
	} else {
		p.note(c)
	}
	return c, err
}

// note keeps a condition; what was never seen is 0.
func (p *Printer) note(c condition) { p.seen.Store(int32(c) + 1) }

// noteLost keeps why there is no way to the printer.
func (p *Printer) noteLost(why error) { p.note(lost(why)) }

// lastSeen is what the printer was when it was seen last, as Probe says it.
func (p *Printer) lastSeen() error {
	seen := p.seen.Load()
	if seen == 0 {
		return nil
	}
	if c := condition(seen - 1); c != silent {
		return c.refusal()
	}
	return device.Silent(errNoAnswer)
}
