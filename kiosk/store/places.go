package store

import (
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// free is the places of a posting that o holds and that nobody has taken, lowest first.
var freePlaces = `SELECT p.n, p.hop FROM place p
	WHERE p.posting = ? AND p.station = ? AND p.epoch = ? AND p.withdrawn = 0
	AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
	AND ` + ledger.Unblocked("p") + ` ORDER BY p.n`

// FreePlaces gives the places of a posting that this station may give now, lowest first. Only
// the holder of a place may give it (I2). One that was put back from a backup gives none: what it
// gave after the backup it does not know.
func (w *Writer) FreePlaces(posting market.PostingID) ([]record.Move, error) {
	if w.id.Restored {
		return nil, nil
	}
	var out []record.Move
	err := w.tx.Each(w.ctx, freePlaces, []any{string(posting), w.id.Station, w.id.Epoch}, func(rows *sql.Rows) error {
		var m record.Move
		err := rows.Scan(&m.Place, &m.Hop)
		out = append(out, m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read free places of %s: %w", posting, err)
	}
	return out, nil
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
	body := record.Moved{Moves: moves, Recall: recall}
	if recall > 0 {
		gen, err := ledger.Generation(w.ctx, w.tx)
		if err != nil {
			return err
		}
		if gen > 1 {
			body.Gen = gen
		}
	}
	return w.Put(record.PlaceReturned, ref, 0, body)
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
	// Every round comes here, with thousands of postings that are given away or taken: the query leaves
	// them out. One free place is always kept.
	ids, err := w.postings(`SELECT p.id FROM posting p WHERE p.station = ? AND p.epoch = ? AND p.state = 'open' AND p.share <> 'station'
		AND (SELECT COUNT(*) FROM place l WHERE l.posting = p.id AND l.withdrawn = 0
			AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = l.posting AND m.place = l.n AND m.state <> 'cancelled')) > 1
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
		kept, err := w.keptBack(id)
		if err != nil {
			return err
		}
		// The highest numbers go, so that the first to come here get the first places.
		if keep := max(market.Reserve(heads), kept); len(free) > keep {
			if err := w.Return(id, free[keep:], 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// AnswerRecalls returns free places that the county wants. The county knows who waits here and
// leaves their places out of what it wants (county/archive); what was taken meanwhile it hears
// of in the same round, and wants no more.
func (w *Writer) AnswerRecalls() error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT posting, want FROM recall
		WHERE station = ? AND epoch = ? AND want > 0 ORDER BY posting`, w.id.Station, w.id.Epoch)
	if err != nil {
		return fmt.Errorf("read recalls: %w", err)
	}
	type recall struct {
		posting market.PostingID
		want    int
	}
	var recalls []recall
	for rows.Next() {
		var r recall
		if err := rows.Scan(&r.posting, &r.want); err != nil {
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
		kept, err := w.keptBack(r.posting)
		if err != nil {
			return err
		}
		free = free[min(kept, len(free)):]
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

// returnAll gives every free place of this origin back: the folder is another station now, or
// is about to become one.
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

// ActiveMatch gives the match on a posting, not cancelled, of the person whom worker stands for;
// "" when there is none.
func (w *Writer) ActiveMatch(posting market.PostingID, worker market.WorkerID) (market.MatchID, error) {
	var id market.MatchID
	who, args := person(`worker`, worker, string(posting))
	err := w.tx.QueryRowContext(w.ctx, `SELECT id FROM match WHERE posting = ? AND state <> 'cancelled' AND `+who+` ORDER BY id LIMIT 1`, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for a match on %s: %w", posting, err)
	}
	return id, nil
}

// Asked says whether a request of this worker for this posting waits to be sent. One that was
// sent already may be repeated: who asks again is known to be there still.
func (w *Writer) Asked(posting market.PostingID, worker market.WorkerID) (bool, error) {
	var n int
	err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM request q
		JOIN fact f ON f.thing = q.id AND f.station = q.station AND f.epoch = q.epoch
		JOIN origin o ON o.station = q.station AND o.epoch = q.epoch
		WHERE q.posting = ? AND q.worker = ? AND q.state <> 'done' AND q.station = ? AND q.epoch = ? AND f.seq > o.acked`,
		string(posting), string(worker), w.id.Station, w.id.Epoch).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for a request on %s: %w", posting, err)
	}
	return n > 0, nil
}
