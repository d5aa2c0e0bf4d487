package archive

import (
	"context"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// mayGrant says whether the county may give places of a posting that it holds. Not while it is
// being reconciled; and not of a posting that is older than this generation while an epoch that
// could hold places of it has neither listed its holdings nor been fenced.
func (w *writer) mayGrant(posting string) (bool, error) {
	if w.gen == 1 { // nothing was ever forgotten
		return true, nil
	}
	open, err := getMeta(w.ctx, w.tx, "reconcile")
	if err != nil || len(open) > 0 {
		return false, err
	}
	missing, err := w.unlisted()
	if err != nil || len(missing) == 0 {
		return err == nil, err
	}
	// Opened by an epoch of this generation, or behind its list: nobody held a place of it before.
	var fresh int
	err = w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM posting p JOIN fact f ON f.thing = p.id AND f.kind = ?
		LEFT JOIN listing l ON l.station = p.station AND l.epoch = p.epoch
		WHERE p.id = ? AND (l.station IS NULL OR f.seq > l.seq)`, string(record.PostingOpened), posting).Scan(&fresh)
	if err != nil {
		return false, fmt.Errorf("look whether posting %s is new: %w", posting, err)
	}
	return fresh > 0, nil
}

// unlisted gives the epochs that have not listed what they hold in this generation. One that is
// frozen cannot be granted anything and does not count.
func (w *writer) unlisted() ([]market.Origin, error) { return unlisted(w.ctx, w.tx) }

func unlisted(ctx context.Context, tx *sqldb.Tx) ([]market.Origin, error) {
	var out []market.Origin
	err := each(ctx, tx, func(scan func(...any) error) error {
		var o market.Origin
		err := scan(&o.Station, &o.Epoch)
		out = append(out, o)
		return err
	}, `SELECT l.station, l.epoch FROM listing l JOIN epoch e ON e.station = l.station AND e.epoch = l.epoch
		WHERE l.seq IS NULL AND e.frozen = 0 ORDER BY l.station, l.epoch`)
	return out, err
}

// listed notes that an epoch has listed all that it holds. When it was the last, what waited for
// that is granted.
func (w *writer) listed(a ledger.Applied) error {
	var b record.Listed
	if err := record.Unmarshal(a.Fact.Body, &b); err != nil || b.Gen != w.gen {
		return err
	}
	_, err := w.tx.ExecContext(w.ctx, `UPDATE listing SET seq = ? WHERE station = ? AND epoch = ? AND seq IS NULL`,
		a.Entry.Seq, a.Entry.Origin.Station, a.Entry.Origin.Epoch)
	if err != nil {
		return fmt.Errorf("note holdings of %s: %w", a.Entry.Origin, err)
	}
	return w.settleIfListed()
}

// settleIfListed grants what waited for the last of those that had to list their holdings.
func (w *writer) settleIfListed() error {
	if w.gen == 1 {
		return nil
	}
	missing, err := w.unlisted()
	if err != nil || len(missing) > 0 {
		return err
	}
	return w.settleAll()
}

// succeeded ends an epoch that a lost past of the county had ended already: the epoch after it
// says so.
func (w *writer) succeeded(a ledger.Applied) error {
	var b record.Opened
	if err := record.Unmarshal(a.Fact.Body, &b); err != nil {
		return err
	}
	old, err := station(w.ctx, w.tx, market.Origin{Station: a.Entry.Origin.Station, Epoch: b.Old})
	switch {
	case market.Code(err) == "unknown_station":
		return nil
	case err != nil:
		return err
	case old.Frozen && (b.Why != record.WhyRestored || b.Replaced <= b.Old):
		return nil
	}
	switch b.Why {
	case record.WhyRestored: // also of what came after an epoch that was over: put back twice from one backup
		return w.fenceReplaced(old.Origin, b.Replaced)
	case record.WhyRenamed:
		_, err := w.fence(old.Origin)
		return err
	}
	return w.freeze(old.Origin)
}

// settleAll brings every posting that somebody waits for up to date.
func (w *writer) settleAll() error {
	var postings []string
	err := each(w.ctx, w.tx, func(scan func(...any) error) error {
		var p string
		err := scan(&p)
		postings = append(postings, p)
		return err
	}, `SELECT DISTINCT posting FROM request WHERE state <> 'done' ORDER BY posting`)
	if err != nil {
		return err
	}
	for _, p := range postings {
		if err := w.settle(p); err != nil {
			return err
		}
	}
	return nil
}

// contradict tells a station that it does not hold what it listed: the place went on to somebody
// else in a past that the station had not heard of. Its matches stand. The holder hears of a hop
// beyond all that either can have made meanwhile.
func (w *writer) contradict(a ledger.Applied) error {
	var b record.Held
	if err := record.Unmarshal(a.Fact.Body, &b); err != nil {
		return err
	}
	for _, m := range b.Mine {
		var to market.Origin
		var hop uint32
		err := w.tx.QueryRowContext(w.ctx, `SELECT station, epoch, hop FROM place WHERE posting = ? AND n = ?`, a.Fact.ID.String(), m.Place).
			Scan(&to.Station, &to.Epoch, &hop)
		if err != nil {
			return fmt.Errorf("read holder of place %d of %s: %w", m.Place, a.Fact.ID, err)
		}
		if to == a.Entry.Origin {
			continue
		}
		move := []record.Move{{Place: m.Place, Hop: max(hop, m.Hop) + 2}}
		if to == ledger.County {
			err = w.put(record.PlaceReclaimed, a.Fact.ID, toStation(a.Entry.Origin.Station),
				record.Moved{Moves: move, Station: a.Entry.Origin.Station, Epoch: a.Entry.Origin.Epoch})
		} else {
			body := record.Moved{Moves: move, Station: to.Station, Epoch: to.Epoch}
			if err = w.put(record.PlaceGranted, a.Fact.ID, toStation(to.Station), body); err == nil {
				err = w.put(record.PlaceGranted, a.Fact.ID, toStation(a.Entry.Origin.Station), body)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// EndReconcile lets places be granted again after a restore, and persons be known. Places of
// postings older than the generation stay where they are until all who could hold one have listed
// or were fenced.
func (a *Archive) EndReconcile(ctx context.Context) error {
	return a.update(ctx, func(w *writer) error {
		open, err := getMeta(ctx, w.tx, "reconcile")
		if err != nil {
			return err
		}
		if len(open) > 0 {
			if err := w.unveil(); err != nil {
				return err
			}
		}
		if _, err := w.tx.ExecContext(ctx, `DELETE FROM meta WHERE name = 'reconcile'`); err != nil {
			return fmt.Errorf("end reconciling: %w", err)
		}
		return w.settleAll()
	})
}

// Reconciling is how far a restored county has come.
type Reconciling struct {
	Gen     uint32
	Open    bool            // nothing is granted until EndReconcile
	Missing []market.Origin // not heard of in this generation
}

// Reconciling says how far the county has come since it was restored.
func (a *Archive) Reconciling(ctx context.Context) (Reconciling, error) {
	var r Reconciling
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		var err error
		if r.Gen, err = generation(ctx, tx); err != nil {
			return err
		}
		open, err := getMeta(ctx, tx, "reconcile")
		if err != nil {
			return err
		}
		r.Open = len(open) > 0
		r.Missing, err = unlisted(ctx, tx)
		return err
	})
	return r, err
}
