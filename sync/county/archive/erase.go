package archive

import (
	"context"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Erase destroys the keys of a worker or an employer, here and at every station that hears of
// it, and of whoever registered under another number but is the same person. What they did
// stays, without a name. It gives how many boxes were sealed for good. Refuses with
// unknown_person.
func (a *Archive) Erase(ctx context.Context, id string) (boxes int, err error) {
	err = a.update(ctx, func(w *writer) error {
		boxes, err = w.erase(id)
		w.scrub = true
		return err
	})
	return boxes, err
}

func (w *writer) erase(id string) (boxes int, err error) {
	ref, err := market.ParseRef(id)
	if err != nil {
		return 0, market.Refuse("unknown_person")
	}
	same, err := list(w, scanID, `SELECT o.worker FROM identity i JOIN identity o ON o.person = i.person WHERE i.worker = ?
		UNION SELECT ? ORDER BY 1`, id, id)
	if err != nil {
		return 0, fmt.Errorf("look who %s is: %w", id, err)
	}
	var tags []seal.Tag
	for _, one := range same {
		raw, err := list(w, scanBytes, `SELECT bytes FROM fact WHERE thing = ?`, one)
		if err != nil {
			return 0, fmt.Errorf("read facts of %s: %w", one, err)
		}
		for _, b := range raw {
			f, err := record.Decode(b)
			if err != nil {
				continue // in quarantine
			}
			for _, box := range f.Boxes {
				tags = append(tags, box.Tag)
			}
		}
		if err := w.forget(one); err != nil {
			return 0, err
		}
	}
	if len(tags) == 0 {
		return 0, market.Refuse("unknown_person")
	}
	for rest := tags; len(rest) > 0; {
		n := min(len(rest), record.MaxErased)
		if err := w.put(record.PersonErased, ref, toAll, record.Erased{Tags: rest[:n]}); err != nil {
			return 0, err
		}
		rest = rest[n:]
	}
	return len(tags), nil
}

// Pass says that staff have looked at a fact of the quarantine: places that it kept from being
// given may be given again, everywhere. The fact stays in its journal. Refuses with
// not_quarantined.
func (a *Archive) Pass(ctx context.Context, o market.Origin, seq uint64) error {
	return a.update(ctx, func(w *writer) error {
		passed := record.Passed{Station: o.Station, Epoch: o.Epoch, Seq: seq}
		things, err := w.quarantined(passed)
		if err != nil {
			return err
		}
		if len(things) == 0 {
			return market.Refuse("not_quarantined")
		}
		if err := w.put(record.FactPassed, market.Ref{Origin: o}, toAll, passed); err != nil {
			return err
		}
		return w.settleAbout(passed)
	})
}

// quarantined gives what a fact of the quarantine speaks of, nothing when it is not there.
func (w *writer) quarantined(p record.Passed) ([]string, error) {
	things, err := list(w, scanID, `SELECT COALESCE(f.thing, '') FROM quarantine q JOIN fact f ON f.station = q.station AND f.epoch = q.epoch AND f.seq = q.seq
		WHERE q.station = ? AND q.epoch = ? AND q.seq = ?`, p.Station, p.Epoch, p.Seq)
	if err != nil {
		return nil, fmt.Errorf("read fact %d of %d-%d: %w", p.Seq, p.Station, p.Epoch, err)
	}
	return things, nil
}

// settleAbout grants places again that the fact kept from being given.
func (w *writer) settleAbout(p record.Passed) error {
	things, err := w.quarantined(p)
	if err != nil || len(things) == 0 {
		return err
	}
	return w.settle(things[0]) // nothing happens where it is no posting
}

// reconsider takes what an older program did not understand.
func (a *Archive) reconsider(ctx context.Context) error {
	due := false
	err := a.db.View(ctx, func(tx *sqldb.Tx) (err error) {
		due, err = ledger.Understood(ctx, tx)
		return err
	})
	if err != nil || !due {
		return err
	}
	return a.update(ctx, func(w *writer) error { return w.reconsider() })
}

func (w *writer) reconsider() error {
	applied, err := ledger.Reconsider(w.ctx, w.tx)
	if err != nil {
		return err
	}
	for _, a := range applied {
		if err := w.tookEffect(a); err != nil {
			return err
		}
	}
	return nil
}

// tookEffect does what is to be done of a fact that had waited and took effect now.
func (w *writer) tookEffect(a ledger.Applied) error {
	touched := touchedPostings{}
	scope, err := w.audience(a.Fact, touched)
	if err != nil {
		return err
	}
	if err := w.publish(a.Entry, scope); err != nil {
		return err
	}
	if err := w.answer(a); err != nil {
		return err
	}
	if err := w.judge(a.Fact); err != nil {
		return err
	}
	for _, p := range touched.list() {
		if err := w.settle(p); err != nil {
			return err
		}
	}
	return nil
}

func dumpQuarantine(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Station int    `json:"station"`
			Epoch   int    `json:"epoch"`
			Seq     uint64 `json:"seq"`
			Kind    string `json:"kind"`
			ID      string `json:"id"`
			Why     string `json:"why"`
		}
		if err := scan(&r.Station, &r.Epoch, &r.Seq, &r.Kind, &r.ID, &r.Why); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT q.station, q.epoch, q.seq, f.kind, f.thing, q.why FROM quarantine q
		JOIN fact f ON f.station = q.station AND f.epoch = q.epoch AND f.seq = q.seq ORDER BY q.station, q.epoch, q.seq`)
}
