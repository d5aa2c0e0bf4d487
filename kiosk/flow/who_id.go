package flow

import (
	"context"
	"errors"

	"yizhan/sync/market"
)

// read waits for an identity card on the reader.
func (w *Who) read() {
	if w.app.ReadID == nil {
		w.NoReader = true
		return
	}
	ctx, cancel := context.WithCancel(w.app.Context)
	w.stop = cancel
	w.NoReader = false
	var card market.IDCard
	w.app.Slow(func(context.Context) (err error) {
		card, err = w.app.ReadID(ctx)
		return err
	}, func(err error) {
		waits := ctx.Err() == nil // otherwise another way was chosen meanwhile
		cancel()
		switch {
		case !waits || w.app.Current() != Page(w) || errors.Is(err, context.Canceled):
		case market.Code(err) == "card_unread":
			w.Unread = true
			w.read()
		case err != nil:
			w.NoReader = true
		default:
			w.laid(card)
		}
	})
}

// laid goes on with a card that was read.
func (w *Who) laid(card market.IDCard) {
	var found []market.Worker
	w.app.Slow(func(ctx context.Context) (err error) {
		found, err = w.app.Desk.Store().WorkersByIDNumber(ctx, card.Number)
		return err
	}, func(err error) {
		switch {
		case w.app.Current() != Page(w):
		case err != nil:
			w.app.fault(err)
		default:
			w.greet(card, found)
		}
	})
}

// greet shows the name for a moment, so that people see whose card was read, and goes on.
func (w *Who) greet(card market.IDCard, found []market.Worker) {
	v := w.visit
	h := &Hello{app: w.app, Who: card.Name}
	h.then = func() {
		switch {
		case len(found) > 0:
			v.known(found[0], ByID)
		case v.aim == toSee:
			v.nobody()
		default:
			v.introduced(card)
		}
	}
	w.app.Show(h)
}

// nobody says that nobody is known by that card here.
func (v *visit) nobody() {
	a := v.app
	a.Back()
	t := a.Words.T
	a.sheet(&Message{
		name: "nobody", kind: Form, Icon: "account-off", Mood: Warn, Title: t("nobody.title"), Text: t("nobody.text"),
		Columns: []Column{{Lines: a.lines("information", "nobody.1", "nobody.2")}},
		Ways:    []Way{a.understood()},
	})
}

// introduced begins the form of somebody new with what the card says. Of the card are kept the
// number, sealed and for finding the person again, the year of birth, and how they are called.
func (v *visit) introduced(card market.IDCard) {
	v.worker = market.Worker{Name: card.Called(), IDNumber: card.Number}
	id, err := market.ParseResidentID(card.Number, v.app.Now())
	if err != nil { // born tomorrow: no card says so
		v.app.Back()
		v.app.fault(err)
		return
	}
	if id.Birth.AddDate(market.MinAge, 0, 0).After(v.app.Now()) {
		v.tooYoung()
		return
	}
	v.worker.BirthYear = id.Birth.Year()
	v.app.Replace(&Notice{visit: v})
}

// helloSeconds is how long the full name of a card stays on screen.
const helloSeconds = 2

// Hello shows whose card was read.
type Hello struct {
	Who string

	app  *App
	age  int // seconds
	then func()
}

// Name implements Page.
func (*Hello) Name() string { return "hello" }

// Kind implements Page.
func (*Hello) Kind() Kind { return Form }

// Forget implements Page.
func (h *Hello) Forget() { h.Who, h.then = "", func() {} }

// Tick implements Ticker: the name goes away by itself.
func (h *Hello) Tick() bool {
	if h.age++; h.age >= helloSeconds {
		h.then()
	}
	return false
}

// Contact asks somebody new who showed an identity card for a phone number, which they need not
// have.
type Contact struct {
	*visit
	Keyed
}

func newContact(v *visit) *Contact {
	return &Contact{visit: v, Keyed: Keyed{app: v.app, least: PhoneLength, most: PhoneLength}}
}

// Name implements Page.
func (*Contact) Name() string { return "contact" }

// Kind implements Page.
func (*Contact) Kind() Kind { return Form }

// Forget implements Page.
func (c *Contact) Forget() { c.Keyed.forget() }

// Steps is where this page stands.
func (c *Contact) Steps() Steps { return c.steps(stepName) }

// Who is how the person is called.
func (c *Contact) Who() string { return c.worker.Name }

// Next takes the number.
func (c *Contact) Next() {
	number, err := market.ParseMobile(c.Digits)
	if err != nil {
		c.wrong(c.visit.app.Words.T("phone.bad"))
		return
	}
	c.worker.Phone = number
	c.grown()
}

// None goes on without a number.
func (c *Contact) None() {
	c.worker.Phone = ""
	c.grown()
}
