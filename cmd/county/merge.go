package main

import (
	"context"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// most is how many registrations one command may name.
const most = 100

// merge keeps that registrations are one person, who is shown as the first of them.
func merge(ctx context.Context, c *line.Call) error {
	return workers(ctx, c, most, func(a *archive.Archive, w []market.WorkerID) error { return a.Merge(ctx, w[0], w[1:]...) })
}

// apart keeps that the second of two registrations is somebody else.
func apart(ctx context.Context, c *line.Call) error {
	return workers(ctx, c, 2, func(a *archive.Archive, w []market.WorkerID) error { return a.Apart(ctx, w[0], w[1]) })
}

// workers runs do with two to most workers of the command line.
func workers(ctx context.Context, c *line.Call, most int, do func(*archive.Archive, []market.WorkerID) error) error {
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) < 2 || len(words) > most {
		return &market.Error{Code: "required", Field: "worker"}
	}
	ids := make([]market.WorkerID, len(words))
	for i, w := range words {
		ids[i] = market.WorkerID(w)
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if err := do(a, ids); err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true})
	})
}
