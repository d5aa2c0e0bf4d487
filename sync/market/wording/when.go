package wording

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// moments is when the work is, as far as it was said: a day, a clock time or both for either end.
type moments struct {
	start, end time.Time // days, at 00:00; zero: not said
	from, to   int       // minutes since 00:00; -1: not said
	days       int       // how many, 0: not said
	rest       string    // the line without what was read
	hours      float64   // of a day's work, said as such: 8小时; 0: not said
}

const (
	smallNumber = `(?:\d{1,2}|[一二两三四五六七八九十廿]{1,3})`
)

var (
	dayWord  = regexp.MustCompile(`(大后天|大后儿|后天|后儿个?|后日|明后两?天|今明两?天|明天|明儿个?|明日|赶明儿?|今天|今儿个?|今日|当天|明(?:早|晚|晌午|上午|下午|后晌|夜)|今(?:早|晚|晌午|上午|下午|后晌|夜)|后(?:早|晚)上?)`)
	weekday  = regexp.MustCompile(`(下下?个?|这个?|本|上)?(?:周|星期|礼拜)([一二三四五六日天末])(结|发|清|放|休|付)?`)
	fullDate = regexp.MustCompile(`(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})[号日]?`)
	monthDay = regexp.MustCompile(`(下个?|这个?|本|` + smallNumber + `)月(?:份)?(?:的)?(` + smallNumber + `)[号日]?`)
	slashDay = regexp.MustCompile(`(?:^|[^\d.])(\d{1,2})(?:[./](\d{1,2})[号日]|/(\d{1,2})(?:，| |$))`)
	holiday  = regexp.MustCompile(`(元旦)|(五一(?:节|劳动节|当天|那天)|劳动节)|(国庆(?:节|当天|那天))`)
	dayOnly  = regexp.MustCompile(`(?:^|[^\d.])(\d{1,2}|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十一?|[一二三四五六七八九])[号日]([楼线棚库门地院厂仓机桥车工公店井站坑标院区房桌桥窑]|电)?`)
	monthEnd = regexp.MustCompile(`(?:这个?|本)?月底(结|发|付|给|清|算)?`)
	dayTo    = regexp.MustCompile(`^ ?(?:-|~|到|至|开始[，]?(?:干)?到|起[，]?(?:干)?到)+ ?(?:(` + smallNumber + `)月)?(` + smallNumber + `)([号日])?`)
	bothDays = regexp.MustCompile(`^ ?(?:和|跟|、|，)?(` + smallNumber + `)[号日](?:这)?(?:两|俩)天`)
	dayRange = regexp.MustCompile(`(?:(` + smallNumber + `)月(?:份)?)?(\d{1,2})(?:[号日])? ?(?:-|~|到|至) ?(?:(` + smallNumber + `)月)?(\d{1,2})[号日]`)
	toDay    = regexp.MustCompile(`^ ?(?:-|~|到|至)+ ?(大后天|后天|后儿个?|明天|明儿个?|明日)`)
	toWeek   = regexp.MustCompile(`^ ?(?:-|~|到|至)+ ?(下)?(?:周|星期|礼拜)?([一二三四五六日天])(?:[^\d点]|$)`)
)

// blank takes a part out of a line, so that what was read is not read again.
func blank(s string, at, end int) string { return s[:at] + " " + s[end:] }

// readTimes takes dates and clock times out of a line. Days are counted from now.
func readTimes(s string, now time.Time) moments {
	m := moments{from: -1, to: -1, rest: s}
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	last, lastMonth := m.lastDay()
	m.readDay(today)
	if last == monthsEnd {
		first := m.start
		if first.IsZero() {
			first = today
		}
		m.end = first.AddDate(0, 1, -first.Day())
	} else if last > 0 && !m.start.IsZero() && m.end.IsZero() {
		m.end = after(m.start, lastMonth, last)
	}
	m.readClock()
	m.readDuration()
	return m
}

// untilDay is a last day that does not stand right behind the first: 从1号干到15号, 从明天到12月31号.
var untilDay = regexp.MustCompile(`(?:(?:干|做|忙|站|发|摘|卖|住)(?:到|至)|(?:今|明|后)(?:天|儿|日)(?:起|开始)?(到|至)) ?(?:(` + smallNumber + `)月(?:份)?)?(` + smallNumber + `)[号日]`)

// untilMonthEnd is the last day of the month of the first; monthsEnd stands for it.
var untilMonthEnd = regexp.MustCompile(`(?:干|做|忙|站)(?:到|至)(?:这个?|本)?月底`)

const monthsEnd = 32

// lastDay takes such a day out of the line; 0 without one, month 0 when it was not said.
func (m *moments) lastDay() (day, month int) {
	l := untilDay.FindStringSubmatchIndex(m.rest)
	if l == nil {
		if l = untilMonthEnd.FindStringIndex(m.rest); l != nil {
			m.take(l[0], l[1])
			return monthsEnd, 0
		}
		return 0, 0
	}
	if l[4] >= 0 {
		month = small(m.rest[l[4]:l[5]])
	}
	day = small(m.rest[l[6]:l[7]])
	at := l[0]
	if l[2] >= 0 {
		at = l[2] // the day before 到 is the first
	}
	m.take(at, l[1])
	return day, month
}

func small(s string) int {
	v, ok := numberOf(strings.ReplaceAll(s, "廿", "二十"))
	if !ok || !v.one() {
		return 0
	}
	return int(v.lo)
}

func (m *moments) take(at, end int) { m.rest = blank(m.rest, at, end) }

// readDay finds the first day, and the last when one is said right behind it.
func (m *moments) readDay(today time.Time) {
	s := m.rest
	sub := func(l []int, i int) string {
		if l[2*i] < 0 {
			return ""
		}
		return s[l[2*i]:l[2*i+1]]
	}
	for _, l := range lastAfterCorrection(s, dayRange) {
		lo, hi := small(sub(l, 2)), small(sub(l, 4))
		if lo < 1 || lo > 31 || hi < 1 || hi > 31 {
			continue
		}
		m.start = m.dayOf(today, small(sub(l, 1)), lo)
		m.end = after(m.start, small(sub(l, 3)), hi)
		m.take(l[0], l[1])
		return
	}
	if l := fullDate.FindStringSubmatchIndex(s); l != nil {
		y, _ := strconv.Atoi(sub(l, 1))
		m.start = time.Date(y, time.Month(small(sub(l, 2))), small(sub(l, 3)), 0, 0, 0, 0, today.Location())
		m.tail(today, l[0], l[1])
		return
	}
	for _, l := range lastAfterCorrection(s, monthDay) {
		month, day := 0, small(sub(l, 2))
		switch sub(l, 1) {
		case "下", "下个":
			next := today.AddDate(0, 0, 1-today.Day()).AddDate(0, 1, 0)
			month = int(next.Month())
		case "这", "这个", "本":
			month = int(today.Month())
		default:
			month = small(sub(l, 1))
		}
		if month < 1 || month > 12 || day < 1 || day > 31 || goesOn.MatchString(s[l[1]:]) {
			continue // 一月3000 is a pay
		}
		m.start = m.dayOf(today, month, day)
		m.tail(today, l[0], l[1])
		return
	}
	for _, l := range lastAfterCorrection(s, slashDay) {
		if month, day := small(sub(l, 1)), small(sub(l, 2)+sub(l, 3)); month >= 1 && month <= 12 && day >= 1 && day <= 31 {
			m.start = m.dayOf(today, month, day)
			m.tail(today, l[2], l[1])
			return
		}
	}
	for _, l := range lastAfterCorrection(s, holiday) {
		m.start = m.dayOf(today, []int{1, 5, 10}[group(l)-1], 1)
		m.tail(today, l[0], l[1])
		return
	}
	if all := lastAfterCorrection(s, dayWord); len(all) > 0 {
		l := all[0]
		word := sub(l, 1)
		first, more := relative(word)
		m.start = today.AddDate(0, 0, first)
		if more > 0 {
			m.end = m.start.AddDate(0, 0, more)
		}
		end := l[1]
		if r := []rune(word); len(r) >= 2 && partOf.MatchString(string(r[1:])) {
			end = l[0] + len(string(r[:1])) // 明早: the part of the day belongs to the clock
		}
		m.tail(today, l[0], end)
		return
	}
	for _, l := range lastAfterCorrection(s, weekday) {
		if l[6] >= 0 || sub(l, 1) == "上" {
			continue // 周五结
		}
		m.start = week(today, sub(l, 1), sub(l, 2))
		if to := toWeek.FindStringSubmatchIndex(s[l[1]:]); to != nil {
			m.end = week(m.start, "", s[l[1]+to[4]:l[1]+to[5]])
			m.take(l[0], l[1]+to[5])
			return
		}
		m.tail(today, l[0], l[1])
		return
	}
	for _, l := range lastAfterCorrection(s, dayOnly) {
		if day := small(sub(l, 1)); l[4] < 0 && day >= 1 && day <= 31 && !sameNumber.MatchString(s[:l[2]]) {
			m.start = m.dayOf(today, 0, day)
			m.tail(today, l[2], l[1])
			return
		}
	}
	if l := monthEnd.FindStringSubmatchIndex(s); l != nil && l[2] < 0 {
		m.start = today.AddDate(0, 0, 1-today.Day()).AddDate(0, 1, -1)
		m.take(l[0], l[1])
	}
}

var (
	partOf     = regexp.MustCompile(`^(?:` + partOfDay + `|晌午|后晌)`)
	goesOn     = regexp.MustCompile(`^(?:[\d百千万块]|元(?:[^旦宵]|$))`)
	sameNumber = regexp.MustCompile(`(?:微信|手机|电话|同|每月|每个月)$`)
)

// lastAfterCorrection gives all matches, and when what was said was taken back, those after it first.
func lastAfterCorrection(s string, re *regexp.Regexp) [][]int {
	all := re.FindAllStringSubmatchIndex(s, -1)
	for i := len(all) - 1; i > 0; i-- {
		if corrected.MatchString(s[all[i-1][1]:all[i][0]]) {
			return all[i:]
		}
	}
	return all
}

// tail takes a day out of the line, and with it the last day that stands right behind it.
func (m *moments) tail(today time.Time, at, end int) {
	s := m.rest
	if l := dayTo.FindStringSubmatchIndex(s[end:]); l != nil && (l[2] >= 0 || l[6] >= 0) {
		month := 0
		if l[2] >= 0 {
			month = small(s[end+l[2] : end+l[3]])
		}
		m.end = after(m.start, month, small(s[end+l[4]:end+l[5]]))
		m.take(at, end+l[1])
		return
	}
	if l := bothDays.FindStringSubmatchIndex(s[end:]); l != nil { // 5号6号两天
		m.end = after(m.start, 0, small(s[end+l[2]:end+l[3]]))
		m.take(at, end+l[1])
		return
	}
	if l := toDay.FindStringSubmatchIndex(s[end:]); l != nil {
		days, _ := relative(s[end+l[2] : end+l[3]])
		m.end = today.AddDate(0, 0, days)
		m.take(at, end+l[1])
		return
	}
	m.take(at, end)
}

// written gives both ends as the contract does: a day alone, or a day and a clock time.
func (m *moments) written() (start, end string) {
	const day = "2006-01-02"
	if m.start.IsZero() {
		return "", ""
	}
	start = m.start.Format(day)
	if m.from >= 0 {
		start += clockText(m.from)
	}
	last := m.end
	if last.IsZero() && m.days > 0 {
		last = m.start.AddDate(0, 0, m.days-1)
	}
	if last.IsZero() && m.to >= 0 {
		last = m.start
	}
	if last.IsZero() {
		return start, ""
	}
	if m.to < 0 {
		return start, last.Format(day)
	}
	if m.to <= m.from {
		last = last.AddDate(0, 0, 1) // a night shift ends on the next date
	}
	return start, last.Format(day) + clockText(m.to)
}
