package main

import (
	"context"
	"fmt"

	"yizhan/cmd/line"
	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// importTable opens the postings of a table. How far it is stands on stderr; an interrupt breaks it off
// with nothing written.
func importTable(ctx context.Context, c *line.Call) error {
	check := c.Flags.Bool("check", false, "only say what would become of it")
	skip := c.Flags.Bool("skip", false, "leave out the rows that cannot be used")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return &market.Error{Code: "required", Field: "file"}
	}
	return alone(ctx, c, func(d *desk.Desk) error {
		r, err := command.Import(ctx, d, words[0], *check, *skip, func(done, all int) {
			fmt.Fprintf(c.Stderr, "%d/%d\n", done, all)
		})
		if err != nil {
			return err
		}
		r["ok"] = true
		return c.Say(r)
	})
}

func exportTable(ctx context.Context, c *line.Call) error {
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return &market.Error{Code: "required", Field: "file"}
	}
	return beside(ctx, c, func(d *desk.Desk) error {
		n, err := d.ExportPostings(ctx, words[0])
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "rows": n})
	})
}
