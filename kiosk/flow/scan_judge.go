package flow

import (
	"context"
	"strings"

	"yizhan/assets"
	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// read works out what the slip is worth now.
func (r *ScanResult) read(ctx context.Context) error {
	s := r.code.Slip
	if s.Match {
		r.Place, r.Ticket = s.Place, ticketWords(s.MatchID(), s.Nonce)
	}
	if r.code.Kind == desk.UnknownSlip {
		r.unchecked()
		return nil
	}
	from, err := r.app.Desk.Store().StationName(ctx, s.Signer)
	if err != nil {
		return err
	}
	if from.Area != "" {
		r.Second = r.app.Words.T("scan.issued", "station", market.MarketName(r.app.Desk.Areas(), from.Area, from.Name),
			"at", r.app.moment(s))
	}
	p, err := r.app.Desk.Store().Posting(ctx, s.Posting)
	if market.Code(err) == "unknown_posting" {
		r.unheard()
		return nil
	}
	if err != nil {
		return err
	}
	e, err := r.app.Desk.Store().Employer(ctx, p.Employer)
	if err != nil {
		return err
	}
	r.posted = true
	r.Card, r.PayWhen = r.app.card(&p), r.app.payWhen(&p.Posting)
	r.compare(&p, &e)
	r.judge(&p)
	return nil
}

// judge says whether it is worth going.
func (r *ScanResult) judge(p *store.PostingRow) {
	t := r.app.Words.T
	key := ""
	switch {
	case r.code.Known && r.code.Match.State == market.Cancelled:
		key = "cancelled"
	case p.Closed, p.Withheld != "":
		key = "closed"
	case r.app.over(&p.Posting):
		key = "over"
	case p.Full() && !r.code.Slip.Match:
		key = "full"
	}
	if key == "" {
		r.Title = t("scan.open", "n", p.Left())
		if r.code.Slip.Match {
			r.Title = t("scan.yours", "n", r.Place)
		}
		return
	}
	r.Verdict, r.Title, r.Second = SlipPast, t("scan."+key), t("scan."+key+"_text")
	r.others(p.Trade)
}

// others finds work like the one that does not stand, the same trade first, then its group, then
// anything, each in the order of lists: the nearest first.
func (r *ScanResult) others(id market.TradeID) {
	trades := r.app.Desk.Trades()
	trade, _ := trades.Get(id)
	var group []market.TradeID
	for _, like := range trades.InGroup(trade.Group) {
		group = append(group, like.ID)
	}
	shown := map[market.PostingID]bool{r.code.Slip.Posting: true}
	for _, among := range [][]market.TradeID{{id}, group, nil} {
		found, fault := r.app.find(board.Query{Trades: among})
		if r.Fault, r.Open = fault, found.Open; fault != "" {
			return
		}
		for _, row := range found.Rows[:found.Open] {
			if len(r.Similar) == mostSimilar {
				break
			}
			if c := r.app.rowCard(row); !shown[c.ID] {
				r.Similar, shown[c.ID] = append(r.Similar, c), true
			}
		}
	}
}

// unheard is a true slip of a posting that has not come here yet.
func (r *ScanResult) unheard() {
	t := r.app.Words.T
	r.Title = t("scan.unheard")
	r.Second = strings.TrimSpace(r.Second + t("scan.unheard_text"))
	r.fromSlip()
}

// unchecked is a slip that nobody here can check: neither true nor false.
func (r *ScanResult) unchecked() {
	t := r.app.Words.T
	r.Verdict, r.Title, r.Second = SlipUnchecked, t("scan.unknown"), t("scan.unknown_text")
	later := t("scan.later_second")
	if s := r.app.Config.Back.SyncState(); !s.Online {
		later = t("scan.later_away", "away", r.app.away(s.LastGood))
	}
	r.Advice = []Advice{
		{"cellphone", t("scan.phone"), t("scan.phone_second")},
		{"phone", t("scan.call"), t("scan.call_second")},
		{"sync", t("scan.later"), later},
		{"alert-octagon", t("scan.money"), t("scan.money_second")},
	}
	r.fromSlip()
}

// fromSlip puts what the slip says by itself into the card.
func (r *ScanResult) fromSlip() {
	a, s := r.app, r.code.Slip
	icon := "ticket-confirmation"
	if tr, ok := a.Desk.Trades().ByNo(s.TradeNo); ok {
		icon, _ = assets.TradeIcon(string(tr.ID))
	}
	r.Card = Card{
		ID: s.Posting, Icon: icon, Title: s.Title, Place: a.slipPlace(s), When: a.slipWhen(s),
		Pay: yuan(s.Pay), Unit: a.unit(s.Unit), Heads: s.Headcount,
	}
	r.PayWhen = a.Words.T("pay_when.unsaid")
	r.Facts = []ScanFact{
		{Fact: Fact{"clock", a.Words.T("fact.when"), a.slipWhen(s), ""}},
		{Fact: Fact{"map-marker", a.Words.T("fact.where"), a.slipPlace(s), ""}},
	}
	if s.Phone != "" {
		r.Facts = append(r.Facts, ScanFact{Fact: Fact{"phone", a.Words.T("fact.phone"), market.MaskPhone(s.PhoneText()), ""}})
	}
}
