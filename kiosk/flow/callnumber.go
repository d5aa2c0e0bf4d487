package flow

import "yizhan/sync/market"

// CallNumber asks for a mobile number under which somebody wants to be called back. It is no
// identification: nothing is looked up.
type CallNumber struct {
	Keyed
	Title   string
	Icon    string
	Word    string // what it is for
	Lines   []Line
	Private string // what happens with the number

	steps Steps
	done  func(phone string)
}

// newCallNumber makes the page; steps may be zero. done is told the number in its written form.
func newCallNumber(a *App, steps Steps, done func(phone string)) *CallNumber {
	t := a.Words.T
	return &CallNumber{
		Keyed: Keyed{app: a, least: PhoneLength, most: PhoneLength},
		Title: t("callnumber.title"), Icon: "phone", Word: t("callnumber.word"),
		Lines: []Line{{"dialpad", t("callnumber.line")}}, Private: t("callnumber.private"), steps: steps, done: done,
	}
}

// Name implements Page.
func (*CallNumber) Name() string { return "call_number" }

// Kind implements Page.
func (*CallNumber) Kind() Kind { return Form }

// Forget implements Page.
func (c *CallNumber) Forget() {
	c.forget()
	c.done = func(string) {}
}

// Restart implements Restarter.
func (c *CallNumber) Restart() { c.forget() }

// Steps is where this page stands; zero for none.
func (c *CallNumber) Steps() Steps { return c.steps }

// Next goes on with a number that can be one.
func (c *CallNumber) Next() {
	phone, err := market.ParseMobile(c.Digits)
	if err != nil {
		c.wrong(c.app.Words.T("phone.bad"))
		return
	}
	c.done(phone)
}
