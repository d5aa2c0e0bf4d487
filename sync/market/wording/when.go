package wording

import (
	"regexp"
	"strconv"
	"time"

	"yizhan/sync/market"
)

// moments is when the work is, as far as it was said: a day, a clock time or both for either end.
type moments struct {
	start, end   time.Time // days, at 00:00; zero: not said
	from, to     int       // minutes since 00:00; -1: not said
	days         int       // how many, 0: not said
	fromSure     bool      // morning or afternoon was said
	rest         string    // the line without what was read
	hours        float64   // of a day's work, said as such: 8小时; 0: not said
	nightStarted bool
}

const (
	smallNumber = `(?:\d{1,2}|[一二两三四五六七八九十廿]{1,3})`
	partOfDay   = `大?清早|大早上?|一大早|早起|早上|早晨|早|上午|前晌|午前|凌晨|半夜|后半夜|中午|晌午|正午|下午|后晌|午后|晚上|傍晚|黑里|夜里|夜晚|夜间|今夜|晚`
	clockTime   = `(` + partOfDay + `)? ?(?:(\d{1,2}):(\d{2})|(` + smallNumber + `) ?(?:点|时(?:[^间候薪])?)(?:钟|整)?(?:(半)|(一刻)|(三刻)|零?(\d{1,2}|[一二三四五]?十[一二三四五六七八九]?|零?[五])分?)?)`
	nextDay     = `(?:明天|明儿|明|次日|第二天|隔天|翌日|转天)`
	between     = ` ?(?:到|至|-|~|—|开始?(?:干|上班)?[，到]?(?:干)?到|上班[，]?) ?` + nextDay + `? ?`
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
	dayTo    = regexp.MustCompile(`^ ?(?:-|~|到|至|开始[，]?(?:干)?到|起[，]?(?:干)?到)+ ?(?:(` + smallNumber + `)月)?(` + smallNumber + `)[号日]`)
	dayRange = regexp.MustCompile(`(?:(` + smallNumber + `)月(?:份)?)?(\d{1,2})(?:[号日])? ?(?:-|~|到|至) ?(?:(` + smallNumber + `)月)?(\d{1,2})[号日]`)
	toDay    = regexp.MustCompile(`^ ?(?:-|~|到|至)+ ?(大后天|后天|后儿个?|明天|明儿个?|明日)`)
	toWeek   = regexp.MustCompile(`^ ?(?:-|~|到|至)+ ?(下)?(?:周|星期|礼拜)?([一二三四五六日天])(?:[^\d点]|$)`)
	duration = regexp.MustCompile(`(?:干|做|连干|连着|连|持续|得干|要干|活|工期|大概|大约|约|共|一共|预计|总共|得|要|用工|为期|能干|够干)(?:活|上|够|个|大概|大约|约|是|得|：| )*(` + number + `)(个?半)?(天|个?星期|周|个?礼拜|个月)`)
	daysSaid = regexp.MustCompile(`(?:^|[， ])(?:活)?(` + number + `)天(?:的?活|左右|时间|完|能完|就完|干完|工期|[， ]|$)`)
	spanTime = regexp.MustCompile(clockTime + between + clockTime)
	oneTime  = regexp.MustCompile(clockTime)
	bareSpan = regexp.MustCompile(`(早上?|上午|今早|明早) ?(` + smallNumber + `)(?:点)?(半)? ?(?:-|~|到|至|，)? ?(晚上?|下午|后晌|夜里|傍晚) ?(` + smallNumber + `)(?:点)?(半)?`)
	dashTime = regexp.MustCompile(`(?:^|[^\d.月元块])(\d{1,2}) ?(?:-|~|到|至) ?(\d{1,2}) ?(?:点|时)`)
	hoursDay = regexp.MustCompile(`(` + number + `) ?个?(?:半)?(?:小时|钟头)`)
	nightRE  = regexp.MustCompile(`夜班|晚班|大夜`)
)

// blank takes a part out of a line, so that what was read is not read again.
func blank(s string, at, end int) string { return s[:at] + " " + s[end:] }

// readTimes takes dates and clock times out of a line. Days are counted from now.
func readTimes(s string, now time.Time) moments {
	m := moments{from: -1, to: -1, rest: s}
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	m.readDay(today)
	m.readClock()
	m.readDuration()
	return m
}

func small(s string) int {
	s = regexp.MustCompile(`廿`).ReplaceAllString(s, "二十")
	v, ok := numberOf(s)
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
		if month < 1 || month > 12 || day < 1 || day > 31 {
			continue
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
	if l := dayTo.FindStringSubmatchIndex(s[end:]); l != nil {
		month := 0
		if l[2] >= 0 {
			month = small(s[end+l[2] : end+l[3]])
		}
		m.end = after(m.start, month, small(s[end+l[4]:end+l[5]]))
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

// relative is how many days from today a word says, and how many follow.
func relative(word string) (first, more int) {
	switch r := []rune(word); {
	case r[0] == '大':
		return 3, 0
	case r[0] == '今' && len(r) > 1 && r[1] == '明':
		return 0, 1
	case r[0] == '明' && len(r) > 1 && r[1] == '后':
		if len(r) > 2 {
			return 1, 1
		}
		return 1, 0
	case r[0] == '明', r[0] == '赶':
		return 1, 0
	case r[0] == '后':
		return 2, 0
	}
	return 0, 0
}

// dayOf is the next such day: this month's, or the next month's when it is over; a month that
// is over is next year's. month 0: not said.
func (m *moments) dayOf(today time.Time, month, day int) time.Time {
	if month > 0 {
		d := time.Date(today.Year(), time.Month(month), day, 0, 0, 0, 0, today.Location())
		if d.Before(today) {
			d = d.AddDate(1, 0, 0)
		}
		return d
	}
	for first := today.AddDate(0, 0, 1-today.Day()); ; first = first.AddDate(0, 1, 0) {
		d := first.AddDate(0, 0, day-1)
		if d.Month() == first.Month() && !d.Before(today) {
			return d
		}
	}
}

// after is the day of the month that follows start.
func after(start time.Time, month, day int) time.Time {
	if day < 1 || day > 31 {
		return time.Time{}
	}
	if month > 0 {
		d := time.Date(start.Year(), time.Month(month), day, 0, 0, 0, 0, start.Location())
		if d.Before(start) {
			d = d.AddDate(1, 0, 0)
		}
		return d
	}
	d := time.Date(start.Year(), start.Month(), day, 0, 0, 0, 0, start.Location())
	if d.Before(start) {
		d = d.AddDate(0, 1, 0)
	}
	return d
}

// week is the next such weekday after today; 下周三 is in the week after this one.
func week(today time.Time, which, day string) time.Time {
	n := map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "末": 6, "日": 7, "天": 7}[day]
	own := (int(today.Weekday())+6)%7 + 1
	switch {
	case which == "下下" || which == "下下个":
		return today.AddDate(0, 0, n-own+14)
	case len(which) > 0 && []rune(which)[0] == '下':
		return today.AddDate(0, 0, n-own+7)
	case n > own:
		return today.AddDate(0, 0, n-own)
	}
	return today.AddDate(0, 0, n-own+7)
}

// readClock finds the hours of the day.
func (m *moments) readClock() {
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
		if !ok {
			continue
		}
		if part == "" && from < 4*60 {
			from += 12 * 60 // nobody begins at two in the night without saying so
		}
		m.from = from
		m.take(l[0], l[1])
		return
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
	return regexp.MustCompile(`下午|后晌|午后|晚|傍|黑|夜`).MatchString(part)
}
func evening(part string) bool { return regexp.MustCompile(`晚|黑|夜`).MatchString(part) }

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
			min = small(regexp.MustCompile(`^零`).ReplaceAllString(sub(7), ""))
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
	case h <= 3 && regexp.MustCompile(`中午|晌午|正午`).MatchString(part):
		h += 12
	}
	return h*60 + min, part, true
}

// readDuration finds how many days the work takes and how many hours a day.
func (m *moments) readDuration() {
	s := m.rest
	l := duration.FindStringSubmatchIndex(s)
	if l == nil {
		l = daysSaid.FindStringSubmatchIndex(s)
		if l != nil {
			if v, ok := numberOf(s[l[2]:l[3]]); ok && v.hi < 50 && v.lo >= 1 {
				m.days = int(v.hi)
				m.take(l[2], l[3]+len("天"))
			}
		}
	} else if v, ok := numberOf(s[l[2]:l[3]]); ok {
		n := v.hi
		switch unit := s[l[6]:l[7]]; {
		case unit == "天":
		case regexp.MustCompile(`月`).MatchString(unit):
			n *= 30
		default:
			n *= 7
		}
		if n >= 1 && n <= market.MaxDays {
			m.days = int(n)
			m.take(l[2], l[1])
		}
	}
	if l := hoursDay.FindStringSubmatchIndex(m.rest); l != nil {
		if v, ok := numberOf(m.rest[l[2]:l[3]]); ok && v.hi >= 2 && v.hi <= 14 && v.hi == float64(int(v.hi)) {
			m.hours = v.hi
		}
	}
}

// minutes writes both ends as the contract does: a day alone, or a day and a clock time.
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

func clockText(minutes int) string {
	h, min := minutes/60%24, minutes%60
	return "T" + string([]byte{byte('0' + h/10), byte('0' + h%10), ':', byte('0' + min/10), byte('0' + min%10)})
}
