package flow

import (
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
