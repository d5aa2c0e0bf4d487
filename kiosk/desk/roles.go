package desk

import (
	"context"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Deed is a kind of thing that people do at a station; which role it asks for stands in least.
type Deed string

// The deeds.
const (
	Serve   Deed = "serve"   // see the hall, send people to work, note that they were called and arrived
	Publish Deed = "publish" // employers, postings, what was handed in
	Account Deed = "account" // how work ended, what was paid, what one side says of the other
	Answer  Deed = "answer"  // complaints and people who want to be called
	Care    Deed = "care"    // hardships, places kept for somebody, lotteries, the end of the day
	Decide  Deed = "decide"  // another lottery for the same work, taking back what somebody else confirmed
)

// least is the role that a deed asks for.
var least = map[Deed]market.Role{
	Serve: market.Volunteer, Publish: market.Clerk, Account: market.Clerk, Answer: market.Clerk, Care: market.Clerk, Decide: market.Supervisor,
}

// staffAlone are the deeds that nobody does without a PIN. The others are in the command contract as
// well, whose caller holds the station's folder and acts as Self; no page without a PIN leads to them.
var staffAlone = map[Deed]bool{Care: true}

// May says whether an account of this role may do it; screens leave out what it may not. The desk asks
// again inside each transaction.
func May(role market.Role, deed Deed) bool { return role.AtLeast(least[deed]) }

// may refuses with not_allowed what the one who writes may not do, with unknown_account where the
// county has taken the account back meanwhile, and with staff_only without any.
func may(w *store.Writer, deed Deed) error {
	role, known, err := w.RoleOf(w.By())
	if err != nil {
		return err
	}
	return allowed(w.By(), role, known, deed)
}

// mayRead is may for what is only looked at.
func (d *Desk) mayRead(ctx context.Context, by string, deed Deed) error {
	role, known, err := d.store.RoleOf(ctx, by)
	if err != nil {
		return err
	}
	if by == Self {
		return market.Refuse("staff_only") // people's data
	}
	return allowed(by, role, known, deed)
}

func allowed(by string, role market.Role, known bool, deed Deed) error {
	switch {
	case by == Self && staffAlone[deed]:
		return market.Refuse("staff_only")
	case by == Self:
		return nil
	case !known:
		return market.Refuse("unknown_account")
	case !May(role, deed):
		return market.Refuse("not_allowed")
	}
	return nil
}
