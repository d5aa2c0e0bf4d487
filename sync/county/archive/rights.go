package archive

import (
	"context"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// MoveComplaint notes how far the county is with a complaint; the station where it was filed
// hears of it. It refuses with unknown_complaint, with wrong_state for a state that it has passed
// already, with unknown_choice, and with required when it is closed without words.
func (a *Archive) MoveComplaint(ctx context.Context, id market.ComplaintID, to market.ComplaintState, words string) error {
	if to.Rank() < 1 {
		return &market.Error{Code: "unknown_choice", Field: "state"}
	}
	words, err := market.Words(words, to == market.ComplaintClosed)
	if err != nil {
		return err
	}
	return a.update(ctx, func(w *writer) error {
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return market.Refuse("unknown_complaint")
		}
		states, err := list(w, scanID, `SELECT state FROM complaint WHERE id = ?`, string(id))
		switch {
		case err != nil:
			return fmt.Errorf("read complaint %s: %w", id, err)
		case len(states) == 0:
			return market.Refuse("unknown_complaint")
		case to.Rank() <= market.ComplaintState(states[0]).Rank():
			return market.Refuse("wrong_state")
		}
		return w.put(record.ComplaintMoved, ref, toStation(ref.Station), record.ComplaintMove{State: to, Words: words})
	})
}

// dumpCall is who wants to be called back.
type dumpCall struct {
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"`
	At    string `json:"at"`
}

// read opens who it is, and writes the moment.
func (d *dumpCall) read(ctx context.Context, tx *sqldb.Tx, tag, box []byte, at int64) error {
	var c record.Caller
	if err := openOr(ctx, tx, tag, box, &c); err != nil {
		return err
	}
	d.Name, d.Phone, d.At = c.Called, c.Phone, moment(at)
	return nil
}

// moment is a time of a dump.
func moment(at int64) string { return time.UnixMilli(at).In(market.Zone).Format(time.RFC3339) }

func dumpComplaints(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Complaint string  `json:"complaint"`
			Number    string  `json:"number"`
			Kind      string  `json:"kind"`
			State     string  `json:"state"`
			Station   int     `json:"station"`
			Posting   string  `json:"posting,omitempty"`
			Match     string  `json:"match,omitempty"`
			Amount    float64 `json:"amount,omitempty"` // yuan
			Words     string  `json:"words,omitempty"`
			dumpCall
		}
		var tag, box []byte
		var at, fen int64
		if err := scan(&r.Complaint, &r.Number, &r.Kind, &r.State, &r.Station, &r.Posting, &r.Match, &fen, &r.Words, &at, &tag, &box); err != nil {
			return err
		}
		r.Amount = float64(fen) / 100
		if err := r.read(ctx, tx, tag, box, at); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT id, number, kind, state, station, posting, match, amount, words, at, tag, box FROM complaint ORDER BY at, id`)
}

func dumpGuidance(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Guidance string `json:"guidance"`
			Topic    string `json:"topic"`
			Station  int    `json:"station"`
			Answered bool   `json:"answered"`
			Words    string `json:"words,omitempty"`
			dumpCall
		}
		var tag, box []byte
		var at int64
		if err := scan(&r.Guidance, &r.Topic, &r.Station, &r.Answered, &r.Words, &at, &tag, &box); err != nil {
			return err
		}
		if err := r.read(ctx, tx, tag, box, at); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT id, topic, station, answered, words, at, tag, box FROM guidance ORDER BY at, id`)
}
