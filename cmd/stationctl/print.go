package main

import (
	"context"
	"errors"
	"time"

	"yizhan/cmd/line"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/device/plugged"
	"yizhan/kiosk/device/samv"
	"yizhan/sync/market"
)

// printPaper prints the slip of a match at a printer: print -to tcp://HOST:9100 slip MATCH. state is
// "printed", or "unconfirmed" when the printer does not say whether it came out.
func printPaper(ctx context.Context, c *line.Call) error {
	to := c.Flags.String("to", "", "tcp://HOST:9100, ipp://HOST/ipp/print or file:PATH")
	words, err := c.Words()
	if err != nil {
		return err
	}
	if len(words) != 2 || words[0] != "slip" {
		return market.Refuse("unknown_do")
	}
	settings, err := plugged.Load(c.Data)
	if err != nil {
		return err
	}
	printer, err := settings.PrinterAt(*to)
	if err != nil {
		return err
	}
	return alone(ctx, c, func(d *desk.Desk) error {
		job, err := d.PrintMatch(ctx, desk.Self, printer, market.MatchID(words[1]))
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "job": job.ID, "state": job.State, "copy": job.Copy, "slip": job.Code})
	})
}

// cardTime is how long idcard waits for a card.
const cardTime = 30 * time.Second

// idCard reads one card: idcard -port /dev/ttyUSB0. What it prints is personal data.
func idCard(ctx context.Context, c *line.Call) error {
	port := c.Flags.String("port", "", "serial port of the reader")
	once := c.Flags.Bool("once", false, "for readers that read a card only once each time it is laid down")
	wait := c.Flags.Duration("wait", cardTime, "how long to wait for a card")
	if _, err := c.Parse(); err != nil {
		return err
	}
	if *port == "" {
		return &market.Error{Code: "required", Field: "port"}
	}
	ctx, cancel := context.WithTimeout(ctx, *wait)
	defer cancel()
	r := &samv.Reader{Open: samv.Serial(*port), Once: *once}
	defer r.Close()
	card, err := r.Read(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return market.Refuse("no_card")
	}
	if err != nil {
		return err
	}
	return c.Say(map[string]any{"ok": true, "name": card.Name, "number": card.Number, "address": card.Address})
}
