package desk

import (
	"context"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Proposed is a posting that was handed in, durable.
type Proposed struct {
	ID      market.ProposalID
	Number  string           // by which its author follows it, eight digits
	Posting market.PostingID // where it is open at once; "" where it waits for staff
}

// Propose keeps a posting that an employer hands in alone. It waits for staff, unless the employer
// is known and clean (DESIGN.md): then it is open at once. Nothing of a new employer is public
// before staff pass it. It refuses with the faults of posting and employer, with unknown_employer,
// and with Blocked what must not be published at all.
func (d *Desk) Propose(ctx context.Context, by string, p market.Proposal) (Proposed, error) {
	e, posting := p.Employer, p.Posting
	if posting.Employer = e.ID; e.ID == "" {
		e.Normalize()
		if err := e.Validate(d.now()); err != nil {
			return Proposed{}, err
		}
		posting.Employer = "new"
	}
	posting.Normalize()
	if err := posting.Validate(d.now(), d.areas, d.trades); err != nil {
		return Proposed{}, err
	}
	if err := d.screened(&posting); err != nil {
		return Proposed{}, err
	}
	var out Proposed
	err := d.store.Write(ctx, by, func(w *store.Writer) (err error) {
		who := record.Proposer{Called: e.Contact, Phone: e.Phone}
		firm := record.Employer{Name: e.Name, Kind: e.Kind, USCC: e.USCC, Licence: e.Licence}
		if e.ID != "" {
			known, err := w.Employer(e.ID)
			if err != nil {
				return err
			}
			if err := unlisted(w, e.ID); err != nil {
				return err
			}
			who = record.Proposer{Called: known.Contact, Phone: known.Phone}
			firm = record.Employer{Name: known.Name, Kind: known.Kind, Licence: known.Licence}
		} else if _, listed, err := w.RedListed("", e.USCC, e.Phone); err != nil {
			return err
		} else if listed {
			return market.Refuse("red_listed")
		}
		if e.ID == "" && personal(e.Kind) && e.USCC == "" {
			firm.Name, who.Name = "", e.Name
		}
		box, err := w.Seal(who, false)
		if err != nil {
			return err
		}
		if out.Number, err = followNo(w); err != nil {
			return err
		}
		ref := w.NewRef()
		out.ID = market.ProposalID(ref.String())
		body := ledger.PostingBody(&posting)
		body.Employer = record.Ref{}
		if err := w.Put(record.ProposalMade, ref, 0, record.Proposal{
			Number: out.Number, Posting: body, Employer: record.RefOf(e.ID), Firm: firm,
		}, box); err != nil {
			return err
		}
		clean, err := d.clean(w, e.ID, &posting)
		if err != nil || !clean {
			return err
		}
		out.Posting, err = openProposed(w, ref, posting)
		return err
	})
	if err != nil {
		return Proposed{}, err
	}
	d.changed()
	return out, nil
}

// clean says whether a posting of this employer may be open before staff have seen it: one of
// theirs was here before, nobody complains of them, and nothing in it wants a reason.
func (d *Desk) clean(w *store.Writer, id market.EmployerID, p *market.Posting) (bool, error) {
	if id == "" {
		return false, nil
	}
	s, err := w.StandingOf(id)
	if err != nil {
		return false, err
	}
	return s.Postings > 0 && s.Complaints == 0 && len(d.Screen(p).Warnings) == 0, nil
}

// openProposed opens the posting of a proposal and settles it.
func openProposed(w *store.Writer, proposal market.Ref, p market.Posting) (market.PostingID, error) {
	if err := openPosting(w, &p); err != nil {
		return "", err
	}
	return p.ID, w.Put(record.ProposalSettled, proposal, 0, record.ProposalOutcome{Posting: record.RefOf(p.ID)})
}

// PassProposal opens what an employer handed in, as it was said, and registers the employer where
// it is new. It refuses with unknown_proposal, with wrong_state when it is settled, with past_start
// and the other faults of a posting whose time has gone by.
func (d *Desk) PassProposal(ctx context.Context, by string, id market.ProposalID) (market.PostingID, error) {
	var opened market.PostingID
	err := d.onProposal(ctx, by, id, func(w *store.Writer, p store.ProposalRow, ref market.Ref) (err error) {
		posting := p.Posting
		if posting.Employer = p.Employer.ID; posting.Employer == "" {
			e := p.Employer
			e.Normalize()
			if err := e.Validate(d.now()); err != nil {
				return err
			}
			if posting.Employer, err = registerEmployer(w, e); err != nil {
				return err
			}
		}
		posting.Normalize()
		if err := posting.Validate(d.now(), d.areas, d.trades); err != nil {
			return err
		}
		if err := d.screened(&posting); err != nil {
			return err
		}
		opened, err = openProposed(w, ref, posting)
		return err
	})
	return opened, err
}

// ReturnProposal gives it back to the employer with a reason of market.ReturnReasons.
func (d *Desk) ReturnProposal(ctx context.Context, by string, id market.ProposalID, reason, words string) error {
	if !slices.Contains(market.ReturnReasons, reason) {
		return &market.Error{Code: "unknown_choice", Field: "reason"}
	}
	words, err := market.Words(words, false)
	if err != nil {
		return err
	}
	return d.onProposal(ctx, by, id, func(w *store.Writer, _ store.ProposalRow, ref market.Ref) error {
		return w.Put(record.ProposalSettled, ref, 0, record.ProposalOutcome{Reason: reason, Words: words})
	})
}

// onProposal does something about a proposal that waits.
func (d *Desk) onProposal(ctx context.Context, by string, id market.ProposalID, f func(*store.Writer, store.ProposalRow, market.Ref) error) error {
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, Publish); err != nil {
			return err
		}
		p, err := w.Proposal(id)
		if err != nil {
			return err
		}
		if p.State != market.ProposalWaits {
			return market.Refuse("wrong_state")
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return f(w, p, ref)
	})
	if err == nil {
		d.changed()
	}
	return err
}
