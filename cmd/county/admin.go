package main

import (
	"context"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// admin opens an account for the county's pages, or gives one a new password. The password is
// printed once and has to be replaced at the first sign-in.
func admin(ctx context.Context, c *line.Call) error {
	account := c.Flags.String("account", "admin", "what they sign in with")
	title := c.Flags.String("title", "管理员", "what the pages call them")
	area := c.Flags.String("area", string(assets.Areas().City().Code), "area code of 12 digits; its tier is their level")
	reset := c.Flags.Bool("reset", false, "a new password for an account that is there")
	if _, err := c.Parse(); err != nil {
		return err
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if *reset {
			password, err := a.ResetOfficer(ctx, "", *account)
			if err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true, "account": *account, "password": password})
		}
		o := archive.Officer{Account: *account, Title: *title, Reach: archive.Reach{Area: market.AreaCode(*area)}}
		password, err := a.AddOfficer(ctx, "", o)
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "account": *account, "password": password})
	})
}
