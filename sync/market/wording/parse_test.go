package wording_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

func reader(t testing.TB) *wording.Reader {
	t.Helper()
	return wording.NewReader(assets.Areas(), assets.Trades())
}

// said is one line of a file of cases. A list in expect means any of it, null that the field
// must be empty.
type said struct {
	ID     string         `json:"id"`
	Text   string         `json:"text"`
	Now    string         `json:"now"`
	Expect map[string]any `json:"expect"`
}

func cases[T any](t testing.TB, pattern string) []T {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", pattern, err)
	}
	var out []T
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for sc := bufio.NewScanner(f); sc.Scan(); {
			if strings.TrimSpace(sc.Text()) == "" {
				continue
			}
			var c T
			if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
				t.Fatalf("%s: %v: %s", name, err, sc.Text())
			}
			out = append(out, c)
		}
	}
	return out
}

// fields are a draft in the form of the cases.
func fields(d wording.Draft) map[string]any {
	m := map[string]any{}
	put := func(name string, v any, empty bool) {
		if !empty {
			m[name] = v
		}
	}
	put("trade", string(d.Trade), d.Trade == "")
	put("headcount", float64(d.Headcount), d.Headcount == 0)
	put("pay", float64(d.Pay)/100, d.Pay == 0)
	put("pay_max", float64(d.PayMax)/100, d.PayMax == 0)
	put("unit", string(d.Unit), d.Unit == "")
	put("settlement", string(d.Settlement), d.Settlement == "")
	put("area", d.Area, d.Area == "")
	if d.AreaCode != "" {
		m["area_code"] = d.AreaCode.Trimmed()
	}
	put("start", d.Start, d.Start == "")
	put("end", d.End, d.End == "")
	put("phone", d.Phone, d.Phone == "")
	for name, b := range map[string]*bool{"meals": d.Meals, "lodging": d.Lodging, "transport": d.Transport} {
		if b != nil {
			m[name] = *b
		}
	}
	return m
}

func fits(want, got any) bool {
	if list, ok := want.([]any); ok {
		return slices.ContainsFunc(list, func(w any) bool { return fits(w, got) })
	}
	return fmt.Sprint(want) == fmt.Sprint(got)
}

func TestParse(t *testing.T) {
	r := reader(t)
	var right, all, whole, lines int
	for _, c := range cases[said](t, "parse_*.jsonl") {
		now, err := time.ParseInLocation("2006-01-02T15:04", c.Now, market.Zone)
		if err != nil {
			t.Fatal(err)
		}
		got := fields(r.Parse(c.Text, now))
		ok := true
		for name, want := range c.Expect {
			all++
			if fits(want, got[name]) {
				right++
				continue
			}
			ok = false
			t.Logf("%s %s: %s is %v, wanted %v", c.ID, c.Text, name, got[name], want)
		}
		lines++
		if ok {
			whole++
		}
	}
	t.Logf("fields %d of %d (%.1f %%), lines %d of %d (%.1f %%)", right, all, 100*float64(right)/float64(all), whole, lines, 100*float64(whole)/float64(lines))
	if 100*right < 92*all || 100*whole < 70*lines {
		t.Error("fewer than 92 % of the fields or 70 % of the lines are right")
	}
}
