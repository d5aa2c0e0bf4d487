package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Fenced is what a fence did.
type Fenced struct {
	Epochs []uint8 // all that are fenced now
	Places int     // that came back to the county
}

// Fence ends an epoch of a station, or all that it has had when epoch is 0: nothing is granted to
// it, and its free places are there for others. It is for a station whose disk is dead; one that
// still works gives places that it takes for its own, which shows as a conflict (I2). What it
// sends later is taken as ever. Fencing again changes nothing more. Refuses with
// unknown_station.
func (a *Archive) Fence(ctx context.Context, no uint16, epoch uint8) (Fenced, error) {
	var f Fenced
	err := a.update(ctx, func(w *writer) (err error) {
		f, err = w.fenceAll(no, epoch)
		return err
	})
	return f, err
}

// fenceAll fences an epoch of a station, or all of them when epoch is 0.
func (w *writer) fenceAll(no uint16, epoch uint8) (f Fenced, err error) {
	f.Epochs, err = list(w, func(rows *sql.Rows, e *uint8) error { return rows.Scan(e) },
		`SELECT epoch FROM epoch WHERE station = ? AND (epoch = ? OR ? = 0) ORDER BY epoch`, no, epoch, epoch)
	if err != nil {
		return f, fmt.Errorf("read epochs of station %d: %w", no, err)
	}
	if len(f.Epochs) == 0 {
		return f, market.Refuse("unknown_station")
	}
	for _, e := range f.Epochs {
		n, err := w.fence(market.Origin{Station: no, Epoch: e})
		if err != nil {
			return f, err
		}
		f.Places += n
	}
	return f, nil
}

// fence freezes one epoch, reclaims its free places, and says how many they were.
func (w *writer) fence(o market.Origin) (places int, err error) {
	err = w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM place p WHERE p.station = ? AND p.epoch = ? AND p.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')`,
		o.Station, o.Epoch).Scan(&places)
	if err != nil {
		return 0, fmt.Errorf("count places of %s: %w", o, err)
	}
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO fenced (station, epoch, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
		o.Station, o.Epoch, w.a.now().UnixMilli()); err != nil {
		return 0, fmt.Errorf("fence %s: %w", o, err)
	}
	if err := w.freeze(o); err != nil {
		return 0, err
	}
	return places, w.reclaim(o)
}

// reclaimFenced takes the places of a posting that came free since their epoch was fenced: a
// match that it made was cancelled, or a grant to it was heard of late.
func (w *writer) reclaimFenced(posting string) error {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.station, p.epoch, p.n, p.hop FROM place p
		JOIN fenced f ON f.station = p.station AND f.epoch = p.epoch WHERE p.posting = ?
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		ORDER BY p.station, p.epoch, p.n`, posting)
	if err != nil {
		return fmt.Errorf("read fenced places of %s: %w", posting, err)
	}
	var order []market.Origin
	moves := map[market.Origin][]record.Move{}
	for rows.Next() {
		var o market.Origin
		var m record.Move
		if err := rows.Scan(&o.Station, &o.Epoch, &m.Place, &m.Hop); err != nil {
			return errors.Join(fmt.Errorf("read fenced places of %s: %w", posting, err), rows.Close())
		}
		if m.Hop++; moves[o] == nil {
			order = append(order, o)
		}
		moves[o] = append(moves[o], m)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(order) == 0 {
		return err
	}
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	for _, o := range order {
		body := record.Moved{Moves: moves[o], Station: o.Station, Epoch: o.Epoch}
		if err := w.put(record.PlaceReclaimed, ref, toStation(o.Station), body); err != nil {
			return err
		}
	}
	return nil
}
