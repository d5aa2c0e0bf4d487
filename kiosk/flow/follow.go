package flow

import (
	"context"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// followDigits is how many digits a number to follow by has.
const followDigits = 8

// FollowAsk asks for the number under which somebody complained or handed a posting in.
type FollowAsk struct{ Keyed }

func newFollowAsk(a *App) *FollowAsk {
	return &FollowAsk{Keyed{app: a, least: followDigits, most: followDigits}}
}

// Name implements Page.
func (*FollowAsk) Name() string { return "follow" }

// Kind implements Page.
func (*FollowAsk) Kind() Kind { return Form }

// Forget implements Page.
func (p *FollowAsk) Forget() { p.forget() }

// Restart implements Restarter.
func (p *FollowAsk) Restart() { p.forget() }

// Next shows what became of it. A number that was misread is told before it is looked for.
func (p *FollowAsk) Next() {
	number := p.Digits
	if !market.CheckFollowNo(number) {
		p.wrong(p.app.Words.T("complaint.follow_bad"))
		return
	}
	var complaint store.ComplaintRow
	var proposal store.ProposalRow
	p.app.Slow(func(ctx context.Context) (err error) {
		if complaint, err = p.app.Desk.Store().ComplaintByNumber(ctx, number); market.Code(err) == "unknown_complaint" {
			proposal, err = p.app.Desk.Store().ProposalByNumber(ctx, number)
		}
		return err
	}, func(err error) {
		switch {
		case p.app.Current() != Page(p):
		case err == nil && proposal.ID != "":
			p.app.Replace(newHireStory(p.app, proposal))
		case err == nil:
			p.app.Replace(newComplaintStory(p.app, complaint))
		case market.Code(err) == "unknown_proposal":
			page, _ := p.app.stationPage()
			p.wrong(p.app.Words.T("complaint.follow_unknown", "phone", page.Complaints))
		default:
			p.app.fault(err)
		}
	})
}

// dateOf is 7月14日 of a moment in milliseconds.
func (a *App) dateOf(at int64) string { return a.dateWord(time.UnixMilli(at).In(market.Zone)) }
