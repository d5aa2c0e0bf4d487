package desk

import (
	"context"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Arrival is what a check-in gives: who, and the number of the day.
type Arrival struct {
	Worker  market.WorkerID
	CheckIn market.CheckInID
	Number  int
	Again   bool // had checked in today already; the number is the same
	New     bool // was registered just now
}

// Guest is somebody who checks in.
type Guest struct {
	Worker  market.Worker // with an ID: registered here; else as the form was filled
	Purpose market.Purpose
	// Wishes are kept when they are given; nil leaves those that are known.
	Wishes *market.Wishes
}

// CheckIn registers the worker, unless the ID number, or name and phone, are known here, and checks
// them in. It asks nobody: who registered at another station is registered again. Who
// comes twice on a day for the same purpose keeps the number. Somebody under sixteen is
// refused and nothing is kept.
func (d *Desk) CheckIn(ctx context.Context, by string, wk market.Worker, purpose market.Purpose) (Arrival, error) {
	wk.ID = ""
	return d.Welcome(ctx, by, Guest{Worker: wk, Purpose: purpose})
}

// CheckInKnown checks in a worker who is registered here.
func (d *Desk) CheckInKnown(ctx context.Context, by string, id market.WorkerID, purpose market.Purpose) (Arrival, error) {
	return d.Welcome(ctx, by, Guest{Worker: market.Worker{ID: id}, Purpose: purpose})
}

// Welcome is CheckIn or CheckInKnown, with what the guest looks for, in one transaction.
func (d *Desk) Welcome(ctx context.Context, by string, g Guest) (Arrival, error) {
	purpose, err := purposeOf(g.Purpose)
	if err != nil {
		return Arrival{}, err
	}
	if g.Worker.ID == "" {
		g.Worker.Normalize()
		if err := g.Worker.Validate(d.now(), d.areas, d.trades); err != nil {
			return Arrival{}, err
		}
	}
	if g.Wishes != nil {
		if err := g.Wishes.Validate(d.trades); err != nil {
			return Arrival{}, err
		}
	}
	a := Arrival{Worker: g.Worker.ID}
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := enter(w, &a, g.Worker); err != nil {
			return err
		}
		if g.Wishes != nil {
			if err := w.Tell(a.Worker, *g.Wishes); err != nil {
				return err
			}
		}
		return checkIn(w, &a, d.today(), purpose)
	})
	if err != nil {
		return Arrival{}, err
	}
	d.changed()
	return a, nil
}

// enter finds out who the guest is, and registers who is nobody here yet.
func enter(w *store.Writer, a *Arrival, wk market.Worker) (err error) {
	if wk.ID != "" {
		_, err = w.Worker(wk.ID)
		return err
	}
	if a.Worker, err = known(w, wk); err != nil || a.Worker != "" {
		return err
	}
	if a.Worker, err = register(w, wk); err != nil {
		return err
	}
	a.New = true
	if wk.Notice == 0 {
		return nil
	}
	return w.Consent(a.Worker, wk.Notice)
}

// purposeOf fills in the usual purpose and refuses one that is not on the list.
func purposeOf(p market.Purpose) (market.Purpose, error) {
	if p == "" {
		return market.Purposes[0], nil
	}
	if !slices.Contains(market.Purposes, p) {
		return "", &market.Error{Code: "unknown_choice", Field: "purpose"}
	}
	return p, nil
}

// known gives who this is of those known here, "" when nobody. Two ID numbers are two persons.
func known(w *store.Writer, wk market.Worker) (market.WorkerID, error) {
	same, err := w.WorkersByIDNumber(wk.IDNumber)
	if err != nil {
		return "", err
	}
	if len(same) > 0 {
		return same[0].ID, nil
	}
	same, err = w.WorkersByPhone(wk.Phone)
	if err != nil {
		return "", err
	}
	for _, k := range same {
		if k.Name == wk.Name && (k.IDNumber == "" || wk.IDNumber == "") {
			return k.ID, nil
		}
	}
	return "", nil
}

func register(w *store.Writer, wk market.Worker) (market.WorkerID, error) {
	box, err := w.Seal(record.Person{Name: wk.Name, Phone: wk.Phone, BirthYear: wk.BirthYear, Area: wk.Area, IDNumber: wk.IDNumber}, false)
	if err != nil {
		return "", err
	}
	ref := w.NewRef()
	wk.ID = market.WorkerID(ref.String())
	if err := w.Put(record.WorkerRegistered, ref, 0, record.Worker{Trades: wk.Trades}, box); err != nil {
		return "", err
	}
	return wk.ID, w.IndexWorker(wk)
}

func checkIn(w *store.Writer, a *Arrival, day string, purpose market.Purpose) error {
	had, ok, err := w.CheckInOn(a.Worker, day, purpose)
	if err != nil {
		return err
	}
	ended := false
	if ok { // who went home, or was here before the hall was cleared, waits anew
		if ended, err = w.Ended(had.ID); err != nil {
			return err
		}
	}
	if ok && !ended {
		a.CheckIn, a.Number, a.Again = had.ID, had.Number, true
		return nil
	}
	if a.Number, err = w.NextNumber(day); err != nil {
		return err
	}
	ref := w.NewRef()
	a.CheckIn = market.CheckInID(ref.String())
	worker := record.RefOf(a.Worker)
	return w.Put(record.CheckInMade, ref, 0, record.CheckIn{Worker: worker, Purpose: purpose, Day: day, Number: a.Number})
}
