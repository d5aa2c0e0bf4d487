package desk

import (
	"context"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// WishTraining notes that somebody wants to learn something, and gives whether that was noted
// before under this number, at this station. More wishes than seats are noted too: who runs the
// course decides. It refuses with unknown_training, required or bad_phone.
func (d *Desk) WishTraining(ctx context.Context, by string, id market.TrainingID, phone, called string) (again bool, err error) {
	phone, err = toCall(phone, called)
	if err != nil {
		return false, err
	}
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if _, err := w.Training(id); err != nil {
			return err
		}
		if again, err = w.Wished(id, phone); err != nil || again {
			return err
		}
		boxes, err := caller(w, phone, called)
		if err != nil {
			return err
		}
		ref := w.NewRef()
		if err := w.Put(record.TrainingWished, ref, 0, record.Wish{Training: record.RefOf(id)}, boxes...); err != nil {
			return err
		}
		return w.IndexWish(id, phone, market.WishID(ref.String()))
	})
	if err == nil && !again {
		d.changed()
	}
	return again, err
}

// toCall checks who is to be called back.
func toCall(phone, called string) (string, error) {
	c := market.Complaint{Kind: market.OtherWrong, Phone: phone, Called: called}
	c.Normalize()
	if c.Phone == "" {
		return "", &market.Error{Code: "required", Field: "phone"}
	}
	return c.Phone, c.Validate()
}

// AskGuidance notes that somebody wants to be called back for advice.
func (d *Desk) AskGuidance(ctx context.Context, by string, topic market.Topic, phone, called string) (market.GuidanceID, error) {
	phone, err := toCall(phone, called)
	if err != nil {
		return "", err
	}
	if !slices.Contains(market.GuidanceTopics, topic) {
		return "", &market.Error{Code: "unknown_choice", Field: "topic"}
	}
	var id market.GuidanceID
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		boxes, err := caller(w, phone, called)
		if err != nil {
			return err
		}
		ref := w.NewRef()
		id = market.GuidanceID(ref.String())
		return w.Put(record.GuidanceAsked, ref, 0, record.Guidance{Topic: topic}, boxes...)
	})
	if err != nil {
		return "", err
	}
	d.changed()
	return id, nil
}

// AnswerGuidance notes that somebody was called back. It refuses with unknown_guidance, or with
// wrong_state when that was noted before.
func (d *Desk) AnswerGuidance(ctx context.Context, by string, id market.GuidanceID, words string) error {
	words, err := market.Words(words, false)
	if err != nil {
		return err
	}
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, Answer); err != nil {
			return err
		}
		g, err := w.Guidance(id)
		if err != nil {
			return err
		}
		if g.Answered {
			return market.Refuse("wrong_state")
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return w.Put(record.GuidanceAnswered, ref, 0, record.Answered{Words: words})
	})
	if err == nil {
		d.changed()
	}
	return err
}
