package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"strconv"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

func code(ctx context.Context, c *line.Call) error {
	name := c.Flags.String("station", "", "the station's own name; empty means the official one")
	area := c.Flags.String("area", "", "area code of 12 digits")
	if _, err := c.Parse(); err != nil {
		return err
	}
	where, err := market.ParseAreaCode(*area)
	if _, ok := assets.Areas().Get(where); err != nil || !ok {
		return &market.Error{Code: "unknown_area", Field: "area"}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		s, err := a.NewCode(ctx, *name, where)
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "code": s})
	})
}

func staff(ctx context.Context, c *line.Call) error {
	station := c.Flags.Uint("station", 0, "station number")
	role := c.Flags.String("role", "clerk", "volunteer, clerk or supervisor")
	title := c.Flags.String("title", "", "what the screen calls them")
	if _, err := c.Parse(); err != nil {
		return err
	}
	if *role != "volunteer" && *role != "clerk" && *role != "supervisor" {
		return &market.Error{Code: "unknown_choice", Field: "role"}
	}
	if *station == 0 || *station > 0xffff {
		return &market.Error{Code: "bad_value", Field: "station"}
	}
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return fmt.Errorf("choose PIN: %w", err)
	}
	pin := fmt.Sprintf("%06d", n)
	account := "s" + strconv.FormatUint(uint64(*station), 10) + "-" + strconv.FormatInt(c.Now().UnixMilli(), 36)
	return with(ctx, c, func(a *archive.Archive) error {
		if err := a.SetStaff(ctx, uint16(*station), account, *title, *role, pin); err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "account": account, "pin": pin})
	})
}

func dump(ctx context.Context, c *line.Call) error {
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return &market.Error{Code: "required", Field: "kind"}
	}
	return with(ctx, c, func(a *archive.Archive) error { return a.Dump(ctx, words[0], c.Say) })
}

// with opens the county's database beside a running serve.
func with(ctx context.Context, c *line.Call, f func(*archive.Archive) error) error {
	release, err := archive.Share(c.Data)
	if err != nil {
		return err
	}
	defer release()
	a, err := archive.Open(ctx, c.Data, c.Now)
	if err != nil {
		return err
	}
	defer a.Close()
	return f(a)
}
