package escpos

import (
	"context"
	"errors"
	"fmt"

	"yizhan/sync/market"
)

var errUnreached = errors.New("the printer is not reached")

// Probe implements device.Prober. A printer that is not asked for its state is well when the way to it
// can be opened.
func (p *Printer) Probe(ctx context.Context) error {
	if !p.busy.TryLock() {
		return p.lastSeen()
	}
	defer p.busy.Unlock()
	conn, err := p.Dial(ctx)
	if err != nil {
		p.note(gone)
		return errors.Join(p.lastSeen(), err)
	}
	defer conn.Close()
	if !p.Status {
		p.note(ready)
		if q, ok := conn.(queue); ok && q.NeedsHands() {
			p.note(needsHands)
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
	switch condition(p.seen.Load() - 1) {
	case silent:
		return fmt.Errorf("%w: %w", market.Refuse("device_silent"), errNoAnswer)
	case gone:
		return fmt.Errorf("%w: %w", market.Refuse("device_gone"), errUnreached)
	case needsHands:
		return out(errNeedsHands)
	}
	return nil
}
