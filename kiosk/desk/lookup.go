package desk

import (
	"context"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// lookupTime is how long the person at the counter waits for the county.
const lookupTime = 20 * time.Second

// FindWorker looks for a worker who registered before: here first, then at the county, which
// tells this station, and only this one, who it is. wk says whom to look for: the ID number, or
// the phone, with the name where several share it. here says that nobody had to be asked. The
// worker found can take places like one of this station's own. Refusals: required, bad_phone,
// bad_id_number, name_needed, unknown_person, too_many, or offline; then the worker registers
// anew, and staff at the county merge the two later.
func (d *Desk) FindWorker(ctx context.Context, c *uplink.Client, wk market.Worker) (found market.Worker, here bool, err error) {
	wk.Normalize()
	if err := wanted(wk, d.now()); err != nil {
		return market.Worker{}, false, err
	}
	if found, err = d.knownHere(ctx, wk); err != nil || found.ID != "" {
		return found, err == nil, err
	}
	id, err := d.store.Identity(ctx)
	if err != nil {
		return market.Worker{}, false, err
	}
	asking, cancel := context.WithTimeout(ctx, lookupTime)
	defer cancel()
	f, err := c.Lookup(asking, id.CountyWrap, &wire.Wanted{Phone: wk.Phone, Name: wk.Name, IDNumber: wk.IDNumber})
	if err != nil {
		return market.Worker{}, false, err
	}
	if found, err = d.store.TakeFound(context.WithoutCancel(ctx), f); err != nil {
		return market.Worker{}, false, err
	}
	d.changed()
	return found, false, nil
}

// wanted checks what a worker is looked for by.
func wanted(wk market.Worker, now time.Time) error {
	if wk.IDNumber != "" {
		if _, err := market.ParseResidentID(wk.IDNumber, now); err != nil {
			return &market.Error{Code: market.Code(err), Field: "id_number"}
		}
		return nil
	}
	if wk.Phone == "" {
		return &market.Error{Code: "required", Field: "phone"}
	}
	if _, err := market.ParsePhone(wk.Phone); err != nil {
		return &market.Error{Code: market.Code(err), Field: "phone"}
	}
	return nil
}

// knownHere looks among those known here; zero when nobody fits.
func (d *Desk) knownHere(ctx context.Context, wk market.Worker) (market.Worker, error) {
	if wk.IDNumber != "" {
		l, err := d.store.WorkersByIDNumber(ctx, wk.IDNumber)
		if err != nil || len(l) == 0 {
			return market.Worker{}, err
		}
		return l[0], nil
	}
	l, err := d.store.WorkersByPhone(ctx, wk.Phone)
	if err != nil {
		return market.Worker{}, err
	}
	var fits []market.Worker
	for _, k := range l {
		if wk.Name == "" || k.Name == wk.Name {
			fits = append(fits, k)
		}
	}
	switch len(fits) {
	case 0:
		return market.Worker{}, nil
	case 1:
		return fits[0], nil
	}
	return market.Worker{}, market.Refuse("name_needed")
}
