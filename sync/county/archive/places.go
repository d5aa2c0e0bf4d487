package archive

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// touchedPostings are the postings whose places a batch may have changed.
type touchedPostings map[string]bool

func (t touchedPostings) list() []string {
	out := make([]string, 0, len(t))
	for p := range t {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// free gives the places of a posting that the county holds and nobody has taken, lowest first.
func (w *writer) free(posting string) ([]record.Move, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.n, p.hop FROM place p
		WHERE p.posting = ? AND p.station = ? AND p.epoch = ? AND p.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		ORDER BY p.n`, posting, ledger.County.Station, ledger.County.Epoch)
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

// settle brings a posting's places to those who asked for them: it grants what the county has
// free, first come first served, and asks the holders for what is still wanting. The rules
// and their reasons stand in DESIGN.md beside this file.
func (w *writer) settle(posting string) error {
	var state string
	err := w.tx.QueryRowContext(w.ctx, `SELECT state FROM posting WHERE id = ?`, posting).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) || state == "closed" {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read posting %s: %w", posting, err)
	}
	if err := w.reclaimFenced(posting); err != nil {
		return err
	}
	asks, err := w.requests(posting)
	if err != nil {
		return err
	}
	holders, err := w.holders(posting)
	if err != nil || len(asks) == 0 && len(holders) == 0 {
		return err
	}
	free, err := w.free(posting)
	if err != nil {
		return err
	}
	reserve(asks, holders)
	open := slices.DeleteFunc(asks, func(r request) bool { return r.served })
	for len(open) > 0 && len(free) > 0 {
		if err := w.grant(posting, free[0], open[0].Origin, open[0].id); err != nil {
			return err
		}
		open, free = open[1:], free[1:]
	}
	for _, h := range holders {
		if err := w.recall(posting, h, open); err != nil {
			return err
		}
	}
	return nil
}

// patience is how many rounds of its station a request keeps a place for.
const patience = 2

// request is a refused take that no match has settled.
type request struct {
	id string
	market.Origin
	granted bool
	rounds  int  // its station made since it was made or granted
	served  bool // not to be granted: a place of its own station is for it, or was
}

// fresh says whether its worker may still come.
func (r *request) fresh() bool { return r.rounds < patience }

// requests gives the requests for a posting that no match has settled: those whose worker may
// still come first, then in the order in which the county first heard of the worker's wish.
func (w *writer) requests(posting string) ([]request, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT q.id, q.station, q.epoch, q.state = 'granted', COALESCE(t.rounds, 0)
		FROM request q JOIN epoch e ON e.station = q.station AND e.epoch = q.epoch AND e.frozen = 0
		LEFT JOIN waiting t ON t.request = q.id
		WHERE q.posting = ? AND q.state <> 'done'
		ORDER BY COALESCE(t.rounds, 0) >= ?,
		(SELECT MIN(f.rev) FROM request o JOIN fact f ON f.thing = o.id AND f.kind = ? WHERE o.posting = q.posting AND o.worker = q.worker), q.id`,
		posting, patience, string(record.PlaceRequested))
	if err != nil {
		return nil, fmt.Errorf("read requests for %s: %w", posting, err)
	}
	defer rows.Close()
	var out []request
	for rows.Next() {
		var r request
		if err := rows.Scan(&r.id, &r.Station, &r.Epoch, &r.granted, &r.rounds); err != nil {
			return nil, fmt.Errorf("read requests for %s: %w", posting, err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// holder is a station that holds free places of a posting or was asked for some.
type holder struct {
	market.Origin
	free int // places that nobody has taken
	kept int // of them for its own requests
	want int // asked for and not returned yet
}

func (w *writer) holders(posting string) ([]*holder, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT h.station, h.epoch, SUM(h.free), SUM(h.want) FROM (
			SELECT p.station, p.epoch, 1 AS free, 0 AS want FROM place p WHERE p.posting = ? AND p.withdrawn = 0 AND p.station <> 0
				AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
			UNION ALL SELECT r.station, r.epoch, 0, r.want FROM recall r WHERE r.posting = ? AND r.want <> 0
		) h JOIN epoch e ON e.station = h.station AND e.epoch = h.epoch AND e.frozen = 0
		GROUP BY h.station, h.epoch ORDER BY h.station, h.epoch`, posting, posting)
	if err != nil {
		return nil, fmt.Errorf("read holders of %s: %w", posting, err)
	}
	defer rows.Close()
	var out []*holder
	for rows.Next() {
		var h holder
		if err := rows.Scan(&h.Station, &h.Epoch, &h.free, &h.want); err != nil {
			return nil, fmt.Errorf("read holders of %s: %w", posting, err)
		}
		out = append(out, &h)
	}
	return out, rows.Err()
}

// reserve sets aside what the holders have for requests made at their own stations. A request
// that was granted a place once is never granted another.
func reserve(asks []request, holders []*holder) {
	for i := range asks {
		r := &asks[i]
		r.served = r.granted
		if !r.fresh() {
			continue
		}
		for _, h := range holders {
			if h.Origin == r.Origin && h.kept < h.free {
				h.kept++
				r.served = true
			}
		}
	}
}

// recall asks a holder for as many free places as others still wait for and it can spare, or
// takes back what it was asked for too much.
func (w *writer) recall(posting string, h *holder, open []request) error {
	others := 0
	for _, r := range open {
		if r.Origin != h.Origin {
			others++
		}
	}
	more := min(others, h.free-h.kept) - h.want
	if more == 0 {
		return nil
	}
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	return w.put(record.PlaceRecalled, ref, toStation(h.Station), record.Recalled{Station: h.Station, Epoch: h.Epoch, Want: more})
}

// grant hands one place to a holder. id is the request that it answers, or empty.
func (w *writer) grant(posting string, place record.Move, to market.Origin, id string) error {
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM waiting WHERE request = ?`, id); err != nil {
		return fmt.Errorf("grant a place of %s: %w", posting, err)
	}
	return w.put(record.PlaceGranted, ref, toStation(to.Station), record.Moved{
		Moves: []record.Move{{Place: place.Place, Hop: place.Hop + 1}}, Station: to.Station, Epoch: to.Epoch, Request: record.RefOf(id),
	})
}

// age counts a round of the station to its requests, and settles the postings where the
// patience of one has come to its end.
func (w *writer) age(o market.Origin) error {
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO waiting (request, rounds) SELECT id, 1 FROM request
		WHERE station = ? AND epoch = ? AND state <> 'done' ON CONFLICT (request) DO UPDATE SET rounds = waiting.rounds + 1
		WHERE waiting.rounds < ?`, o.Station, o.Epoch, patience+1)
	if err != nil {
		return fmt.Errorf("count a round of %s: %w", o, err)
	}
	rows, err := w.tx.QueryContext(w.ctx, `SELECT DISTINCT q.posting FROM request q JOIN waiting t ON t.request = q.id
		WHERE q.station = ? AND q.epoch = ? AND q.state <> 'done' AND t.rounds = ? ORDER BY q.posting`, o.Station, o.Epoch, patience)
	if err != nil {
		return fmt.Errorf("look for requests of %s that waited: %w", o, err)
	}
	var postings []string
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			return errors.Join(fmt.Errorf("look for requests of %s that waited: %w", o, err), rows.Close())
		}
		postings = append(postings, p)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("look for requests of %s that waited: %w", o, err)
	}
	for _, p := range postings {
		if err := w.settle(p); err != nil {
			return err
		}
	}
	return nil
}
