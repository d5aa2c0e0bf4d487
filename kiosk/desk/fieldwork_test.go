package desk_test

import (
	"testing"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

func TestDuty(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	day := "2026-11-22"
	if l, err := f.Store().DutyOn(ctx, day); err != nil || len(l) != 0 {
		t.Errorf("before anybody said so %v, %v", l, err)
	}
	f.wants("", f.SetDuty(ctx, aClerk, day, []string{aSupervisor, aClerk}))
	f.wants("", f.SetDuty(ctx, aClerk, day, []string{aVolunteer}))
	f.wants("unknown_account", f.SetDuty(ctx, aClerk, day, []string{"nobody"}))
	f.wants("bad_time", f.SetDuty(ctx, aClerk, "today", nil))
	f.wants("not_allowed", f.SetDuty(ctx, aVolunteer, day, nil))
	if l, err := f.Store().DutyOn(ctx, day); err != nil || len(l) != 1 || l[0] != aVolunteer {
		t.Errorf("on duty %v, %v", l, err)
	}
}

func TestFieldNotes(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	day := market.MinuteOf(f.Store().Now()).Date()
	good := record.Field{What: "survey", Day: day, Area: "410423001000", Place: " 人民路  桥头", From: 300, To: 450, Heads: 40, Trades: []market.TradeID{"loader"}}
	f.wants("", f.NoteField(ctx, aClerk, good))
	for code, change := range map[string]func(*record.Field){
		"unknown_choice": func(f *record.Field) { f.What = "walk" },
		"unknown_area":   func(f *record.Field) { f.Area = "1" },
		"unknown_trade":  func(f *record.Field) { f.Trades = []market.TradeID{"wizard"} },
		"bad_headcount":  func(f *record.Field) { f.Heads = -1 },
		"bad_time":       func(f *record.Field) { f.Day = "2099-01-01" },
	} {
		bad := good
		change(&bad)
		f.wants(code, f.NoteField(ctx, aClerk, bad))
	}
	late := good
	late.From, late.To = 450, 300
	f.wants("bad_time", f.NoteField(ctx, aClerk, late))
	l, err := f.Store().FieldNotes(ctx, 10)
	if err != nil || len(l) != 1 || l[0].Place != "人民路 桥头" || l[0].Heads != 40 || l[0].By != aClerk {
		t.Errorf("%+v, %v", l, err)
	}
}

// An event has its own name and figures: what was done before it and after it is not in them.
func TestEvent(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	f.comes(1, "loader")
	fair := record.Event{Kind: "fair", Name: "春风行动专场", Area: "410423001000", Place: "体育场"}
	f.wants("no_event", f.CloseEvent(ctx, aClerk))
	id, err := f.OpenEvent(ctx, aClerk, fair)
	f.wants("", err)
	_, err = f.OpenEvent(ctx, aClerk, fair)
	f.wants("event_open", err)
	_, err = f.OpenEvent(ctx, aVolunteer, fair)
	f.wants("not_allowed", err)
	e, on, err := f.Store().Event(ctx)
	if err != nil || !on || e.ID != id || e.Name != fair.Name || e.Ended != 0 {
		t.Fatalf("%+v, %t, %v", e, on, err)
	}
	n, err := f.Store().Numbers(ctx, time.UnixMilli(e.At), f.Store().Now().Add(time.Hour))
	if err != nil || n.Came > 1 {
		t.Errorf("%+v, %v", n, err)
	}
	f.wants("", f.CloseEvent(ctx, aClerk))
	if _, on, err := f.Store().Event(ctx); on || err != nil {
		t.Errorf("it goes on: %t, %v", on, err)
	}
	if l, err := f.Store().Events(ctx, 5); err != nil || len(l) != 1 || l[0].Ended < l[0].At {
		t.Errorf("%+v, %v", l, err)
	}
	_, err = f.OpenEvent(ctx, aClerk, record.Event{Kind: "party", Name: "聚会", Area: "410423001000"})
	f.wants("unknown_choice", err)
	_, err = f.OpenEvent(ctx, aClerk, record.Event{Kind: "fair", Area: "410423001000"})
	f.wants("required", err)
}
