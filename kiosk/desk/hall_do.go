package desk

import (
	"context"
	"crypto/rand"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
	"yizhan/sync/record"
)

// staffDo is one transaction of staff: f runs if by may do the deed.
func (d *Desk) staffDo(ctx context.Context, by string, deed Deed, f func(*store.Writer) error) error {
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, deed); err != nil {
			return err
		}
		return f(w)
	})
	if err == nil {
		d.changed()
	}
	return err
}

// Leave notes that somebody waits no more, for a reason of market.LeaveReasons. It refuses with
// wrong_state who does not wait.
func (d *Desk) Leave(ctx context.Context, by string, id market.CheckInID, reason string) error {
	if err := market.OneOf("reason", reason, market.LeaveReasons); err != nil {
		return err
	}
	return d.staffDo(ctx, by, Serve, func(w *store.Writer) error {
		waits, err := w.WaitsToday(id, d.today())
		if err != nil {
			return err
		}
		if !waits {
			return market.Refuse("wrong_state")
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return w.Put(record.CheckInLeft, ref, 0, record.Left{Reason: reason})
	})
}

// ClearHall ends the day: nobody who has checked in so far waits any more, and no place is kept for
// anybody. It gives how many waited, and refuses with hall_empty.
func (d *Desk) ClearHall(ctx context.Context, by string) (waited int, err error) {
	err = d.staffDo(ctx, by, Care, func(w *store.Writer) error {
		day := d.today()
		n, upto, err := w.WaitingOn(day)
		if err != nil {
			return err
		}
		if n == 0 {
			return market.Refuse("hall_empty")
		}
		waited = n
		offers, err := w.FirstOffers()
		if err != nil {
			return err
		}
		for _, o := range offers {
			if err := endOffer(w, o.ID, market.OfferWithdrawn); err != nil {
				return err
			}
		}
		return w.Put(record.HallCleared, w.NewRef(), 0, record.Cleared{Day: day, Upto: upto})
	})
	return waited, err
}

// Drawn is a lottery that was held.
type Drawn struct {
	ID    market.DrawID
	Turn  int
	Seed  []byte
	Order []int // numbers of the day
}

// Draw holds a lottery among those in the hall who go with a posting, and keeps seed and numbers, so
// that anyone can work the order out. The seed is random and known to nobody before; a second lottery
// for the same posting on a day asks for a supervisor, and all of them are kept. It refuses with
// closed, with nobody_to_draw for fewer than two people, and with crowd_to_draw for more than
// market.MaxDrawn.
func (d *Desk) Draw(ctx context.Context, by string, id market.PostingID) (Drawn, error) {
	h, err := d.hallFor(ctx, by, Care)
	if err != nil {
		return Drawn{}, err
	}
	i := slices.IndexFunc(h.Jobs, func(p store.PostingRow) bool { return p.ID == id })
	if i < 0 {
		return Drawn{}, market.Refuse("no_place_here")
	}
	pairs := h.rank.Candidates(h.job(&h.Jobs[i]), market.MaxDrawn+1)
	switch {
	case len(pairs) < 2:
		return Drawn{}, market.Refuse("nobody_to_draw")
	case len(pairs) > market.MaxDrawn:
		return Drawn{}, market.Refuse("crowd_to_draw")
	}
	numbers := make([]int, len(pairs))
	for i, p := range pairs {
		numbers[i] = p.Number
	}
	slices.Sort(numbers)
	out := Drawn{Seed: make([]byte, record.SeedSize)}
	_, _ = rand.Read(out.Seed) // never fails since Go 1.24
	out.Order = rank.Lottery(out.Seed, numbers)
	err = d.staffDo(ctx, by, Care, func(w *store.Writer) error {
		p, err := w.Posting(id)
		if err != nil {
			return err
		}
		if err := standing(&p); err != nil {
			return err
		}
		before, err := w.DrawTurn(id, h.Day)
		if err != nil {
			return err
		}
		if before > 0 {
			if err := may(w, Decide); err != nil {
				return err
			}
		}
		ref := w.NewRef()
		out.ID, out.Turn = market.DrawID(ref.String()), before+1
		return w.Put(record.OrderDrawn, ref, 0, record.Drawn{
			Posting: record.RefOf(id), Day: h.Day, Seed: out.Seed, Numbers: numbers, Turn: out.Turn,
		})
	})
	if err != nil {
		return Drawn{}, err
	}
	return out, nil
}
