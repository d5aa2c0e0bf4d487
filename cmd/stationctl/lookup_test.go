package main_test

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A day of two stations with the programs as they are shipped: found elsewhere, registered twice
// without asking, merged and said apart at the county's desk.
func TestFoundAndMerged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	in := `{"do":"worker.check_in","name":%q,"phone":%q,"id_number":"11010519491231002X"}`
	li := a.must(in, "李大山", "18900001111")["worker"]
	a.sync()
	if r := b.must(`{"do":"worker.find","phone":"18900001111"}`); r["worker"] != li || r["here"] != false {
		t.Errorf("%v", r)
	}
	if r := b.must(`{"do":"worker.find","id_number":"11010519491231002X"}`); r["worker"] != li || r["here"] != true {
		t.Errorf("%v", r)
	}
	if r := b.do(`{"do":"worker.find","phone":"18900009999"}`); r["code"] != "unknown_person" {
		t.Errorf("%v", r)
	}
	c := w.enrol("c", townB)
	other := c.must(in, "老李", "18900002222")["worker"]
	c.sync()
	if l := w.dump("lookups"); len(l) != 2 || l[0]["worker"] != li || l[1]["found"] != false {
		t.Errorf("lookups: %v", l)
	}
	if l := w.dump("doubles"); len(l) != 1 || fmt.Sprint(l[0]["workers"]) != fmt.Sprint([]any{li, other}) || l[0]["same"] != "id_number" {
		t.Errorf("doubles: %v", l)
	}
	for _, verb := range []string{"merge", "apart"} {
		if r := w.ask("county", "-data", w.path("county"), verb, fmt.Sprint(li), fmt.Sprint(other)); r["ok"] != true {
			t.Errorf("%s: %v", verb, r)
		}
		kept := 0
		for _, r := range w.dump("workers") {
			if r["keep"] == li {
				kept++
			}
		}
		if l := w.dump("doubles"); len(l) != 0 || (kept == 1) != (verb == "merge") {
			t.Errorf("after %s: %v, %d shown as the other", verb, l, kept)
		}
	}
}

// In bulk too a lookup has a transaction of its own: what stands before it is durable before the
// county is asked, and what the county tells can be kept.
func TestFoundInBulk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	li := a.must(`{"do":"worker.check_in","name":"李大山","phone":"18900001111"}`)["worker"]
	a.sync()
	b.close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, filepath.Join(w.bin, "stationctl"), "-data", b.data, "exec", "-bulk", "20")
	c.Stdin = strings.NewReader(`{"do":"worker.check_in","name":"王小花","phone":"18900002222"}
{"do":"worker.find","phone":"18900001111"}
{"do":"worker.check_in","name":"赵四","phone":"18900003333"}
`)
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := string(out); strings.Count(got, `"ok":true`) != 3 || !strings.Contains(got, fmt.Sprintf(`{"here":false,"ok":true,"worker":%q}`, li)) {
		t.Errorf("%s", got)
	}
}
