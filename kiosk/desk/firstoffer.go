package desk

import (
	"context"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Keep keeps a place of a posting for somebody of grade A or B who waits in the hall (点对点), for
// minutes, market.FirstOffer where they are 0. Meanwhile nobody else takes it at this station. It
// refuses with not_graded, wrong_state for who does not wait, closed, already_taken, already_kept,
// and no_place_here where every place is given or kept.
func (d *Desk) Keep(ctx context.Context, by string, id market.PostingID, worker market.WorkerID, minutes int) (market.OfferID, error) {
	if minutes == 0 {
		minutes = market.FirstOffer
	}
	if minutes < 1 || minutes > market.MostOffer {
		return "", &market.Error{Code: "bad_value", Field: "minutes"}
	}
	h, err := d.hallFor(ctx, by, Care)
	if err != nil {
		return "", err
	}
	row, ok := h.Row(worker)
	switch {
	case !ok:
		return "", market.Refuse("wrong_state")
	case row.Grade == market.GradeC:
		return "", market.Refuse("not_graded")
	}
	var offer market.OfferID
	err = d.staffDo(ctx, by, Care, func(w *store.Writer) error {
		if _, err := seeker(w, id, worker); err != nil {
			return err
		}
		free, err := w.FreePlaces(id)
		if err != nil {
			return err
		}
		kept, err := d.stillKept(w, id)
		if err != nil {
			return err
		}
		for _, o := range kept {
			if same, err := w.IsPerson(o.Worker, worker); err != nil {
				return err
			} else if same {
				return market.Refuse("already_kept")
			}
		}
		if len(free) <= len(kept) {
			return market.Refuse("no_place_here")
		}
		ref := w.NewRef()
		offer = market.OfferID(ref.String())
		return w.Put(record.OfferMade, ref, 0, record.Offer{Posting: record.RefOf(id), Worker: record.RefOf(worker), Minutes: minutes})
	})
	return offer, err
}

// Release ends an offer before its time: the person said no (market.OfferDeclined), or staff take it
// back (market.OfferWithdrawn).
func (d *Desk) Release(ctx context.Context, by string, id market.OfferID, how string) error {
	if err := market.OneOf("how", how, []string{market.OfferDeclined, market.OfferWithdrawn}); err != nil {
		return err
	}
	return d.staffDo(ctx, by, Care, func(w *store.Writer) error {
		if _, err := w.FirstOffer(id); err != nil {
			return err
		}
		return endOffer(w, id, how)
	})
}

func endOffer(w *store.Writer, id market.OfferID, how string) error {
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return err
	}
	return w.Put(record.OfferEnded, ref, 0, record.OfferEnd{How: how})
}

// stillKept gives the offers of a posting whose time is not over, and ends the others: what frees a
// kept place is a fact, which the clock only calls for.
func (d *Desk) stillKept(w *store.Writer, id market.PostingID) ([]store.FirstOffer, error) {
	all, err := w.FirstOffersOn(id)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		if o.Left(d.now()) == 0 {
			if err := endOffer(w, o.ID, market.OfferLapsed); err != nil {
				return nil, err
			}
		}
	}
	return slices.DeleteFunc(all, func(o store.FirstOffer) bool { return o.Left(d.now()) == 0 }), nil
}

// first sees to the places that are kept before one of free is given to a worker: their own offer is
// taken up, and where no more are free than are kept for others it refuses with place_kept.
func (d *Desk) first(w *store.Writer, id market.PostingID, worker market.WorkerID, free int) error {
	kept, err := d.stillKept(w, id)
	if err != nil {
		return err
	}
	others := 0
	for _, o := range kept {
		same, err := w.IsPerson(o.Worker, worker)
		if err != nil {
			return err
		}
		if same {
			if err := endOffer(w, o.ID, market.OfferTaken); err != nil {
				return err
			}
			continue
		}
		others++
	}
	if free <= others {
		return market.Refuse("place_kept")
	}
	return nil
}
