package office

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
)

// funcs are the words of templates. Rooms add their own beside them.
func (o *Office) funcs() template.FuncMap {
	s := sayer{o}
	return template.FuncMap{
		"t": o.words.T, "icon": icon, "style": func() string { return styleLink },
		"place": o.areas.Place, "area": s.area, "level": s.level, "market": s.market,
		"moment": s.moment, "day": s.day, "ago": s.ago,
		"pay": s.pay, "when": s.when, "trade": s.trade, "tradeIcon": s.tradeIcon,
		"openAt": openAt, "conflictID": conflictID, "states": func() []market.ProposalState { return proposalStates }, "silent": s.silent, "release": release, "kind": s.kind, "bar": bar, "spaced": spaced, "sep": func() string { return o.words.T("office.sep") }, "minus": func(a, b int) int { return a - b },
	}
}

// sayer puts values into words for templates.
type sayer struct{ o *Office }

func (s sayer) area(code market.AreaCode) string {
	a, _ := s.o.areas.Get(code)
	return a.Name
}

func (s sayer) market(code market.AreaCode) string { return market.MarketName(s.o.areas, code, "") }

func (s sayer) level(l market.Level) string { return s.o.words.T("office.level_" + l.String()) }

// moment is a time as the office says it: 09:20 today, 昨天 18:31, 7月11日 17:40; "" for none.
func (s sayer) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t, now := t.In(market.Zone), s.o.archive.Now().In(market.Zone)
	switch clock := t.Format("15:04"); {
	case sameDay(t, now):
		return clock
	case sameDay(t, now.AddDate(0, 0, -1)):
		return s.o.words.T("office.yesterday", "clock", clock)
	case t.Year() == now.Year():
		return s.o.words.T("slip.moment", "m", int(t.Month()), "d", t.Day(), "clock", clock)
	}
	return t.Format("2006-01-02")
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

// day is a day with its weekday: 7月14日 星期二.
func (s sayer) day(t time.Time) string {
	t = t.In(market.Zone)
	return s.o.words.T("office.day", "m", int(t.Month()), "d", t.Day(), "weekday", s.o.words.T(fmt.Sprintf("slip.weekday_%d", t.Weekday())))
}

// ago is how long something has waited: 18 分钟, 5 小时, 2 天.
func (s sayer) ago(t time.Time) string {
	d := s.o.archive.Now().Sub(t)
	switch {
	case d < time.Hour:
		return s.o.words.T("office.minutes", "n", max(0, int(d.Minutes())))
	case d < 48*time.Hour:
		return s.o.words.T("office.hours", "n", int(d.Hours()))
	}
	return s.o.words.T("office.days", "n", int(d.Hours()/24))
}

// silent is the tag of a station by when it was heard of last: 在线, 断网 5 小时, 没声音 3 天.
func (s sayer) silent(seen time.Time) template.HTML {
	d := s.o.archive.Now().Sub(seen)
	class, words := "good", s.o.words.T("office.online")
	switch {
	case seen.IsZero():
		class, words = "", s.o.words.T("office.never_seen")
	case d > 24*time.Hour:
		class, words = "stop", s.o.words.T("office.silent_for", "ago", s.ago(seen))
	case d > time.Hour:
		class, words = "warn", s.o.words.T("office.offline_for", "ago", s.ago(seen))
	}
	return template.HTML(`<span class="tag ` + class + `">` + template.HTMLEscapeString(words) + `</span>`)
}

// release is the version in what a station said of its program: "yizhan 0.1.0" is 0.1.0.
func release(program string) string { return strings.TrimPrefix(program, "yizhan ") }

// kind is what a fact says, in words where it has some.
func (s sayer) kind(kind string) string {
	if key := "fact." + kind; s.o.words.Has(key) {
		return s.o.words.T(key)
	}
	return kind
}

// pay is 150 元/天.
func (s sayer) pay(p market.Posting) string {
	phrase := s.o.words.T("slip.pay_per", "unit", s.o.words.T("unit."+string(p.Unit)))
	if p.Unit == "job" {
		phrase = s.o.words.T("slip.pay_job")
	}
	return strings.TrimSpace(strings.ReplaceAll(phrase, "{n}", p.Pay.Yuan()))
}

// when is the first day and its hours: 7月15日 5:30–11:30.
func (s sayer) when(p market.Posting) string {
	shift := p.Shift()
	first, err := time.ParseInLocation(time.DateOnly, shift.First, market.Zone)
	if err != nil {
		return ""
	}
	from, to, _ := shift.Clocks()
	if !shift.EndKnown {
		to = ""
	}
	return strings.TrimSuffix(s.o.words.T("office.when", "m", int(first.Month()), "d", first.Day(), "from", from, "to", to), "–")
}

func (s sayer) trade(id market.TradeID) string {
	t, _ := s.o.trades.Get(id)
	return t.Short
}

func (s sayer) tradeIcon(id market.TradeID) (template.HTML, error) {
	name, ok := assets.TradeIcon(string(id))
	if !ok {
		name = "tools"
	}
	return icon(name)
}

// icon is an embedded picture as inline SVG, hidden from screen readers: a word stands beside
// every icon.
func icon(name string) (template.HTML, error) {
	svg, ok := assets.Icon(name)
	if !ok {
		return "", fmt.Errorf("no icon %q", name)
	}
	_, body, _ := strings.Cut(string(svg), ">")
	return template.HTML(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">` + body), nil
}

// bar is part of whole, drawn on the scale of most: filled for the part, outlined for the rest.
func bar(part, whole, most int) template.HTML {
	if most <= 0 {
		most = 1
	}
	full, done := 1000*min(whole, most)/most, 1000*min(part, most)/most
	return template.HTML(fmt.Sprintf(`<svg class="bar" viewBox="0 0 1000 22" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-whole" width="%d" height="22"/><rect class="bar-part" width="%d" height="22"/></svg>`, full, done))
}

// spaced puts a gap into the middle of a code or number that people read out: 481 206.
func spaced(s string) string {
	if n := len(s) / 2; n > 1 {
		return s[:n] + " " + s[n:]
	}
	return s
}
