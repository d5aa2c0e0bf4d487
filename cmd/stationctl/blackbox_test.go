package main_test

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	townA = "410423106204" // 瓦屋镇马停
	townB = "410423107000" // 赵村镇
	townC = "410423000000" // 鲁山县
)

// Three stations, five places: exactly five are taken, and nobody else gets one.
func TestFivePlacesAtThreeStations(t *testing.T) {
	w := newWorld(t)
	stations := []*station{w.enrol("a", townA), w.enrol("b", townB), w.enrol("c", townC)}
	posting := stations[0].posting(5)
	for range 2 {
		for _, s := range stations {
			s.sync()
		}
	}
	// Six people who repeat until they have a place or are told that it is full.
	type person struct {
		at     *station
		worker string
		place  float64
		code   string
	}
	var people []*person
	for i := range 6 {
		s := stations[i%3]
		people = append(people, &person{at: s, worker: s.worker(i)})
	}
	for range 7 {
		for _, p := range people {
			if p.place != 0 {
				continue
			}
			r := p.at.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, p.worker)
			if r["ok"] == true {
				p.place = r["place"].(float64)
			} else {
				p.code = r["code"].(string)
			}
		}
		for _, s := range stations {
			s.sync()
		}
	}
	places := map[float64]bool{}
	var refused []string
	for _, p := range people {
		if p.place == 0 {
			refused = append(refused, p.code)
			continue
		}
		if places[p.place] || p.place < 1 || p.place > 5 {
			t.Errorf("place %v was given twice or does not exist", p.place)
		}
		places[p.place] = true
	}
	if len(places) != 5 || len(refused) != 1 || refused[0] != "full" && refused[0] != "no_place_here" {
		t.Fatalf("%d places taken, refusals %q", len(places), refused)
	}
	for _, s := range stations {
		s.sync()
		for _, row := range s.must(`{"do":"posting.list"}`)["postings"].([]any) {
			p := row.(map[string]any)
			if p["posting"] == posting && p["taken"] != 5.0 {
				t.Errorf("%s shows %v taken", s.data, p["taken"])
			}
		}
	}
	if n := len(w.dump("matches")); n != 5 {
		t.Errorf("the county knows of %d matches", n)
	}
	if c := w.dump("conflicts"); len(c) != 0 {
		t.Errorf("conflicts: %v", c)
	}
}

// Wrong input gets a clear sentence and leaves nothing behind.
func TestWrongInputWritesNothing(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("a", townA)
	e := s.must(`{"do":"employer.register","name":"张三","kind":"individual","phone":"13800138000"}`)["employer"].(string)
	open := func(change string) string {
		line := `{"do":"posting.open","employer":"` + e + `","trade":"loader","title":"卸化肥","headcount":5,"pay":150,"unit":"day",` +
			`"area":"410423106204","start":"` + tomorrow() + `T07:30"}`
		field, _, _ := strings.Cut(change, ":")
		for _, part := range strings.Split(strings.Trim(line, "{}"), ",") {
			if strings.HasPrefix(part, field+":") {
				return strings.Replace(line, part, change, 1)
			}
		}
		return strings.Replace(line, "}", ","+change+"}", 1)
	}
	facts := func() float64 { return s.must(`{"do":"verify"}`)["facts"].(float64) }
	before := facts()
	for _, c := range []struct{ name, line, code string }{
		{"bad ID number", `{"do":"employer.register","name":"李四","kind":"individual","phone":"13800138000","id_number":"410499196208150031"}`, "bad_id_number"},
		{"bad phone", `{"do":"worker.check_in","name":"李师傅","phone":"12800000000"}`, "bad_phone"},
		{"past date", open(`"start":"2024-11-20T07:30"`), "past_start"},
		{"no such date", open(`"start":"2026-02-30T07:30"`), "bad_time"},
		{"0 heads", open(`"headcount":0`), "bad_headcount"},
		{"negative pay", open(`"pay":-5`), "bad_pay"},
		{"three decimals", open(`"pay":1.005`), "bad_pay"},
		{"5,000 characters", open(`"title":"` + strings.Repeat("搬", 5000) + `"`), "too_long"},
		{"unknown trade", open(`"trade":"astronaut"`), "unknown_trade"},
		{"unknown area", open(`"area":"410424001201"`), "unknown_area"},
		{"unknown employer", open(`"employer":"9-1-9"`), "unknown_employer"},
		{"unknown field", open(`"salary":5`), "unknown_field"},
		{"text for a number", open(`"headcount":"five"`), "bad_value"},
		{"malformed JSON", `{"do":"posting.open",`, "bad_json"},
		{"not an object", `[1,2]`, "bad_json"},
		{"nothing to do", `{}`, "required"},
		{"unknown command", `{"do":"posting.burn"}`, "unknown_do"},
		{"invalid UTF-8", "{\"do\":\"worker.check_in\",\"name\":\"\xff\xfe\"}", "bad_utf8"},
		{"deep nesting", strings.Repeat("[", 100_000), "bad_json"},
		{"under sixteen", `{"do":"worker.check_in","name":"小明","birth_year":` + strconv.Itoa(time.Now().Year()-12) + `}`, "under16"},
		{"agency without licence", `{"do":"employer.register","name":"某劳务","kind":"agency","phone":"13800138000"}`, "agency_no_licence"},
		{"unknown posting", `{"do":"match.take","posting":"1-1-999","worker":"1-1-1"}`, "unknown_posting"},
		{"a line too long", `{"do":"status","x":"` + strings.Repeat("y", 3<<20) + `"}`, "too_long_line"},
	} {
		r := s.do("%s", c.line)
		text, _ := r["text"].(string)
		if r["ok"] != false || r["code"] != c.code || len([]rune(text)) < 6 || strings.Contains(text, "⟦") {
			t.Errorf("%s: %v, want code %s and a sentence", c.name, r, c.code)
		}
	}
	if after := facts(); after != before {
		t.Errorf("wrong input wrote %v facts", after-before)
	}
}

// The page behind a slip shows the job while the county has never heard of the posting, and
// refuses a number with one digit changed.
func TestSlipPageOfAPostingNobodyHeardOf(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("a", townA)
	posting := s.posting(2)
	slip := s.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, s.worker(1))["slip"].(string)
	if n := len(w.dump("postings")); n != 0 {
		t.Fatalf("the county knows of %d postings before any sync", n)
	}
	get := func(url string) (int, string) {
		scheme, rest, _ := strings.Cut(url, "://")
		r, err := http.Get(strings.ToLower(scheme) + "://" + rest)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return r.StatusCode, string(b)
	}
	status, page := get(slip)
	if status != http.StatusOK || !strings.Contains(page, "卸化肥") || !strings.Contains(page, "150") {
		t.Errorf("page of the slip: %d, %d bytes, shows the job: %t", status, len(page), strings.Contains(page, "卸化肥"))
	}
	if strings.Contains(page, "李师傅") {
		t.Error("the page names the worker")
	}
	prefix, number, _ := strings.Cut(slip, "/J/")
	for at := 0; at < len(number); at += 17 {
		changed := number[:at] + string('0'+(number[at]-'0'+1)%10) + number[at+1:]
		if status, page := get(prefix + "/J/" + changed); status < 400 || status > 499 || strings.Contains(page, "卸化肥") {
			t.Errorf("digit %d changed: status %d", at, status)
		}
		if r := s.do(`{"do":"slip.check","code":%q}`, prefix+"/J/"+changed); r["ok"] != false || r["valid"] == true {
			t.Errorf("digit %d changed: the station says %v", at, r)
		}
	}
}

// One process holds a station's folder; status and verify work beside it.
func TestBesideARunningExec(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("a", townA)
	s.posting(3)
	if r := w.ask("stationctl", "status", "-data", s.data); r["station"] != 1.0 || r["unsent"] != 2.0 {
		t.Errorf("status beside exec: %v", r)
	}
	if r := w.ask("stationctl", "-data", s.data, "verify"); r["facts"] != 2.0 {
		t.Errorf("verify beside exec: %v", r)
	}
	out, code := w.run("stationctl", "-data", s.data, "sync")
	if r := lastLine(t, out); code == 0 || r["code"] != "busy" {
		t.Errorf("a second process: exit %d, %v", code, r)
	}
	s.close()
	if r := w.ask("stationctl", "-data", s.data, "sync"); r["unsent"] != 0.0 {
		t.Errorf("sync after exec ended: %v", r)
	}
}

// With the county gone, sync says offline, everything is kept, and it goes up later, once.
func TestOfflineAndBack(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("a", townA)
	posting := s.posting(2)
	w.stop()
	if r := s.do(`{"do":"sync"}`); r["ok"] != false || r["code"] != "offline" {
		t.Fatalf("sync without a county: %v", r)
	}
	s.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, s.worker(1))
	// Employer, posting, worker, check-in, match. No places are handed over to a county that does not answer.
	if r := s.must(`{"do":"status"}`); r["unsent"] != 5.0 || r["online"] != false {
		t.Errorf("status offline: %v", r)
	}
	w.start()
	s.sync()
	if r := s.must(`{"do":"sync"}`); r["pushed"] != 0.0 || r["pulled"] != 0.0 || r["unsent"] != 0.0 {
		t.Errorf("a second sync: %v", r)
	}
	if rows := w.dump("matches"); len(rows) != 1 || rows[0]["posting"] != posting {
		t.Errorf("matches at the county: %v", rows)
	}
	if rows := w.dump("workers"); len(rows) != 1 || rows[0]["name"] != "李师傅" || rows[0]["phone"] != "18900000001" {
		t.Errorf("workers at the county: %v", rows)
	}
}

// A process that is killed loses nothing it has said yes to.
func TestKilledAfterTheReply(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("a", townA)
	posting := s.posting(5)
	worker := s.worker(1)
	match := s.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, worker)["match"]
	if err := s.proc.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = s.proc.Wait() // it was killed
	s.open()
	l := s.must(`{"do":"match.list","posting":%q}`, posting)["matches"].([]any)
	if len(l) != 1 || l[0].(map[string]any)["match"] != match {
		t.Fatalf("after the kill: %v, want %v", l, match)
	}
	if r := s.do(`{"do":"match.take","posting":%q,"worker":%q}`, posting, worker); r["code"] != "already_taken" {
		t.Errorf("taking again: %v", r)
	}
}
