package main

import (
	"context"
	"encoding/json"
	"fmt"

	"yizhan/assets/sample"
	"yizhan/cmd/line"
	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// openSample opens the sample market at this station, through the same commands that stdin
// would bring. The first refusal ends it.
func openSample(ctx context.Context, c *line.Call, d *desk.Desk) error {
	x := command.New(d, 1)
	lines, err := sample.Employers()
	if err != nil {
		return err
	}
	var employers []market.EmployerID
	for _, l := range lines {
		var r struct {
			Employer market.EmployerID `json:"employer"`
		}
		if err := carryOut(ctx, x, l, &r); err != nil {
			return err
		}
		employers = append(employers, r.Employer)
	}
	postings, err := sample.Postings(c.Now(), employers)
	if err != nil {
		return err
	}
	for _, l := range postings {
		if err := carryOut(ctx, x, l, nil); err != nil {
			return err
		}
	}
	return c.Say(map[string]any{"ok": true, "employers": len(employers), "postings": len(postings)})
}

// carryOut runs one command and reads its reply into out, when given.
func carryOut(ctx context.Context, x *command.Exec, line []byte, out any) error {
	answer, err := x.Line(ctx, line)
	if err != nil {
		return err
	}
	var head struct {
		OK   bool   `json:"ok"`
		Code string `json:"code"`
	}
	if err := json.Unmarshal(answer, &head); err != nil {
		return fmt.Errorf("read reply: %w", err)
	}
	if !head.OK {
		return fmt.Errorf("open sample: %s: %w", line, market.Refuse(head.Code))
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(answer, out)
}
