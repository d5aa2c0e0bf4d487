package flow

import (
	"context"

	"yizhan/sync/market"
)

// TypedID asks staff for the number of an identity card whose reader is missing or cannot read it. Only
// at the desk: somebody who knows a number proves nothing by it, and there staff hold the card.
type TypedID struct {
	*visit
	Keyed // the last digit may be X
}

func newTypedID(v *visit) *TypedID {
	return &TypedID{visit: v, Keyed: Keyed{app: v.app, least: IDLength, most: IDLength}}
}

// IDLength is how many characters the number of an identity card has.
const IDLength = 18

// TypeID leads there from a reader that is no help.
func (w *Who) TypeID() {
	if w.MayTypeID() {
		w.stop()
		w.app.Show(newTypedID(w.visit))
	}
}

// MayTypeID says whether that way is open.
func (w *Who) MayTypeID() bool { return w.AtDesk() && w.Chosen == ByID && (w.NoReader || w.Unread) }

// Name implements Page.
func (*TypedID) Name() string { return "typed_id" }

// Kind implements Page.
func (*TypedID) Kind() Kind { return Form }

// Forget implements Page.
func (i *TypedID) Forget() { i.Keyed.forget() }

// Steps is where this page stands.
func (i *TypedID) Steps() Steps { return i.steps(stepWho) }

// Digit presses a digit, or X where the last one stands.
func (i *TypedID) Digit(d rune) {
	if d != 'X' || i.Missing() == 1 {
		i.Keyed.Digit(d)
	}
}

// Next goes on as with a card on the reader: to who is known by it, or to the form of somebody new.
func (i *TypedID) Next() {
	id, err := market.ParseResidentID(i.Digits, i.visit.app.Now())
	if err != nil {
		i.wrong(i.visit.app.Words.T("typed_id.bad"))
		return
	}
	var found []market.Worker
	i.visit.app.Slow(func(ctx context.Context) (err error) {
		found, err = i.visit.app.Desk.Store().WorkersByIDNumber(ctx, id.Number)
		return err
	}, func(err error) {
		switch {
		case i.visit.app.Current() != Page(i):
		case err != nil:
			i.visit.app.fault(err)
		case len(found) > 0:
			i.known(found[0], ByStaff)
		default:
			i.introduced(market.IDCard{Number: id.Number})
		}
	})
}
