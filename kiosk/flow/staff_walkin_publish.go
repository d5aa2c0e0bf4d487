package flow

import (
	"context"
	"errors"
	"slices"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// draft is the posting as the form says it, whether good or not.
func (w *Walkin) draft() market.Posting {
	p := w.Posting
	p.Headcount, p.Pay = headcount(w.Heads), fen(w.Pay)
	p.Start, p.End = w.times()
	if p.Employer = w.Employer.ID; p.Employer == "" {
		p.Employer = "new" // registered together with the posting
	}
	return p
}

// Publish registers the employer when new and opens the posting. A refusal leaves the form as
// it is, with the words next to the line they are about.
func (p *WalkinPage) Publish() {
	if p.busy {
		return
	}
	if blocks := p.Blocks(); len(blocks) > 0 {
		p.fault("", blocks[0].Text)
		return
	}
	if i := slices.IndexFunc(p.Warnings(), func(w LineFinding) bool { return w.Reason == "" }); i >= 0 {
		p.Confirm(p.Warnings()[i].Code)
		return
	}
	p.busy, p.Faults = true, map[string]string{}
	reasons := p.givenReasons()
	// The work takes along what it needs: a wipe may empty the form meanwhile.
	posting, employer, by, app := p.draft(), p.Employer, p.by(), p.app
	var id market.PostingID
	p.app.Slow(func(ctx context.Context) (err error) {
		// What the posting would be refused for is found before the employer is written.
		if err := posting.Validate(app.Now(), app.Desk.Areas(), app.Desk.Trades()); err != nil {
			return err
		}
		if employer.ID == "" {
			if employer.ID, err = app.Desk.RegisterEmployer(ctx, by, employer); err != nil {
				return err
			}
		}
		posting.Employer = employer.ID
		id, err = app.Desk.OpenPostingBecause(ctx, by, posting, reasons)
		return err
	}, func(err error) {
		p.busy = false
		p.Employer.ID = employer.ID // once registered, a second try does not do it again
		if blocked, ok := errors.AsType[*desk.Blocked](err); ok {
			p.blockedFault(blocked)
			return
		}
		if err != nil {
			p.publishFault(err)
			return
		}
		under := p.under
		p.leaveTo(under)
		p.app.Show(newWalkinDone(p.Clerk, under, id))
	})
	p.app.Changed()
}

// publishFault puts the words for a refusal where the answer stands.
func (p *WalkinPage) publishFault(err error) {
	field := ""
	var all market.Errors
	if errors.As(err, &all) && len(all) > 0 {
		field = all[0].Field
	}
	p.Faults = map[string]string{field: p.app.Sentence(err)}
	p.showFault()
}

// showFault turns to the page of the check on which something is wrong.
func (p *WalkinPage) showFault() {
	for i, l := range p.CheckLines() {
		if l.Fault != "" {
			p.CheckPager.Show(i)
		}
	}
}

// Publishing says that the posting is being written.
func (w *Walkin) Publishing() bool { return w.busy }
