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
}

// CheckIn registers the worker, unless the ID number, or name and phone, are known here, and checks
// them in. It asks nobody: who registered at another station is registered again. Who
// comes twice on a day for the same purpose keeps the number. Somebody under sixteen is
// refused and nothing is kept.
func (d *Desk) CheckIn(ctx context.Context, by string, wk market.Worker, purpose market.Purpose) (Arrival, error) {
	purpose, err := purposeOf(purpose)
	if err != nil {
		return Arrival{}, err
	}
	wk.Normalize()
	if err := wk.Validate(d.now(), d.areas, d.trades); err != nil {
		return Arrival{}, err
	}
	var a Arrival
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if a.Worker, err = known(w, wk); err != nil {
			return err
		}
		if a.Worker == "" {
			if a.Worker, err = register(w, wk); err != nil {
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

// CheckInKnown checks in a worker who is registered here.
func (d *Desk) CheckInKnown(ctx context.Context, by string, id market.WorkerID, purpose market.Purpose) (Arrival, error) {
	purpose, err := purposeOf(purpose)
	if err != nil {
		return Arrival{}, err
	}
	a := Arrival{Worker: id}
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if _, err := w.Worker(id); err != nil {
			return err
		}
		return checkIn(w, &a, d.today(), purpose)
	})
	if err != nil {
		return Arrival{}, err
	}
	d.changed()
	return a, nil
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
	if ok {
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
