// Package command is a station without a screen: one JSON object a line in, one a line out.
//
// Begin at Exec. The names of commands and fields are the contract that black-box tests and
// support scripts are written against (DESIGN.md section 8 of the plan); they are only ever
// added to. A reply is written after its commit is durable, and every line that is not blank
// gets exactly one.
package command

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"unicode/utf8"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// MaxLine is the longest line that is read, in bytes. A longer one is refused without being
// kept.
const MaxLine = 2 << 20

// Exec runs commands against a station.
type Exec struct {
	desk  *desk.Desk
	words assets.Phrases
	bulk  int
}

// New makes an Exec. bulk is how many commands one transaction may hold; below 2 each has its
// own.
func New(d *desk.Desk, bulk int) *Exec {
	return &Exec{desk: d, words: assets.Phrases(assets.Chinese), bulk: bulk}
}

// reply is one JSON object; it always has "ok".
type reply map[string]any

// Run reads commands from r until its end and writes replies to w. An error means that a
// reply could not be given truthfully (store.ErrUnknown) or not be written.
func (e *Exec) Run(ctx context.Context, r io.Reader, w io.Writer) error {
	in := bufio.NewReaderSize(r, 64<<10)
	out := bufio.NewWriter(w)
	for {
		line, tooLong, err := readLine(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read commands: %w", err)
		}
		last := err != nil
		if len(bytes.TrimSpace(line)) > 0 || tooLong {
			if err := e.group(ctx, in, out, line, tooLong); err != nil {
				return err
			}
			if err := out.Flush(); err != nil {
				return fmt.Errorf("write replies: %w", err)
			}
		}
		if last {
			return nil
		}
	}
}

// readLine reads one line without its end. A line longer than MaxLine is read to its end and
// thrown away.
func readLine(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !tooLong {
			line = append(line, part...)
		}
		if len(line) > MaxLine {
			line, tooLong = nil, true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(line, "\r\n"), tooLong, err
		}
	}
}

// group runs the line and, in bulk, those that wait behind it, in one transaction.
func (e *Exec) group(ctx context.Context, in *bufio.Reader, out io.Writer, line []byte, tooLong bool) error {
	if e.bulk < 2 || tooLong || !writes(line) {
		r, err := e.line(ctx, line, tooLong)
		if err != nil {
			return err
		}
		return write(out, r)
	}
	replies := []reply{}
	var after []byte // a line that cannot be part of the transaction
	err := e.desk.Store().Group(ctx, func() error {
		for {
			r, err := e.line(ctx, line, false)
			if err != nil {
				return err
			}
			replies = append(replies, r)
			if code, _ := r["code"].(string); code == "disk_full" || code == "disk_error" {
				return market.Refuse(code) // the transaction is gone with it
			}
			line = nil
			for len(bytes.TrimSpace(line)) == 0 {
				if len(replies) >= e.bulk || !lineWaits(in) {
					return nil
				}
				if line, _, err = readLine(in); err != nil {
					return fmt.Errorf("read commands: %w", err)
				}
			}
			if !writes(line) {
				after = line
				return nil
			}
		}
	})
	if errors.Is(err, store.ErrUnknown) {
		return err
	}
	for _, r := range replies {
		if err != nil { // nothing of the transaction was saved
			r = e.refusal(err)
		}
		if err := write(out, r); err != nil {
			return err
		}
	}
	if after == nil {
		return nil
	}
	return e.group(ctx, in, out, after, false)
}

// lineWaits says whether a whole line has come already.
func lineWaits(in *bufio.Reader) bool {
	b, err := in.Peek(in.Buffered())
	return err == nil && bytes.IndexByte(b, '\n') >= 0
}

// writes says whether a line may be part of a bulk transaction: sync talks to the county and
// has transactions of its own.
func writes(line []byte) bool { return !bytes.Contains(line, []byte(`"sync"`)) }

// Line runs one command and gives its reply as JSON.
func (e *Exec) Line(ctx context.Context, line []byte) ([]byte, error) {
	r, err := e.line(ctx, line, len(line) > MaxLine)
	if err != nil {
		return nil, err
	}
	return json.Marshal(r)
}

func write(out io.Writer, r reply) error {
	b, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write reply: %w", err)
	}
	if _, err := out.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("write reply: %w", err)
	}
	return nil
}

// line runs one command. An error is only ever store.ErrUnknown.
func (e *Exec) line(ctx context.Context, line []byte, tooLong bool) (reply, error) {
	r, err := e.dispatch(ctx, line, tooLong)
	if errors.Is(err, store.ErrUnknown) {
		return nil, err
	}
	if err != nil {
		return e.refusal(err), nil
	}
	r["ok"] = true
	return r, nil
}

func (e *Exec) dispatch(ctx context.Context, line []byte, tooLong bool) (reply, error) {
	if tooLong {
		return nil, market.Refuse("too_long_line")
	}
	if !utf8.Valid(line) {
		return nil, market.Refuse("bad_utf8")
	}
	var head struct {
		Do json.RawMessage `json:"do"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return nil, jsonError(err)
	}
	var do string
	if json.Unmarshal(head.Do, &do) != nil || do == "" {
		return nil, &market.Error{Code: "required", Field: "do"}
	}
	run, ok := commands[do]
	if !ok {
		return nil, market.Refuse("unknown_do")
	}
	return run(e, ctx, line)
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
	if b, ok := errors.AsType[*BrokenChain](err); ok {
		maps.Copy(r, b.Details())
	}
	return r
}

// decode reads a command's fields; what it does not know is an error.
func decode(line []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return jsonError(err)
	}
	if d.More() {
		return market.Refuse("bad_json")
	}
	return nil
}

// jsonError turns an error of encoding/json into a refusal.
func jsonError(err error) error {
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && t.Field != "" {
		return &market.Error{Code: "bad_value", Field: t.Field}
	}
	if m, ok := errors.AsType[*market.Error](err); ok {
		return m
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		if utf8.RuneCountInString(name) > 40 {
			name = ""
		}
		return &market.Error{Code: "unknown_field", Field: name}
	}
	return market.Refuse("bad_json")
}
