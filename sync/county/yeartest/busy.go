package yeartest

import (
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// What happens beside the figures where the plan says Full.

// handedIn is how many postings are handed in for one visit.
func (c *City) handedIn() float64 {
	if c.plan.Full {
		return 0.01
	}
	return 0
}

// twice says whether the place that was just taken is given once more, by somebody who had not heard.
func (c *City) twice() bool { return c.plan.Full && c.rng.IntN(2000) == 0 }

// propose lets an employer hand a posting in alone; staff return most, and have not looked at some.
func (s *Station) propose(at time.Time) error {
	r := s.city.rng
	t, k := seal.New()
	box, err := s.seal(t, k, false, record.Proposer{Called: "史师傅", Phone: fmt.Sprintf("1890000%04d", r.IntN(10_000))})
	if err != nil {
		return err
	}
	id := s.next()
	start := at.AddDate(0, 0, 1)
	p := record.Proposal{
		Number: market.FollowNo(r.Uint32()), Firm: record.Employer{Kind: "individual"},
		Posting: record.Posting{
			Trade: s.trade(), Title: "样例活", Headcount: 1 + r.IntN(6), Pay: market.Fen(100 * (80 + r.IntN(200))), Unit: "day", Area: s.Area,
			Start: market.MinuteOf(start), End: market.MinuteOf(start.Add(8 * time.Hour)), Share: "county",
		},
	}
	if err := s.Say(record.ProposalMade, id, at, 0, p, box); err != nil {
		return err
	}
	if r.IntN(30) == 0 {
		return nil
	}
	s.later = append(s.later, func(at time.Time) error {
		return s.Say(record.ProposalSettled, id, at, 0, record.ProposalOutcome{Reason: market.ReturnReasons[r.IntN(len(market.ReturnReasons))]})
	})
	return nil
}
