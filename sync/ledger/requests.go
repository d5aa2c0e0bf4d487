package ledger

import (
	"fmt"

	"yizhan/sync/record"
)

// A wish for a place is a refused take, which lasts while its worker comes back, or an entry of
// the waitlist (lasting), which ends by a match, by its withdrawal or with the posting. Both are
// rows of request. What settles a wish is worked out from identifiers, which grow with time,
// also when a folder is enrolled again or goes on under a new epoch; so order of arrival does
// not matter (I4).

// requested keeps a take that found no place. A match of the same worker with a later
// identifier settles it, and a later wish stands for it, whichever comes first.
func (a *applier) requested(b record.Requested) error {
	return a.wish(b.Posting.String(), b.Worker.String(), a.id, false)
}

// joined keeps an entry of the waitlist. It stands for every earlier wish of the worker; a
// refused take made later does not touch it.
func (a *applier) joined(b record.Joined) error {
	root := a.id
	if b.Root != nil {
		root = b.Root.String()
	}
	return a.wish(b.Posting.String(), b.Worker.String(), root, true)
}

func (a *applier) wish(posting, worker, root string, lasting bool) error {
	if err := first(a.own(), a.need("posting", posting)); err != nil {
		return err
	}
	var later, gone int
	err := a.tx.QueryRowContext(a.ctx, `SELECT
		(SELECT COUNT(*) FROM match WHERE posting = ? AND worker = ? AND (station, epoch, n) > (?, ?, ?)) +
		(SELECT COUNT(*) FROM request WHERE posting = ? AND worker = ? AND lasting >= ? AND (station, epoch, n) > (?, ?, ?)),
		(SELECT COUNT(*) FROM request WHERE root = ? AND gone = 1)`,
		posting, worker, a.o.Station, a.o.Epoch, a.f.ID.N, posting, worker, lasting, a.o.Station, a.o.Epoch, a.f.ID.N, root).Scan(&later, &gone)
	if err != nil {
		return fmt.Errorf("look for what settles request %s: %w", a.id, err)
	}
	state := "open"
	if later+gone > 0 {
		state = "done"
	}
	if err := a.exec(`INSERT INTO request (id, posting, worker, station, epoch, n, state, lasting, root, gone)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, posting, worker, a.o.Station, a.o.Epoch, a.f.ID.N, state, lasting, root, min(gone, 1)); err != nil {
		return err
	}
	a.feed.asked = some
	return a.requestsDone(posting, worker, lasting)
}

// requestsDone settles the wishes of a worker that were made before the thing this fact makes,
// those that last only when it ends them too.
func (a *applier) requestsDone(posting, worker string, lasting bool) error {
	if a.feed.asked == unknown {
		var any bool
		if err := a.tx.QueryRowContext(a.ctx, `SELECT EXISTS (SELECT 1 FROM request)`).Scan(&any); err != nil {
			return fmt.Errorf("look for requests: %w", err)
		}
		a.feed.asked = stateOf(any)
	}
	if a.feed.asked == empty {
		return nil
	}
	return a.exec(`UPDATE request SET state = 'done' WHERE posting = ? AND worker = ? AND lasting <= ? AND (station, epoch, n) < (?, ?, ?)`,
		posting, worker, lasting, a.o.Station, a.o.Epoch, a.f.ID.N)
}

// left takes an entry off the waitlist, and those that stand for it: its own station, which may
// have come to another epoch meanwhile, or the county says so.
func (a *applier) left() error {
	if err := a.entry(); err != nil {
		return err
	}
	if a.o.Station != a.f.ID.Station && !a.o.County() {
		return bad("waitlist entry %s ended by %s", a.id, a.o)
	}
	return a.exec(`UPDATE request SET state = 'done', gone = 1 WHERE root = (SELECT root FROM request WHERE id = ?)`, a.id)
}

// called names the entry whose turn it is for a free place that its own station holds already.
func (a *applier) called() error {
	if err := first(a.fromCounty(), a.entry()); err != nil {
		return err
	}
	return a.exec(`UPDATE request SET state = 'granted' WHERE id = ? AND state = 'open'`, a.id)
}

// entry needs the waitlist entry that the fact speaks of.
func (a *applier) entry() error {
	var n, lasting int
	err := a.tx.QueryRowContext(a.ctx, `SELECT COUNT(*), COALESCE(MAX(lasting), 0) FROM request WHERE id = ?`, a.id).Scan(&n, &lasting)
	switch {
	case err != nil:
		return fmt.Errorf("look for waitlist entry %s: %w", a.id, err)
	case n == 0:
		return missing{a.id}
	case lasting == 0:
		return bad("%s is no waitlist entry", a.id)
	}
	return nil
}
