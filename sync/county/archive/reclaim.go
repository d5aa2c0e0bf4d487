package archive

import (
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// reclaim takes the free places of an epoch that will never give one again: its disk is dead,
// or was replaced by a backup. What it gave meanwhile stands; two matches on one place show as
// a conflict (I2).
func (w *writer) reclaim(o market.Origin) error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.posting, p.n, p.hop FROM place p WHERE p.station = ? AND p.epoch = ?
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		ORDER BY p.posting, p.n`, o.Station, o.Epoch)
	if err != nil {
		return fmt.Errorf("read places of %s: %w", o, err)
	}
	moves := map[string][]record.Move{}
	for rows.Next() {
		var posting string
		var m record.Move
		if err := rows.Scan(&posting, &m.Place, &m.Hop); err != nil {
			return errors.Join(fmt.Errorf("read places of %s: %w", o, err), rows.Close())
		}
		m.Hop++
		moves[posting] = append(moves[posting], m)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("read places of %s: %w", o, err)
	}
	touched := touchedPostings{}
	for posting := range moves {
		touched[posting] = true
	}
	for _, posting := range touched.list() {
		ref, err := market.ParseRef(posting)
		if err != nil {
			return err
		}
		body := record.Moved{Moves: moves[posting], Station: o.Station, Epoch: o.Epoch}
		if err := w.put(record.PlaceReclaimed, ref, toStation(o.Station), body); err != nil {
			return err
		}
		if err := w.settle(posting); err != nil {
			return err
		}
	}
	return nil
}

// freeze ends an epoch: it is granted nothing any more. What it still sends is taken.
func (w *writer) freeze(o market.Origin) error {
	if _, err := w.tx.ExecContext(w.ctx, `UPDATE epoch SET frozen = 1 WHERE station = ? AND epoch = ?`, o.Station, o.Epoch); err != nil {
		return fmt.Errorf("freeze %s: %w", o, err)
	}
	w.over = nil
	if err := w.takeOver(o); err != nil {
		return err
	}
	return w.settleIfListed()
}
