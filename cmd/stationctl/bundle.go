package main

import (
	"context"

	"yizhan/cmd/line"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// bundle carries a round on a stick: out writes what the station would send, in takes the
// county's answer.
func bundle(ctx context.Context, c *line.Call) error {
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 2 {
		return &market.Error{Code: "required", Field: "file"}
	}
	return alone(ctx, c, func(d *desk.Desk) error {
		switch words[0] {
		case "out":
			n, err := d.BundleOut(ctx, words[1])
			if err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true, "facts": n})
		case "in":
			n, err := d.BundleIn(ctx, words[1])
			if err != nil {
				return err
			}
			counts, err := d.Store().Counts(ctx)
			if err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true, "pulled": n, "unsent": counts.Unsent})
		}
		return market.Refuse("unknown_do")
	})
}
