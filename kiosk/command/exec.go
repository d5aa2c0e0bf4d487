// Package command is a station without a screen: one JSON object a line in, one a line out.
//
// Begin at Exec. The names of commands and fields are the contract that black-box tests and
// support scripts are written against (DESIGN.md section 8 of the plan); they are only ever
// added to. A reply is written after its commit is durable, and every line that is not blank
// gets exactly one.
package command

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"sync"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Exec runs commands against a station.
type Exec struct {
	desk  *desk.Desk
	words assets.Phrases
	bulk  int
	turn  sync.Mutex // held while commands run
}

// New makes an Exec. bulk is how many commands one transaction may hold; below 2 each has its
// own.
func New(d *desk.Desk, bulk int) *Exec {
	return &Exec{desk: d, words: assets.Phrases(assets.Chinese), bulk: bulk}
}

// reply is one JSON object; it always has "ok".
type reply map[string]any

// Run reads commands from r until its end and writes replies to w. An error means that a
// reply could not be given truthfully (store.ErrUnknown) or not be written. When ctx ends, Run
// returns after the command that is running; a read that waits for input then is left behind.
func (e *Exec) Run(ctx context.Context, r io.Reader, w io.Writer) error {
	done := make(chan error, 1)
	go func() { done <- e.run(ctx, bufio.NewReaderSize(r, 64<<10), bufio.NewWriter(w)) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		e.turn.Lock() // for good: no further command may begin
		select {
		case err := <-done:
			return err
		default:
			return nil
		}
	}
}

func (e *Exec) run(ctx context.Context, in *bufio.Reader, out *bufio.Writer) error {
	for {
		l, err := readLine(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read commands: %w", err)
		}
		last := err != nil
		for l != nil {
			if l, err = e.answer(ctx, in, out, l); err != nil {
				return err
			}
		}
		if last {
			return nil
		}
	}
}

// answer runs a line, and in bulk those that wait behind it, and writes the replies. It gives
// the line that it has read but not run.
func (e *Exec) answer(ctx context.Context, in *bufio.Reader, out *bufio.Writer, l *line) (after *line, err error) {
	e.turn.Lock()
	defer e.turn.Unlock()
	var replies []reply
	if e.bulk < 2 || !l.joins() {
		r, err := e.one(ctx, l)
		if err != nil {
			return nil, err
		}
		replies = append(replies, r)
	} else if replies, after, err = e.group(ctx, in, l); err != nil {
		return nil, err
	}
	for _, r := range replies {
		b, err := json.Marshal(r)
		if err != nil {
			return nil, fmt.Errorf("write reply: %w", err)
		}
		if _, err := out.Write(append(b, '\n')); err != nil {
			return nil, fmt.Errorf("write reply: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("write replies: %w", err)
	}
	return after, nil
}

// Line runs one command and gives its reply as JSON.
func (e *Exec) Line(ctx context.Context, text []byte) ([]byte, error) {
	l := &line{fault: market.Refuse("too_long_line")}
	if len(text) <= MaxLine {
		l = parse(text)
	}
	r, err := e.one(ctx, l)
	if err != nil {
		return nil, err
	}
	return json.Marshal(r)
}

// group runs the line, and those that wait behind it, in one transaction.
func (e *Exec) group(ctx context.Context, in *bufio.Reader, l *line) (replies []reply, after *line, err error) {
	err = e.desk.Store().Group(context.WithoutCancel(ctx), func() error {
		for {
			r, err := e.one(ctx, l)
			if err != nil {
				return err
			}
			replies = append(replies, r)
			if code, _ := r["code"].(string); code == "disk_full" || code == "disk_error" {
				return market.Refuse(code) // the transaction is gone with it
			}
			l = nil
			for l == nil {
				if len(replies) >= e.bulk || !lineWaits(in) {
					return nil
				}
				if l, err = readLine(in); err != nil {
					return fmt.Errorf("read commands: %w", err)
				}
			}
			if !l.joins() {
				after = l
				return nil
			}
		}
	})
	if errors.Is(err, store.ErrUnknown) {
		return nil, nil, err
	}
	if err != nil { // nothing of the transaction was saved, or it did not even begin
		none := e.refusal(err)
		for i := range replies {
			replies[i] = none
		}
		if len(replies) == 0 {
			replies = append(replies, none)
		}
	}
	return replies, after, nil
}

// one runs one command. An error is only ever store.ErrUnknown.
func (e *Exec) one(ctx context.Context, l *line) (reply, error) {
	r, err := e.dispatch(ctx, l)
	if errors.Is(err, store.ErrUnknown) {
		return nil, err
	}
	if err != nil {
		return e.refusal(err), nil
	}
	r["ok"] = true
	return r, nil
}

func (e *Exec) dispatch(ctx context.Context, l *line) (reply, error) {
	if l.fault != nil {
		return nil, l.fault
	}
	run, ok := commands[l.do]
	if !ok {
		return nil, market.Refuse("unknown_do")
	}
	if l.joins() { // what has begun is finished; only the net is not waited for
		ctx = context.WithoutCancel(ctx)
	}
	return run(e, ctx, l.text)
}

// refusal is the reply for an error: the code, a sentence, and, for a form, every fault.
func (e *Exec) refusal(err error) reply {
	code := market.Code(err)
	if code == "" {
		code = "internal"
	}
	r := reply{"ok": false, "code": code, "text": e.words.Refusal(err)}
	if one, ok := errors.AsType[*market.Error](err); ok && one.Field != "" {
		r["field"] = one.Field
	}
	if all, ok := errors.AsType[market.Errors](err); ok {
		list := make([]map[string]string, len(all))
		for i, f := range all {
			list[i] = map[string]string{"code": f.Code, "field": f.Field, "text": e.words.Refusal(f)}
		}
		r["errors"] = list
	}
	if b, ok := errors.AsType[*desk.Blocked](err); ok {
		r["blocks"] = e.findings(b.Findings)
	}
	if b, ok := errors.AsType[*RowFaults](err); ok {
		maps.Copy(r, b.Details())
	}
	if b, ok := errors.AsType[*BrokenChain](err); ok {
		maps.Copy(r, b.Details())
	}
	return r
}
