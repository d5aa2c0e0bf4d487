package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// A complaint from the screen to the county's desk and back, with the programs as they are shipped.
func TestComplaintByCommand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	p := a.posting(1)
	m := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, p, a.worker(1))["match"]
	c := a.must(`{"do":"complaint.file","kind":"wages","match":%q,"amount":120.5,"phone":"18900001111","name":"李师傅"}`, m)
	if r := a.do(`{"do":"complaint.file","kind":"noise"}`); r["code"] != "unknown_choice" {
		t.Errorf("%v", r)
	}
	a.must(`{"do":"complaint.move","complaint":%q,"state":"taken_up"}`, c["complaint"])
	a.sync()
	rows := w.dump("complaints")
	if len(rows) != 1 || rows[0]["phone"] != "18900001111" || rows[0]["amount"] != 120.5 || rows[0]["state"] != "taken_up" || rows[0]["posting"] != p {
		t.Errorf("the county has %v", rows)
	}
	w.ask("county", "-data", w.path("county"), "complaint", "move", fmt.Sprint(c["complaint"]), "closed", "-words", "工钱补上了")
	a.sync()
	if r := a.must(`{"do":"complaint.follow","number":%q}`, c["number"]); r["state"] != "closed" || r["words"] != "工钱补上了" || r["phone"] != nil {
		t.Errorf("%v", r)
	}
	b.sync()
	if r := b.do(`{"do":"complaint.follow","number":%q}`, c["number"]); r["code"] != "unknown_complaint" {
		t.Errorf("another station knows it: %v", r)
	}
	if l := a.must(`{"do":"complaint.list"}`)["complaints"].([]any); len(l) != 1 {
		t.Errorf("%v", l)
	}
}

// What the county publishes from files, and what people answer.
func TestPublishedByCommand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	file := func(name, text string) string {
		t.Helper()
		path := filepath.Join(w.dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	county := func(args ...string) map[string]any {
		return w.ask("county", append([]string{"-data", w.path("county")}, args...)...)
	}
	notices := county("notice", "publish", file("notices", `{"topic":"weather","title":"热天"} {"topic":"policy","title":"保险"}`))["notices"].([]any)
	courses := county("training", "publish", file("courses", `{"title":"养老护理","place":"县城","seats":2,"fee":20}`))["trainings"].([]any)
	county("notice", "withdraw", fmt.Sprint(notices[1]))
	county("station", "describe", "1", file("page", `{"opens":"06:00","closes":"18:30","address":"乡政府东"}`))
	if out, code := w.run("county", "-data", w.path("county"), "notice", "publish", file("bad", `{"topic":"weather","titel":"热天"}`)); code == 0 ||
		lastLine(t, out)["code"] != "bad_json" {
		t.Errorf("%d %s", code, out)
	}
	a.sync()
	b.sync()
	if l := b.must(`{"do":"notice.list"}`)["notices"].([]any); len(l) != 1 {
		t.Errorf("%v", l)
	}
	a.must(`{"do":"training.wish","training":%q,"phone":"18900001111"}`, courses[0])
	if r := a.must(`{"do":"training.wish","training":%q,"phone":"18900001111"}`, courses[0]); r["again"] != true {
		t.Errorf("%v", r)
	}
	id := a.must(`{"do":"guidance.ask","topic":"job","phone":"18900001111"}`)["guidance"]
	a.must(`{"do":"guidance.answer","guidance":%q}`, id)
	a.sync()
	b.sync()
	if l := b.must(`{"do":"training.list"}`)["trainings"].([]any); len(l) != 1 || l[0].(map[string]any)["left"] != 1.0 {
		t.Errorf("%v", l)
	}
	if r := a.must(`{"do":"station.page"}`); r["described"] != true || r["page"].(map[string]any)["opens"] != "06:00" {
		t.Errorf("%v", r)
	}
	for kind, n := range map[string]int{"notices": 2, "trainings": 1, "wishes": 1, "guidance": 1, "pages": 1} {
		if l := w.dump(kind); len(l) != n {
			t.Errorf("%s: %v", kind, l)
		}
	}
	county("sample", "-station", "2")
	if l := w.dump("pages"); len(l) != 2 {
		t.Errorf("%v", l)
	}
}

// An employer's posting waits, is passed, and is at the other station then.
func TestProposalByCommand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	line := `{"do":"proposal.make","name":"王小明","kind":"farm","phone":"18900002222","trade":"loader","title":"卸化肥","headcount":2,"pay":150,` +
		`"unit":"day","area":"410423106204","start":"` + tomorrow() + `T07:30"}`
	if !json.Valid([]byte(line)) {
		t.Fatal(line)
	}
	p := a.must("%s", line)
	if p["state"] != "waits" || p["posting"] != nil {
		t.Errorf("%v", p)
	}
	other := a.must("%s", line)
	a.must(`{"do":"proposal.return","proposal":%q,"reason":"twice"}`, other["proposal"])
	posting := a.must(`{"do":"proposal.pass","proposal":%q}`, p["proposal"])["posting"]
	a.sync()
	b.sync()
	l := b.must(`{"do":"posting.list"}`)["postings"].([]any)
	if len(l) != 1 || l[0].(map[string]any)["posting"] != posting {
		t.Errorf("%v", l)
	}
	if r := a.must(`{"do":"proposal.follow","number":%q}`, p["number"]); r["state"] != "passed" || r["posting"] != posting {
		t.Errorf("%v", r)
	}
	if l := a.must(`{"do":"proposal.list"}`)["proposals"].([]any); len(l) != 2 {
		t.Errorf("%v", l)
	}
	if l := w.dump("proposals"); len(l) != 2 {
		t.Errorf("%v", l)
	}
}
