package main_test

import (
	"os"
	"strings"
	"testing"
)

// The way of a questionnaire through the programs themselves: a posting that must not be published does
// not come in by a table either, at this station or any other.
func TestImportByProgram(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	s.close()
	path := w.path("a.csv")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const head = "雇主,电话,工种,人数,日薪,结算,地点,开工,备注\n"
	write(head + "张三,13800138000,搬运工,5,150,日结,瓦屋镇,2099-11-23,\n李四,13900139000,瓦工,2,300,日结,瓦屋镇,2099-11-24,先交五十块押金\n")
	out, code := w.run("stationctl", "-data", s.data, "import", path)
	if code == 0 || !strings.Contains(out, `"code":"bad_rows"`) || !strings.Contains(out, `"bad":1`) || !strings.Contains(out, `worker_fee`) {
		t.Errorf("%d: %s", code, out)
	}
	if r := w.ask("stationctl", "-data", s.data, "export", w.path("none.csv")); r["rows"] != 0.0 {
		t.Errorf("after a file that was refused: %v", r)
	}
	if r := w.ask("stationctl", "-data", s.data, "import", "-skip", path); r["opened"] != 1.0 {
		t.Errorf("%v", r)
	}
	if r := w.ask("stationctl", "-data", s.data, "export", w.path("one.xlsx")); r["rows"] != 1.0 {
		t.Errorf("%v", r)
	}
}
