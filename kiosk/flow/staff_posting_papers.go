package flow

import (
	"context"

	"yizhan/sync/market"
)

// AskPaper asks which paper of the posting is to be printed; NoPaper takes that back.
func (p *StaffPosting) AskPaper() { p.papers(true) }

// NoPaper see AskPaper.
func (p *StaffPosting) NoPaper() { p.papers(false) }

func (p *StaffPosting) papers(on bool) {
	p.Printing = on
	p.app.Changed()
}

// PrintNames queues the list of who comes, with phones, for the employer.
func (p *StaffPosting) PrintNames() {
	p.Printing = false
	id, by := p.Row.ID, p.by()
	p.run(func(ctx context.Context) error {
		_, err := p.app.Desk.PrintNames(ctx, by, id)
		return err
	}, p.app.Words.T("papers.queued"))
}

// MayAgree says whether an agreement can be printed: for the match that is chosen, while it stands.
func (p *StaffPosting) MayAgree() bool {
	l, ok := p.Line()
	return ok && l.State != market.Cancelled
}

// PrintAgreement queues the agreement of the chosen match, once for each side.
func (p *StaffPosting) PrintAgreement() {
	l, by := p.Chosen, p.by()
	p.Printing = false
	p.run(func(ctx context.Context) error {
		_, err := p.app.Desk.PrintAgreement(ctx, by, l)
		return err
	}, p.app.Words.T("papers.queued"))
}
