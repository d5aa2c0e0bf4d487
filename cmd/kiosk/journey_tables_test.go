package main_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// A table of postings is brought in by touch, in a real window: it comes to lie there, each of its rows is
// reported, what must not be published cannot be brought in, and whoever thinks better of it leaves nothing behind.
func TestTableJourney(t *testing.T) {
	m := newCounty(t)
	data := m.enrol("a", "410423106000")
	pin := m.staff(data)
	s := newScreen(t, "tables", "1366x768", pictures(t))
	s.open(m.program("kiosk"), data)
	signIn(s, pin)
	s.tap("本站的活")
	s.tap("导入导出")
	s.page("staff.tables")
	s.text("没有找到表格")

	day := time.Now().In(market.Zone).AddDate(0, 0, 1).Format("2006-1-2")
	fee := "好运家政服务部,18900000205,保洁员,擦玻璃,4,190,日结,赵村镇," + day + " 8:00,先交200元押金"
	table(t, data, "登记.csv",
		"史庄葡萄合作社,18900000201,采摘工,摘葡萄,12,190,日结,赵村镇,"+day+" 5:30,",
		"王师傅,18900000202,瓦工,砌院墙,3,280,日结,下汤镇,"+day+" 7:00,",
		"李师傅,18900000204,小工,拌灰,2,190,日结,瓦屋镇,"+day+" 7:00,限男性",
		fee)
	s.tap("再找一遍")
	s.text("登记.csv")
	s.picture("files")
	s.tap("看一看")
	s.text("第 5 行", "不能用") // the worst first
	s.text("不能向干活的人收钱")
	s.text("第 4 行", "要问清")
	s.picture("report")

	// Given up at the report, and at the question: nothing is there.
	s.tap("换一个表")
	s.text("登记.csv")
	s.tap("看一看")
	s.tap("只收好的 3 行")
	s.text("把 3 个活发出去？")
	s.picture("sure")
	s.tap("先不收")
	if got := titles(t, data); len(got) != 0 {
		t.Fatalf("nobody said yes, and there are %q", got)
	}

	s.tap("只收好的 3 行")
	s.tap("电话问清了")
	s.text("收进来 3 个活")
	s.picture("done")
	if got, want := titles(t, data), []string{"拌灰", "摘葡萄", "砌院墙"}; !slices.Equal(got, want) {
		t.Fatalf("there are %q, want %q", got, want)
	}

	// A table with nothing else cannot be brought in at all.
	if err := os.Remove(filepath.Join(data, "tables", "登记.csv")); err != nil {
		t.Fatal(err)
	}
	table(t, data, "押金.csv", fee)
	s.tap("再找一遍")
	s.text("押金.csv")
	s.tap("看一看")
	s.wait("a button that cannot be touched", func(tr trace) bool {
		return slices.ContainsFunc(tr.Targets, func(t target) bool { return t.Label == "一行也不能用" && !t.Enabled })
	})
	s.picture("blocked")
	if got := titles(t, data); len(got) != 3 {
		t.Fatalf("there are %q", got)
	}
}

// table puts a table of postings into the station's own folder.
func table(t *testing.T, data, name string, rows ...string) {
	t.Helper()
	dir := filepath.Join(data, "tables")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	text := "用工单位,联系电话,工种,工作内容,人数,日薪,结算方式,乡镇,开始时间,备注\n" + strings.Join(rows, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// titles are those of all postings that a station has, sorted.
func titles(t *testing.T, data string) []string {
	t.Helper()
	var out []string
	onStore(t, data, func(ctx context.Context, s *store.Store) error {
		list, err := s.Postings(ctx, store.Filter{})
		for _, p := range list {
			out = append(out, p.Title)
		}
		return err
	})
	slices.Sort(out)
	return out
}
