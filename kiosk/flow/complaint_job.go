package flow

import (
	"strconv"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// How far back and ahead the jobs lie that somebody may complain about, in days, and how many of
// them are offered.
const (
	jobsBack  = 90
	jobsAhead = 7
	mostJobs  = 48
)

// ComplaintJob asks which job it is about; nobody has to say.
type ComplaintJob struct {
	*complaintForm
	Cards []Card
	Pager Pager
	Fault string
}

func newComplaintJob(f *complaintForm) *ComplaintJob {
	p := &ComplaintJob{complaintForm: f, Pager: Pager{Size: 6}}
	p.read()
	return p
}

func (p *ComplaintJob) read() {
	now := p.app.CivilNow()
	ahead := jobsAhead
	if p.said.Kind == market.WagesOwed { // nobody is owed for work to come
		ahead = 0
	}
	from, to := market.MinuteOf(now.AddDate(0, 0, -jobsBack)).Date(), market.Minute(market.MinuteOf(now.AddDate(0, 0, ahead)).Date()+"T23:59")
	var rows []store.PostingRow
	rows, err := p.app.Desk.Store().Between(p.app.Context, from, to, mostJobs)
	if err != nil {
		p.Fault = p.app.Sentence(err)
	}
	for i := range rows {
		p.Cards = append(p.Cards, p.app.card(&rows[i]))
	}
	p.Pager.Recount(len(p.Cards))
}

// Name implements Page.
func (*ComplaintJob) Name() string { return "complaint.job" }

// Kind implements Page.
func (*ComplaintJob) Kind() Kind { return Form }

// Forget implements Page.
func (p *ComplaintJob) Forget() { p.Cards = nil }

// Steps is where this page stands.
func (p *ComplaintJob) Steps() Steps { return Steps{2, p.of()} }

// Fit says how many cards stand on a page.
func (p *ComplaintJob) Fit(size int) { p.Pager.Fit(size) }

// Shown are the jobs of the page that is shown, the latest first.
func (p *ComplaintJob) Shown() []Card {
	from, to := p.Pager.Span()
	return p.Cards[from:to]
}

// Turn goes by pages.
func (p *ComplaintJob) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Pick answers.
func (p *ComplaintJob) Pick(c Card) {
	p.job, p.said.Posting = &c, c.ID
	p.askMoney()
}

// Skip goes on without a job.
func (p *ComplaintJob) Skip() {
	p.job, p.said.Posting = nil, ""
	p.askMoney()
}

// sumDigits is how many digits an amount has at most, in yuan.
const sumDigits = 6

// ComplaintSum asks how much is owed, or was asked for; nobody has to say.
type ComplaintSum struct {
	*complaintForm
	Keyed
}

func newComplaintSum(f *complaintForm) *ComplaintSum {
	p := &ComplaintSum{complaintForm: f, Keyed: Keyed{app: f.app, most: sumDigits}}
	if f.said.Amount > 0 {
		p.Digits = strconv.FormatInt(int64(f.said.Amount)/100, 10)
	}
	return p
}

// Name implements Page.
func (*ComplaintSum) Name() string { return "complaint.sum" }

// Kind implements Page.
func (*ComplaintSum) Kind() Kind { return Form }

// Forget implements Page.
func (p *ComplaintSum) Forget() { p.Keyed.forget() }

// Steps is where this page stands.
func (p *ComplaintSum) Steps() Steps { return Steps{p.of() - 1, p.of()} }

// What is the kind of the complaint: wages or a fee.
func (p *ComplaintSum) What() market.ComplaintKind { return p.said.Kind }

// Next goes on with the amount, or without one.
func (p *ComplaintSum) Next() {
	p.said.Amount = fen(p.Digits)
	p.askWho()
}

// ComplaintWho asks whether to leave a number.
type ComplaintWho struct{ *complaintForm }

// Name implements Page.
func (*ComplaintWho) Name() string { return "complaint.who" }

// Kind implements Page.
func (*ComplaintWho) Kind() Kind { return Form }

// Forget implements Page.
func (*ComplaintWho) Forget() {}

// Steps is where this page stands.
func (p *ComplaintWho) Steps() Steps { return Steps{p.of(), p.of()} }

// Own is the masked number of whoever is known to stand here, "" for nobody.
func (p *ComplaintWho) Own() string {
	if p.who.Phone == "" {
		return ""
	}
	return market.MaskPhone(p.who.Phone)
}

// Anonymous files without a number.
func (p *ComplaintWho) Anonymous() { p.file("") }

// UseOwn files with the number of who stands here.
func (p *ComplaintWho) UseOwn() { p.file(p.who.Phone) }

// Leave asks for a number.
func (p *ComplaintWho) Leave() {
	f := p.complaintForm
	c := newCallNumber(p.app, p.Steps(), func(phone string) {
		f.who = market.Worker{}
		f.file(phone)
	})
	p.app.Show(c)
}
