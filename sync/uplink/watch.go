package uplink

import (
	"context"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// Watch asks once for facts after the cursor and waits at the county until one comes or its
// longest wait is over. It is no round: nothing is pushed, and the county counts no visit. c must not be
// the client of a round that runs meanwhile, whose hello would take its nonce away.
func Watch(ctx context.Context, c *Client, s Station) (Result, error) {
	x := &executor{ctx: ctx, c: c, s: s}
	gen, rev, err := s.Cursor(ctx)
	if err != nil {
		return x.over(err)
	}
	p, err := c.Pull(ctx, rev, wire.MaxWaitSecs*time.Second)
	if market.Code(err) == "bad_nonce" { // the first, or the county forgot it
		if err = c.Greet(ctx); err == nil {
			p, err = c.Pull(ctx, rev, wire.MaxWaitSecs*time.Second)
		}
	}
	if err == nil {
		err = fits(gen, p)
	}
	if err != nil {
		x.failed(err)
		return Result{Code: market.Code(err), After: x.after}, x.err
	}
	n, err := s.Take(ctx, p)
	switch {
	case market.Code(err) == badReply.Code:
		return Result{Code: badReply.Code}, nil
	case err != nil:
		return x.over(err)
	}
	return Result{Pulled: n}, nil
}

// over is the end by a fault of the own database; a database that was told to stop has none.
func (x *executor) over(err error) (Result, error) {
	x.own(err)
	return Result{Code: Offline.Code}, x.err
}
