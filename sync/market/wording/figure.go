package wording

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// figure is a number of the line with what stands around it.
type figure struct {
	span
	at, end int  // bytes of the line
	money   bool // 块, 元 or 毛 stands behind it
	yuan    bool // 块 or 元: an amount beyond doubt
}

var (
	figureRE = regexp.MustCompile(number)
	// 块 with a digit behind it is 毛, unless that digit counts something: 21块5一小时, but 20块8小时.
	moneyRE = regexp.MustCompile(`^[多来]? ?(?:(块|元|圆)(?:(\d{1,2}|[一二两三四五六七八九半])(毛|角)?([五5])?)?钱?|(毛|角)([一二三四五六七八九1-9])?钱?|(分)(?:钱|五|半)|(大洋|rmb|块钱))`)
	centsRE = regexp.MustCompile(`^分(?:，|$)`)
	countRE = regexp.MustCompile(`^ ?(?:个|小时|点|人|名|位|天|日|号|亩|月|十|百|千|块|元|斤|车|吨|岁|楼|层|\d|\.|:)`)
	pauseRE = regexp.MustCompile(`^(?:，| |$)`)
	toRE    = regexp.MustCompile(`^ ?(?:-|~|到|至|或者?)+ ?(` + number + `)`)
)

// figures finds the numbers of a line, spans as one.
func figures(s string) []figure {
	var out []figure
	for at := 0; at < len(s); {
		m := figureRE.FindStringIndex(s[at:])
		if m == nil {
			break
		}
		f := figure{at: at + m[0], end: at + m[1]}
		at = f.end
		if together.MatchString(s[f.at:]) || !f.read(s) {
			continue
		}
		f.readMoney(s)
		if to := toRE.FindStringSubmatchIndex(s[f.end:]); to != nil {
			if hi, ok := numberOf(s[f.end+to[2] : f.end+to[3]]); ok && hi.hi > f.lo {
				second := figure{span: hi, at: f.end + to[2], end: f.end + to[3]}
				second.readMoney(s)
				f.hi, f.end = second.hi, second.end
				f.money, f.yuan = f.money || second.money, f.yuan || second.yuan
			}
		}
		at = f.end
		out = append(out, f)
	}
	return out
}

// together is 一块 that is no money: 月底一块发.
var together = regexp.MustCompile(`^一块儿?(?:发|结|干|走|来|去|上|下|算|坐|吃|住|出|做|搬|掰|摘|的|跟)`)

// oneUnit are numbers that run into a unit: 三百四一天 is 340 a day, 二百一天 200 a day.
var oneUnit = regexp.MustCompile(`[百千万]一?$`)

// byDayRE is how the pay comes and no unit: 一百一日结.
var byDayRE = regexp.MustCompile(`^ ?[日周月](?:结|清|付)`)

// read takes the number of the figure's own bytes, less what does not belong to it.
func (f *figure) read(s string) bool {
	if said := s[f.at:f.end]; strings.HasSuffix(said, "一") && oneUnit.MatchString(said) && (unitAfter.MatchString(s[f.end:]) || strings.HasPrefix(s[f.end:], "个月")) && !byDayRE.MatchString(s[f.end:]) {
		f.end -= len("一")
	}
	for f.end > f.at {
		v, ok := numberOf(s[f.at:f.end])
		if alone := s[f.at:f.end]; alone == "百" || alone == "千" || alone == "万" {
			if strings.HasPrefix(s[f.end:], "元") || strings.HasPrefix(s[f.end:], "块") {
				f.span = span{hanUnit[[]rune(alone)[0]], hanUnit[[]rune(alone)[0]]}
				return true
			}

			return false // 百家乐, 月入过万
		}
		if ok {
			f.span = v
			return true
		}
		_, size := utf8.DecodeLastRuneInString(s[f.at:f.end])
		f.end -= size
	}
	return false
}

// readMoney takes 块, 元, 毛 and what stands behind them into the figure.
func (f *figure) readMoney(s string) {
	m := moneyRE.FindStringSubmatchIndex(s[f.end:])
	if m == nil {
		if cents := centsRE.FindString(s[f.end:]); cents != "" && f.lo < 100 { // 一个3分，
			f.money = true
			f.end += len("分")
			f.scale(0.01)
		}
		return
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[f.end+m[2*i] : f.end+m[2*i+1]]
	}
	f.money = true
	end := f.end + m[1]
	switch {
	case part(7) != "": // 八分钱, 一分五
		if half := s[f.end+m[15] : end]; half == "五" || half == "半" {
			f.add(0.5)
		}
		f.scale(0.01)
	case part(5) != "": // 五毛, 五毛五
		f.scale(0.1)
		if part(6) == "一" && unitAfter.MatchString(s[end:]) { // 8毛一亩
			end = f.end + m[12]
		} else if cents, ok := numberOf(part(6)); ok { // 五毛五
			f.add(cents.lo / 100)
		}
	case part(2) != "":
		f.yuan = true
		if part(3) == "" && (countRE.MatchString(s[end:]) || part(2) == "一" && !pauseRE.MatchString(s[end:])) {
			end = f.end + m[3] // the digit counts something else
			break
		}
		tail, _ := numberOf(part(2))
		small := tail.lo / 10
		if len(part(2)) == 2 && part(2)[0] <= '9' {
			small = tail.lo / 100
		}
		if part(2) == "半" {
			small = 0.5
		}
		if part(4) != "" {
			small += 0.05
		}
		f.add(small)
	default:
		f.yuan = true
	}
	f.end = end
}

func (f *figure) scale(by float64) { f.lo, f.hi = f.lo*by, f.hi*by }
func (f *figure) add(v float64)    { f.lo, f.hi = f.lo+v, f.hi+v }
