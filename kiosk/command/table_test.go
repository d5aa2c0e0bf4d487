package command_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/kiosk/command"
)

const table = "雇主,电话,工种,人数,日薪,结算,地点,开工,备注\n" +
	"张三,13800138000,搬运工,5,150,日结,瓦屋镇,2026-11-23 07:30,\n" +
	"李四,13900139000,瓦工,2,300,,瓦屋镇,2026-11-24,%s\n"

// A table comes in whole or not at all, and says row by row why.
func TestPostingImport(t *testing.T) {
	d := station(t)
	e := command.New(d, 1)
	do := func(line string, args ...any) map[string]any {
		t.Helper()
		b, err := e.Line(t.Context(), fmt.Appendf(nil, line, args...))
		if err != nil {
			t.Fatal(err)
		}
		var r map[string]any
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	path := filepath.Join(t.TempDir(), "a.csv")
	write := func(notes string) {
		t.Helper()
		if err := os.WriteFile(path, fmt.Appendf(nil, table, notes), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	postings := func() int { return len(do(`{"do":"posting.list"}`)["postings"].([]any)) }

	write("身份证押在柜台")
	r := do(`{"do":"posting.import","file":%q}`, path)
	if r["ok"] != false || r["code"] != "bad_rows" || r["bad"] != 1.0 || postings() != 0 {
		t.Fatalf("%v, %d postings", r, postings())
	}
	if f := fmt.Sprint(r["faults"]); !strings.Contains(f, "id_hold") || !strings.Contains(f, "row:3") {
		t.Errorf("why: %s", f)
	}
	if r := do(`{"do":"posting.import","file":%q,"skip":true,"check":true}`, path); r["ok"] != true || r["opened"] != 0.0 || postings() != 0 {
		t.Errorf("looked at: %v, %d postings", r, postings())
	}
	if r := do(`{"do":"posting.import","file":%q,"skip":true}`, path); r["opened"] != 1.0 || postings() != 1 {
		t.Errorf("with one left out: %v, %d postings", r, postings())
	}
	write("自带瓦刀")
	if r := do(`{"do":"posting.import","file":%q,"skip":true}`, path); r["opened"] != 1.0 || !strings.Contains(fmt.Sprint(r["warnings"]), "settle_late") {
		t.Errorf("the rest: %v", r)
	}
	if r := do(`{"do":"posting.import"}`); r["code"] != "required" {
		t.Errorf("no file named: %v", r)
	}
	if r := do(`{"do":"posting.import","file":%q}`, path+"gone"); r["code"] != "no_file" {
		t.Errorf("no such file: %v", r)
	}
	if err := os.WriteFile(path, []byte("工种,电话\n瓦工,=1+1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := do(`{"do":"posting.import","file":%q}`, path); r["code"] != "has_formula" || r["field"] != "B2" {
		t.Errorf("a formula: %v", r)
	}
	out := filepath.Join(t.TempDir(), "out.xlsx")
	if r := do(`{"do":"posting.export","file":%q}`, out); r["rows"] != 2.0 {
		t.Errorf("%v", r)
	}
	if r := do(`{"do":"posting.export"}`); r["code"] != "required" {
		t.Errorf("no file named: %v", r)
	}
}
