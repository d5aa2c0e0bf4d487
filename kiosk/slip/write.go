package slip

import (
	"fmt"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
)

// maxNotes is how much of an employer's notes goes on paper, in characters.
const maxNotes = 60

// writer finds the words for one slip.
type writer struct {
	f     Facts
	areas *market.Areas
	words assets.Phrases
}

func (w writer) match() market.MatchID {
	if w.f.Match != "" {
		return w.f.Match
	}
	return w.f.Slip.MatchID()
}

// market splits the official name, which is too long for one line, after the city or county. An event has
// its place above its name.
func (w writer) market() (region, name string) {
	st := w.f.Station
	if st.Event != "" {
		return w.areas.PlaceWithCounty(st.Area) + st.Place, st.Event
	}
	name = market.MarketName(w.areas, st.Area, st.Name)
	area, ok := w.areas.Get(st.Area)
	if !ok {
		return "", name
	}
	city := w.areas.City()
	region = city.Name
	if county, ok := w.areas.County(st.Area); ok && area.Level > market.LevelCounty {
		region += county.Name
		if strings.HasPrefix(county.Name, city.Short) {
			region = county.Name
		}
	}
	return region, strings.TrimPrefix(name, region)
}

func (w writer) title() string {
	if p := w.f.Posting; p != nil {
		return p.Title
	}
	return w.f.Slip.Title
}

func (w writer) shift() market.Shift {
	if p := w.f.Posting; p != nil {
		return p.Shift()
	}
	return w.f.Slip.Shift()
}

func (w writer) pay() Figure {
	s := w.f.Slip
	if s.Unit == "job" {
		return figure(w.words.T("slip.pay_job"), s.Pay.Yuan())
	}
	return figure(w.words.T("slip.pay_per", "unit", w.words.T("unit."+string(s.Unit))), s.Pay.Yuan())
}

func (w writer) settlement() string {
	if p := w.f.Posting; p != nil && p.Settlement != "" {
		return w.words.T("settlement." + string(p.Settlement))
	}
	return ""
}

// rows lists the body's lines in the order in which a worker needs them.
func (w writer) rows() []Row {
	var rows []Row
	add := func(key, text string) {
		if text != "" {
			rows = append(rows, Row{w.words.T("slip.row_" + key), text})
		}
	}
	add("date", w.dates())
	add("time", w.hours())
	if p := w.f.Posting; p != nil && p.Transport {
		add("pick_up", w.meeting())
	} else {
		add("meet", w.meeting())
	}
	add("where", w.where())
	add("call", strings.TrimSpace(w.f.Contact+" "+w.f.Slip.PhoneText()))
	add("extras", w.extras())
	add("notes", w.employerNotes())
	return rows
}

// dates says the full date: a slip stays in a pocket longer than 明天 is true.
func (w writer) dates() string {
	s := w.shift()
	first, err := time.ParseInLocation(time.DateOnly, s.First, market.Zone)
	if err != nil {
		return ""
	}
	if s.Days == 1 {
		return w.date(first)
	}
	last := first.AddDate(0, 0, s.Days-1)
	key := "slip.days"
	if last.Year() != first.Year() {
		key = "slip.days_over_years"
	}
	return w.words.T(key, "y", first.Year(), "m", int(first.Month()), "d", first.Day(),
		"y2", last.Year(), "m2", int(last.Month()), "d2", last.Day(), "days", s.Days)
}

func (w writer) date(t time.Time) string {
	weekday := w.words.T(fmt.Sprintf("slip.weekday_%d", t.Weekday()))
	return w.words.T("slip.date", "y", t.Year(), "m", int(t.Month()), "d", t.Day(), "weekday", weekday)
}

func (w writer) hours() string {
	s := w.shift()
	from, to, nextDay := s.Clocks()
	key := "slip.hours"
	switch {
	case !s.EndKnown:
		key = "slip.hours_from"
	case nextDay:
		key = "slip.hours_night"
	}
	text := w.words.T(key, "from", from, "to", to)
	if s.Days > 1 {
		return w.words.T("slip.each_day", "hours", text)
	}
	return text
}

func (w writer) meeting() string {
	p := w.f.Posting
	if p == nil {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(p.MeetTime, "0") + " " + p.MeetPlace)
}

// where always says the township, and the county too when it is not the station's own.
func (w writer) where() string {
	s := w.f.Slip
	place := w.areas.Place(s.Area)
	here, _ := w.areas.County(w.f.Station.Area)
	if there, ok := w.areas.County(s.Area); ok && there.Code != here.Code {
		place = w.areas.PlaceWithCounty(s.Area)
	}
	words := s.Where
	if p := w.f.Posting; p != nil {
		words = p.Place
	}
	if place == "" || words == "" {
		return place + words
	}
	return w.words.T("slip.where", "area", place, "place", words)
}

func (w writer) extras() string {
	p := w.f.Posting
	if p == nil {
		return ""
	}
	text := ""
	for _, o := range []struct {
		given bool
		key   string
	}{
		{p.Meals, "offer.meals"},
		{p.Lodging, "offer.lodging"},
		{p.Transport, "offer.transport"},
		{p.Insurance != "", "insurance." + p.Insurance},
		{p.Agreement, "offer.agreement"},
	} {
		switch {
		case o.given && text == "":
			text = w.words.T(o.key)
		case o.given:
			text = w.words.T("slip.and", "a", text, "b", w.words.T(o.key))
		}
	}
	return text
}

func (w writer) employerNotes() string {
	if w.f.Posting == nil {
		return ""
	}
	text := []rune(strings.Join(strings.Fields(w.f.Posting.Notes), " "))
	if len(text) > maxNotes {
		text = append(text[:maxNotes-1], '…')
	}
	return string(text)
}

func (w writer) foot() []Run {
	line := w.f.Station.Complaints
	if line == "" {
		line = LabourLine
	}
	return runs(w.words.T("slip.free", "line", line))
}

func (w writer) notes() []string {
	var notes []string
	if h := w.f.Station.Hotline; h != "" {
		notes = append(notes, w.words.T("slip.hotline", "phone", h))
	}
	at := func(t time.Time) string {
		t = t.In(market.Zone)
		return w.words.T("slip.moment", "m", int(t.Month()), "d", t.Day(), "clock", t.Format("15:04"))
	}
	return append(notes,
		w.words.T("slip.printed", "at", at(w.f.Slip.Issued)),
		w.words.T("slip.until", "at", at(w.f.Slip.Until())))
}

// figure splits a phrase at its place {n}, around the value that is drawn large.
func figure(phrase string, value any) Figure {
	before, after, _ := strings.Cut(phrase, "{n}")
	return Figure{strings.TrimSpace(before), fmt.Sprint(value), strings.TrimSpace(after)}
}

// runs reads a phrase in which **…** is bold.
func runs(phrase string) []Run {
	var out []Run
	for i, text := range strings.Split(phrase, "**") {
		if text != "" {
			out = append(out, Run{Text: text, Bold: i%2 == 1})
		}
	}
	return out
}

// grouped writes a ticket number in two groups of four.
func grouped(ticket string) string { return ticket[:4] + " " + ticket[4:] }
