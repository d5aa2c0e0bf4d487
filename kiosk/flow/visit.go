package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// visit is what one person does here, from the phone number to the end: take a job, or check
// in. It lives in memory only; the wipe forgets it.
type visit struct {
	app   *App
	job   *Card // to be taken; nil for a check-in
	depth int   // pages below the visit's first

	worker market.Worker // known, or as far as the form is filled
	warned bool          // of other work at the same time
}

// Steps is where a page of a visit stands: step of steps, from 1.
type Steps struct{ Step, Of int }

// steps of a visit: phone, notice, name, birth year, and for a check-in the trades.
func (v *visit) steps(step int) Steps {
	if v.job == nil {
		return Steps{step, 5}
	}
	return Steps{step, 4}
}

// Job is what the visit is about, nil for a check-in.
func (v *visit) Job() *Card { return v.job }

// forget drops the person.
func (v *visit) forget() { v.worker, v.job, v.warned = market.Worker{}, nil, false }

// leave takes the pages of the visit away, so that 返回 does not lead to steps that are done.
func (v *visit) leave() {
	for len(v.app.stack) > v.depth {
		v.app.Current().Forget()
		v.app.stack = v.app.stack[:len(v.app.stack)-1]
	}
}

// browse ends the visit without anything kept: back to the posting, or to the work there is.
func (v *visit) browse() {
	job := v.job
	v.leave()
	if job == nil {
		v.app.Show(newTrades(v.app))
		return
	}
	v.app.Changed()
}

// known goes on with somebody who is registered here.
func (v *visit) known(w market.Worker) {
	v.worker = w
	if v.job != nil {
		v.take()
		return
	}
	v.arrive(func(ctx context.Context) (desk.Arrival, error) {
		return v.app.Desk.CheckInKnown(ctx, desk.Self, w.ID, "")
	}, v.number)
}

// filled goes on with a form that is complete: the person is registered and checked in, and
// takes the job if there is one.
func (v *visit) filled() {
	w := v.worker
	v.arrive(func(ctx context.Context) (desk.Arrival, error) {
		return v.app.Desk.CheckIn(ctx, desk.Self, w, "")
	}, func(a desk.Arrival) {
		if v.worker.ID = a.Worker; v.job != nil {
			v.take()
			return
		}
		v.number(a)
	})
}

// arrive makes a check-in off the screen and goes on with it.
func (v *visit) arrive(do func(context.Context) (desk.Arrival, error), then func(desk.Arrival)) {
	v.app.Show(newWait(v.app, "wait.save"))
	var a desk.Arrival
	v.app.Slow(func(ctx context.Context) (err error) {
		a, err = do(ctx)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			then(a)
		case market.Code(err) == "under16":
			v.tooYoung()
		default:
			v.app.Back()
			v.app.fault(err)
		}
	})
}

// tooYoung is the kind refusal; nothing is kept.
func (v *visit) tooYoung() {
	a := v.app
	v.leave()
	a.Show(&Message{
		app: a, name: "young", kind: Form, Icon: "school", Title: a.Words.T("young.title"), Text: a.Words.T("young.text"),
		Columns: []Column{{Lines: a.lines("hand-heart", "young.help_1", "young.help_2")}},
		Ways:    []Way{{"check-bold", a.Words.T("way.understood"), a.End}},
	})
}

// number shows the number of the day.
func (v *visit) number(arrival desk.Arrival) {
	name := v.worker.Name
	v.leave()
	v.app.Show(&Number{app: v.app, Who: name, Number: arrival.Number, Again: arrival.Again})
}

// Wait is shown while something is being saved or asked for.
type Wait struct {
	Text string
	Note string
}

func newWait(a *App, key string) *Wait {
	return &Wait{Text: a.Words.T(key), Note: a.Words.T(key + "_note")}
}

// Name implements Page.
func (*Wait) Name() string { return "wait" }

// Kind implements Page.
func (*Wait) Kind() Kind { return Form }

// Forget implements Page.
func (*Wait) Forget() {}

// Number is the end of a check-in: the number of the day.
type Number struct {
	Who    string
	Number int
	Again  bool // checked in before today; the number is the same

	app *App
}

// Name implements Page.
func (*Number) Name() string { return "number" }

// Kind implements Page.
func (*Number) Kind() Kind { return Guest }

// Forget implements Page.
func (n *Number) Forget() { *n = Number{app: n.app} }

// Find leads to the work there is.
func (n *Number) Find() { n.app.Replace(newTrades(n.app)) }
