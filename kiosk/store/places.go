package store

import (
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// free is the places of a posting that o holds and that nobody has taken, lowest first.
const freePlaces = `SELECT p.n, p.hop FROM place p
	WHERE p.posting = ? AND p.station = ? AND p.epoch = ? AND p.withdrawn = 0
	AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
	ORDER BY p.n`

// FreePlaces gives the places of a posting that this station may give now, lowest first. Only
// the holder of a place may give it (I2).
func (w *Writer) FreePlaces(posting market.PostingID) ([]record.Move, error) {
	rows, err := w.tx.QueryContext(w.ctx, freePlaces, string(posting), w.id.Station, w.id.Epoch)
	if err != nil {
		return nil, fmt.Errorf("read free places of %s: %w", posting, err)
	}
	defer rows.Close()
	var out []record.Move
	for rows.Next() {
		var m record.Move
		if err := rows.Scan(&m.Place, &m.Hop); err != nil {
			return nil, fmt.Errorf("read free places of %s: %w", posting, err)
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

// Return hands places to the county. recall says how many of them answer a recall.
func (w *Writer) Return(posting market.PostingID, places []record.Move, recall int) error {
	if len(places) == 0 {
		return nil
	}
	moves := make([]record.Move, len(places))
	for i, p := range places {
		moves[i] = record.Move{Place: p.Place, Hop: p.Hop + 1}
	}
	ref, err := market.ParseRef(string(posting))
	if err != nil {
		return err
	}
	return w.Put(record.PlaceReturned, ref, 0, record.Moved{Moves: moves, Recall: recall})
}

// postings reads one column of identifiers.
func (w *Writer) postings(query string, args ...any) ([]market.PostingID, error) {
	rows, err := w.tx.QueryContext(w.ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read postings: %w", err)
	}
	defer rows.Close()
	var out []market.PostingID
	for rows.Next() {
		var id market.PostingID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("read postings: %w", err)
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// HandOver gives the county all but the reserve of every posting opened here that it has not
// been given yet. Narrow postings stay.
func (w *Writer) HandOver() error {
	ids, err := w.postings(`SELECT p.id FROM posting p WHERE p.station = ? AND p.epoch = ? AND p.state = 'open' AND p.share <> 'station'
		AND NOT EXISTS (SELECT 1 FROM place l WHERE l.posting = p.id AND l.hop > 0) ORDER BY p.id`, w.id.Station, w.id.Epoch)
	if err != nil {
		return err
	}
	for _, id := range ids {
		var heads int
		if err := w.tx.QueryRowContext(w.ctx, `SELECT headcount FROM posting WHERE id = ?`, string(id)).Scan(&heads); err != nil {
			return fmt.Errorf("read posting %s: %w", id, err)
		}
		free, err := w.FreePlaces(id)
		if err != nil {
			return err
		}
		// The highest numbers go, so that the first to come here get the first places.
		if keep := market.Reserve(heads); len(free) > keep {
			if err := w.Return(id, free[keep:], 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// patience is how many recalls a refused take of our own outlasts: a worker who asked here
// comes first, but one who never comes back must not strand a place.
const patience = 2

// AnswerRecalls returns free places that the county wants and that none of our own refused
// takes waits for. What it cannot return now stays wanted and goes when a place gets free.
func (w *Writer) AnswerRecalls() error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT r.posting, r.want, r.times,
		(SELECT COUNT(*) FROM request q WHERE q.posting = r.posting AND q.station = r.station AND q.epoch = r.epoch AND q.state <> 'done')
		FROM recall r WHERE r.station = ? AND r.epoch = ? AND r.want > 0 ORDER BY r.posting`, w.id.Station, w.id.Epoch)
	if err != nil {
		return fmt.Errorf("read recalls: %w", err)
	}
	type recall struct {
		posting              market.PostingID
		want, times, waiting int
	}
	var recalls []recall
	for rows.Next() {
		var r recall
		if err := rows.Scan(&r.posting, &r.want, &r.times, &r.waiting); err != nil {
			return errors.Join(fmt.Errorf("read recalls: %w", err), rows.Close())
		}
		recalls = append(recalls, r)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("read recalls: %w", err)
	}
	for _, r := range recalls {
		free, err := w.FreePlaces(r.posting)
		if err != nil {
			return err
		}
		if r.times < patience {
			free = free[min(r.waiting, len(free)):]
		}
		free = free[:min(r.want, len(free))]
		if err := w.Return(r.posting, free, len(free)); err != nil {
			return err
		}
	}
	return nil
}

// ExecuteCancels frees the places of our own matches whose cancel was asked for elsewhere.
func (w *Writer) ExecuteCancels() error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT id, asked FROM match
		WHERE asked <> '' AND station = ? AND epoch = ? AND state IN ('taken', 'arrived')`, w.id.Station, w.id.Epoch)
	if err != nil {
		return fmt.Errorf("read cancels asked for: %w", err)
	}
	type ask struct{ id, reason string }
	var asks []ask
	for rows.Next() {
		var a ask
		if err := rows.Scan(&a.id, &a.reason); err != nil {
			return errors.Join(fmt.Errorf("read cancels asked for: %w", err), rows.Close())
		}
		asks = append(asks, a)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("read cancels asked for: %w", err)
	}
	for _, a := range asks {
		ref, err := market.ParseRef(a.id)
		if err != nil {
			return err
		}
		if err := w.Put(record.MatchCancelled, ref, 0, record.Cancelled{Reason: a.reason}); err != nil {
			return err
		}
	}
	return nil
}

// returnAll gives every free place of this origin back, before the folder becomes another
// station.
func (w *Writer) returnAll() error {
	ids, err := w.postings(`SELECT DISTINCT posting FROM place WHERE station = ? AND epoch = ? ORDER BY posting`, w.id.Station, w.id.Epoch)
	if err != nil {
		return err
	}
	for _, id := range ids {
		free, err := w.FreePlaces(id)
		if err != nil {
			return err
		}
		if err := w.Return(id, free, 0); err != nil {
			return err
		}
	}
	return nil
}

// ActiveMatch gives the worker's match on a posting that is not cancelled, "" when none.
func (w *Writer) ActiveMatch(posting market.PostingID, worker market.WorkerID) (market.MatchID, error) {
	var id market.MatchID
	err := w.tx.QueryRowContext(w.ctx, `SELECT id FROM match WHERE posting = ? AND worker = ? AND state <> 'cancelled'`,
		string(posting), string(worker)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for a match on %s: %w", posting, err)
	}
	return id, nil
}

// Asked says whether a request of this worker for this posting is under way.
func (w *Writer) Asked(posting market.PostingID, worker market.WorkerID) (bool, error) {
	var n int
	err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM request WHERE posting = ? AND worker = ? AND state = 'open'
		AND station = ? AND epoch = ?`, string(posting), string(worker), w.id.Station, w.id.Epoch).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for a request on %s: %w", posting, err)
	}
	return n > 0, nil
}

// Withdraw chooses n places to take out of a posting: free ones held here from the highest
// number down, then the highest of the others that nobody is known to have taken. What
// somebody took before its holder heard of it stays taken, and is shown so.
func (w *Writer) Withdraw(posting market.PostingID, n int) ([]int, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.n FROM place p
		WHERE p.posting = ? AND p.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		ORDER BY CASE WHEN p.station = ? AND p.epoch = ? THEN 0 ELSE 1 END, p.n DESC LIMIT ?`,
		string(posting), w.id.Station, w.id.Epoch, n)
	if err != nil {
		return nil, fmt.Errorf("choose places of %s to withdraw: %w", posting, err)
	}
	defer rows.Close()
	var out []int
	for rows.Next() {
		var place int
		if err := rows.Scan(&place); err != nil {
			return nil, fmt.Errorf("choose places of %s to withdraw: %w", posting, err)
		}
		out = append(out, place)
	}
	return out, rows.Err()
}
