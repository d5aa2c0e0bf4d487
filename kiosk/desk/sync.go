package desk

import (
	"context"

	"yizhan/sync/uplink"
)

// Client makes a client for the county that this station is enrolled with.
func (d *Desk) Client(ctx context.Context) (*uplink.Client, error) {
	id, err := d.store.Identity(ctx)
	if err != nil {
		return nil, err
	}
	return uplink.New(uplink.Config{URL: id.URL, Origin: id.Origin, Key: id.Sign, County: id.CountySign}), nil
}

// Sync runs a whole round with the county and keeps how it went. A county that is gone is
// Result.Code "offline", not an error.
func (d *Desk) Sync(ctx context.Context, c *uplink.Client) (uplink.Result, error) {
	r, err := uplink.Round(ctx, c, d.store)
	if err != nil {
		return r, err
	}
	if err := d.store.SetRound(context.WithoutCancel(ctx), r.Code); err != nil { // also when the round's time was over
		return r, err
	}
	if r.Pushed+r.Pulled > 0 {
		d.changed()
	}
	return r, nil
}

// Watch waits at the county for news and stores them. c must be a client of its own.
func (d *Desk) Watch(ctx context.Context, c *uplink.Client) (uplink.Result, error) {
	r, err := uplink.Watch(ctx, c, d.store)
	if err == nil && r.Pulled > 0 {
		d.changed()
	}
	return r, err
}

// Forward sends at once what is unsent; a whole round has to follow.
func (d *Desk) Forward(ctx context.Context, c *uplink.Client) (uplink.Result, error) {
	return uplink.Forward(ctx, c, d.store)
}
