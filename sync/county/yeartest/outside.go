package yeartest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// outside lets staff write down who is on duty, where they went, and days elsewhere. It draws from numbers
// of its own, so that the other days stay as they were.
func (s *Station) outside(day time.Time) error {
	r := rand.New(rand.NewPCG(uint64(s.Station), uint64(day.Unix())))
	at, name := day.Add(5*time.Hour), day.Format(time.DateOnly)
	if r.IntN(9) == 0 {
		for range 1 + r.IntN(2) { // a second word about a day replaces the first
			var accounts []string
			for n := range r.IntN(4) {
				accounts = append(accounts, fmt.Sprintf("clerk%d", n))
			}
			if err := s.Say(record.DutySet, s.next(), at, 0, record.Duty{Day: name, Accounts: accounts}); err != nil {
				return err
			}
		}
	}
	if r.IntN(12) == 0 {
		f := record.Field{
			What: market.FieldKinds[r.IntN(2)], Day: day.AddDate(0, 0, -r.IntN(3)).Format(time.DateOnly), Area: s.Area, Place: "桥头", From: 300, To: 420,
			Heads: r.IntN(60), Trades: []market.TradeID{"loader"}, Leaflets: r.IntN(40),
		}
		if err := s.Say(record.FieldNoted, s.next(), at, 0, f); err != nil {
			return err
		}
	}
	if r.IntN(25) > 0 {
		return nil
	}
	id := s.next()
	if err := s.Say(record.EventOpened, id, at, 0, record.Event{Kind: "fair", Name: "样例招聘会", Area: s.Area}); err != nil {
		return err
	}
	return s.Say(record.EventClosed, id, at.Add(6*time.Hour), 0, struct{}{})
}
