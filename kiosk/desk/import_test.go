package desk_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// stick is a file as somebody brings it.
func stick(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const questionnaire = `鲁山县零工需求调查表（2026年11月）,,,,,,,,
1、用工单位（必填）,联系电话,工种,需求人数,日薪,结算方式,工作地点,开工时间,备注
张三,13800138000,搬运工,5人,150,日结,瓦屋镇,2026-11-23 07:30,管饭
鲁山县好运超市,0375-2978818,收银员,两个,150,周结,鲁山县,2026/12/1,"带健康证, 会用电脑"
`

// imported reads a file and imports it.
func imported(t testing.TB, d *desk.Desk, path string, skip bool) (*desk.Import, int, error) {
	t.Helper()
	in, err := d.ReadImport(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	n, err := d.Import(t.Context(), desk.Self, in, skip, nil)
	return in, n, err
}

func listed(t testing.TB, d *desk.Desk) string {
	t.Helper()
	rows, err := d.Store().Postings(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range rows {
		fmt.Fprintf(&b, "%s %s %d %s/%s %s %s %s %q %s\n", p.Trade, p.Title, p.Headcount, p.Pay.Yuan(), p.Unit, p.Settlement, p.Area, p.Start, p.Notes, p.Source)
	}
	return b.String()
}

const asked = `loader 搬运工 5 150/day same_day 410423106000 2026-11-23T07:30 "管饭" import
sales 收银员 2 150/day weekly 410423000000 2026-12-01T08:00 "带健康证, 会用电脑" import
`

// A questionnaire as it comes back, in the encodings in which it does: every row a posting, its employers
// registered once and found by phone afterwards. The same file again is known.
func TestImport(t *testing.T) {
	for name, encode := range map[string]func(string) (string, error){
		"UTF-8": func(s string) (string, error) { return s, nil },
		"GBK":   simplifiedchinese.GBK.NewEncoder().String,
	} {
		t.Run(name, func(t *testing.T) {
			text, err := encode(questionnaire)
			if err != nil {
				t.Fatal(err)
			}
			d := newCounty(t).station("甲")
			path := stick(t, "wenjuan.csv", text)
			in, n, err := imported(t, d, path, false)
			if err != nil || n != 2 || in.Bad() != 0 {
				t.Fatalf("%d opened, %d bad, %v", n, in.Bad(), err)
			}
			if got := listed(t, d); got != asked {
				t.Errorf("it opened\n%s", got)
			}
			before := facts(t, d)
			if _, n, err := imported(t, d, path, false); market.Code(err) != "bad_rows" || n != 0 || facts(t, d) != before {
				t.Errorf("again it opened %d, %v", n, err)
			}
			more := strings.Replace(questionnaire, "5人", "6人", 1)
			if text, err = encode(more); err != nil {
				t.Fatal(err)
			}
			if _, n, err := imported(t, d, stick(t, "geng.csv", text), true); err != nil || n != 1 {
				t.Errorf("with one row changed it opened %d, %v", n, err)
			}
			if e, err := d.Store().Employers(t.Context()); err != nil || len(e) != 2 {
				t.Errorf("employers %+v, %v", e, err)
			}
		})
	}
}

// A sentence in a cell is read as at the desk.
func TestImportOfSentences(t *testing.T) {
	d := newCounty(t).station("甲")
	_, n, err := imported(t, d, stick(t, "a.csv", "雇主,一句话\n李四,明天瓦屋镇搬运工5个150一天日结管饭 13800138000\n"), false)
	if err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if got, want := listed(t, d), "loader 搬运工 5 150/day same_day 410423106000 2026-11-23T08:00 \"\" import\n"; got != want {
		t.Errorf("it opened\n%s", got)
	}
}

// What is wrong is said row by row, and nothing at all is written.
func TestImportIsWholeOrNothing(t *testing.T) {
	const head = "雇主,电话,工种,人数,日薪,地点,开工,备注\n"
	const good = "张三,13800138000,搬运工,5,150,瓦屋镇,2026-11-23,\n"
	for name, c := range map[string]struct{ row, want string }{
		"a phone cut short":    {"李四,1380013,搬运工,5,150,瓦屋镇,2026-11-23,", "bad_phone: phone"},
		"no phone":             {"李四,,搬运工,5,150,瓦屋镇,2026-11-23,", "required: phone"},
		"nobody":               {",13800138000,搬运工,5,150,瓦屋镇,2026-11-23,", "required: name"},
		"a trade of the moon":  {"李四,13800138000,月亮,5,150,瓦屋镇,2026-11-23,", "required: trade"},
		"many people":          {"李四,13800138000,搬运工,5000,150,瓦屋镇,2026-11-23,", "bad_headcount: headcount"},
		"no pay":               {"李四,13800138000,搬运工,5,面议,瓦屋镇,2026-11-23,", "bad_pay: pay"},
		"nowhere":              {"李四,13800138000,搬运工,5,150,月球镇,2026-11-23,", "unknown_area: area"},
		"the day before":       {"李四,13800138000,搬运工,5,150,瓦屋镇,2026-11-20,", "past_start: start"},
		"some day":             {"李四,13800138000,搬运工,5,150,瓦屋镇,改天,", "bad_time: start"},
		"the same twice":       {strings.TrimSuffix(good, "\n"), "twice_in_file"},
		"an agency":            {"好运劳务中介,13800138000,搬运工,5,150,瓦屋镇,2026-11-23,", "agency_no_licence: licence"},
		"money asked":          {"李四,13800138000,搬运工,5,150,瓦屋镇,2026-11-23,先交五十块押金", "worker_fee"},
		"money asked as fraud": {"李四,13800138000,搬运工,5,150,瓦屋镇,2026-11-23,雅 金一百", "worker_fee"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newCounty(t).station("甲")
			before := facts(t, d)
			in, n, err := imported(t, d, stick(t, "a.csv", head+good+c.row+"\n"), false)
			if market.Code(err) != "bad_rows" || n != 0 || facts(t, d) != before {
				t.Fatalf("%d opened, %d facts, %v", n, facts(t, d)-before, err)
			}
			got := ""
			for _, r := range in.Rows {
				for _, f := range r.Faults {
					got += fmt.Sprintf("%d %v\n", r.N, f)
				}
				for _, f := range r.Blocks {
					got += fmt.Sprintf("%d %s\n", r.N, f.Code)
				}
			}
			if got != "3 "+c.want+"\n" {
				t.Errorf("said\n%swant 3 %s", got, c.want)
			}
			if _, n, err := imported(t, d, stick(t, "a.csv", head+good+c.row+"\n"), true); err != nil || n != 1 {
				t.Errorf("without that row: %d, %v", n, err)
			}
		})
	}
}

// Whom the county has put on its red list while the file was looked at is found by the writing, and
// takes the whole file back.
func TestImportOfTheRedList(t *testing.T) {
	c := newCounty(t)
	d := c.station("甲")
	e, err := d.RegisterEmployer(t.Context(), desk.Self, market.Employer{Name: "李四", Kind: "individual", Phone: "13900139000"})
	if err != nil {
		t.Fatal(err)
	}
	round(t, d)
	if err := c.archive.RedList(t.Context(), e, true, "欠薪"); err != nil {
		t.Fatal(err)
	}
	round(t, d)
	before := facts(t, d)
	in, n, err := imported(t, d, stick(t, "a.csv", "雇主,电话,工种,人数,日薪,地点,开工\n张三,13800138000,搬运工,5,150,瓦屋镇,2026-11-23\n李四,13900139000,瓦工,2,300,瓦屋镇,2026-11-23\n"), false)
	if market.Code(err) != "bad_rows" || n != 0 || facts(t, d) != before {
		t.Fatalf("%d opened, %d facts, %v", n, facts(t, d)-before, err)
	}
	if r := in.Rows[1]; len(r.Faults) != 1 || r.Faults[0].Code != "red_listed" {
		t.Errorf("%+v", r.Faults)
	}
}

// Somebody stops in the middle: nothing of it stays.
func TestImportStops(t *testing.T) {
	d := newCounty(t).station("甲")
	in, err := d.ReadImport(t.Context(), stick(t, "a.csv", manyRows(300)), nil)
	if err != nil || in.Bad() > 0 {
		t.Fatal(err)
	}
	before := facts(t, d)
	ctx, stop := context.WithCancel(t.Context())
	last := 0
	n, err := d.Import(ctx, desk.Self, in, false, func(done, all int) {
		if last = done; done > all/2 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || n != 0 || facts(t, d) != before {
		t.Errorf("%d opened, %d facts, %v", n, facts(t, d)-before, err)
	}
	if last < 150 || last == 300 {
		t.Errorf("it went as far as %d", last)
	}
	if n, err := d.Import(t.Context(), desk.Self, in, false, nil); err != nil || n != 300 {
		t.Errorf("afterwards it opens %d, %v", n, err)
	}
}

// manyRows is a file of different postings of a hundred employers.
func manyRows(n int) string {
	var b strings.Builder
	b.WriteString("雇主,电话,工种,标题,人数,工钱,计薪单位,结算,地点,开工时间,备注\n")
	for i := range n {
		fmt.Fprintf(&b, "张师傅%d,1890000%04d,搬运工,卸第%d车化肥,%d,%d,天,日结,瓦屋镇,2026-11-%d 07:30,中午管饭\n", i%100, i%100, i, 1+i%9, 120+i%80, 23+i%7)
	}
	return b.String()
}

// What was exported can be imported at another station, and says the same.
func TestExport(t *testing.T) {
	for _, kind := range []string{"csv", "xlsx"} {
		t.Run(kind, func(t *testing.T) {
			c := newCounty(t)
			a, b := c.station("甲"), c.station("乙")
			if _, _, err := imported(t, a, stick(t, "a.csv", questionnaire), false); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "out."+kind)
			if n, err := a.ExportPostings(t.Context(), path); err != nil || n != 2 {
				t.Fatalf("%d, %v", n, err)
			}
			if _, n, err := imported(t, b, path, false); err != nil || n != 2 {
				t.Fatalf("%d, %v", n, err)
			}
			if got := listed(t, b); got != asked {
				t.Errorf("it came back as\n%s", got)
			}
		})
	}
	d := newCounty(t).station("甲")
	if _, err := d.ExportPostings(t.Context(), filepath.Join(t.TempDir(), "out.exe")); market.Code(err) != "bad_value" {
		t.Errorf("out.exe: %v", err)
	}
	if _, err := d.ExportPostings(t.Context(), filepath.Join(t.TempDir(), "gone", "out.csv")); market.Code(err) != "table_file" {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// The whole way of 5,000 rows: reading, looking, writing. The goal is 10 s.
func BenchmarkImport5000(b *testing.B) {
	path := stick(b, "a.csv", manyRows(5000))
	for b.Loop() {
		b.StopTimer()
		d := newCounty(b).station("甲")
		b.StartTimer()
		if _, n, err := imported(b, d, path, false); err != nil || n != 5000 {
			b.Fatalf("%d, %v", n, err)
		}
	}
}
