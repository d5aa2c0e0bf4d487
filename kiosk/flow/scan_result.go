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

// ScanResult is what a scanned slip is worth now: whether it is true, whether the job still stands,
// and what changed since it was printed.
type ScanResult struct {
	Verdict Verdict
	Title   string // the verdict in words
	Second  string // who printed it and when, or what not to do
	Card    Card   // of the posting as it is known here, else as the slip says
	PayWhen string
	Facts   []ScanFact
	Place   int    // of a match slip; 0 for that of a posting
	Ticket  string // 票号 of a match slip
	Similar []Card // what else there is, where the job does not stand
	Open    int    // how many postings there are in all
	Advice  []Advice
	Fault   string
	Paper   Paper // of the new slip

	app    *App
	code   desk.Code
	posted bool // the posting is known here
}

// Verdict is what a slip is worth.
type Verdict int

// The verdicts: true and still wanted, true and nothing to go for, not to be checked here.
const (
	SlipGood Verdict = iota
	SlipPast
	SlipUnchecked
)

// ScanFact is a line of the job, with what the slip says where that is no longer so.
type ScanFact struct {
	Fact
	Old string // "" where nothing changed
}

// Advice is what to do, with the reason below.
type Advice struct{ Icon, Word, Second string }

// mostSimilar is how many other postings are shown.
const mostSimilar = 4

func newScanResult(a *App, c desk.Code) *ScanResult {
	r := &ScanResult{app: a, code: c}
	r.Reload()
	return r
}

// Name implements Page.
func (*ScanResult) Name() string { return "scan_result" }

// Kind implements Page.
func (*ScanResult) Kind() Kind { return Guest }

// Forget implements Page.
func (r *ScanResult) Forget() { *r = ScanResult{app: r.app} }

// Restart implements Restarter: whoever begins anew scans another.
func (r *ScanResult) Restart() { r.app.Replace(newWho(r.app, toSee, nil)) }

// Reload implements Reloader.
func (r *ScanResult) Reload() bool {
	if r.code.Slip == nil {
		return false
	}
	fresh := ScanResult{app: r.app, code: r.code, Paper: r.Paper}
	if err := fresh.read(r.app.Context); err != nil {
		fresh.Fault = r.app.Sentence(err)
	}
	*r = fresh
	return true
}

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
	case p.Closed:
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
		{"cellphone", t("scan.phone"), t("scan.phone_second")}, {"phone", t("scan.call"), t("scan.call_second")},
		{"sync", t("scan.later"), later}, {"alert-octagon", t("scan.money"), t("scan.money_second")},
	}
	r.fromSlip()
}

// About is the slip's job in one line.
func (r *ScanResult) About() string {
	s := r.code.Slip
	if s == nil {
		return ""
	}
	return r.app.Words.T("scan.about", "title", s.Title, "place", r.app.slipPlace(s), "when", r.app.slipWhen(s),
		"pay", yuan(s.Pay), "unit", r.app.unit(s.Unit))
}

// MayTake says whether the job can be taken from here.
func (r *ScanResult) MayTake() bool { return r.posted && r.Verdict == SlipGood && !r.code.Slip.Match }

// Take begins taking the job.
func (r *ScanResult) Take() {
	if r.MayTake() && !r.Card.Full {
		card := r.Card
		r.app.Show(newWho(r.app, toTake, &card))
	}
}

// Print queues a new slip of the posting, with what is true now.
func (r *ScanResult) Print() {
	if !r.MayTake() || r.Paper.Busy() {
		return
	}
	r.Paper = Paper{State: PaperQueued}
	id := r.Card.ID
	var job int64
	r.app.Slow(func(ctx context.Context) (err error) {
		_, job, err = r.app.Desk.PrintPosting(ctx, desk.Self, id)
		return err
	}, func(err error) {
		r.Paper.job = job
		if err != nil {
			r.Paper = Paper{}
			r.app.fault(err)
		}
	})
	r.app.Changed()
}

// Tick implements Ticker: the paper comes out.
func (r *ScanResult) Tick() bool { return r.Paper.look(r.app) }

// Detail shows one of the similar postings.
func (r *ScanResult) Detail(id market.PostingID) { r.app.Show(newDetail(r.app, id)) }

// All leads to the work there is.
func (r *ScanResult) All() { r.app.Replace(newTrades(r.app)) }

// Staff tells how to ask somebody.
func (r *ScanResult) Staff() {
	t := r.app.Words.T
	r.app.sheet(&Message{
		name: "ask_staff", Icon: "account-tie", Title: t("scan.staff_title"), Text: t("scan.staff_text"),
		Ways: []Way{r.app.understood()},
	})
}

// End ends the visit.
func (r *ScanResult) End() { r.app.End() }

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
