package flow

import (
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Fact is one line of a posting's details.
type Fact struct{ Icon, Label, Text, Note string }

// offered are the facts before a place is taken.
func (a *App) offered(p *market.Posting, e *store.EmployerRow) []Fact {
	areas := a.Desk.Areas()
	far := a.Words.T("distance." + areas.Distance(a.Area, p.Area).String())
	facts := []Fact{
		{"clock", a.Words.T("fact.when"), a.whenExact(p), ""},
		{"map-marker", a.Words.T("fact.where"), a.where(p), far},
	}
	if way := a.way(p); way != "" {
		facts = append(facts, Fact{"bus", a.Words.T("fact.way"), way, ""})
	}
	facts = append(facts, Fact{"account-group", a.Words.T("fact.employer"), e.Name, a.Words.T("employer_kind." + string(e.Kind))})
	if e.Phone != "" {
		facts = append(facts, Fact{"phone", a.Words.T("fact.phone"), market.MaskPhone(e.Phone), a.Words.T("fact.phone_later")})
	}
	return facts
}

// promised are the facts of a place that is taken: when to be where, whom to ask for.
func (a *App) promised(p *market.Posting, e *store.EmployerRow) []Fact {
	s := p.Shift()
	from, _, _ := s.Clocks()
	arrive := Fact{"clock", a.Words.T("fact.arrive"), a.Words.T("when.day", "day", a.dayWord(s.First), "hours", a.hours(s)), ""}
	if p.MeetTime != "" || p.MeetPlace != "" {
		arrive.Text = a.Words.T("when.day", "day", a.dayWord(s.First), "hours", a.way(p))
		arrive.Note = a.Words.T("fact.begins", "clock", from)
	} else if s.Days > 1 {
		arrive.Note = a.when(p)
	}
	who := e.Contact
	if who == "" {
		who = e.Name
	}
	call := Fact{"phone", a.Words.T("fact.call"), who, ""}
	if e.Phone != "" {
		call.Text, call.Note = who+" "+market.MaskPhone(e.Phone), a.Words.T("fact.on_slip")
	}
	pay := a.Words.T("fact.pay_text", "pay", yuan(p.Pay), "unit", a.unit(p.Unit))
	return []Fact{
		arrive,
		{"map-marker", a.Words.T("fact.go"), a.where(p), ""},
		call,
		{"cash", a.Words.T("fact.pay"), pay, a.payThen(p)},
	}
}

// where is the place of work in words, always with the township.
func (a *App) where(p *market.Posting) string {
	area := a.Desk.Areas().Place(p.Area)
	if p.Place == "" {
		return area
	}
	return a.Words.T("fact.place", "area", area, "place", p.Place)
}

// way is when and where one is picked up, "" when nothing was said.
func (a *App) way(p *market.Posting) string {
	switch {
	case p.MeetTime != "" && p.MeetPlace != "" && p.Transport:
		return a.Words.T("fact.bus", "clock", p.MeetTime, "place", p.MeetPlace)
	case p.MeetTime != "" && p.MeetPlace != "":
		return a.Words.T("fact.meet", "clock", p.MeetTime, "place", p.MeetPlace)
	case p.MeetPlace != "":
		return a.Words.T("fact.meet_place", "place", p.MeetPlace)
	case p.MeetTime != "":
		return a.Words.T("fact.meet_time", "clock", p.MeetTime)
	case p.Transport:
		return a.Words.T("fact.transport")
	}
	return ""
}

// payWhen is when the pay is handed over: 干完当天给.
func (a *App) payWhen(p *market.Posting) string {
	if p.Settlement == "" {
		return a.Words.T("pay_when.unsaid")
	}
	return a.Words.T("pay_when." + string(p.Settlement))
}

// payThen says the same after the amount.
func (a *App) payThen(p *market.Posting) string {
	if p.Settlement == "" {
		return a.Words.T("pay_then.unsaid")
	}
	return a.Words.T("pay_then." + string(p.Settlement))
}
