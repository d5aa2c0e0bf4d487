package page

import (
	"fmt"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
)

// speaker puts market values into words.
type speaker struct {
	words assets.Phrases
	areas *market.Areas
}

// figure is a large number with the small words around it: 130 元/天.
type figure struct{ Before, Big, After string }

func (s speaker) pay(pay market.Fen, unit market.PayUnit) figure {
	phrase := s.words.T("slip.pay_per", "unit", s.words.T("unit."+string(unit)))
	if unit == "job" {
		phrase = s.words.T("slip.pay_job")
	}
	before, after, _ := strings.Cut(phrase, "{n}")
	return figure{strings.TrimSpace(before), pay.Yuan(), strings.TrimSpace(after)}
}

func (f figure) String() string { return strings.TrimSpace(f.Before + " " + f.Big + " " + f.After) }

// when is the days and each day's hours: 7月15日 星期三 5:30–11:30.
func (s speaker) when(shift market.Shift) string {
	first, err := time.ParseInLocation(time.DateOnly, shift.First, market.Zone)
	if err != nil {
		return ""
	}
	from, to, nextDay := shift.Clocks()
	key := "slip.hours"
	switch {
	case !shift.EndKnown:
		key = "slip.hours_from"
	case nextDay:
		key = "slip.hours_night"
	}
	hours := s.words.T(key, "from", from, "to", to)
	if shift.Days == 1 {
		weekday := s.words.T(fmt.Sprintf("slip.weekday_%d", first.Weekday()))
		return s.words.T("page.when", "m", int(first.Month()), "d", first.Day(), "weekday", weekday, "hours", hours)
	}
	last := first.AddDate(0, 0, shift.Days-1)
	return s.words.T("page.when_days", "m", int(first.Month()), "d", first.Day(),
		"m2", int(last.Month()), "d2", last.Day(), "days", shift.Days, "hours", hours)
}

func (s speaker) moment(t time.Time) string {
	t = t.In(market.Zone)
	return s.words.T("slip.moment", "m", int(t.Month()), "d", t.Day(), "clock", t.Format("15:04"))
}

func (s speaker) issued(station string, t time.Time) string {
	return strings.TrimSpace(s.words.T("page.issued", "station", station, "at", s.moment(t)))
}

// terms is how the pay is handed over and what comes with it: 日结，管饭.
func (s speaker) terms(p *market.Posting) string {
	text := ""
	for _, o := range []struct {
		given bool
		key   string
	}{
		{p.Settlement != "", "settlement." + string(p.Settlement)},
		{p.Meals, "offer.meals"},
		{p.Lodging, "offer.lodging"},
		{p.Transport, "offer.transport"},
	} {
		switch {
		case o.given && text == "":
			text = s.words.T(o.key)
		case o.given:
			text = s.words.T("slip.and", "a", text, "b", s.words.T(o.key))
		}
	}
	return text
}

// meeting is where and when to be before work: 5:00 市场门口.
func (s speaker) meeting(p *market.Posting) string {
	return strings.TrimSpace(strings.TrimPrefix(p.MeetTime, "0") + " " + p.MeetPlace)
}

// change is a line of the slip that is no longer so.
type change struct{ Icon, Was, Is string }

// changes compares a slip with its posting as it is now, in what a slip can hold: times to the
// quarter hour, and a place in words that may have been cut.
func (s speaker) changes(slip *market.Slip, p *market.Posting) []change {
	var out []change
	add := func(icon, was, is string) {
		if was != is {
			out = append(out, change{icon, was, is})
		}
	}
	add("cash", s.pay(slip.Pay, slip.Unit).String(), s.pay(p.Pay, p.Unit).String())
	shift := p.Shift()
	quarters := shift
	quarters.From, quarters.To, quarters.EndKnown = shift.From/15*15, (shift.To+14)/15*15, true
	if quarters != slip.Shift() {
		add("clock", s.when(slip.Shift()), s.when(shift))
	}
	if slip.Area != p.Area || !strings.HasPrefix(p.Place, slip.Where) || slip.Where == "" {
		add("map-marker", s.where(slip.Area, slip.Where), s.where(p.Area, p.Place))
	}
	return out
}

func (s speaker) where(area market.AreaCode, place string) string {
	a := s.areas.Place(area)
	if a == "" || place == "" {
		return a + place
	}
	return s.words.T("slip.where", "area", a, "place", place)
}
