package slip

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
)

// Whatever is printed, no line is wider than the paper, and every word of it is there.
func TestLinesSayEverything(t *testing.T) {
	for _, columns := range []int{32, 48} {
		for i, f := range variety() {
			place := 0
			if f.Match != "" {
				place = f.Posting.Headcount
			}
			f = signed(t, f, place, "13800138000", hosts[0])
			d := Lay(f, assets.Areas(), assets.Chinese)
			all := said(t, columns, Lines(d, columns))
			words := append([]string{d.Region, d.Market, d.Copy, d.Title, d.Number.Big, d.Pay.Big, d.Settlement, d.Scan, d.Ticket.Big, plain(d.Foot), "code:" + d.URL}, d.Notes...)
			for _, r := range d.Rows {
				words = append(words, r.Label+r.Text)
			}
			for _, w := range words {
				if !strings.Contains(all, strings.Join(strings.Fields(w), "")) {
					t.Errorf("slip %d on %d columns does not say %q", i, columns, w)
				}
			}
		}
	}
}

// said is all words of a page without blanks, after its width was checked.
func said(t *testing.T, columns int, lines []device.Line) (all string) {
	t.Helper()
	for _, l := range lines {
		width := device.Columns(l.Text)
		if l.Big {
			width *= 2
		}
		if width > columns {
			t.Errorf("%d columns, want at most %d: %q", width, columns, l.Text)
		}
		all += strings.Join(strings.Fields(l.Text), "")
		if l.Code != "" {
			all += "code:" + l.Code
		}
	}
	return all
}

func TestSheetLinesSayEverything(t *testing.T) {
	long := strings.Repeat("平顶山市鲁山县", 6)
	d := Sheet{
		Region: "平顶山市鲁山县", Market: long, Copy: "补打 第 1 次", Title: "用工名单", Number: Figure{"投诉号", "5206 1837", ""}, Big: Figure{"第", "12", "号"},
		Lead: []Run{{Text: "谁来，"}, {Text: "怎么找", Bold: true}}, Code: "YZ-W-0123456789",
		Rows:    []Row{{"日期", "2026年7月15日"}, {long, "长"}, {"签字", ""}},
		Entries: []Entry{{Head: "李师傅", Right: "13800138000", Lines: []string{long}, Box: true}, {Head: long, Right: long}},
		Lists:   []List{{Title: "先看清楚", Lines: []string{"工钱", long}}}, Clauses: []string{"第一条" + long, "**第二条**"},
		Signs: []string{"甲方", long}, Foot: []Run{{Text: long}}, Notes: []string{"7月15日 6:40 打印"},
	}
	for _, columns := range []int{32, 48} {
		all := said(t, columns, SheetLines(d, columns))
		for _, w := range []string{
			d.Region, long, "【补打第1次】", d.Title, "投诉号52061837", "第12号", "谁来，怎么找", "code:" + d.Code, "日期2026年7月15日", long + "长", "签字",
			"[]李师傅13800138000" + long, long + long, "先看清楚[]工钱[]" + long, "1.第一条" + long, "2.第二条", "甲方__", long + "__", "7月15日6:40打印",
		} {
			if !strings.Contains(all, w) {
				t.Errorf("on %d columns it does not say %q", columns, w)
			}
		}
	}
}

// What a slip and a sheet look like in letters, for people who change them.
func TestGoldenLines(t *testing.T) {
	f := signed(t, grapes(), 6, "13800138000", public)
	for name, lines := range map[string][]device.Line{
		"match-32": Lines(lay(f), 32), "match-48": Lines(lay(f), 48), "test-32": SheetLines(TestSheet("tcp://192.168.1.50:9100", assets.Chinese), 32),
	} {
		var b strings.Builder
		for _, l := range lines {
			marks := ""
			if l.Centred {
				marks += "="
			}
			if l.Bold {
				marks += "*"
			}
			if l.Big {
				marks += "#"
			}
			text := l.Text
			if l.Code != "" {
				text = fmt.Sprintf("(QR, %d characters)", len(l.Code))
			}
			fmt.Fprintf(&b, "%-2s|%s\n", marks, text)
		}
		file := filepath.Join("testdata", "lines-"+name+".txt")
		devicetest.Kept(t, file, []byte(b.String()), *rewrite)
	}
}
