package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// What staff write down outside, for those above that know no facts.
type (
	Field = record.Field
	Event = record.Event
)

// SetDuty says who is on duty on a day, all of them; the later word stands. It refuses with
// unknown_account whoever is none of this station's, and with bad_time what is no day.
func (d *Desk) SetDuty(ctx context.Context, by, day string, accounts []string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil || len(accounts) > market.MaxDuty {
		return &market.Error{Code: "bad_time", Field: "day"}
	}
	return d.staffDo(ctx, by, Account, func(w *store.Writer) error {
		for _, a := range accounts {
			if _, known, err := w.RoleOf(a); err != nil {
				return err
			} else if !known {
				return market.Refuse("unknown_account")
			}
		}
		return w.Put(record.DutySet, w.NewRef(), 0, record.Duty{Day: day, Accounts: slices.Sorted(slices.Values(accounts))})
	})
}

// NoteField keeps a survey or a patrol of today or before. It refuses with the faults of its fields.
func (d *Desk) NoteField(ctx context.Context, by string, f record.Field) error {
	f.Place, f.Words = strings.Join(strings.Fields(f.Place), " "), strings.TrimSpace(f.Words)
	if err := d.fieldFault(&f); err != nil {
		return err
	}
	return d.staffDo(ctx, by, Account, func(w *store.Writer) error { return w.Put(record.FieldNoted, w.NewRef(), 0, f) })
}

func (d *Desk) fieldFault(f *record.Field) error {
	if err := market.OneOf("what", f.What, market.FieldKinds); err != nil {
		return err
	}
	if _, err := time.Parse(time.DateOnly, f.Day); err != nil || f.Day > d.today() {
		return &market.Error{Code: "bad_time", Field: "day"}
	}
	if _, ok := d.areas.Get(f.Area); !ok {
		return &market.Error{Code: "unknown_area", Field: "area"}
	}
	switch {
	case f.Heads < 0 || f.Heads > market.MaxFieldHeads || f.Leaflets < 0 || f.Leaflets > market.MaxLeaflets || len(f.Trades) > market.MaxFieldTrades:
		return &market.Error{Code: "bad_headcount", Field: "headcount"}
	case f.From < 0 || f.To < 0 || f.From > market.LastClockMinute || f.To > market.LastClockMinute || f.To > 0 && f.To <= f.From:
		return &market.Error{Code: "bad_time", Field: "end"}
	case len([]rune(f.Place)) > market.MaxPlace:
		return &market.Error{Code: "too_long", Field: "place"}
	}
	for _, t := range f.Trades {
		if _, ok := d.trades.Get(t); !ok {
			return &market.Error{Code: "unknown_trade", Field: "trade"}
		}
	}
	_, err := market.Words(f.Words, false)
	return err
}

// OpenEvent lets the station work elsewhere under another name until CloseEvent: a stand at a fair, a truck.
// What is done meanwhile is counted for the event too. It refuses with event_open while another goes on.
func (d *Desk) OpenEvent(ctx context.Context, by string, e record.Event) (market.EventID, error) {
	name, err := market.Words(e.Name, true)
	if err != nil {
		return "", err
	}
	if e.Name, e.Place = name, strings.Join(strings.Fields(e.Place), " "); len([]rune(e.Name)) > market.MaxEventName || len([]rune(e.Place)) > market.MaxPlace {
		return "", &market.Error{Code: "too_long", Field: "name"}
	}
	if err := market.OneOf("kind", e.Kind, market.EventKinds); err != nil {
		return "", err
	}
	if _, ok := d.areas.Get(e.Area); !ok {
		return "", &market.Error{Code: "unknown_area", Field: "area"}
	}
	var id market.EventID
	err = d.staffDo(ctx, by, Care, func(w *store.Writer) error {
		if _, on, err := w.Event(); err != nil {
			return err
		} else if on {
			return market.Refuse("event_open")
		}
		ref := w.NewRef()
		id = market.EventID(ref.String())
		return w.Put(record.EventOpened, ref, 0, e)
	})
	return id, err
}

// CloseEvent ends the event that goes on, and refuses with no_event where there is none.
func (d *Desk) CloseEvent(ctx context.Context, by string) error {
	return d.staffDo(ctx, by, Care, func(w *store.Writer) error {
		e, on, err := w.Event()
		if err != nil {
			return err
		}
		if !on {
			return market.Refuse("no_event")
		}
		ref, err := market.ParseRef(string(e.ID))
		if err != nil {
			return err
		}
		return w.Put(record.EventClosed, ref, 0, struct{}{})
	})
}
