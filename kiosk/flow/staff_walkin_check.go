package flow

import (
	"context"
	"strings"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// CheckLine is one line of the check: a question, its answer, and where to mend it.
type CheckLine struct {
	Icon, Label, Text string
	Step              WalkinStep
	Fault             string
}

// CheckAnswers is how many lines the check has.
const CheckAnswers = 6

// ShownLines are the lines of the check's page that is shown.
func (p *WalkinPage) ShownLines() []CheckLine {
	from, to := p.CheckPager.Span()
	return p.CheckLines()[from:to]
}

// TurnCheck goes by pages of the check.
func (p *WalkinPage) TurnCheck(by int) {
	p.CheckPager.Turn(by)
	p.app.Changed()
}

// CheckLines are all answers as they will be published.
func (p *WalkinPage) CheckLines() []CheckLine {
	d := p.draft()
	t := p.app.Words.T
	phone := p.Employer.Phone
	if p.Alone {
		phone = market.MaskPhone(phone)
	}
	who := t("walkin.check.who_text", "name", p.Employer.Name, "phone", phone)
	work := d.Title
	if trade, ok := p.app.Desk.Trades().Get(d.Trade); ok && trade.Short != d.Title {
		work = t("walkin.check.work_text", "trade", trade.Short, "title", d.Title)
	}
	pay := t("walkin.check.pay_text", "n", d.Headcount, "pay", yuan(d.Pay), "unit", p.app.unit(d.Unit),
		"settlement", t("settlement."+string(d.Settlement)))
	where := p.app.Desk.Areas().Place(d.Area)
	if d.Place != "" {
		where = t("walkin.check.where_text", "area", where, "place", d.Place)
	}
	lines := []CheckLine{
		{Icon: "account-tie", Label: t("walkin.check.who"), Text: who, Step: AskPhone},
		{Icon: "account-hard-hat", Label: t("walkin.check.work"), Text: work, Step: AskTrade},
		{Icon: "cash", Label: t("walkin.check.pay"), Text: pay, Step: AskPay},
		{Icon: "clock", Label: t("walkin.check.when"), Text: p.app.whenExact(&d), Step: AskDay},
		{Icon: "map-marker", Label: t("walkin.check.where"), Text: where, Step: AskWhere},
		{Icon: "rice", Label: t("walkin.check.extras"), Text: p.extras(), Step: AskExtras},
	}
	for i := range lines {
		lines[i].Fault = p.faultOf(lines[i].Step)
	}
	return lines
}

// faultOf is the sentence about the fields that a step asks for.
func (p *WalkinPage) faultOf(step WalkinStep) string {
	fields := walkinFields[step]
	switch step {
	case AskPhone:
		fields = append([]string{"phone", "kind", "employer"}, walkinFields[AskFirm]...)
	case AskDay:
		fields = walkinFields[AskHours]
	}
	for _, f := range fields {
		if s := p.Faults[f]; s != "" {
			return s
		}
	}
	return ""
}

// extras lists what is offered, and how the posting came.
func (w *Walkin) extras() string {
	var out []string
	for _, name := range OfferNames {
		if w.Offers(name) {
			out = append(out, w.app.Words.T("offer."+name))
		}
	}
	if len(out) == 0 {
		out = append(out, w.app.Words.T("walkin.check.nothing"))
	}
	if !w.Alone { // who stands at the screen came on site
		out = append(out, w.app.Words.T("source."+string(w.Posting.Source)))
	}
	return strings.Join(out, w.app.Words.T("walkin.check.and"))
}

// Preview is the card as the board will show it.
func (p *WalkinPage) Preview() Card {
	d := p.draft()
	return p.app.card(&store.PostingRow{Posting: d})
}

// Mend opens the screen of one line; its answer leads back to the check. Day and hours are two
// screens, of which the first leads to the second.
func (p *WalkinPage) Mend(step WalkinStep) {
	p.Faults = map[string]string{}
	if step == AskWhere && p.Posting.Area != "" {
		p.Where.Choose(p.Posting.Area)
	}
	p.app.Show(&WalkinPage{Walkin: p.Walkin, Step: step, Mending: true})
}

// WalkinDone is the page after a posting was published.
type WalkinDone struct {
	*Clerk
	Row store.PostingRow
	// Job is the print job of its slip, 0 while none was asked for; State is how far it is.
	Job   int64
	State store.PrintState
	Fault string

	under Page
	busy  bool
}

func newWalkinDone(c *Clerk, under Page, id market.PostingID) *WalkinDone {
	p := &WalkinDone{Clerk: c, under: under, Row: store.PostingRow{Posting: market.Posting{ID: id}}}
	p.Reload()
	return p
}

// Name implements Page.
func (p *WalkinDone) Name() string { return "walkin.done" }

// Kind implements Page.
func (p *WalkinDone) Kind() Kind { return Staff }

// Forget implements Page.
func (p *WalkinDone) Forget() { p.Row, p.Job, p.Fault = store.PostingRow{}, 0, "" }

// Reload implements Reloader.
func (p *WalkinDone) Reload() bool {
	row, err := p.app.Desk.Store().Posting(p.app.Context, p.Row.ID)
	if err != nil {
		p.Fault = p.app.Sentence(err)
		return true
	}
	fresh := row != p.Row
	p.Row = row
	return fresh
}

// Tick implements Ticker: the paper goes its way.
func (p *WalkinDone) Tick() bool {
	if p.Job == 0 {
		return false
	}
	state, err := p.app.Config.Back.PrintState(p.app.Context, p.Job)
	if err != nil || store.PrintState(state) == p.State {
		return false
	}
	p.State = store.PrintState(state)
	return true
}

// Card puts the posting into words.
func (p *WalkinDone) Card() Card { return p.app.card(&p.Row) }

// When is the posting's time with its date.
func (p *WalkinDone) When() string { return p.app.whenExact(&p.Row.Posting) }

// Print queues the posting's slip, once.
func (p *WalkinDone) Print() {
	if p.busy || p.Job != 0 {
		return
	}
	p.busy, p.Fault = true, ""
	var job int64
	id, by := p.Row.ID, p.by()
	p.app.Slow(func(ctx context.Context) (err error) {
		_, job, err = p.app.Desk.PrintPosting(ctx, by, id)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Job, p.State = job, store.Queued
	})
}

// Finished leads back to where the form began.
func (p *WalkinDone) Finished() { p.leaveTo(p.under) }

// Another begins the entry of the next posting.
func (p *WalkinDone) Another() {
	p.leaveTo(p.under)
	p.app.Show(newWalkin(p.Clerk, p.under).first())
}
