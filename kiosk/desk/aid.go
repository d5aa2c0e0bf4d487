package desk

import (
	"context"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// NoteAid keeps what staff note of somebody whom they help (个性化就业援助): sealed under the person's own
// key. It refuses with unknown_worker, and with required or too_long words of no use.
func (d *Desk) NoteAid(ctx context.Context, by string, id market.WorkerID, words string) error {
	words, err := market.Words(words, true)
	if err != nil {
		return err
	}
	if len([]rune(words)) > market.MaxAidNote {
		return &market.Error{Code: "too_long", Field: "words"}
	}
	return d.staffDo(ctx, by, Care, func(w *store.Writer) error { return w.NoteAid(id, words) })
}

// TagPosting says that a posting is one of public welfare, or takes this station's word back. It refuses
// with unknown_choice and unknown_posting.
func (d *Desk) TagPosting(ctx context.Context, by string, id market.PostingID, tag string, off bool) error {
	return d.tag(ctx, by, string(id), "posting", tag, off, func(w *store.Writer) error {
		_, err := w.Posting(id)
		return err
	})
}

// TagEmployer says that an employer likes to take older people, or takes this station's word back. It
// refuses with unknown_choice and unknown_employer.
func (d *Desk) TagEmployer(ctx context.Context, by string, id market.EmployerID, tag string, off bool) error {
	return d.tag(ctx, by, string(id), "employer", tag, off, func(w *store.Writer) error {
		_, err := w.Employer(id)
		return err
	})
}

func (d *Desk) tag(ctx context.Context, by, id, kind, tag string, off bool, known func(*store.Writer) error) error {
	if market.Tags[tag] != kind {
		return &market.Error{Code: "unknown_choice", Field: "tag"}
	}
	return d.staffDo(ctx, by, Publish, func(w *store.Writer) error {
		if err := known(w); err != nil {
			return err
		}
		ref, err := market.ParseRef(id)
		if err != nil {
			return err
		}
		return w.Put(record.TagSet, ref, 0, record.Tagged{Tag: tag, Off: off})
	})
}

// FollowComplaint notes what was done about wages that are owed: how (one of market.FollowUps), what was
// handed over (fen; 0 not said) and for which day the rest is promised ("" not said). It refuses with
// unknown_complaint, with unknown_choice, and with wrong_state a complaint that is closed.
func (d *Desk) FollowComplaint(ctx context.Context, by string, id market.ComplaintID, how string, amount market.Fen, until string) error {
	if err := market.OneOf("how", how, market.FollowUps); err != nil {
		return err
	}
	if amount < 0 || amount > market.MaxPay {
		return &market.Error{Code: "bad_pay", Field: "paid"}
	}
	if _, err := time.Parse(time.DateOnly, until); until != "" && err != nil {
		return &market.Error{Code: "bad_time", Field: "until"}
	}
	return d.staffDo(ctx, by, Answer, func(w *store.Writer) error {
		c, err := w.Complaint(id)
		if err != nil {
			return err
		}
		if c.State == market.ComplaintClosed {
			return market.Refuse("wrong_state")
		}
		return w.Put(record.ComplaintFollowed, w.NewRef(), 0, record.Followed{
			Complaint: record.RefOf(id), How: how, Amount: amount, Until: until,
		})
	})
}
