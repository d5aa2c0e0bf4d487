package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// complaintForm is what one person complains of, from the picture to the number. It lives in
// memory only; the wipe forgets it.
type complaintForm struct {
	app   *App
	depth int // pages below its first
	said  market.Complaint
	job   *Card         // what it is about; nil for not said
	given bool          // the job was named before the form began
	who   market.Worker // who is known to stand here; zero for nobody
	busy  bool
}

// ComplaintWhat asks what happened, by picture. It is the first page of 投诉维权.
type ComplaintWhat struct {
	*complaintForm
	Phone string // to call instead
	Fault string

	about market.MatchID
}

// NewComplaint begins a complaint. about is the match it is about, for whoever comes from 我的 or
// from a slip: then the job is not asked for, and 没拿到工钱 is chosen. who is the person if known
// from there: the number is offered for calling back, never taken unasked. Both may be empty.
func NewComplaint(a *App, about market.MatchID, who market.Worker) *ComplaintWhat {
	w := &ComplaintWhat{complaintForm: &complaintForm{app: a, depth: len(a.stack), who: who}, about: about}
	w.begin()
	return w
}

// begin fills in what is known before anything is asked.
func (w *ComplaintWhat) begin() {
	page, _ := w.app.stationPage()
	w.Phone, w.Fault = page.Inquiry, ""
	if w.about == "" {
		return
	}
	m, err := w.app.Desk.Store().Match(w.app.Context, w.about)
	if err != nil {
		w.Fault = w.app.Sentence(err)
		return
	}
	row, err := w.app.Desk.Store().Posting(w.app.Context, m.Posting)
	if err != nil {
		w.Fault = w.app.Sentence(err)
		return
	}
	card := w.app.card(&row)
	w.job, w.given = &card, true
	w.said = market.Complaint{Kind: market.WagesOwed, Match: m.ID, Posting: m.Posting}
	if row.Unit == "job" || row.Unit == "day" && row.Shift().Days == 1 {
		w.said.Amount = row.Pay
	}
}

// stationPage is what the county says of this station, or the usual lines while it says nothing.
func (a *App) stationPage() (page market.StationPage, described bool) {
	id, err := a.Desk.Store().Identity(a.Context)
	if err == nil {
		page, described, err = a.Desk.Store().StationPage(a.Context, id.Station)
	}
	if err != nil {
		page.Normalize()
	}
	return page, described
}

// Name implements Page.
func (*ComplaintWhat) Name() string { return "complaint" }

// Kind implements Page.
func (*ComplaintWhat) Kind() Kind { return Form }

// Forget implements Page.
func (w *ComplaintWhat) Forget() {
	w.about = ""
	w.forget()
}

func (f *complaintForm) forget() {
	f.said, f.job, f.given, f.who, f.busy = market.Complaint{}, nil, false, market.Worker{}, false
}

// Restart implements Restarter.
func (w *ComplaintWhat) Restart() {
	who := w.who
	w.forget()
	w.who = who
	w.begin()
}

// Steps is where this page stands.
func (w *ComplaintWhat) Steps() Steps { return Steps{1, w.of()} }

// of is how many steps the form has: the picture, the job unless it is known, how much money
// where it is about money, and whether to leave a number.
func (f *complaintForm) of() int {
	n := 2
	if !f.given {
		n++
	}
	if f.money() {
		n++
	}
	return n
}

// money says whether it is about an amount.
func (f *complaintForm) money() bool {
	return f.said.Kind == market.WagesOwed || f.said.Kind == market.FeeAsked
}

// Job is what the complaint is about, nil when that was not said.
func (f *complaintForm) Job() *Card { return f.job }

// Chosen says whether this picture is the answer.
func (w *ComplaintWhat) Chosen(k market.ComplaintKind) bool { return w.said.Kind == k }

// Ready says whether there is an answer.
func (w *ComplaintWhat) Ready() bool { return w.said.Kind != "" }

// Pick answers.
func (w *ComplaintWhat) Pick(k market.ComplaintKind) {
	w.said.Kind = k
	w.app.Changed()
}

// Follow leads to asking what became of an earlier one.
func (w *ComplaintWhat) Follow() { w.app.Show(newFollowAsk(w.app)) }

// Next asks which job, unless it is known.
func (w *ComplaintWhat) Next() {
	switch {
	case !w.Ready():
	case w.given:
		w.askMoney()
	default:
		w.app.Show(newComplaintJob(w.complaintForm))
	}
}

// askMoney asks how much, where it is about money.
func (f *complaintForm) askMoney() {
	if !f.money() {
		f.said.Amount = 0
		f.askWho()
		return
	}
	f.app.Show(newComplaintSum(f))
}

func (f *complaintForm) askWho() { f.app.Show(&ComplaintWho{complaintForm: f}) }

// file writes the complaint and shows its number.
func (f *complaintForm) file(phone string) {
	if f.busy {
		return
	}
	f.busy = true
	said, app := f.said, f.app
	if said.Phone = phone; phone != "" {
		said.Called = f.who.Name
	}
	done := newComplaintDone(app, said, f.job)
	app.Show(newWait(app, "wait.save"))
	app.Slow(func(ctx context.Context) (err error) {
		done.filed, err = app.Desk.Complain(ctx, desk.Self, said)
		return err
	}, func(err error) {
		f.busy = false
		if err != nil {
			app.Back()
			app.fault(err)
			return
		}
		app.cut(f.depth)
		done.saved()
		app.Show(done)
	})
}
