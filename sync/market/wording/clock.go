package wording

import (
	"regexp"
	"strings"
)

// How clock times are said: 早上7点半, 14:30, 后晌两点, 今晚8点到明早8点.
const (
	partOfDay = `大?清早|大早上?|一大早|早起|早上|早晨|早|上午|前晌|午前|凌晨|半夜|后半夜|中午|晌午|正午|下午|后晌|后半晌|前半晌|午后|晚上|傍晚|黑里|夜里|夜晚|夜间|今夜|天黑|擦黑|晚|夜|黑`
	clockTime = `(` + partOfDay + `)? ?(?:(\d{1,2}):(\d{2})|(` + smallNumber + `) ?(?:点|时(?:[^间候薪])?)(?:钟|整)?(?:(半)|(一刻)|(三刻)|零?(\d{1,2}|[一二三四五]?十[一二三四五六七八九]?|零?[五])分?)?)`
	nextDay   = `(?:明天|明儿|明|次日|第二天|隔天|翌日|转天)`
	between   = ` ?(?:到|至|-|~|—|开始?(?:干|上班)?[，到]?(?:干)?到|上班[，]?) ?` + nextDay + `? ?`
)

var (
	spanTime    = regexp.MustCompile(clockTime + between + clockTime)
	oneTime     = regexp.MustCompile(clockTime)
	bareSpan    = regexp.MustCompile(`(早上?|上午|今早|明早) ?(` + smallNumber + `)(?:点)?(半)? ?(?:-|~|到|至|，)? ?(晚上?|下午|后晌|夜里|傍晚) ?(` + smallNumber + `)(?:点)?(半)?`)
	dashTime    = regexp.MustCompile(`(?:^|[^\d.月元块])(\d{1,2}) ?(?:-|~|到|至) ?(\d{1,2}) ?(?:点|时)`)
	priced      = regexp.MustCompile(`[\d百十块元毛角]$`)
	payBehind   = regexp.MustCompile(`([点时])(\d{3,})`) // 到十二点100块
	nightRE     = regexp.MustCompile(`夜班|晚班|大夜`)
	afternoonRE = regexp.MustCompile(`下午|后晌|后半晌|午后|晚|傍|黑|夜`)
	noonRE      = regexp.MustCompile(`中午|晌午|正午`)
)

// readClock finds the hours of the day.
func (m *moments) readClock() {
	m.rest = payBehind.ReplaceAllString(m.rest, "$1 $2")
	s := m.rest
	if l := spanTime.FindStringSubmatchIndex(s); l != nil {
		from, part, ok := clockOf(s, l, 1)
		to, toPart, ok2 := clockOf(s, l, 9)
		if ok && ok2 {
			m.setSpan(from, part, to, toPart)
			m.take(l[0], l[1])
			return
		}
	}
	if l := bareSpan.FindStringSubmatchIndex(s); l != nil {
		from := small(s[l[4]:l[5]]) * 60
		to := small(s[l[10]:l[11]])*60 + 720
		if l[6] >= 0 {
			from += 30
		}
		if l[12] >= 0 {
			to += 30
		}
		if from > 0 && from <= 720 && to <= 24*60 {
			m.from, m.to = from, to
			m.take(l[0], l[1])
			return
		}
	}
	if l := dashTime.FindStringSubmatchIndex(s); l != nil {
		from, to := small(s[l[2]:l[3]])*60, small(s[l[4]:l[5]])*60
		if from <= 24*60 && to <= 24*60 {
			m.setSpan(from, "", to, "")
			m.take(l[2], l[1])
			return
		}
	}
	for _, l := range lastAfterCorrection(s, oneTime) {
		from, part, ok := clockOf(s, l, 1)
		if !ok || strings.Contains(s[l[0]:l[1]], "时") && priced.MatchString(s[:l[0]]) {
			continue // 22一时 is a pay
		}
		if part == "" && (from < 4*60 || from < 12*60 && partAhead.MatchString(s[:l[0]])) {
			from += 12 * 60 // nobody begins at two in the night without saying so
		}
		m.from = from
		m.take(l[0], l[1])
		m.readUntil()
		return
	}
}

var (
	// partAhead is a part of the day that was said before its clock time: 31号晚上站岗，6点到.
	partAhead = regexp.MustCompile(`(?:晚上|夜里|下午|后晌)(?:[^\d结给发清付管算点]|$)`)
	untilTime = regexp.MustCompile(`(?:干|忙|站|做|看|上)(?:到|至) ?` + nextDay + `?` + clockTime)
)

// readUntil finds the end of a day's work that was said apart from its beginning: 6点摘瓜，干到晌午12点.
func (m *moments) readUntil() {
	l := untilTime.FindStringSubmatchIndex(m.rest)
	if l == nil {
		return
	}
	if to, toPart, ok := clockOf(m.rest, l, 1); ok {
		m.setSpan(m.from, "", to, toPart)
		m.take(l[0], l[1])
	}
}

// setSpan settles a span of which one end or both did not say the part of the day.
func (m *moments) setSpan(from int, part string, to int, toPart string) {
	if part == "" && toPart != "" && afternoon(toPart) && from+12*60 < to && from < 6*60 {
		from += 12 * 60 // 2点到晚上6点
	}
	if toPart == "" && to <= from && to <= 12*60 && !nightRE.MatchString(m.rest) && !evening(part) {
		to += 12 * 60 // 8点到6点
	}
	if toPart == "" && part != "" && afternoon(part) && to < 12*60 && to+12*60 > from {
		to += 12 * 60
	}
	m.from, m.to = from, to
}

func afternoon(part string) bool {
	return afternoonRE.MatchString(part)
}
func evening(part string) bool { return strings.ContainsAny(part, "晚黑夜") }

// clockOf reads the clock time whose groups begin at first.
func clockOf(s string, l []int, first int) (minutes int, part string, ok bool) {
	sub := func(i int) string {
		if l[2*(first+i)] < 0 {
			return ""
		}
		return s[l[2*(first+i)]:l[2*(first+i)+1]]
	}
	part = sub(0)
	var h, min int
	switch {
	case sub(1) != "":
		h, min = small(sub(1)), small(sub(2))
		if sub(1) == "0" || sub(1) == "00" {
			h = 0
		}
	case sub(3) != "":
		h = small(sub(3))
		switch {
		case sub(4) != "":
			min = 30
		case sub(5) != "":
			min = 15
		case sub(6) != "":
			min = 45
		case sub(7) != "":
			min = small(strings.TrimPrefix(sub(7), "零"))
		}
	default:
		return 0, "", false
	}
	if h > 24 || min > 59 {
		return 0, "", false
	}
	switch {
	case h < 12 && afternoon(part) && !(evening(part) && h < 5):
		h += 12
	case evening(part) && h == 12:
		h = 24
	case h <= 3 && noonRE.MatchString(part):
		h += 12
	}
	return h*60 + min, part, true
}

func clockText(minutes int) string {
	h, min := minutes/60%24, minutes%60
	return "T" + string([]byte{byte('0' + h/10), byte('0' + h%10), ':', byte('0' + min/10), byte('0' + min%10)})
}
