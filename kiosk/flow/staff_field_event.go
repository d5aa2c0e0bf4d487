package flow

import (
	"context"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// MayOpen says whether an event may be opened: it has a name, and none goes on.
func (p *StaffField) MayOpen() bool { return p.Event == nil && p.Called != "" && !p.busy }

// PickKind says what kind of event it is.
func (p *StaffField) PickKind(kind string) {
	p.EventKind = kind
	p.app.Changed()
}

// Open lets the station work elsewhere, under the event's name.
func (p *StaffField) Open() {
	if !p.MayOpen() {
		return
	}
	e, by := desk.Event{Kind: p.EventKind, Name: p.Called, Area: p.Form.Area, Place: p.Form.Place}, p.by()
	p.run(p.app.Words.T("event.opened", "name", p.Called), func(ctx context.Context) error {
		_, err := p.app.Desk.OpenEvent(ctx, by, e)
		return err
	})
}

// AskClose asks whether the event ends; KeepOpen takes that back, Close ends it.
func (p *StaffField) AskClose() {
	p.Closing = p.Event != nil
	p.app.Changed()
}

// KeepOpen see AskClose.
func (p *StaffField) KeepOpen() {
	p.Closing = false
	p.app.Changed()
}

// Close see AskClose.
func (p *StaffField) Close() {
	by := p.by()
	p.run(p.app.Words.T("event.closed"), func(ctx context.Context) error { return p.app.Desk.CloseEvent(ctx, by) })
}

// Since says when the event that goes on was opened.
func (p *StaffField) Since() string {
	at := time.UnixMilli(p.Event.At).In(market.Zone)
	return p.app.Words.T("event.since", "day", p.app.dayWord(at.Format(time.DateOnly)), "clock", at.Format("15:04"))
}

// event is where the station is while it works elsewhere.
type event struct {
	name string
	home market.AreaCode // where it stands on other days
}

// readEvent takes name and place of an event that goes on, or the station's own.
func (a *App) readEvent() {
	if a.event.home == "" {
		a.event.home = a.Area
	}
	e, on, err := a.Desk.Store().Event(a.Context)
	switch {
	case err != nil: // what was known goes on
	case on:
		a.event.name, a.Area = e.Name, e.Area
	default:
		a.event.name, a.Area = "", a.event.home
	}
}
