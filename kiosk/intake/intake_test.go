package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/intake"
	"yizhan/kiosk/table"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

func reader() *intake.Reader {
	areas, trades := assets.Areas(), assets.Trades()
	return intake.New(areas, trades, wording.NewReader(areas, trades))
}

// now is the afternoon of all rows here, a Sunday.
func now() time.Time { return time.Date(2026, 11, 22, 16, 20, 0, 0, market.Zone) }

// rows splits lines at "|".
func rows(lines ...string) []table.Row {
	out := make([]table.Row, len(lines))
	for i, l := range lines {
		out[i] = table.Row{N: i + 1, Cells: strings.Split(l, "|")}
	}
	return out
}

// one reads a heading with one row below it.
func one(t *testing.T, head, row string) intake.Entry {
	t.Helper()
	s, err := reader().Sheet(rows(head, row))
	if err != nil {
		t.Fatal(err)
	}
	return s.Entry(0, now())
}

// However a form calls its columns and in whatever order they stand, a row says the same.
func TestHeadings(t *testing.T) {
	const want = "张三 13800138000 loader 5 150.00/day 410423106000 2026-11-23T07:30"
	for _, c := range [][2]string{
		{"雇主|电话|工种|人数|日薪|地点|开工", "张三|13800138000|搬运工|5|150|瓦屋镇|2026-11-23 07:30"},
		{"1、*用工单位（必填）：|2、联系电话|3、招聘岗位|4、需求人数|5、日工资(元)|6、工作地点|7、开工时间", "张三|138 0013 8000|搬运工|5人|150元|瓦屋镇|2026/11/23 7:30"},
		{"联系人姓名|联系电话|工种|招聘人数|工资|计薪单位|所在乡镇|用工时间", "张三|13800138000|搬运|五个|一百五|天|瓦屋|明早7点半"},
		{"AAB004|AAE005|ACB213|人数|ACB21H|ACB215|开始日期", "张三|13800138000|搬运工|5|150/天|410423106000|46349.3125"},
		{"备注|一句话|老板", "|明早7点半瓦屋镇搬运工5个150一天 13800138000|张三"},
	} {
		e := one(t, c[0], c[1])
		p := e.Posting
		got := fmt.Sprintf("%s %s %s %d %.2f/%s %s %s", e.Employer.Name, e.Employer.Phone, p.Trade, p.Headcount, float64(p.Pay)/100, p.Unit, p.Area, p.Start)
		if got != want || len(e.Faults) > 0 {
			t.Errorf("%s\n%s\nis %s, %v", c[0], c[1], got, e.Faults)
		}
	}
}

func TestSheets(t *testing.T) {
	r := reader()
	for name, c := range map[string]struct {
		lines []string
		code  string
		n     int
	}{
		"a title above":         {[]string{"零工需求表", "填表人：李四", "工种|电话", "瓦工|13800138000"}, "", 1},
		"nothing below":         {[]string{"工种|电话"}, "no_rows", 0},
		"no names":              {[]string{"瓦工|13800138000", "木工|13900139000"}, "no_head", 0},
		"names of other things": {[]string{"姓名|身份证", "李四|1"}, "no_head", 0},
		"names far below":       {[]string{"1", "2", "3", "4", "5", "工种|电话", "瓦工|13800138000"}, "no_head", 0},
	} {
		s, err := r.Sheet(rows(c.lines...))
		if market.Code(err) != c.code || c.code == "" && len(s.Rows) != c.n {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What cells say besides the plain.
func TestCells(t *testing.T) {
	const head = "雇主|电话|工种|人数|工钱|计薪单位|地点|开工|结束|管饭|结算"
	for _, c := range []struct{ row, want string }{
		{"好运超市|13800138000|收银员|2|19.5|小时|鲁山县|2026年12月1日||是|周结", "company 1950/hour 2026-12-01T08:00  meals=true weekly"},
		{"红旗合作社|13800138000|摘花椒|10|150-180|天|瓦屋镇|20261201|2026-12-03|不管|日结", "coop 15000/day 2026-12-01T08:00 2026-12-03T18:00 meals=false same_day"},
		{"张三|13800138000|装修|1|12000|包工|瓦屋镇|下周一||√|干完结", "individual 1200000/job 2026-11-23T08:00  meals=true on_finish"},
		{"好运劳务派遣|13800138000|普工|3|22|时|瓦屋镇|46349||无|月结", "agency 2200/hour 2026-11-23T08:00  meals=false monthly"},
	} {
		e := one(t, head, c.row)
		p := e.Posting
		got := fmt.Sprintf("%s %d/%s %s %s meals=%t %s", e.Employer.Kind, p.Pay, p.Unit, p.Start, p.End, p.Meals, p.Settlement)
		if got != c.want {
			t.Errorf("%s\nis   %s\nwant %s", c.row, got, c.want)
		}
	}
}
