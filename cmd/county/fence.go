package main

import (
	"context"
	"strconv"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

func fence(ctx context.Context, c *line.Call) error {
	epoch := c.Flags.Uint("epoch", 0, "only this epoch of the station")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return &market.Error{Code: "required", Field: "station"}
	}
	no, err := strconv.ParseUint(words[0], 10, 16)
	if err != nil || no == 0 || *epoch > 0xff {
		return &market.Error{Code: "bad_value", Field: "station"}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		f, err := a.Fence(ctx, uint16(no), uint8(*epoch))
		if err != nil {
			return err
		}
		epochs := make([]int, len(f.Epochs)) // bytes would be written as text
		for i, e := range f.Epochs {
			epochs[i] = int(e)
		}
		return c.Say(map[string]any{"ok": true, "station": no, "epochs": epochs, "places": f.Places})
	})
}
