package flow

import (
	"strings"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// compare lists the job as it stands, with what the slip says of it where that is another thing.
// The slip has times to the quarter hour and words that may be cut, so that much is no change.
func (r *ScanResult) compare(p *store.PostingRow, e *store.EmployerRow) {
	a, s := r.app, r.code.Slip
	when := ScanFact{Fact: Fact{"clock", a.Words.T("fact.when"), a.whenExact(&p.Posting), ""}}
	if !sameTime(s, p.Shift()) {
		when.Old = a.slipWhen(s)
	}
	where := ScanFact{Fact: Fact{"map-marker", a.Words.T("fact.where"), a.where(&p.Posting), ""}}
	if s.Area != p.Area || !strings.HasPrefix(p.Place, s.Where) {
		where.Old = a.slipPlace(s)
	}
	pay := ScanFact{Fact: Fact{"cash", a.Words.T("fact.pay"), a.Words.T("fact.pay_text", "pay", yuan(p.Pay), "unit", a.unit(p.Unit)), ""}}
	if s.Pay != p.Pay || s.Unit != p.Unit {
		pay.Old = a.Words.T("fact.pay_text", "pay", yuan(s.Pay), "unit", a.unit(s.Unit))
	}
	r.Facts = []ScanFact{when, where, pay}
	if e.Phone != "" {
		call := ScanFact{Fact: Fact{"phone", a.Words.T("fact.phone"), market.MaskPhone(e.Phone), a.Words.T("fact.phone_later")}}
		if s.PhoneText() != e.Phone {
			call.Old = market.MaskPhone(s.PhoneText())
		}
		r.Facts = append(r.Facts, call)
	}
	if way := a.way(&p.Posting); way != "" {
		r.Facts = append(r.Facts, ScanFact{Fact: Fact{"bus", a.Words.T("fact.way"), way, ""}})
	}
}

// sameTime says whether a slip names the time of a shift, to the quarter hour.
func sameTime(s *market.Slip, w market.Shift) bool {
	return s.First == w.First && s.Days == w.Days && int(s.StartQ) == w.From/15 && int(s.EndQ) == (w.To+14)/15
}

// slipWhen is the time on a slip: 7月15日 5:30–11:30.
func (a *App) slipWhen(s *market.Slip) string {
	shift := s.Shift()
	if s.Days == 1 {
		return a.Words.T("when.day", "day", a.civilDate(s.First), "hours", a.hours(shift))
	}
	return a.Words.T("when.days", "day", a.civilDate(s.First), "n", s.Days)
}

// slipPlace is the place on a slip, with the township.
func (a *App) slipPlace(s *market.Slip) string {
	area := a.Desk.Areas().Place(s.Area)
	if s.Where == "" {
		return area
	}
	return a.Words.T("fact.place", "area", area, "place", s.Where)
}

// moment is when a slip was printed: 7月13日 17:25.
func (a *App) moment(s *market.Slip) string {
	at := s.Issued.In(market.Zone)
	return a.Words.T("when.day", "day", a.dateWord(at), "hours", at.Format("15:04"))
}
