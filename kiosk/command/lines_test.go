package command_test

import (
	"strings"
	"testing"

	"yizhan/kiosk/command"
)

// Every line that is not blank gets exactly one reply: a code that says what is wrong with it,
// and never a crash.
func TestStrangeLines(t *testing.T) {
	deep := func(open, shut string, n int) string { return strings.Repeat(open, n) + strings.Repeat(shut, n) }
	for name, c := range map[string]struct{ line, code string }{
		"no JSON":               {`hello`, "bad_json"},
		"cut":                   {`{"do":"status"`, "bad_json"},
		"two objects":           {`{"do":"status"}{"do":"status"}`, "bad_json"},
		"something behind it":   {`{"do":"status"} x`, "bad_json"},
		"null":                  {`null`, "bad_json"},
		"true":                  {`true`, "bad_json"},
		"a number":              {`1e999`, "bad_json"},
		"a text":                {`"status"`, "bad_json"},
		"an array":              {`[{"do":"status"}]`, "bad_json"},
		"an empty object":       {`{}`, "required"},
		"do is null":            {`{"do":null}`, "required"},
		"do is a number":        {`{"do":7}`, "required"},
		"do is an object":       {`{"do":{"do":"status"}}`, "required"},
		"do is empty":           {`{"do":""}`, "required"},
		"unknown do":            {`{"do":"posting.steal"}`, "unknown_do"},
		"do in capitals":        {`{"do":"STATUS"}`, "unknown_do"},
		"name in capitals":      {`{"DO":"status"}`, "unknown_field"},
		"another S":             {`{"do":"match.take","poſting":"12-1-2","worker":"12-1-3"}`, "unknown_field"},
		"field in capitals":     {strings.Replace(postingLine, `"title"`, `"Title"`, 1), "unknown_field"},
		"a field twice":         {`{"do":"status","do":"sync"}`, "bad_json"},
		"heads twice":           {strings.Replace(postingLine, `"headcount":5`, `"headcount":5,"headcount":500`, 1), "bad_json"},
		"unknown field":         {`{"do":"status","colour":"red"}`, "unknown_field"},
		"a long unknown field":  {`{"do":"status","` + strings.Repeat("x", 5000) + `":1}`, "unknown_field"},
		"text for heads":        {strings.Replace(postingLine, `"headcount":5`, `"headcount":"5"`, 1), "bad_value"},
		"1e999 heads":           {strings.Replace(postingLine, `"headcount":5`, `"headcount":1e999`, 1), "bad_value"},
		"2.5 heads":             {strings.Replace(postingLine, `"headcount":5`, `"headcount":2.5`, 1), "bad_value"},
		"-0 heads":              {strings.Replace(postingLine, `"headcount":5`, `"headcount":-0`, 1), "bad_headcount"},
		"10^30 heads":           {strings.Replace(postingLine, `"headcount":5`, `"headcount":1000000000000000000000000000000`, 1), "bad_value"},
		"number for title":      {strings.Replace(postingLine, `"卸车"`, `7`, 1), "bad_value"},
		"object for start":      {strings.Replace(postingLine, `"2026-11-23T07:30"`, `{}`, 1), "bad_time"},
		"nested in title":       {strings.Replace(postingLine, `"卸车"`, deep("[", "]", 5000), 1), "bad_value"},
		"half a surrogate":      {strings.Replace(postingLine, `卸车`, `\ud800`, 1), "bad_text"},
		"a zero byte in a text": {strings.Replace(postingLine, `卸车`, `\u0000`, 1), "bad_text"},
		"turned-about text":     {strings.Replace(postingLine, `卸车`, `\u202e卸车`, 1), "bad_text"},
		"invalid UTF-8":         {"{\"do\":\"status\xff\"}", "bad_utf8"},
		"a lone zero byte":      {"\x00", "bad_json"},
		"deep arrays":           {deep("[", "]", 100_000), "bad_json"},
		"deep objects":          {deep(`{"a":`, "}", 50_000), "bad_json"},
		"deep below do":         {`{"do":` + deep("[", "]", 200_000) + `}`, "bad_json"},
		"a birth year of 1e9":   {`{"do":"worker.check_in","name":"李","birth_year":1000000000}`, "bad_birth_year"},
		"ten thousand trades":   {`{"do":"worker.check_in","name":"李","trades":["loader"` + strings.Repeat(`,"mason"`, 10_000) + `]}`, ""},
		"a longest line":        {`{"do":"status"` + strings.Repeat(" ", command.MaxLine-len(`{"do":"status"}`)) + `}`, ""},
		"a byte too long":       {`{"do":"status"` + strings.Repeat(" ", command.MaxLine-len(`{"do":"status"}`)+1) + `}`, "too_long_line"},
		"three times too long":  {strings.Repeat("x", 3*command.MaxLine), "too_long_line"},
		"a carriage return":     {"{\"do\":\"status\"}\r", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := station(t)
			exec(t, d, 1, employerLine)
			before := facts(t, d)
			got := exec(t, d, 1, c.line, ``, `{"do":"verify"}`)
			if len(got) != 2 {
				t.Fatalf("%d replies, want one for the line and one for what follows", len(got))
			}
			if got[0].code() != c.code {
				t.Errorf("%v, want %q", got[0], c.code)
			}
			if got[1]["ok"] != true {
				t.Errorf("what follows: %v", got[1])
			}
			if c.code != "" && facts(t, d) != before {
				t.Errorf("%d facts were written", facts(t, d)-before)
			}
		})
	}
}

// Blank lines get no reply; the last line needs no end.
func TestBlankLines(t *testing.T) {
	d := station(t)
	if got := exec(t, d, 1, "", " \t ", "\r", `{"do":"status"}`, "", "\r\n", `{"do":"status"}`); len(got) != 2 {
		t.Errorf("%d replies, want 2", len(got))
	}
	if got := exec(t, d, 1, "", ""); len(got) != 0 {
		t.Errorf("%d replies to nothing", len(got))
	}
}

// A reply for people names every fault of a form, with words for each.
func TestEveryFaultIsNamed(t *testing.T) {
	d := station(t)
	r := exec(t, d, 1, `{"do":"posting.open","headcount":0,"pay":-1,"trade":"king","start":"2026-11-01T07:30","unit":"day","area":"1"}`)[0]
	list, _ := r["errors"].([]any)
	got := map[string]string{}
	for _, e := range list {
		f, _ := e.(map[string]any)
		field, _ := f["field"].(string)
		got[field], _ = f["code"].(string)
		if text, _ := f["text"].(string); text == "" {
			t.Errorf("%v has no words", f)
		}
	}
	for field, code := range map[string]string{
		"employer": "required", "trade": "unknown_trade", "title": "required", "headcount": "bad_headcount", "pay": "bad_pay",
		"area": "unknown_area", "start": "past_start",
	} {
		if got[field] != code {
			t.Errorf("%s: %q, want %q", field, got[field], code)
		}
	}
	if r["field"] == nil || r.code() != list[0].(map[string]any)["code"] {
		t.Errorf("the first fault stands for all: %v", r)
	}
}
