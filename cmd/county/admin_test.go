package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// run executes one command line and gives its last line of output.
func run(t *testing.T, args ...string) (reply map[string]any, code int) {
	t.Helper()
	p := &line.Program{Name: "county", Commands: map[string]func(context.Context, *line.Call) error{"admin": admin}}
	var out, errs bytes.Buffer
	code = p.Run(t.Context(), args, strings.NewReader(""), &out, &errs)
	if err := json.Unmarshal(out.Bytes(), &reply); err != nil {
		t.Fatalf("%v: %q %q", err, out.String(), errs.String())
	}
	return reply, code
}

// The first account is for the whole city; its password is printed once and works until it is reset.
func TestAdmin(t *testing.T) {
	dir := t.TempDir()
	first, code := run(t, "-data", dir, "admin")
	password, _ := first["password"].(string)
	if code != 0 || first["ok"] != true || first["account"] != "admin" || len(password) != 19 {
		t.Fatalf("%v, exit %d", first, code)
	}
	if again, code := run(t, "-data", dir, "admin"); code == 0 || again["code"] != "account_taken" || again["text"] == "" {
		t.Errorf("a second time: %v", again)
	}
	for want, args := range map[string][]string{
		"unknown_area": {"-account", "someone", "-area", "41"}, "bad_account": {"-account", "Some One"}, "unknown_account": {"-reset", "-account", "nobody"},
	} {
		if got, code := run(t, append([]string{"-data", dir, "admin"}, args...)...); code == 0 || got["code"] != want {
			t.Errorf("%v: %v", args, got)
		}
	}
	county, code := run(t, "-data", dir, "admin", "-account", "ls-rsj-01", "-area", "410423000000", "-title", "县人社局")
	if code != 0 {
		t.Fatalf("%v", county)
	}
	reset, _ := run(t, "-data", dir, "admin", "-reset")
	a, err := archive.Open(t.Context(), dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for name, c := range map[string]struct{ account, password, code string }{
		"before the reset": {"admin", password, "wrong_password"},
		"after it":         {"admin", reset["password"].(string), ""},
		"the county's":     {"ls-rsj-01", county["password"].(string), ""},
	} {
		if _, err := a.SignIn(t.Context(), c.account, c.password, "test"); market.Code(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
