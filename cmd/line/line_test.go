package line_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"yizhan/cmd/line"
	"yizhan/sync/market"
)

// detailed is a refusal with a field of its own.
type detailed struct{ error }

func (d detailed) Unwrap() error { return d.error }

func (detailed) Details() map[string]any { return map[string]any{"seq": 77} }

// run executes a command line of a program that knows "do" and "fail".
func run(t *testing.T, fail error, args ...string) (seen *line.Call, words []string, out, logs string, code int) {
	t.Helper()
	p := &line.Program{Name: "prog", Usage: "usage\n", Commands: map[string]func(context.Context, *line.Call) error{
		"do": func(_ context.Context, c *line.Call) (err error) {
			seen = c
			c.Flags.Int("n", 1, "a number")
			if words, err = c.Parse(); err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true})
		},
		"fail": func(context.Context, *line.Call) error { return fail },
	}}
	var stdout, stderr bytes.Buffer
	code = p.Run(t.Context(), args, strings.NewReader(""), &stdout, &stderr)
	return seen, words, stdout.String(), stderr.String(), code
}

// The folder may stand before or after the command, options between the words.
func TestWhereOptionsStand(t *testing.T) {
	for _, args := range []string{
		"-data D do -n 5 a b", "do -data D a -n 5 b", "do a b -n 5 -data D", "-data X do a -data D -n=5 b", "--data=D do a b --n 5",
	} {
		c, words, out, _, code := run(t, nil, strings.Fields(args)...)
		if code != 0 || c.Data != "D" || !reflect.DeepEqual(words, []string{"a", "b"}) || c.Flags.Lookup("n").Value.String() != "5" || out != "{\"ok\":true}\n" {
			t.Errorf("%s: exit %d, folder %q, words %q, %s", args, code, c.Data, words, out)
		}
	}
}

func TestClockOffset(t *testing.T) {
	for _, args := range []string{"-clock-offset 72h -data D do", "do -data D -clock-offset 72h"} {
		c, _, _, _, _ := run(t, nil, strings.Fields(args)...)
		if off := c.Now().Sub(time.Now().Add(72 * time.Hour)); off < -time.Minute || off > time.Minute {
			t.Errorf("%s: the clock is off by %v", args, off)
		}
	}
}

// A failure is one JSON object on stdout, the details on stderr, and an exit code that is not 0.
func TestFailures(t *testing.T) {
	for _, c := range []struct {
		fail error
		args string
		code string
	}{
		{nil, "", "unknown_do"},
		{nil, "dance", "unknown_do"},
		{nil, "-colour red do", "unknown_do"},
		{nil, "do", "required"},
		{nil, "do -data D -colour red", "bad_value"},
		{nil, "do -data D -n five", "bad_value"},
		{market.Refuse("busy"), "fail", "busy"},
		{fmt.Errorf("open station: %w", market.Refuse("disk_full")), "fail", "disk_full"},
		{market.Errors{{Code: "bad_phone", Field: "phone"}}, "fail", "bad_phone"},
		{errors.New("a fault of the program"), "fail", "internal"},
	} {
		_, _, out, logs, code := run(t, c.fail, strings.Fields(c.args)...)
		var r struct {
			OK   *bool
			Code string
			Text string
		}
		if err := json.Unmarshal([]byte(out), &r); err != nil || r.OK == nil || *r.OK || r.Code != c.code || r.Text == "" || code == 0 || logs == "" {
			t.Errorf("%q, %v: exit %d, %s; want code %s", c.args, c.fail, code, out, c.code)
		}
		if strings.Contains(out, "fault of the program") {
			t.Errorf("the inside of a fault is shown: %s", out)
		}
	}
}

func TestDetails(t *testing.T) {
	_, _, out, _, _ := run(t, detailed{market.Refuse("broken_chain")}, "fail")
	var r map[string]any
	if err := json.Unmarshal([]byte(out), &r); err != nil || r["seq"] != 77.0 || r["code"] != "broken_chain" {
		t.Errorf("%s", out)
	}
}

// When nobody knows the truth nothing is said, but the exit code tells that something is wrong.
func TestSilent(t *testing.T) {
	if _, _, out, logs, code := run(t, &line.Silent{Err: errors.New("outcome unknown")}, "fail"); out != "" || code == 0 || logs == "" {
		t.Errorf("exit %d, said %q", code, out)
	}
}
