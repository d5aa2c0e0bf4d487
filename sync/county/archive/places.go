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

type request struct {
	id string
	market.Origin
}

// requests gives the open requests for a posting in the order the county heard of them.
func (w *writer) requests(posting string) ([]request, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT q.id, q.station, q.epoch FROM request q
		JOIN fact f ON f.thing = q.id AND f.kind = ?
		JOIN epoch e ON e.station = q.station AND e.epoch = q.epoch
		WHERE q.posting = ? AND q.state = 'open' AND e.frozen = 0 ORDER BY f.rev`, string(record.PlaceRequested), posting)
	if err != nil {
		return nil, fmt.Errorf("read requests for %s: %w", posting, err)
	}
	defer rows.Close()
	var out []request
	for rows.Next() {
		var r request
		if err := rows.Scan(&r.id, &r.Station, &r.Epoch); err != nil {
			return nil, fmt.Errorf("read requests for %s: %w", posting, err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// settle grants the county's free places of a posting to those who asked, first come first
// served, and asks the holders for free places when it has too few.
func (w *writer) settle(posting string) error {
	var state string
	err := w.tx.QueryRowContext(w.ctx, `SELECT state FROM posting WHERE id = ?`, posting).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) || state == "closed" {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read posting %s: %w", posting, err)
	}
	asks, err := w.requests(posting)
	if err != nil || len(asks) == 0 {
		return err
	}
	free, err := w.free(posting)
	if err != nil {
		return err
	}
	for len(asks) > 0 && len(free) > 0 {
		if err := w.grant(posting, free[0], asks[0].Origin, asks[0].id); err != nil {
			return err
		}
		asks, free = asks[1:], free[1:]
	}
	if len(asks) == 0 {
		return nil
	}
	return w.recall(posting, asks)
}

// grant hands one place to a holder. id is the request that it answers, or empty.
func (w *writer) grant(posting string, place record.Move, to market.Origin, id string) error {
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	return w.put(record.PlaceGranted, ref, toStation(to.Station), record.Moved{
		Moves: []record.Move{{Place: place.Place, Hop: place.Hop + 1}}, Station: to.Station, Epoch: to.Epoch, Request: record.RefOf(id),
	})
}

// recall asks every other holder of free places for as many as still wait, counting what it
// was asked for and has not answered yet.
func (w *writer) recall(posting string, asks []request) error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.station, p.epoch, COALESCE(MAX(r.want), 0) FROM place p
		JOIN epoch e ON e.station = p.station AND e.epoch = p.epoch AND e.frozen = 0
		LEFT JOIN recall r ON r.posting = p.posting AND r.station = p.station AND r.epoch = p.epoch
		WHERE p.posting = ? AND p.withdrawn = 0 AND p.station <> 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		GROUP BY p.station, p.epoch ORDER BY p.station, p.epoch`, posting)
	if err != nil {
		return fmt.Errorf("read holders of %s: %w", posting, err)
	}
	type holder struct {
		market.Origin
		want int
	}
	var holders []holder
	for rows.Next() {
		var h holder
		if err := rows.Scan(&h.Station, &h.Epoch, &h.want); err != nil {
			return errors.Join(fmt.Errorf("read holders of %s: %w", posting, err), rows.Close())
		}
		holders = append(holders, h)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("read holders of %s: %w", posting, err)
	}
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	for _, h := range holders {
		others := 0
		for _, a := range asks {
			if a.Origin != h.Origin {
				others++
			}
		}
		if more := others - h.want; more > 0 {
			body := record.Recalled{Station: h.Station, Epoch: h.Epoch, Want: more}
			if err := w.put(record.PlaceRecalled, ref, toStation(h.Station), body); err != nil {
				return err
			}
		}
	}
	return nil
}

// grantAhead gives the station, which is online now, one free place of every posting that it
// shows and holds none of, so that it can place somebody when the link is gone. today leaves
// out what is over.
func (w *writer) grantAhead(s Station, today string) error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.id,
		SUM(CASE WHEN l.station = 0 THEN 1 ELSE 0 END),
		SUM(CASE WHEN l.station <> 0 AND l.hop > 0 THEN 1 ELSE 0 END)
		FROM posting p JOIN place l ON l.posting = p.id AND l.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = l.posting AND m.place = l.n AND m.state <> 'cancelled')
		JOIN fact f ON f.thing = p.id AND f.kind = ? AND f.scope IN (?, ?)
		WHERE p.state = 'open' AND p.last_day >= ?
		AND NOT EXISTS (SELECT 1 FROM place h WHERE h.posting = p.id AND h.withdrawn = 0 AND h.station = ? AND h.epoch = ?
			AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = h.posting AND m.place = h.n AND m.state <> 'cancelled'))
		GROUP BY p.id ORDER BY p.id`,
		string(record.PostingOpened), toAll, toTownship(s.Area), today, s.Station, s.Epoch)
	if err != nil {
		return fmt.Errorf("look for places to grant ahead: %w", err)
	}
	var ids []string
	for rows.Next() {
		var id string
		var free, out int
		if err := rows.Scan(&id, &free, &out); err != nil {
			return errors.Join(fmt.Errorf("look for places to grant ahead: %w", err), rows.Close())
		}
		if market.GrantAhead(free, out) {
			ids = append(ids, id)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("look for places to grant ahead: %w", err)
	}
	for _, id := range ids {
		free, err := w.free(id)
		if err != nil {
			return err
		}
		if err := w.grant(id, free[0], s.Origin, ""); err != nil {
			return err
		}
	}
	return nil
}
