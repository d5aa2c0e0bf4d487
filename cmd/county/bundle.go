package main

import (
	"context"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// bundle carries a round on a stick: in takes what a station sent, out writes what it should
// pull.
func bundle(ctx context.Context, c *line.Call) error {
	station := c.Flags.Uint("station", 0, "station number, of a bundle that goes out")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 2 {
		return &market.Error{Code: "required", Field: "file"}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		switch words[0] {
		case "in":
			n, err := a.TakeBundle(ctx, words[1])
			if err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true, "accepted": n})
		case "out":
			if *station == 0 || *station > 0xffff {
				return &market.Error{Code: "bad_value", Field: "station"}
			}
			n, err := a.SaveBundle(ctx, uint16(*station), words[1])
			if err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true, "facts": n})
		}
		return market.Refuse("unknown_do")
	})
}
