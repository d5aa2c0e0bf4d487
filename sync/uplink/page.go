package uplink

import (
	"context"

	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// page is a part of a pull that was asked for. An empty station has many to fetch, so the county
// reads the next one while the station stores the one before.
type page struct {
	after  uint64 // the cursor that it was asked for with
	cancel context.CancelFunc
	come   chan struct{} // closed when it is here

	pulled *wire.Pulled
	err    error
}

func ask(ctx context.Context, c *Client, after uint64) *page {
	ctx, cancel := context.WithCancel(ctx)
	p := &page{after: after, cancel: cancel, come: make(chan struct{})}
	go func() {
		defer close(p.come)
		p.pulled, p.err = c.Pull(ctx, after, 0)
	}()
	return p
}

// page gives the page after rev: the one that was asked for, or it asks now.
func (x *executor) page(rev uint64) (*wire.Pulled, error) {
	asked := x.ahead
	x.ahead = nil
	if asked != nil && asked.after == rev {
		return asked.take()
	}
	asked.drop()
	return x.c.Pull(x.ctx, rev, 0)
}

// take waits for the page.
func (p *page) take() (*wire.Pulled, error) {
	<-p.come
	p.cancel()
	return p.pulled, p.err
}

// drop ends a request whose answer nobody wants, so that the client is free for others.
func (p *page) drop() {
	if p == nil {
		return
	}
	p.cancel()
	<-p.come
}

// badReply is the refusal for what no county says.
var badReply = market.Refuse("bad_reply")

// fits refuses a page of another generation of the county than the cursor's, which is 0 before the
// first pull. What a new one needs is done by the next hello.
func fits(gen uint32, p *wire.Pulled) error {
	switch {
	case gen > 0 && p.Gen > gen:
		return market.Refuse("new_generation")
	case p.Gen < gen:
		return market.Refuse("old_generation")
	}
	return nil
}
