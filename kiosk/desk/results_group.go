package desk

import (
	"context"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Stage is how far work has come, as staff note it for many at once.
type Stage string

// The stages.
const (
	AllArrived  Stage = "arrived"
	AllFinished Stage = "finished"
	AllPaid     Stage = "paid"
)

// from are the states in which a stage can be noted.
var from = map[Stage][]market.MatchState{
	AllArrived:  {market.Taken},
	AllFinished: {market.Taken, market.Arrived},
	AllPaid:     {market.Finished},
}

// MayReach says whether a stage is the next thing to be noted of a match.
func MayReach(m *store.MatchRow, s Stage) bool {
	return m.Asked == "" && slices.Contains(from[s], m.State) && (s != AllPaid || m.Paid == nil || !*m.Paid)
}

// NoteAll notes a stage of several matches in one transaction: all of them, or none. amount is what each
// was paid, in fen (0 not said). It refuses with unknown_choice a stage that there is not, with
// nobody_chosen an empty list, and with wrong_state when one of them is past it, so that nobody believes
// in a result that was not written.
func (d *Desk) NoteAll(ctx context.Context, by string, ids []market.MatchID, s Stage, amount market.Fen) error {
	switch {
	case from[s] == nil:
		return &market.Error{Code: "unknown_choice", Field: "stage"}
	case len(ids) == 0:
		return market.Refuse("nobody_chosen")
	case amount < 0 || amount > market.MaxPay || amount > 0 && s != AllPaid:
		return &market.Error{Code: "bad_pay", Field: "paid"}
	}
	deed := Account
	if s == AllArrived {
		deed = Serve
	}
	return d.staffDo(ctx, by, deed, func(w *store.Writer) error {
		for _, id := range ids {
			m, err := w.Match(id)
			if err != nil {
				return err
			}
			if !MayReach(&m, s) {
				return market.Refuse("wrong_state")
			}
			if err := reach(w, id, s, amount); err != nil {
				return err
			}
		}
		return nil
	})
}

func reach(w *store.Writer, id market.MatchID, s Stage, amount market.Fen) error {
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return err
	}
	switch s {
	case AllArrived:
		return w.Put(record.MatchArrived, ref, 0, struct{}{})
	case AllPaid:
		paid := true
		return w.Put(record.MatchFinished, ref, 0, record.Finished{Paid: &paid, Amount: amount})
	}
	return w.Put(record.MatchFinished, ref, 0, record.Finished{})
}
