package desk

import (
	"context"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// CheckProposal notes what staff have looked at of a posting that waits: one of market.Checks, and
// whether it was as the employer said. A later word on the same thing stands over the earlier one.
func (d *Desk) CheckProposal(ctx context.Context, by string, id market.ProposalID, what string, good bool, words string) error {
	if err := market.OneOf("what", what, market.Checks); err != nil {
		return err
	}
	words, err := market.Words(words, false)
	if err != nil {
		return err
	}
	return d.onProposal(ctx, by, id, func(w *store.Writer, _ store.ProposalRow, ref market.Ref) error {
		return w.Put(record.ProposalChecked, ref, 0, record.Checked{What: what, Good: good, Words: words})
	})
}

// FlagEmployer notes something of an employer, one of market.EmployerFlags, or takes the note of this
// station back. All stations see it; it stops nothing.
func (d *Desk) FlagEmployer(ctx context.Context, by string, id market.EmployerID, flag string, off bool) error {
	if err := market.OneOf("flag", flag, market.EmployerFlags); err != nil {
		return err
	}
	return d.staffDo(ctx, by, Publish, func(w *store.Writer) error {
		if _, err := w.Employer(id); err != nil {
			return err
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return w.Put(record.EmployerFlagged, ref, 0, record.Flagged{Flag: flag, Off: off})
	})
}

// unlisted refuses with red_listed an employer that the county has put on its red list, also without
// a line: what was heard last counts. Nothing of it is published, and no place is given.
func unlisted(w *store.Writer, id market.EmployerID) error {
	_, listed, err := w.EmployerListed(id)
	if err == nil && listed {
		err = market.Refuse("red_listed")
	}
	return err
}
