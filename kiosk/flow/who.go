package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// Who asks who somebody is: identity card, a number on the keypad, or a card under the scanner. One
// page serves check-in, taking and looking after one's own places; for the last, and for the door
// 扫码, the number is a slip's 票号, because a phone number proves nothing.
type Who struct {
	*visit
	Chosen Proof  // the way that is shown: ByPhone, ByTicket, ByID or ByCard
	Digits string // pressed so far
	Fault  string // why the number is not taken
	// NoReader says that no card reader is attached, or that it does not answer. Unread says that a
	// card lay there that could not be read.
	NoReader, Unread bool

	stop func() // ends the reading of cards
}

// How many digits the numbers have.
const (
	PhoneLength  = 11
	TicketLength = 8
)

// newWho begins a visit.
func newWho(a *App, aim aim, job *Card) *Who {
	w := &Who{visit: &visit{app: a, aim: aim, job: job, depth: len(a.stack)}, stop: func() {}}
	w.Chosen = w.number()
	return w
}

// number is the way that has a keypad.
func (w *Who) number() Proof {
	if w.aim == toSee {
		return ByTicket
	}
	return ByPhone
}

// Name implements Page.
func (w *Who) Name() string {
	if w.Scans() {
		return "scan"
	}
	return "who"
}

// Kind implements Page.
func (*Who) Kind() Kind { return Form }

// Forget implements Page.
func (w *Who) Forget() {
	w.stop()
	w.Digits, w.Fault, w.Chosen = "", "", w.number()
	w.forget()
}

// Restart implements Restarter.
func (w *Who) Restart() {
	job := w.job
	w.Forget()
	w.job, w.NoReader, w.Unread = job, false, false
}

// Steps is where this page stands; zero where nothing follows.
func (w *Who) Steps() Steps { return w.steps(stepWho) }

// AtDesk says that staff register somebody.
func (w *Who) AtDesk() bool { return w.clerk != nil }

// Scans says that anything may be scanned here: the page of the door 扫码.
func (w *Who) Scans() bool { return w.aim == toSee }

// Proofs are the ways, in the order in which they are shown.
func (w *Who) Proofs() []Proof { return []Proof{ByID, w.number(), ByCard} }

// Choose shows another way. A reader that is not there says so, and the keypad is one tap away.
func (w *Who) Choose(p Proof) {
	w.stop()
	w.Chosen, w.Fault, w.Unread = p, "", false
	if p == ByID {
		w.read()
	}
	w.app.Changed()
}

// Keypad says whether digits are pressed.
func (w *Who) Keypad() bool { return w.Chosen == w.number() }

// Length is how many digits the number has.
func (w *Who) Length() int {
	if w.aim == toSee {
		return TicketLength
	}
	return PhoneLength
}

// Missing is how many digits are still to come.
func (w *Who) Missing() int { return w.Length() - len(w.Digits) }

// Digit presses a digit.
func (w *Who) Digit(d rune) {
	if w.Missing() > 0 {
		w.set(w.Digits + string(d))
	}
}

// Delete takes the last digit away.
func (w *Who) Delete() {
	if w.Digits != "" {
		w.set(w.Digits[:len(w.Digits)-1])
	}
}

// Clear takes all digits away.
func (w *Who) Clear() { w.set("") }

func (w *Who) set(digits string) {
	w.Digits, w.Fault = digits, ""
	w.app.Changed()
}

// Next looks the number up.
func (w *Who) Next() {
	if w.aim == toSee {
		w.ticket()
		return
	}
	w.phone()
}

// phone goes on with a mobile number: who is known under it chooses, who is not is asked.
func (w *Who) phone() {
	number, err := market.ParseMobile(w.Digits)
	if err != nil {
		w.wrong(w.app.Words.T("phone.bad"))
		return
	}
	w.worker = market.Worker{Phone: number}
	var known []market.Worker
	w.app.Slow(func(ctx context.Context) (err error) {
		known, err = w.app.Desk.Store().WorkersByPhone(ctx, number)
		return err
	}, func(err error) {
		switch {
		case w.app.Current() != Page(w):
		case err != nil:
			w.app.fault(err)
		case len(known) > 0:
			w.app.Show(&People{visit: w.visit, known: known})
		default:
			w.app.Show(&Notice{visit: w.visit})
		}
	})
}

// ticket goes on with a slip's number.
func (w *Who) ticket() {
	if !market.CheckTicketNo(w.Digits) {
		w.wrong(w.app.Words.T("ticket.bad"))
		return
	}
	no := w.Digits
	var c desk.Code
	w.app.Slow(func(ctx context.Context) (err error) {
		c, err = w.app.Desk.FindTicket(ctx, no)
		return err
	}, func(err error) {
		code := market.Code(err)
		switch {
		case w.app.Current() != Page(w):
		case w.app.Words.Has("ticket." + code):
			w.wrong(w.app.Words.T("ticket." + code))
		case err != nil:
			w.app.fault(err)
		case c.Worker.ID == "":
			w.wrong(w.app.Words.T("ticket.elsewhere"))
		default:
			w.known(c.Worker, ByTicket)
		}
	})
}

// wrong says why a number is not taken; the digits stay, to be mended.
func (w *Who) wrong(why string) {
	w.Fault = why
	w.app.Changed()
}

// Neither tells who has neither phone nor card where to go: to staff, who register somebody
// without either.
func (w *Who) Neither() {
	if w.clerk != nil {
		w.worker = market.Worker{}
		w.app.Show(&Notice{visit: w.visit})
		return
	}
	t := w.app.Words.T
	w.app.sheet(&Message{
		name: "neither", kind: Form, Icon: "account-tie", Title: t("neither.title"), Text: t("neither.text"),
		Columns: []Column{{Lines: []Line{
			{"credit-card-outline", t("neither.1")}, {"phone", t("neither.2")}, {"hand-heart", t("neither.3")},
		}}},
		Ways: []Way{w.app.understood()},
	})
}
