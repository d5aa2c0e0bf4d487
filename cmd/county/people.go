package main

import (
	"context"
	"strconv"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

func erase(ctx context.Context, c *line.Call) error {
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return &market.Error{Code: "required", Field: "id"}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		n, err := a.Erase(ctx, words[0])
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "boxes": n})
	})
}

func pass(ctx context.Context, c *line.Call) error {
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 2 {
		return &market.Error{Code: "required", Field: "seq"}
	}
	ref, err := market.ParseRef(words[0] + "-1")
	seq, bad := strconv.ParseUint(words[1], 10, 63)
	if err != nil || bad != nil {
		return &market.Error{Code: "bad_value", Field: "seq"}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if err := a.Pass(ctx, ref.Origin, seq); err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true})
	})
}
