package flow

import (
	"strconv"

	"yizhan/sync/market"
)

// PaidSum asks how much of the pay was handed over, in whole yuan.
type PaidSum struct {
	Keyed
	*Clerk
	Who, What string
	Promised  string // 200 元, "" where nobody can know

	results *StaffResults
}

// mostPaidDigits is a sum of less than a million yuan.
const mostPaidDigits = 6

func newPaidSum(p *StaffResults) *PaidSum {
	s := &PaidSum{Keyed: Keyed{app: p.app, least: 1, most: mostPaidDigits}, Clerk: p.Clerk, results: p}
	if l := p.Chosen; l != nil {
		s.Who, s.What = l.Who, l.Card.Title
		if l.Promised > 0 {
			s.Promised = p.app.Words.T("pay.yuan", "n", yuan(l.Promised))
		}
	}
	return s
}

// Name implements Page.
func (*PaidSum) Name() string { return "staff.paid" }

// Kind implements Page.
func (*PaidSum) Kind() Kind { return Staff }

// Forget implements Page.
func (s *PaidSum) Forget() {
	s.forget()
	s.Who, s.What, s.Promised = "", "", ""
}

// Restart takes the digits away.
func (s *PaidSum) Restart() { s.Clear() }

// Next notes the sum and goes back to the results.
func (s *PaidSum) Next() {
	n, err := strconv.Atoi(s.Digits)
	if err != nil || n == 0 {
		return
	}
	results := s.results
	s.Keyed.app.Back()
	results.Pay(market.Fen(n) * 100)
}
