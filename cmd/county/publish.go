package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"

	"yizhan/assets/sample"
	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// notice publishes the notices of a file, or takes one away.
func notice(ctx context.Context, c *line.Call) error {
	return publishing(ctx, c, "notice", func(a *archive.Archive, id string, d *json.Decoder) (string, error) {
		var n market.Notice
		if err := decode(d, &n); err != nil {
			return "", err
		}
		to, err := a.PublishNotice(ctx, market.NoticeID(id), n)
		return string(to), err
	}, func(a *archive.Archive, id string) error { return a.WithdrawNotice(ctx, market.NoticeID(id)) })
}

// training offers the courses of a file, or takes one away.
func training(ctx context.Context, c *line.Call) error {
	return publishing(ctx, c, "training", func(a *archive.Archive, id string, d *json.Decoder) (string, error) {
		var t struct {
			market.Training
			Fee int64 `json:"fee"` // whole yuan; left out: costs nothing
		}
		if err := decode(d, &t); err != nil {
			return "", err
		}
		if t.Fee < 0 || t.Fee > int64(market.MaxPay)/100 {
			return "", &market.Error{Code: "bad_pay", Field: "fee"}
		}
		t.Training.Fee = market.Fen(t.Fee * 100)
		to, err := a.PublishTraining(ctx, market.TrainingID(id), t.Training)
		return string(to), err
	}, func(a *archive.Archive, id string) error { return a.WithdrawTraining(ctx, market.TrainingID(id)) })
}

// publishing is the form that both have: publish FILE [-as ID], withdraw ID. A file holds JSON
// objects one after the other; with -as it holds one.
func publishing(ctx context.Context, c *line.Call, kind string, publish func(*archive.Archive, string, *json.Decoder) (string, error),
	withdraw func(*archive.Archive, string) error,
) error {
	as := c.Flags.String("as", "", "what was published before and is to be as the file says")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 2 || words[0] != "publish" && words[0] != "withdraw" {
		return &market.Error{Code: "required", Field: kind}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if words[0] == "withdraw" {
			if err := withdraw(a, words[1]); err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true})
		}
		text, err := read(c, words[1])
		if err != nil {
			return err
		}
		done := []string{}
		for d := strict(text); d.More(); {
			if *as != "" && len(done) > 0 {
				return &market.Error{Code: "bad_value", Field: kind}
			}
			id, err := publish(a, *as, d)
			if err != nil {
				return err
			}
			done = append(done, id)
		}
		return c.Say(map[string]any{"ok": true, kind + "s": done})
	})
}

// strict reads JSON that has no fields that nobody knows.
func strict(text []byte) *json.Decoder {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d
}

func decode(d *json.Decoder, v any) error {
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("bad_json"), err)
	}
	return nil
}

// mostText bounds a file of texts, in bytes.
const mostText = 1 << 20

// read gives a file's text; "-" is standard input.
func read(c *line.Call, file string) ([]byte, error) {
	in := c.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", &market.Error{Code: "bad_value", Field: "file"}, err)
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, mostText+1))
	if err == nil && len(text) > mostText {
		err = market.Refuse("too_large")
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return text, nil
}

// describe says what stands on a station's own page.
func describe(ctx context.Context, c *line.Call) error {
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 3 || words[0] != "describe" {
		return &market.Error{Code: "required", Field: "station"}
	}
	n, err := strconv.ParseUint(words[1], 10, 16)
	if err != nil || n == 0 {
		return &market.Error{Code: "bad_value", Field: "station"}
	}
	text, err := read(c, words[2])
	if err != nil {
		return err
	}
	var p market.StationPage
	if err := decode(strict(text), &p); err != nil {
		return err
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if err := a.DescribeStation(ctx, uint16(n), p); err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true})
	})
}

// complaint notes how far the county is with a complaint.
func complaint(ctx context.Context, c *line.Call) error {
	said := c.Flags.String("words", "", "shown to whoever follows it by its number")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	if len(words) != 3 || words[0] != "move" {
		return &market.Error{Code: "required", Field: "state"}
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if err := a.MoveComplaint(ctx, market.ComplaintID(words[1]), market.ComplaintState(words[2]), *said); err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true})
	})
}

// openSample publishes notices and courses to look at, and describes a station.
func openSample(ctx context.Context, c *line.Call) error {
	station := c.Flags.Uint("station", 0, "station whose page is described")
	if _, err := c.Parse(); err != nil {
		return err
	}
	p, err := sample.Published(c.Now())
	if err != nil {
		return err
	}
	return with(ctx, c, func(a *archive.Archive) error {
		for _, n := range p.Notices {
			if _, err := a.PublishNotice(ctx, "", n); err != nil {
				return err
			}
		}
		for _, t := range p.Trainings {
			if _, err := a.PublishTraining(ctx, "", t); err != nil {
				return err
			}
		}
		if *station != 0 {
			if err := a.DescribeStation(ctx, uint16(*station), p.Page); err != nil {
				return err
			}
		}
		return c.Say(map[string]any{"ok": true, "notices": len(p.Notices), "trainings": len(p.Trainings)})
	})
}
