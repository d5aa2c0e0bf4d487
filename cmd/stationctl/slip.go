package main

import (
	"bytes"
	"context"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/kiosk/device/plugged"
	"yizhan/kiosk/slip"
	"yizhan/sync/market"
)

// widest is the head of the widest printer that the profiles know, in dots; narrower than 58 mm paper the code does not fit.
const widest = 1024

// slipRender draws a slip from its number alone: slip render CODE -dots 384 -o FILE.png.
func slipRender(_ context.Context, c *line.Call) error {
	dots := c.Flags.Int("dots", slip.Dots58, "width in dots")
	out := c.Flags.String("o", "", "PNG file to write")
	words, err := c.Words()
	if err != nil {
		return err
	}
	if len(words) == 0 || words[0] != "render" || len(words) > 2 {
		return market.Refuse("unknown_do")
	}
	if len(words) == 1 {
		return &market.Error{Code: "required", Field: "code"}
	}
	if *out == "" {
		return &market.Error{Code: "required", Field: "o"}
	}
	if *dots < slip.Dots58 || *dots > widest {
		return &market.Error{Code: "bad_value", Field: "dots"}
	}
	_, number, err := market.ParseSlipURL(words[1])
	if err != nil {
		return err
	}
	s, err := market.ParseSlip(number)
	if err != nil {
		return err
	}
	doc := slip.Lay(slip.Facts{Slip: s, URL: words[1]}, assets.Areas(), assets.Phrases(assets.Chinese))
	var picture bytes.Buffer
	if err := slip.WritePNG(&picture, doc, *dots); err != nil {
		return err
	}
	if err := plugged.WriteFile(*out, picture.Bytes()); err != nil {
		return err
	}
	return c.Say(map[string]any{"ok": true, "file": *out})
}
