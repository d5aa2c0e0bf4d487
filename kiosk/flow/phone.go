package flow

import (
	"context"

	"yizhan/sync/market"
)

// PhoneLength is how many digits a mobile number has.
const PhoneLength = 11

// Phone asks who somebody is: a mobile number on a keypad.
type Phone struct {
	*visit
	Digits string
	Fault  string // why the number is not taken
}

// newPhone begins a visit: for a job, or without one a check-in.
func newPhone(a *App, job *Card) *Phone {
	return &Phone{visit: &visit{app: a, job: job, depth: len(a.stack)}}
}

// Name implements Page.
func (*Phone) Name() string { return "phone" }

// Kind implements Page.
func (*Phone) Kind() Kind { return Form }

// Forget implements Page.
func (p *Phone) Forget() {
	p.Digits, p.Fault = "", ""
	p.forget()
}

// Restart implements Restarter.
func (p *Phone) Restart() {
	job := p.job
	p.Forget()
	p.job = job
}

// Steps is where this page stands.
func (p *Phone) Steps() Steps { return p.steps(1) }

// Missing is how many digits are still to come.
func (p *Phone) Missing() int { return PhoneLength - len(p.Digits) }

// Digit presses a digit.
func (p *Phone) Digit(d rune) {
	if p.Missing() > 0 {
		p.set(p.Digits + string(d))
	}
}

// Delete takes the last digit away.
func (p *Phone) Delete() {
	if p.Digits != "" {
		p.set(p.Digits[:len(p.Digits)-1])
	}
}

// Clear takes all digits away.
func (p *Phone) Clear() { p.set("") }

func (p *Phone) set(digits string) {
	p.Digits, p.Fault = digits, ""
	p.app.Changed()
}

// Next looks the number up: who is known under it chooses, who is not is asked.
func (p *Phone) Next() {
	number, err := market.ParseMobile(p.Digits)
	if err != nil {
		p.Fault = p.app.Words.T("phone.bad")
		p.app.Changed()
		return
	}
	p.worker = market.Worker{Phone: number}
	var known []market.Worker
	p.app.Slow(func(ctx context.Context) (err error) {
		known, err = p.app.Desk.Store().WorkersByPhone(ctx, number)
		return err
	}, func(err error) {
		switch {
		case p.app.Current() != Page(p):
		case err != nil:
			p.app.fault(err)
		case len(known) > 0:
			p.app.Show(&People{visit: p.visit, known: known})
		default:
			p.app.Show(&Notice{visit: p.visit})
		}
	})
}
