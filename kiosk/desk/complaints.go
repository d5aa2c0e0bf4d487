package desk

import (
	"context"
	"crypto/rand"
	"encoding/binary"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// FiledComplaint is a complaint that is durable, with its referral slip queued for printing.
type FiledComplaint struct {
	ID       market.ComplaintID
	Number   string // by which its author follows it, eight digits
	PrintJob int64
}

// Complain files a complaint. The phone is sealed; without one the complaint is anonymous, and
// its number is all that leads back to it. A match names its posting by itself. It refuses with
// unknown_match or unknown_posting for what is not known here, with unknown_choice, bad_pay,
// bad_phone.
func (d *Desk) Complain(ctx context.Context, by string, c market.Complaint) (FiledComplaint, error) {
	c.Normalize()
	if err := c.Validate(); err != nil {
		return FiledComplaint{}, err
	}
	var f FiledComplaint
	err := d.store.Write(ctx, by, func(w *store.Writer) (err error) {
		if c.Match != "" {
			m, err := w.Match(c.Match)
			if err != nil {
				return err
			}
			c.Posting = m.Posting
		}
		if c.Posting != "" {
			if _, err := w.Posting(c.Posting); err != nil {
				return err
			}
		}
		boxes, err := caller(w, c.Phone, c.Called)
		if err != nil {
			return err
		}
		if f.Number, err = followNo(w); err != nil {
			return err
		}
		ref := w.NewRef()
		f.ID = market.ComplaintID(ref.String())
		body := record.Complaint{
			Kind: c.Kind, Number: f.Number, Posting: record.RefOf(c.Posting), Match: record.RefOf(c.Match), Amount: c.Amount,
		}
		if err := w.Put(record.ComplaintFiled, ref, 0, body, boxes...); err != nil {
			return err
		}
		f.PrintJob, err = w.Print(store.PrintJob{Paper: store.Referral, About: ref.String()})
		return err
	})
	if err != nil {
		return FiledComplaint{}, err
	}
	d.changed()
	return f, nil
}

// caller seals who wants to be called back; no box for nobody.
func caller(w *store.Writer, phone, called string) ([]record.Box, error) {
	if phone == "" {
		return nil, nil
	}
	box, err := w.Seal(record.Caller{Called: called, Phone: phone}, false)
	return []record.Box{box}, err
}

// followNo draws a number that nobody here follows anything by.
func followNo(w *store.Writer) (string, error) {
	for {
		var b [4]byte
		_, _ = rand.Read(b[:]) // never fails since Go 1.24
		number := market.FollowNo(binary.BigEndian.Uint32(b[:]))
		if used, err := w.Follows(number); err != nil || !used {
			return number, err
		}
	}
}

// MoveComplaint notes how far staff are with a complaint. It refuses with wrong_state for a state
// that it has passed already, and with required when it is closed without words.
func (d *Desk) MoveComplaint(ctx context.Context, by string, id market.ComplaintID, to market.ComplaintState, words string) error {
	if to.Rank() < 1 {
		return &market.Error{Code: "unknown_choice", Field: "state"}
	}
	words, err := market.Words(words, to == market.ComplaintClosed)
	if err != nil {
		return err
	}
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, Answer); err != nil {
			return err
		}
		c, err := w.Complaint(id)
		if err != nil {
			return err
		}
		if to.Rank() <= c.State.Rank() {
			return market.Refuse("wrong_state")
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return w.Put(record.ComplaintMoved, ref, 0, record.ComplaintMove{State: to, Words: words})
	})
	if err == nil {
		d.changed()
	}
	return err
}

// PrintReferral queues another referral slip of a complaint, marked 补打.
func (d *Desk) PrintReferral(ctx context.Context, by string, id market.ComplaintID) (job int64, err error) {
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if _, err := w.Complaint(id); err != nil {
			return err
		}
		before, err := w.Printed(store.Referral, string(id))
		if err != nil {
			return err
		}
		job, err = w.Print(store.PrintJob{Paper: store.Referral, About: string(id), Copy: before})
		return err
	})
	return job, err
}
