package main_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// From a voice on the phone to three people with a slip in their hands, with the county stopped: staff
// enter employer and posting, and send three of those who wait in the hall. How many taps and seconds
// it took is said, not judged: a script finds a word at once, and a machine may have other work.
func TestFromTheCallToThreeSlips(t *testing.T) {
	m := newCounty(t)
	data := m.enrol("hall", "410423106000")
	var lines strings.Builder
	for i, name := range []string{"李师傅", "孙师傅", "赵师傅", "马师傅"} {
		trade := "mason"
		if i == 3 {
			trade = "sewing" // is not suggested
		}
		fmt.Fprintf(&lines, `{"do":"worker.check_in","name":%q,"phone":"1890000060%d","birth_year":1975,"trades":[%q],"area":"410423106000"}`+"\n", name, i, trade)
	}
	c := exec.Command(m.program("stationctl"), "-data", data, "exec")
	c.Stdin = strings.NewReader(lines.String())
	if out, err := c.CombinedOutput(); err != nil || strings.Count(string(out), `"ok":true`) != 4 {
		t.Fatalf("check in: %v\n%s", err, out)
	}
	pin := m.staff(data)
	s := newScreen(t, "hall", "1366x768", pictures(t))
	s.open(m.program("kiosk"), data)
	s.text("已同步")
	m.stopCounty()
	signIn(s, pin)

	s.taps = 0
	began := time.Now()
	walkInByLine(s, "12") // of which a station without a line keeps three in reserve (market.Reserve)
	s.tap("办完了")
	s.page("staff")
	s.tap("大厅")
	s.page("staff.hall")
	for n := 1; n <= 3; n++ {
		s.tap("派去")
		s.text(fmt.Sprintf("第 %d 号", n))
	}
	eventually(t, "three slips", func() bool { return len(papers(t, data)) == 3 })
	t.Logf("%d taps, %d keys, %.0f seconds", s.taps, s.keys, time.Since(began).Seconds())
	s.picture("sent")
	for _, paper := range papers(t, data) {
		if code := readQR(t, paper); !strings.HasPrefix(code, strings.ToUpper(m.url())+"/J/") {
			t.Errorf("a slip's QR says %.60s", code)
		}
	}
	s.text("没有合适的") // one is left, who does other work
	if got := row(t, data, onlyPosting(t, data)); got.Taken != 3 {
		t.Errorf("%d places are taken", got.Taken)
	}

	s.tap("结果")
	s.page("staff.results")
	s.tap("李师傅")
	s.tap("联系上")
	s.text("记上了：李师傅")
	s.picture("results")
	s.tap("锁屏")
	s.page("home")
	s.text("条待上传")

	m.startCounty()
	eventually(t, "three matches at the county", func() bool { return len(m.dump("matches")) == 3 })
}

// walkInByLine writes a posting of as many heads in one line: words by touch, figures on a keyboard,
// the work in pinyin. Who hires is new, and a village has to be chosen.
func walkInByLine(s *screen, heads string) {
	s.t.Helper()
	s.tap("登记用工")
	s.page("walkin.line")
	s.tap("点这里写")
	s.page("entry")
	s.tap("明天")
	s.keyboard("wagong")
	s.tap("瓦工")
	s.figures(heads)
	s.keyboard("ren")
	s.tap("人")
	s.figures("260")
	s.tap("一天")
	s.tap("日结")
	s.tap("管饭")
	s.figures("18900000777")
	s.picture("line")
	s.tap("写好了")
	s.page("walkin.line")
	s.text("260 元/天")
	s.tap("谁招")
	s.tap("个人")
	s.tap("张")
	s.page("walkin.line")
	s.tap("在哪儿")
	s.tap("马停")
	s.tap("改好了")
	s.page("walkin.line")
	s.tap("电话")
	s.picture("read")
	s.tap("发布")
	s.page("walkin.done")
	s.picture("published")
}

// figures types figures on a keyboard.
func (s *screen) figures(figures string) {
	s.t.Helper()
	s.keyboard(figures)
	s.text(figures[max(0, len(figures)-6):]) // a small field shows the end of its line
}

// keyboard types on a keyboard.
func (s *screen) keyboard(word string) {
	s.t.Helper()
	s.keys += len(word)
	s.xdotool("type", "--clearmodifiers", "--delay", "40", word)
}
