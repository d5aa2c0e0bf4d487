package flow

import (
	"strconv"
	"strings"
	"time"

	"yizhan/sync/market"
)

// CivilNow is the time on the wall.
func (a *App) CivilNow() time.Time { return a.Now().In(market.Zone) }

// today is the civil day, "2026-11-22".
func (a *App) today() string { return market.MinuteOf(a.Now()).Date() }

// midnight is when the civil day of now began.
func (a *App) midnight() time.Time {
	y, m, d := a.CivilNow().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, market.Zone)
}

// MarketLines is the market's name with a line end where a narrow header may break it: after
// the county.
func (a *App) MarketLines() string {
	if a.event.name != "" {
		return a.Market + "\n" + a.event.name
	}
	county, ok := a.Desk.Areas().County(a.Area)
	if !ok {
		return a.Market
	}
	before, after, found := strings.Cut(a.Market, county.Name)
	if !found || strings.HasPrefix(after, "零工") {
		return a.Market
	}
	return before + county.Name + "\n" + after
}

// dayWord names a civil day as people do: 今天, 明天, 后天, else 7月15日.
func (a *App) dayWord(day string) string {
	d, err := time.ParseInLocation(time.DateOnly, day, market.Zone)
	if err != nil {
		return day
	}
	for i, key := range []string{"day.today", "day.tomorrow", "day.after"} {
		if a.CivilNow().AddDate(0, 0, i).Format(time.DateOnly) == day {
			return a.Words.T(key)
		}
	}
	return a.dateWord(d)
}

// civilDate is 7月15日 of a civil day.
func (a *App) civilDate(day string) string {
	d, err := time.ParseInLocation(time.DateOnly, day, market.Zone)
	if err != nil {
		return day
	}
	return a.dateWord(d)
}

// dateWord is 7月15日.
func (a *App) dateWord(d time.Time) string {
	return a.Words.T("clock.day", "m", int(d.Month()), "d", d.Day())
}

// hours is 8:00–18:00 of a shift.
func (a *App) hours(s market.Shift) string {
	from, to, next := s.Clocks()
	switch {
	case !s.EndKnown:
		return a.Words.T("when.from", "from", from)
	case next:
		return a.Words.T("when.night", "from", from, "to", to)
	}
	return a.Words.T("when.hours", "from", from, "to", to)
}

// when says the time of a posting in a few words, as cards do.
func (a *App) when(p *market.Posting) string {
	s := p.Shift()
	switch {
	case s.Days == 1:
		return a.Words.T("when.day", "day", a.dayWord(s.First), "hours", a.hours(s))
	case s.First < a.today():
		return a.Words.T("when.each", "hours", a.hours(s))
	}
	return a.Words.T("when.days", "day", a.dayWord(s.First), "n", s.Days)
}

// whenExact says the same with the date, as a detail does: 7月15日（明天）5:30–11:30.
func (a *App) whenExact(p *market.Posting) string {
	s := p.Shift()
	first, err := time.ParseInLocation(time.DateOnly, s.First, market.Zone)
	if err != nil {
		return s.First
	}
	day, word := a.dateWord(first), a.dayWord(s.First)
	if word != day {
		day = a.Words.T("when.date", "date", day, "day", word)
	}
	if s.Days == 1 {
		return a.Words.T("when.day", "day", day, "hours", a.hours(s))
	}
	last := a.dateWord(first.AddDate(0, 0, s.Days-1))
	return a.Words.T("when.span", "first", day, "last", last, "hours", a.hours(s))
}

// over says whether a posting is past what a list should still offer. The clock hides here,
// it decides nothing (I6).
func (a *App) over(p *market.Posting) bool {
	now := market.MinuteOf(a.Now())
	if p.Closes != "" && p.Closes < now {
		return true
	}
	s := p.Shift()
	last, err := time.ParseInLocation(time.DateOnly, p.LastDay(), market.Zone)
	return err == nil && !last.Add(time.Duration(s.To)*time.Minute).After(a.Now())
}

// onDay says whether somebody of this posting is at work on a civil day.
func onDay(p *market.Posting, day string) bool { return p.Shift().First <= day && day <= p.LastDay() }

// yuan writes an amount as people do: 130, 0.5.
func yuan(f market.Fen) string { return f.Yuan() }

// count writes a number of things.
func count(n int) string { return strconv.Itoa(n) }
