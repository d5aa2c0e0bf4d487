package main_test

import (
	"net"
	"os"
	"strings"
	"testing"
	"time"
)

// Somebody takes the connection and never answers: sync says offline well within a minute.
func TestSyncWithASilentCounty(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	s.posting(2)
	w.stop()
	l, err := net.Listen("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	begin := time.Now()
	if r := s.do(`{"do":"sync"}`); r["code"] != "offline" {
		t.Errorf("%v, want offline", r)
	}
	if took := time.Since(begin); took > 50*time.Second {
		t.Errorf("it took %v", took)
	}
	if r := s.must(`{"do":"status"}`); r["online"] != false || r["unsent"] == 0.0 {
		t.Errorf("%v", r)
	}
}

// Whatever goes wrong in a one-shot command, its last line is one JSON object with a code and
// words, and its exit code is not 0.
func TestFailuresAreJSON(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	s.close()
	used := w.ask("county", "-data", w.path("county"), "code", "-area", townA)["code"].(string)
	w.ask("stationctl", "-data", w.path("b"), "enrol", "-county", "http://"+w.addr, "-code", used)
	notDB := w.path("nodb")
	if err := os.MkdirAll(notDB, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(notDB+"/station.db", []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		program, args, code string
	}{
		{"stationctl", "", "unknown_do"},
		{"stationctl", "-data " + s.data + " dance", "unknown_do"},
		{"stationctl", "status", "required"},
		{"stationctl", "status -colour red", "bad_value"},
		{"stationctl", "-data " + w.path("new") + " status", "not_enrolled"},
		{"stationctl", "-data " + w.path("new") + " sync", "not_enrolled"},
		{"stationctl", "-data " + w.path("new") + " verify", "not_enrolled"},
		{"stationctl", "-data " + w.path("new") + " enrol", "required"},
		{"stationctl", "-data " + w.path("new") + " enrol -county http://" + w.addr + " -code AAAAAA", "bad_code"},
		{"stationctl", "-data " + w.path("new") + " enrol -county http://" + w.addr + " -code " + used, "bad_code"},
		{"stationctl", "-data " + w.path("new") + " enrol -county http://127.0.0.1:1 -code AAAAAA", "offline"},
		{"stationctl", "-data " + w.path("new") + " enrol -county nonsense -code AAAAAA", "offline"},
		{"stationctl", "-data " + notDB + " status", "disk_error"},
		{"stationctl", "slip render 123 -o " + w.path("x.png"), "bad_slip"},
		{"county", "dance", "unknown_do"},
		{"county", "code", "required"},
		{"county", "-data " + w.path("county") + " code -area 999999999999", "unknown_area"},
		{"county", "-data " + w.path("county") + " dump", "required"},
		{"county", "-data " + w.path("county") + " dump secrets", "unknown_choice"},
		{"county", "-data " + w.path("county") + " staff -station 77", "unknown_station"},
		{"county", "-data " + w.path("county") + " staff -station 1 -role king", "unknown_choice"},
		{"county", "-data " + w.path("county2") + " serve -listen 127.0.0.1:0 -public https://" + strings.Repeat("x", 40), "host_too_long"},
	} {
		out, code := w.run(c.program, strings.Fields(c.args)...)
		r := lastLine(t, out)
		if text, _ := r["text"].(string); code == 0 || r["ok"] != false || r["code"] != c.code || text == "" {
			t.Errorf("%s %s: exit %d, %v; want code %s", c.program, c.args, code, r, c.code)
		}
	}
}

// Every kind of dump is JSON lines, beside a running serve.
func TestDumpKinds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	posting := s.posting(1)
	match := s.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, s.worker(1))["match"]
	s.sync()
	for kind, want := range map[string]struct {
		rows   int
		fields string
	}{
		"postings": {1, "posting title headcount taken state station employer"}, "matches": {1, "match posting place worker state station"},
		"stations": {1, "station name epochs"}, "employers": {1, "employer name"}, "workers": {1, "worker name phone"},
		"check_ins": {1, "check_in worker"}, "facts": {6, "rev station epoch seq kind id"}, "conflicts": {0, ""}, "backups": {0, ""}, "lookups": {0, ""}, "doubles": {0, ""},
	} {
		rows := w.dump(kind)
		if len(rows) != want.rows {
			t.Errorf("%s: %d rows, want %d: %v", kind, len(rows), want.rows, rows)
			continue
		}
		for _, row := range rows {
			for _, field := range strings.Fields(want.fields) {
				if _, ok := row[field]; !ok || len(row) != len(strings.Fields(want.fields)) {
					t.Errorf("%s: %v, want the fields %s", kind, row, want.fields)
				}
			}
		}
	}
	if r := w.dump("matches")[0]; r["match"] != match || r["state"] != "taken" {
		t.Errorf("%v", r)
	}
	epochs, _ := w.dump("stations")[0]["epochs"].([]any)
	if e, _ := epochs[0].(map[string]any); e["epoch"] != 1.0 || e["seq"] != 5.0 || e["frozen"] != false {
		t.Errorf("%v", epochs)
	}
}

// I6: a wall clock that is wrong by weeks decides nothing. A station that lives in the past or
// in the future shares places like any other.
func TestWrongClocks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	b.close()
	posting := a.posting(2)
	a.sync()
	b.offset = "720h"
	b.open()
	b.sync()
	taken := false
	for range 4 {
		taken = taken || b.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, b.worker(1))["ok"] == true
		b.sync()
		a.sync()
	}
	if !taken {
		t.Error("a station a month ahead got no place")
	}
	b.close()
	b.offset = "-720h"
	b.open()
	if r := b.must(`{"do":"worker.check_in","name":"王师傅","phone":"18900000099"}`); r["number"] != 1.0 {
		t.Errorf("a month ago: %v", r)
	}
	b.sync()
	b.must(`{"do":"verify"}`)
	if rows := w.dump("matches"); len(rows) != 1 {
		t.Errorf("%v", rows)
	}
}

// Support sends a file as a signed body.
func TestRequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	s.posting(2)
	s.close()
	garbage := w.path("garbage")
	if err := os.WriteFile(garbage, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := len(w.dump("facts"))
	for args, status := range map[string]float64{
		"GET /v1/pull?after=0": 200, "GET /v1/pull": 400, "POST /v1/push": 400, "POST /v1/nothing": 404, "DELETE /v1/push": 404,
		"POST /v1/push -in " + garbage: 400, "POST /v1/hello -in " + garbage + " -encoding gzip": 400, "POST /v1/push -in " + garbage + " -encoding br": 400,
	} {
		r := w.ask("stationctl", append([]string{"-data", s.data, "request"}, strings.Fields(args)...)...)
		if r["status"] != status {
			t.Errorf("%s: %v, want status %v", args, r, status)
		}
	}
	if after := len(w.dump("facts")); after != before {
		t.Errorf("%d facts came of it", after-before)
	}
}
