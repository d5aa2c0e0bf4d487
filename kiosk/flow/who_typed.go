package flow

import (
	"context"

	"yizhan/sync/market"
)

// TypedID asks staff for the number of an identity card whose reader is missing or cannot read it. Only
// at the desk: somebody who knows a number proves nothing by it, and there staff hold the card.
type TypedID struct {
	*visit
	Digits string // the last one may be X
	Fault  string
}

// IDLength is how many characters the number of an identity card has.
const IDLength = 18

// TypeID leads there from a reader that is no help.
func (w *Who) TypeID() {
	if w.MayTypeID() {
		w.stop()
		w.app.Show(&TypedID{visit: w.visit})
	}
}

// MayTypeID says whether that way is open.
func (w *Who) MayTypeID() bool { return w.AtDesk() && w.Chosen == ByID && (w.NoReader || w.Unread) }

// Name implements Page.
func (*TypedID) Name() string { return "typed_id" }

// Kind implements Page.
func (*TypedID) Kind() Kind { return Form }

// Forget implements Page.
func (i *TypedID) Forget() { i.Digits, i.Fault = "", "" }

// Steps is where this page stands.
func (i *TypedID) Steps() Steps { return i.steps(stepWho) }

// Missing is how many characters are still to come.
func (i *TypedID) Missing() int { return IDLength - len(i.Digits) }

// Digit presses a digit, or X where the last one stands.
func (i *TypedID) Digit(d rune) {
	if i.Missing() > 0 && (d != 'X' || i.Missing() == 1) {
		i.set(i.Digits + string(d))
	}
}

// Delete takes the last character away.
func (i *TypedID) Delete() {
	if i.Digits != "" {
		i.set(i.Digits[:len(i.Digits)-1])
	}
}

// Clear takes all characters away.
func (i *TypedID) Clear() { i.set("") }

func (i *TypedID) set(digits string) {
	i.Digits, i.Fault = digits, ""
	i.app.Changed()
}

// Next goes on as with a card on the reader: to who is known by it, or to the form of somebody new.
func (i *TypedID) Next() {
	id, err := market.ParseResidentID(i.Digits, i.app.Now())
	if err != nil {
		i.Fault = i.app.Words.T("typed_id.bad")
		i.app.Changed()
		return
	}
	var found []market.Worker
	i.app.Slow(func(ctx context.Context) (err error) {
		found, err = i.app.Desk.Store().WorkersByIDNumber(ctx, id.Number)
		return err
	}, func(err error) {
		switch {
		case i.app.Current() != Page(i):
		case err != nil:
			i.app.fault(err)
		case len(found) > 0:
			i.known(found[0], ByStaff)
		default:
			i.introduced(market.IDCard{Number: id.Number})
		}
	})
}
