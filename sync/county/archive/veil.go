package archive

import (
	"context"
	"fmt"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// A county that was put back from a backup has the keys of persons who were erased since. So from
// the restore to EndReconcile, when the words of erasure are back from the stations, it gives no
// key of a person to anybody, and answers no lookup. Whoever registered since is no such person:
// who made the fact has told before what it heard.

// veil is what keys are kept back now.
type veil struct {
	on     bool
	listed map[market.Origin]uint64 // behind which seq facts of this epoch are new; all before it was heard of
	old    map[market.Origin]bool   // epochs that may speak of the past
}

func veilNow(ctx context.Context, tx *sqldb.Tx) (veil, error) {
	v := veil{listed: map[market.Origin]uint64{}, old: map[market.Origin]bool{}}
	open, err := getMeta(ctx, tx, "reconcile")
	if err != nil || len(open) == 0 {
		return v, err
	}
	v.on = true
	return v, v.read(ctx, tx)
}

// read learns which facts are new in this generation.
func (v *veil) read(ctx context.Context, tx *sqldb.Tx) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var o market.Origin
		var seq *uint64
		if err := scan(&o.Station, &o.Epoch, &seq); err != nil {
			return err
		}
		v.old[o] = true
		if seq != nil {
			v.listed[o] = *seq
		}
		return nil
	}, `SELECT station, epoch, seq FROM listing`)
}

// hides says whether the keys of the boxes in a fact are kept back.
func (v *veil) hides(o market.Origin, seq uint64) bool {
	behind, heard := v.listed[o]
	return v.on && v.old[o] && !(heard && seq > behind)
}

// unveil gives the facts whose keys were kept back a new rev, so that whoever pulled them without
// pulls them again. Who has them already has nothing new.
func (w *writer) unveil() error {
	v := veil{on: true, listed: map[market.Origin]uint64{}, old: map[market.Origin]bool{}}
	if err := v.read(w.ctx, w.tx); err != nil {
		return err
	}
	var hidden []wire.Item
	err := each(w.ctx, w.tx, func(scan func(...any) error) error {
		var it wire.Item
		var own bool
		if err := scan(&it.Rev, &it.Station, &it.Epoch, &it.Seq, &it.Fact, &own); err != nil {
			return err
		}
		f, err := record.Decode(it.Fact)
		if err != nil || len(f.Boxes) == 0 || !v.hides(market.Origin{Station: it.Station, Epoch: it.Epoch}, it.Seq) {
			return nil //nolint:nilerr // in quarantine
		}
		if own || slices.ContainsFunc(f.Boxes, func(b record.Box) bool { return b.Published }) {
			it.Fact = nil
			hidden = append(hidden, it)
		}
		return nil
	}, `SELECT rev, station, epoch, seq, bytes, `+isForOne+` FROM fact WHERE station <> 0 AND (scope <> ? OR `+isForOne+`) ORDER BY rev`, toCounty)
	if err != nil {
		return err
	}
	for _, it := range hidden {
		w.rev++
		if _, err := w.tx.ExecContext(w.ctx, `UPDATE fact SET rev = ? WHERE station = ? AND epoch = ? AND seq = ?`, w.rev, it.Station, it.Epoch, it.Seq); err != nil {
			return fmt.Errorf("show fact %d of %d-%d again: %w", it.Seq, it.Station, it.Epoch, err)
		}
	}
	return nil
}

// isForOne is a condition about a fact: its boxes are for single stations, since it is addressed to
// one, or since its maker goes on under a later epoch.
const isForOne = `(EXISTS (SELECT 1 FROM addressed a WHERE a.station = fact.station AND a.epoch = fact.epoch AND a.seq = fact.seq)
	OR EXISTS (SELECT 1 FROM epoch e WHERE e.station = fact.station AND e.epoch > fact.epoch))`
