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
