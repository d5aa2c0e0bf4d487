package desk

import (
	"context"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// JoinWaitlist puts the worker on the waitlist of a posting. It says nothing of a place: the
// county decides who is next, and a later sync makes the match. A posting that is full, or that
// has a place here, is no refusal. It refuses with closed, already_taken or already_waiting.
func (d *Desk) JoinWaitlist(ctx context.Context, by string, id market.PostingID, worker market.WorkerID) (market.WaitID, error) {
	var entry market.WaitID
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		if _, err := seeker(w, id, worker); err != nil {
			return err
		}
		if had, err := w.Waits(id, worker); err != nil {
			return err
		} else if had != "" {
			return market.Refuse("already_waiting")
		}
		var err error
		entry, err = w.JoinWaitlist(id, worker)
		return err
	})
	if err != nil {
		return "", err
	}
	d.changed()
	return entry, nil
}

// LeaveWaitlist takes an entry off the waitlist. It refuses with unknown_wait, or with
// wrong_state when the entry has become a match or has ended otherwise.
func (d *Desk) LeaveWaitlist(ctx context.Context, by string, id market.WaitID) error {
	err := d.store.Write(ctx, by, func(w *store.Writer) error { return w.LeaveWaitlist(id) })
	if err != nil {
		return err
	}
	d.changed()
	return nil
}

// standing refuses with closed or withheld a posting for which nobody is wanted now.
func standing(p *store.PostingRow) error {
	switch {
	case p.Closed:
		return market.Refuse("closed")
	case p.Withheld != "":
		return market.Refuse("withheld")
	}
	return nil
}

// seeker checks that the worker may look for a place of the posting. It refuses with
// unknown_posting, unknown_worker, closed, withheld, red_listed, or already_taken.
func seeker(w *store.Writer, id market.PostingID, worker market.WorkerID) (store.PostingRow, error) {
	p, err := w.Posting(id)
	if err != nil {
		return p, err
	}
	if _, err := w.Worker(worker); err != nil {
		return p, err
	}
	if err := standing(&p); err != nil {
		return p, err
	}
	if err := unlisted(w, p.Employer); err != nil {
		return p, err
	}
	m, err := w.ActiveMatch(id, worker)
	if err == nil && m != "" {
		err = market.Refuse("already_taken")
	}
	return p, err
}
