package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// roundTime bounds one round from the command line; the contract allows 60 s.
const roundTime = 55 * time.Second

// alone opens the station's folder for this process only. Papers that another was sending when it ended are
// unconfirmed from then on.
func alone(ctx context.Context, c *line.Call, f func(*desk.Desk) error) error {
	release, err := store.Lock(c.Data)
	if err != nil {
		return err
	}
	defer release()
	return beside(ctx, c, func(d *desk.Desk) error {
		if err := d.Store().RecoverPrints(ctx); err != nil {
			return err
		}
		return f(d)
	})
}

// beside opens the station's folder, also while another process holds it.
func beside(ctx context.Context, c *line.Call, f func(*desk.Desk) error) error {
	s, err := store.Open(ctx, c.Data, c.Now)
	if err != nil {
		return err
	}
	wages, err := assets.WagesOf(c.Data)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	d := desk.New(s, assets.Areas(), assets.Trades())
	d.UseWages(wages)
	return errors.Join(f(d), s.Close())
}

func enrol(ctx context.Context, c *line.Call) error {
	url := c.Flags.String("county", "", "URL of the county server")
	code := c.Flags.String("code", "", "one-time code from the county desk")
	if _, err := c.Parse(); err != nil {
		return err
	}
	if *url == "" || *code == "" {
		return &market.Error{Code: "required", Field: "code"}
	}
	return alone(ctx, c, func(d *desk.Desk) error {
		o, digits, err := desk.Enrol(ctx, d.Store(), *url, *code)
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "station": o.Station, "epoch": o.Epoch, "digits": digits})
	})
}

func exec(ctx context.Context, c *line.Call) error {
	bulk := c.Flags.Int("bulk", 1, "commands a transaction")
	withSample := c.Flags.Bool("sample", false, "open the sample market instead of reading stdin")
	if _, err := c.Parse(); err != nil {
		return err
	}
	return alone(ctx, c, func(d *desk.Desk) error {
		if *withSample {
			return openSample(ctx, c, d)
		}
		if err := command.New(d, *bulk).Run(ctx, c.Stdin, c.Stdout); err != nil {
			return &line.Silent{Err: err}
		}
		return nil
	})
}

func syncNow(ctx context.Context, c *line.Call) error {
	if _, err := c.Parse(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, roundTime)
	defer cancel()
	return alone(ctx, c, func(d *desk.Desk) error {
		r, err := command.Sync(ctx, d)
		if err != nil {
			return err
		}
		return c.Say(r)
	})
}

func status(ctx context.Context, c *line.Call) error {
	if _, err := c.Parse(); err != nil {
		return err
	}
	return beside(ctx, c, func(d *desk.Desk) error {
		r, err := command.Status(ctx, d.Store())
		if err != nil {
			return err
		}
		r["ok"] = true
		return c.Say(r)
	})
}

func verify(ctx context.Context, c *line.Call) error {
	if _, err := c.Parse(); err != nil {
		return err
	}
	return beside(ctx, c, func(d *desk.Desk) error {
		facts, broken, err := d.Store().Verify(ctx)
		if err != nil {
			return err
		}
		if broken != 0 {
			return &command.BrokenChain{Seq: broken}
		}
		return c.Say(map[string]any{"ok": true, "facts": facts})
	})
}

func request(ctx context.Context, c *line.Call) error {
	in := c.Flags.String("in", "", "file with the body")
	encoding := c.Flags.String("encoding", "", "Content-Encoding to announce; the file is sent as it is")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 2 {
		return &market.Error{Code: "required", Field: "path"}
	}
	var body []byte
	if *in != "" {
		if body, err = os.ReadFile(*in); err != nil {
			return fmt.Errorf("read body: %w", err)
		}
	}
	return beside(ctx, c, func(d *desk.Desk) error {
		client, err := d.Client(ctx)
		if err != nil {
			return err
		}
		if err := client.Greet(ctx); err != nil {
			return err
		}
		n, _, err := client.Request(ctx, words[0], words[1], *encoding, body)
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "status": n})
	})
}
