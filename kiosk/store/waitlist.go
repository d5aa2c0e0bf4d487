package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Waiter is an entry of the waitlist made at this station, until a match, its withdrawal or the
// end of the posting ends it.
type Waiter struct {
	ID      market.WaitID
	Posting market.PostingID
	Worker  market.WorkerID
	Called  bool // the county named a place for it; the next sync makes the match
	root    market.WaitID
}

// Of every origin of this folder: it keeps its people when it is enrolled again. The join is crossed
// because few wait and postings are many: SQLite may not begin with all that are open.
const waiters = `SELECT q.id, q.posting, q.worker, q.state = 'granted', q.root FROM request q
	CROSS JOIN posting p ON p.id = q.posting AND p.state = 'open'
	WHERE q.lasting = 1 AND q.state <> 'done' AND q.station IN (SELECT station FROM origin)`

func waitlist(ctx context.Context, tx *sqldb.Tx, where string, args ...any) ([]Waiter, error) {
	rows, err := tx.QueryContext(ctx, waiters+where+` ORDER BY q.station, q.epoch, q.n`, args...)
	if err != nil {
		return nil, fmt.Errorf("read waitlist: %w", err)
	}
	defer rows.Close()
	var out []Waiter
	for rows.Next() {
		var e Waiter
		if err := rows.Scan(&e.ID, &e.Posting, &e.Worker, &e.Called, &e.root); err != nil {
			return nil, fmt.Errorf("read waitlist: %w", err)
		}
		out = append(out, e)
	}
	return out, rows.Err()
}

// Waitlist lists who waits here, oldest entry first; for one posting, or for all when it is "".
func (s *Store) Waitlist(ctx context.Context, posting market.PostingID) ([]Waiter, error) {
	var out []Waiter
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = waitlist(ctx, tx, ` AND (? = '' OR q.posting = ?)`, string(posting), string(posting))
		return err
	})
	return out, err
}

// Waits gives the entry on the waitlist of a posting of the person whom worker stands for, ""
// when there is none.
func (w *Writer) Waits(posting market.PostingID, worker market.WorkerID) (market.WaitID, error) {
	who, args := person(`q.worker`, worker, string(posting))
	l, err := waitlist(w.ctx, w.tx, ` AND q.posting = ? AND `+who, args...)
	if err != nil || len(l) == 0 {
		return "", err
	}
	return l[len(l)-1].ID, nil
}

// JoinWaitlist puts a worker on the waitlist of a posting.
func (w *Writer) JoinWaitlist(posting market.PostingID, worker market.WorkerID) (market.WaitID, error) {
	ref := w.NewRef()
	body := record.Joined{Posting: record.RefOf(posting), Worker: record.RefOf(worker)}
	return market.WaitID(ref.String()), w.Put(record.WaitlistJoined, ref, 0, body)
}

// LeaveWaitlist takes an entry off the waitlist. It refuses with unknown_wait when there is no
// such entry here, or wrong_state when it has ended.
func (w *Writer) LeaveWaitlist(id market.WaitID) error {
	var e Waiter
	var state string
	var lasting bool
	err := w.tx.QueryRowContext(w.ctx, `SELECT posting, worker, root, state, lasting FROM request WHERE id = ?`, string(id)).
		Scan(&e.Posting, &e.Worker, &e.root, &state, &lasting)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !lasting {
		return market.Refuse("unknown_wait")
	}
	if err != nil {
		return fmt.Errorf("read waitlist entry %s: %w", id, err)
	}
	if state == "done" {
		return market.Refuse("wrong_state")
	}
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return err
	}
	if ref.Station != w.id.Station { // of this folder's time before: only what it is now can speak for it
		if ref, err = w.rejoin(e); err != nil {
			return err
		}
	}
	return w.Put(record.WaitlistLeft, ref, 0, struct{}{})
}

// Rejoin says again, as what this folder is now, who waits here since it was another station
// or epoch: the county grants nothing to that one. The county keeps their turn. What another copy
// of the disk says as an epoch of its own is for that one to say.
func (w *Writer) Rejoin() error {
	l, err := waitlist(w.ctx, w.tx, ` AND EXISTS (SELECT 1 FROM origin o WHERE o.station = q.station AND o.epoch = q.epoch AND o.current = 0)`)
	if err != nil {
		return err
	}
	for _, e := range l {
		if _, err := w.rejoin(e); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) rejoin(e Waiter) (market.Ref, error) {
	ref := w.NewRef()
	root := record.RefOf(e.root)
	body := record.Joined{Posting: record.RefOf(e.Posting), Worker: record.RefOf(e.Worker), Root: &root}
	return ref, w.Put(record.WaitlistJoined, ref, 0, body)
}

// FillWaitlist gives free places held here to the waitlist entries that the county called (I2:
// the holder gives them, and the county said to whom). No slip is printed: the worker is not
// there; Nonce 0 says so.
func (w *Writer) FillWaitlist() error {
	l, err := waitlist(w.ctx, w.tx, ` AND q.state = 'granted' AND q.station = ? AND q.epoch = ?`, w.id.Station, w.id.Epoch)
	if err != nil {
		return err
	}
	for _, e := range l {
		p, err := w.Posting(e.Posting)
		if err != nil {
			return err
		}
		free, err := w.FreePlaces(e.Posting)
		if err != nil {
			return err
		}
		had, err := w.ActiveMatch(e.Posting, e.Worker)
		if err != nil {
			return err
		}
		if p.Full() || len(free) == 0 || had != "" {
			continue
		}
		body := record.Taken{Posting: record.RefOf(e.Posting), Worker: record.RefOf(e.Worker), Place: free[0].Place}
		if err := w.Put(record.MatchTaken, w.NewRef(), 0, body); err != nil {
			return err
		}
	}
	return nil
}

// Wait is a place of somebody on a waitlist.
type Wait struct {
	Waiter
	Before int // who joined here earlier and still waits; of other stations nobody here knows
}

// WaitsOf lists where the person whom worker stands for waits here, oldest entry first.
func (s *Store) WaitsOf(ctx context.Context, worker market.WorkerID) ([]Wait, error) {
	var out []Wait
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		who, args := person(`q.worker`, worker)
		mine, err := waitlist(ctx, tx, ` AND `+who, args...)
		if err != nil {
			return err
		}
		for _, e := range mine {
			all, err := waitlist(ctx, tx, ` AND q.posting = ?`, string(e.Posting))
			if err != nil {
				return err
			}
			before := slices.IndexFunc(all, func(o Waiter) bool { return o.ID == e.ID })
			out = append(out, Wait{Waiter: e, Before: max(0, before)})
		}
		return nil
	})
	return out, err
}
