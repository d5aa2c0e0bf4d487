package uplink

import (
	"context"
	"net/http"

	"yizhan/sync/wire"
)

// Lookup asks the county for a worker who registered elsewhere; county is its public wrapping
// key. It opens a session of its own, so it goes beside a round. It refuses with unknown_person,
// name_needed when several persons fit, too_many, or offline.
func (c *Client) Lookup(ctx context.Context, county []byte, w *wire.Wanted) (*wire.Found, error) {
	question, err := w.Seal(county)
	if err != nil {
		return nil, err
	}
	if err := c.Greet(ctx); err != nil {
		return nil, err
	}
	var f wire.Found
	if err := c.call(ctx, http.MethodPost, wire.PathLookup, question, &f); err != nil {
		return nil, err
	}
	return &f, nil
}
