package escpos

import (
	"context"
	"errors"

	"yizhan/kiosk/device"
)

// Probe implements device.Prober. A printer that is not asked for its state is well when the way to it
// can be opened.
func (p *Printer) Probe(ctx context.Context) error {
	if !p.line.Try() {
		return p.lastSeen()
	}
	defer p.line.Give()
	conn, err := p.Dial(ctx)
	if err != nil {
		p.note(gone)
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
	c, err := p.telling().now(ctx, e)
	if err != nil {
		p.note(gone)
	} else {
		p.note(c)
	}
	return c, err
}

// note keeps a condition; what was never seen is 0.
func (p *Printer) note(c condition) { p.seen.Store(int32(c) + 1) }

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
