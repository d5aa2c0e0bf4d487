package archive

import (
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// grantAhead gives the station, which is online now, one free place of every posting that it
// shows and holds none of, so that it can place somebody when the link is gone. today leaves
// out what is over; of what is full nobody can be given a place (kiosk/desk/DESIGN.md).
func (w *writer) grantAhead(s Station, today string) error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.id,
		SUM(CASE WHEN l.station = 0 THEN 1 ELSE 0 END),
		SUM(CASE WHEN l.station <> 0 AND l.hop > 0 THEN 1 ELSE 0 END)
		FROM posting p JOIN place l ON l.posting = p.id AND l.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = l.posting AND m.place = l.n AND m.state <> 'cancelled')
		AND `+ledger.Unblocked("l")+`
		JOIN fact f ON f.thing = p.id AND f.kind = ? AND f.scope IN (?, ?)
		WHERE p.state = 'open' AND p.last_day >= ? AND p.taken < p.headcount
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
		if len(free) == 0 {
			continue
		}
		if err := w.grant(id, free[0], s.Origin, ""); err != nil {
			return err
		}
	}
	return nil
}
