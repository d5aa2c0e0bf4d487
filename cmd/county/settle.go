package main

import (
	"context"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// settle keeps that staff have decided a conflict between matches. It cancels nothing: that is
// done at a station, before or after.
func settle(ctx context.Context, c *line.Call) error {
	decision := c.Flags.String("decision", "", "what was decided, in words")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) < 3 {
		return &market.Error{Code: "required", Field: "match"}
	}
	matches := make([]market.MatchID, len(words)-1)
	for i, w := range words[1:] {
		matches[i] = market.MatchID(w)
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if err := a.Settle(ctx, words[0], matches, *decision); err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true})
	})
}
