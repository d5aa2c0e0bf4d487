package command

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"yizhan/sync/market"
)

// MaxLine is the longest line that is read, in bytes. A longer one is refused without being
// kept.
const MaxLine = 2 << 20

// syncDo and findDo are the commands that talk to the county and have transactions of their own.
const (
	syncDo = "sync"
	findDo = "worker.find"
)

// line is one line of input that is not blank.
type line struct {
	text  []byte
	do    string
	fault error // why it cannot be a command
}

// joins says whether a line may be part of a bulk transaction.
func (l *line) joins() bool { return l.do != syncDo && l.do != findDo && l.do != importDo }

// readLine reads one line; nil when it is blank. A line longer than MaxLine is read to its end
// and thrown away. The error is that of the reader, io.EOF with the last line.
func readLine(in *bufio.Reader) (*line, error) {
	var text []byte
	tooLong := false
	for {
		part, err := in.ReadSlice('\n')
		if !tooLong {
			text = append(text, part...)
		}
		if len(text) > MaxLine+len("\r\n") {
			text, tooLong = nil, true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		text = bytes.TrimRight(text, "\r\n")
		switch tooLong = tooLong || len(text) > MaxLine; {
		case tooLong:
			return &line{fault: market.Refuse("too_long_line")}, err
		case len(bytes.TrimSpace(text)) == 0:
			return nil, err
		}
		return parse(text), err
	}
}

// lineWaits says whether a whole line has come already.
func lineWaits(in *bufio.Reader) bool {
	b, err := in.Peek(in.Buffered())
	return err == nil && bytes.IndexByte(b, '\n') >= 0
}

// parse reads what the line is to do.
func parse(text []byte) *line {
	l := &line{text: text}
	if !utf8.Valid(text) {
		l.fault = market.Refuse("bad_utf8")
		return l
	}
	fields, err := fieldsOf(text)
	if err != nil {
		l.fault = err
		return l
	}
	if json.Unmarshal(fields["do"], &l.do) != nil || l.do == "" {
		l.do, l.fault = "", &market.Error{Code: "required", Field: "do"}
	}
	return l
}

// fieldsOf takes a JSON object apart. encoding/json would take the last of two fields of one
// name, and "DO" for "do"; a command that can be read in two ways is refused.
func fieldsOf(text []byte) (map[string]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, market.Refuse("bad_json")
	}
	fields := map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			return nil, market.Refuse("bad_json")
		}
		if strings.ContainsFunc(name, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) {
			return nil, unknownField(name)
		}
		if _, twice := fields[name]; twice {
			return nil, market.Refuse("bad_json")
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return nil, market.Refuse("bad_json")
		}
		fields[name] = v
	}
	if _, err := d.Token(); err != nil {
		return nil, market.Refuse("bad_json")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, market.Refuse("bad_json")
	}
	return fields, nil
}

func unknownField(name string) error {
	if utf8.RuneCountInString(name) > 40 {
		name = ""
	}
	return &market.Error{Code: "unknown_field", Field: name}
}

// decode reads a command's fields; what it does not know is an error.
func decode(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return jsonError(err)
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
		return unknownField(strings.Trim(name, `"`))
	}
	return market.Refuse("bad_json")
}
