package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Merge keeps that staff know these registrations to be one person, who is shown as keep from now
// on. What is merged with any of them already comes along. It changes nothing where that is known
// already, and refuses with bad_id, or with unknown_person for who is not registered or was
// erased.
func (a *Archive) Merge(ctx context.Context, keep market.WorkerID, others ...market.WorkerID) error {
	return a.update(ctx, func(w *writer) error {
		whole := map[string]bool{}
		news := false
		for _, one := range append([]market.WorkerID{keep}, others...) {
			all, shown, err := w.registered(one)
			if err != nil {
				return err
			}
			news = news || shown != string(keep)
			for _, r := range all {
				whole[r] = true
			}
		}
		if !news {
			return nil
		}
		all := slices.Sorted(maps.Keys(whole))
		if err := w.merge(string(keep), all); err != nil {
			return err
		}
		return w.recogniseAll(all)
	})
}

// Apart keeps that staff know other to be somebody else than one. Were they merged before, other
// leaves that person alone, and the rest stay one person. It changes nothing where that is known
// already, and refuses as Merge does.
func (a *Archive) Apart(ctx context.Context, one, other market.WorkerID) error {
	return a.update(ctx, func(w *writer) error {
		if one == other {
			return market.Refuse("bad_id")
		}
		all, shown, err := w.registered(one)
		if err != nil {
			return err
		}
		others, _, err := w.registered(other)
		if err != nil {
			return err
		}
		if !slices.Contains(all, string(other)) {
			if err := w.apart(string(other), []string{string(one)}); err != nil {
				return err
			}
			return w.recogniseAll(append(all, others...))
		}
		rest := slices.DeleteFunc(slices.Clone(all), func(m string) bool { return m == string(other) })
		if shown == string(other) {
			shown = string(one)
		}
		if err := w.apart(string(other), rest); err != nil {
			return err
		}
		if len(rest) > 1 { // it may have been what held them together
			if err := w.merge(shown, rest); err != nil {
				return err
			}
		}
		return w.recogniseAll(all)
	})
}

// registered gives all registrations of the person that worker stands for.
func (w *writer) registered(worker market.WorkerID) (all []string, shown string, err error) {
	if _, err := market.ParseRef(string(worker)); err != nil {
		return nil, "", market.Refuse("bad_id")
	}
	p, err := person(w.ctx, w.tx, string(worker))
	if errors.Is(err, sql.ErrNoRows) || err == nil && p == nil {
		return nil, "", market.Refuse("unknown_person")
	}
	if err != nil {
		return nil, "", err
	}
	return ledger.Registrations(w.ctx, w.tx, string(worker))
}

// merge writes that the registrations are one person. All of them are named, so that a station
// that hears of the person for the first time needs no older word.
func (w *writer) merge(keep string, all []string) error {
	ref, err := market.ParseRef(keep)
	if err != nil {
		return err
	}
	receivers, err := w.knowing(all)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(all), func(m string) bool { return m == keep })
	for part := range slices.Chunk(others, record.MaxMerged) {
		var body record.Merged
		for _, m := range part {
			body.Others = append(body.Others, record.RefOf(market.WorkerID(m)))
		}
		if err := w.putFor(receivers, record.WorkerMerged, ref, body); err != nil {
			return err
		}
	}
	return nil
}

// apart writes that worker is none of others.
func (w *writer) apart(worker string, others []string) error {
	receivers, err := w.knowing(append([]string{worker}, others...))
	if err != nil {
		return err
	}
	said, err := w.saidApart(worker)
	if err != nil {
		return err
	}
	for _, other := range others {
		if slices.Contains(said, other) {
			continue
		}
		ref, err := market.ParseRef(other)
		if err != nil {
			return err
		}
		if err := w.putFor(receivers, record.WorkerApart, ref, record.Apart{Other: record.RefOf(market.WorkerID(worker))}); err != nil {
			return err
		}
	}
	return nil
}

// recogniseAll notes who these workers are now, and decides anew who is next where they wait: a
// person with a place waits for no other.
func (w *writer) recogniseAll(workers []string) error {
	touched := touchedPostings{}
	for _, one := range workers {
		if err := w.recognise(one); err != nil {
			return err
		}
		waits, err := list(w, scanID, `SELECT DISTINCT posting FROM request WHERE worker = ? AND state <> 'done'`, one)
		if err != nil {
			return fmt.Errorf("look where %s waits: %w", one, err)
		}
		for _, p := range waits {
			touched[p] = true
		}
	}
	for _, p := range touched.list() {
		if err := w.settle(p); err != nil {
			return err
		}
	}
	return nil
}

// putFor writes a fact of the county for these stations alone.
func (w *writer) putFor(receivers []uint16, kind record.Kind, id market.Ref, body any) error {
	if err := w.put(kind, id, toCounty, body); err != nil {
		return err
	}
	return w.addressLast(receivers)
}

// addressLast lets these stations see the fact that was written last.
func (w *writer) addressLast(receivers []uint16) error {
	for _, no := range receivers {
		if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO addressed (receiver, station, epoch, seq) SELECT ?, station, epoch, seq FROM fact WHERE rev = ?`,
			no, w.rev); err != nil {
			return fmt.Errorf("address fact of rev %d to station %d: %w", w.rev, no, err)
		}
	}
	return nil
}

// knowing lists the stations that know any of these workers: those that registered or looked up
// one, and those whose folder holds the journal of the registration since it was another station.
func (w *writer) knowing(workers []string) ([]uint16, error) {
	know := map[uint16]bool{}
	makers := map[market.Origin]bool{}
	for _, one := range workers {
		ref, err := market.ParseRef(one)
		if err != nil {
			return nil, err
		}
		know[ref.Station], makers[ref.Origin] = true, true
		asked, err := list(w, func(rows *sql.Rows, no *uint16) error { return rows.Scan(no) }, `SELECT a.receiver FROM addressed a
			JOIN fact f ON f.station = a.station AND f.epoch = a.epoch AND f.seq = a.seq WHERE f.thing = ? AND f.kind = ?`, one, string(record.WorkerRegistered))
		if err != nil {
			return nil, fmt.Errorf("look who knows %s: %w", one, err)
		}
		for _, no := range asked {
			know[no] = true
		}
	}
	epochs, err := list(w, func(rows *sql.Rows, o *market.Origin) error { return rows.Scan(&o.Station, &o.Epoch) }, `SELECT station, epoch FROM told`)
	if err != nil {
		return nil, fmt.Errorf("look which journals stations have: %w", err)
	}
	for _, o := range epochs {
		said, err := toldBy(w.ctx, w.tx, o)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(said.journals, func(j market.Origin) bool { return makers[j] }) {
			know[o.Station] = true
		}
	}
	return slices.Sorted(maps.Keys(know)), nil
}
