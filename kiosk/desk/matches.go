package desk

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Taken is a place taken: durable, with its slip queued for printing.
type Taken struct {
	Match    market.MatchID
	Place    int
	Slip     string // what the QR holds
	PrintJob int64
}

// Take gives the worker the lowest free place that this station holds. Match, place, fact and
// print job are one transaction. It refuses with closed, already_taken (this worker has a
// place of this posting), full (every place is taken), place_kept (those that are free are kept
// for others for a while), or no_place_here: no place is held here, the wish is kept and the next
// sync carries it to the county.
func (d *Desk) Take(ctx context.Context, by string, id market.PostingID, worker market.WorkerID) (Taken, error) {
	var t Taken
	asked := false
	err := d.store.Write(ctx, by, func(w *store.Writer) (err error) {
		if err := may(w, Serve); err != nil {
			return err
		}
		p, err := seeker(w, id, worker)
		if err != nil {
			return err
		}
		if p.Full() { // also where a place is free that fewer heads have made one too many
			return market.Refuse("full")
		}
		free, err := w.FreePlaces(id)
		if err != nil {
			return err
		}
		if len(free) == 0 {
			asked = true
			return ask(w, id, worker)
		}
		if err := d.first(w, id, worker, len(free)); err != nil {
			return err
		}
		t, err = d.take(w, p, worker, free[0].Place)
		return err
	})
	if err != nil {
		return Taken{}, err
	}
	d.changed()
	if asked {
		return Taken{}, market.Refuse("no_place_here")
	}
	return t, nil
}

// ask keeps a refused take as a request, once until it is sent. Who is on the waitlist has said
// so already.
func ask(w *store.Writer, id market.PostingID, worker market.WorkerID) error {
	if waits, err := w.Waits(id, worker); err != nil || waits != "" {
		return err
	}
	had, err := w.Asked(id, worker)
	if err != nil || had {
		return err
	}
	return w.Put(record.PlaceRequested, w.NewRef(), 0, record.Requested{Posting: record.RefOf(id), Worker: record.RefOf(worker)})
}

func (d *Desk) take(w *store.Writer, p store.PostingRow, worker market.WorkerID, place int) (Taken, error) {
	nonce := newNonce()
	ref := w.NewRef()
	t := Taken{Match: market.MatchID(ref.String()), Place: place}
	body := record.Taken{Posting: record.RefOf(p.ID), Worker: record.RefOf(worker), Place: place, Nonce: nonce}
	err := w.Put(record.MatchTaken, ref, 0, body)
	if err != nil {
		return Taken{}, err
	}
	if t.Slip, err = d.slip(w, p, nonce, t.Match, place); err != nil {
		return Taken{}, err
	}
	t.PrintJob, err = w.Print(store.PrintJob{Match: t.Match, Posting: p.ID, Code: t.Slip, Nonce: nonce})
	return t, err
}

// newNonce is never 0, which says of a match that no slip was printed yet.
func newNonce() uint16 {
	var b [2]byte
	for binary.BigEndian.Uint16(b[:]) == 0 {
		_, _ = rand.Read(b[:]) // never fails since Go 1.24
	}
	return binary.BigEndian.Uint16(b[:])
}

// slip signs a slip of a posting, or of a match when match is given, with this station's key.
func (d *Desk) slip(w *store.Writer, p store.PostingRow, nonce uint16, match market.MatchID, place int) (string, error) {
	e, err := w.Employer(p.Employer)
	if err != nil {
		return "", err
	}
	trade, ok := d.trades.Get(p.Trade)
	if !ok {
		return "", fmt.Errorf("make slip of %s: trade %q is unknown here", p.ID, p.Trade)
	}
	id := w.Identity()
	s, err := market.NewSlip(market.SlipFacts{
		Posting: &p.Posting, Revision: p.Revision, TradeNo: trade.No, Phone: e.Phone, Signer: id.Origin, Nonce: nonce,
		Issued: d.now(), Match: match, Place: place, Public: id.Public,
	})
	if err != nil {
		return "", fmt.Errorf("make slip of %s: %w", p.ID, err)
	}
	number, err := s.Sign(id.Sign)
	if err != nil {
		return "", fmt.Errorf("sign slip of %s: %w", p.ID, err)
	}
	return market.SlipURL(id.Public, number), nil
}

// PrintPosting queues the slip of a posting that anyone may take home, and gives its QR. It refuses
// with withheld what the county does not let anybody see.
func (d *Desk) PrintPosting(ctx context.Context, by string, id market.PostingID) (slip string, job int64, err error) {
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		p, err := w.Posting(id)
		if err != nil {
			return err
		}
		if p.Withheld != "" {
			return market.Refuse("withheld")
		}
		nonce := newNonce()
		if slip, err = d.slip(w, p, nonce, "", 0); err != nil {
			return err
		}
		job, err = w.Print(store.PrintJob{Posting: id, Code: slip, Nonce: nonce})
		return err
	})
	return slip, job, err
}

// PostingSlip signs the slip of a posting for the screen, without printing it.
func (d *Desk) PostingSlip(ctx context.Context, id market.PostingID) (slip string, err error) {
	err = d.store.Write(ctx, Self, func(w *store.Writer) error {
		p, err := w.Posting(id)
		if err != nil {
			return err
		}
		slip, err = d.slip(w, p, newNonce(), "", 0)
		return err
	})
	return slip, err
}

// Reprint queues a copy (补打) of a match's slip, with a nonce of its own. The first slip of a match
// that came from the waitlist is no copy.
func (d *Desk) Reprint(ctx context.Context, by string, id market.MatchID) (Taken, error) {
	var t Taken
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		m, err := w.Match(id)
		if err != nil {
			return err
		}
		if m.State == market.Cancelled || m.Origin != w.Identity().Origin {
			return market.Refuse("wrong_state")
		}
		p, err := w.Posting(m.Posting)
		if err != nil {
			return err
		}
		nonce := newNonce()
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		if err := w.Put(record.SlipPrinted, ref, 0, record.Printed{Nonce: nonce}); err != nil {
			return err
		}
		t = Taken{Match: id, Place: m.Place}
		if t.Slip, err = d.slip(w, p, nonce, id, m.Place); err != nil {
			return err
		}
		t.PrintJob, err = w.Print(store.PrintJob{Match: id, Posting: p.ID, Code: t.Slip, Nonce: nonce, Copy: m.Nonce != 0})
		return err
	})
	if err != nil {
		return Taken{}, err
	}
	d.changed()
	return t, nil
}

// Cancel ends a match and frees its place. A match that another station made is asked to be
// cancelled there: that station executes it at its next sync, and asked is true.
func (d *Desk) Cancel(ctx context.Context, by string, id market.MatchID, reason string) (asked bool, err error) {
	if reason == "" {
		reason = "other"
	}
	if !slices.Contains(market.CancelReasons, reason) {
		return false, &market.Error{Code: "unknown_choice", Field: "reason"}
	}
	err = d.onMatch(ctx, by, id, Account, func(w *store.Writer, m store.MatchRow, ref market.Ref) error {
		if m.State != market.Taken && m.State != market.Arrived {
			return market.Refuse("wrong_state")
		}
		kind := record.MatchCancelled
		if asked = m.Origin != w.Identity().Origin; asked {
			if m.Asked != "" {
				return nil // under way
			}
			kind = record.CancelAsked
		}
		return w.Put(kind, ref, 0, record.Cancelled{Reason: reason})
	})
	return asked, err
}

// Contact notes that worker and employer have spoken.
func (d *Desk) Contact(ctx context.Context, by string, id market.MatchID) error {
	return d.step(ctx, by, id, Serve, record.MatchContacted, struct{}{}, market.Taken, market.Arrived)
}

// Arrive notes that the worker is at the place of work.
func (d *Desk) Arrive(ctx context.Context, by string, id market.MatchID) error {
	return d.step(ctx, by, id, Serve, record.MatchArrived, struct{}{}, market.Taken)
}

// Finish notes that the work is done, and whether it was paid (nil: not said) and how much.
func (d *Desk) Finish(ctx context.Context, by string, id market.MatchID, paid *bool, amount market.Fen) error {
	if amount < 0 || amount > market.MaxPay {
		return &market.Error{Code: "bad_pay", Field: "paid"}
	}
	return d.step(ctx, by, id, Account, record.MatchFinished, record.Finished{Paid: paid, Amount: amount}, market.Taken, market.Arrived)
}

// step writes a fact about a match that is in one of the states from.
func (d *Desk) step(ctx context.Context, by string, id market.MatchID, deed Deed, kind record.Kind, body any, from ...market.MatchState) error {
	return d.onMatch(ctx, by, id, deed, func(w *store.Writer, m store.MatchRow, ref market.Ref) error {
		if !slices.Contains(from, m.State) {
			return market.Refuse("wrong_state")
		}
		return w.Put(kind, ref, 0, body)
	})
}

func (d *Desk) onMatch(ctx context.Context, by string, id market.MatchID, deed Deed, f func(*store.Writer, store.MatchRow, market.Ref) error) error {
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, deed); err != nil {
			return err
		}
		m, err := w.Match(id)
		if err != nil {
			return err
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return f(w, m, ref)
	})
	if err == nil {
		d.changed()
	}
	return err
}
