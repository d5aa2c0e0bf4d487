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
	no, err := station(c)
	if err != nil {
		return err
	}
	if *epoch > 0xff {
		return &market.Error{Code: "bad_value", Field: "station"}
	}
	return fenced(ctx, c, no, func(a *archive.Archive) (archive.Fenced, error) { return a.Fence(ctx, no, uint8(*epoch)) })
}

func revoke(ctx context.Context, c *line.Call) error {
	no, err := station(c)
	if err != nil {
		return err
	}
	return fenced(ctx, c, no, func(a *archive.Archive) (archive.Fenced, error) { return a.Revoke(ctx, no) })
}

// station reads the one word of the line, a station's number.
func station(c *line.Call) (uint16, error) {
	words, err := c.Parse()
	if err != nil {
		return 0, err
	}
	if len(words) != 1 {
		return 0, &market.Error{Code: "required", Field: "station"}
	}
	no, err := strconv.ParseUint(words[0], 10, 16)
	if err != nil || no == 0 {
		return 0, &market.Error{Code: "bad_value", Field: "station"}
	}
	return uint16(no), nil
}

// fenced runs what ends a station and tells what was fenced.
func fenced(ctx context.Context, c *line.Call, no uint16, do func(*archive.Archive) (archive.Fenced, error)) error {
	return with(ctx, c, func(a *archive.Archive) error {
		f, err := do(a)
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
