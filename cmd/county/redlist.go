package main

import (
	"context"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// redlist puts an employer on the red list, or takes it off.
func redlist(ctx context.Context, c *line.Call) error {
	reason := c.Flags.String("reason", "", "why, shown to staff")
	off := c.Flags.Bool("off", false, "take it off the list")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return &market.Error{Code: "required", Field: "employer"}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if err := a.RedList(ctx, market.EmployerID(words[0]), !*off, *reason); err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true})
	})
}
