package main_test

import (
	"fmt"
	"testing"
)

// Staff write a firm's name by touch, a word with a rare character by pinyin and one by hand, and a
// place with a keyboard, in a real window.
func TestWritingJourney(t *testing.T) {
	m := newCounty(t)
	data := m.enrol("a", "410423106000")
	pin := m.staff(data)
	s := newScreen(t, "writing", "1366x768", pictures(t))
	s.open(m.program("kiosk"), data)

	s.picture("home")
	signIn(s, pin)
	s.tap("登记用工")
	s.tap("一步一步问")
	s.digits("18900000778")
	s.tap("往下走")
	s.tap("企业")
	s.tap("写") // the first question: the firm's name
	s.page("entry")
	s.letters("baofengxianshundajianzhulaowuyouxiangongsi")
	s.picture("firm")
	s.tap("宝丰县顺达建筑劳务有限公司")
	s.tap("写好了")
	s.text("宝丰县顺达建筑劳务有限公司")
	s.tap("往下走")
	s.page("walkin.trade")
	s.tap("瓦工")

	s.tap("改写")
	s.page("entry")
	s.letters("kun")
	s.pageFor("堃")
	s.tap("堃")
	s.tap("手写")
	s.stroke([2]float64{0.15, 0.25}, [2]float64{0.5, 0.24}, [2]float64{0.85, 0.23})
	s.stroke([2]float64{0.5, 0.25}, [2]float64{0.51, 0.6}, [2]float64{0.48, 0.85}, [2]float64{0.38, 0.78})
	s.picture("hand")
	s.tap("丁")
	s.tap("写好了")
	s.text("堃丁")
	s.picture("title")

	s.tap("往下走")
	s.tap("要人")
	s.digits("2")
	s.tap("工钱")
	s.digits("260")
	s.tap("往下走")
	s.tap("明天")
	s.tap("往下走")
	s.page("walkin.hours")
	s.tap("往下走")
	s.page("walkin.where")
	s.tap("马停")
	s.tap("再说细点，可以不写")
	s.page("entry")
	s.xdotool("type", "--delay", "80", "lushanxianzhangliangzhenn")
	s.xdotool("key", "BackSpace")
	s.wait("the place among the candidates", func(tr trace) bool { return offers(tr, "鲁山县张良镇") })
	s.picture("keys")
	s.xdotool("key", "space")
	s.wait("the place in the field", func(tr trace) bool { return !offers(tr, "鲁山县张良镇") })
	s.tap("写好了")
	s.page("walkin.where")
	s.text("鲁山县张良镇")
	s.picture("where")
}

// letters taps a word on the letter keys.
func (s *screen) letters(word string) {
	s.t.Helper()
	for _, l := range word {
		s.tap(string(l))
	}
}

// offers says whether something to tap has exactly this word.
func offers(tr trace, word string) bool {
	for _, t := range tr.Targets {
		if t.Label == word {
			return true
		}
	}
	return false
}

// pageFor turns the candidates until one is offered.
func (s *screen) pageFor(word string) {
	s.t.Helper()
	for range 20 {
		if tr, err := s.state(); err == nil && offers(tr, word) {
			return
		}
		s.tap("更多")
	}
	s.t.Fatalf("%s is not among the candidates", word)
}

// stroke draws over the writing box, at places in parts of it.
func (s *screen) stroke(path ...[2]float64) {
	s.t.Helper()
	var box target
	s.wait("the writing box", func(tr trace) bool {
		for _, t := range tr.Targets {
			if t.Kind == "ink" {
				box = t
				return true
			}
		}
		return false
	})
	at := func(p [2]float64) []string {
		return []string{"mousemove", fmt.Sprint(int(box.X + p[0]*box.W)), fmt.Sprint(int(box.Y + p[1]*box.H)), "sleep", "0.05"}
	}
	args := append(at(path[0]), "mousedown", "1")
	for i, p := range path[1:] {
		for k := 1; k <= 8; k++ {
			part := float64(k) / 8
			args = append(args, at([2]float64{path[i][0] + part*(p[0]-path[i][0]), path[i][1] + part*(p[1]-path[i][1])})...)
		}
	}
	s.xdotool(append(args, "mouseup", "1")...)
}
