package desk

import (
	"context"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Settle notes of finished work whether it was paid, and how much (fen; 0 not said). It refuses with
// wrong_state for work that is not finished, and for pay that was noted as handed over already: what
// somebody has in hand is not taken back by a tap.
func (d *Desk) Settle(ctx context.Context, by string, id market.MatchID, paid bool, amount market.Fen) error {
	if amount < 0 || amount > market.MaxPay || amount > 0 && !paid {
		return &market.Error{Code: "bad_pay", Field: "paid"}
	}
	return d.onMatch(ctx, by, id, Account, func(w *store.Writer, m store.MatchRow, ref market.Ref) error {
		if m.State != market.Finished || m.Paid != nil && *m.Paid {
			return market.Refuse("wrong_state")
		}
		return w.Put(record.MatchFinished, ref, 0, record.Finished{Paid: &paid, Amount: amount})
	})
}

// Rate notes what one side says of the other; a later word stands over an earlier one. It refuses
// with wrong_state before anybody has worked: at least one of the two has to have met the other, so
// a match that was cancelled counts only for a no-show.
func (d *Desk) Rate(ctx context.Context, by string, id market.MatchID, of market.Side, mark market.Mark) error {
	if err := market.ValidMark(of, mark); err != nil {
		return err
	}
	return d.onMatch(ctx, by, id, Account, func(w *store.Writer, m store.MatchRow, ref market.Ref) error {
		missed := m.State == market.Cancelled && slices.Contains(metOnPaper, m.Reason)
		if m.State != market.Arrived && m.State != market.Finished && !missed {
			return market.Refuse("wrong_state")
		}
		base, err := w.RatingRevision(id, of)
		if err != nil {
			return err
		}
		return w.Put(record.MatchRated, ref, base, record.Rated{Of: of, Mark: mark})
	})
}

// metOnPaper are the reasons of a cancellation after which one side has something to say of the other.
var metOnPaper = []string{"no_show", "employer_changed"}

// SettleHelp keeps which hardships staff have confirmed for somebody, with a word on what they saw
// (村里开的证明); an empty list takes all of them back. Taking back what another account confirmed asks for
// a supervisor. It refuses with unknown_worker and unknown_choice.
func (d *Desk) SettleHelp(ctx context.Context, by string, id market.WorkerID, confirmed []market.Hardship, words string) error {
	for _, h := range confirmed {
		if !slices.Contains(market.Hardships, h) {
			return &market.Error{Code: "unknown_choice", Field: "hardship"}
		}
	}
	words, err := market.Words(words, false)
	if err != nil {
		return err
	}
	return d.staffDo(ctx, by, Care, func(w *store.Writer) error {
		had, said, err := w.HelpOf(id)
		if err != nil {
			return err
		}
		fewer := slices.ContainsFunc(had.Hardships, func(h market.Hardship) bool { return !slices.Contains(confirmed, h) })
		if said && fewer && had.By != by {
			if err := may(w, Decide); err != nil {
				return err
			}
		}
		return w.SettleHelp(id, record.Need{Hardships: confirmed, Words: words})
	})
}
