package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// Everybody of a posting is noted at once, or nobody.
func TestNoteAll(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	p := open(t, f.Desk, 3)
	var all []market.MatchID
	for i := range 3 {
		all = append(all, take(t, f.Desk, p, f.comes(i+1, "loader")).Match)
	}
	states := func() (out [3]market.MatchState) {
		for i, id := range all {
			m, err := f.Store().Match(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			out[i] = m.State
		}
		return out
	}
	f.wants("nobody_chosen", f.NoteAll(ctx, aClerk, nil, desk.AllArrived, 0))
	f.wants("unknown_choice", f.NoteAll(ctx, aClerk, all, "tired", 0))
	f.wants("bad_pay", f.NoteAll(ctx, aClerk, all, desk.AllArrived, 100_00))
	f.wants("wrong_state", f.NoteAll(ctx, aClerk, all, desk.AllPaid, 0))
	f.wants("", f.NoteAll(ctx, aVolunteer, all[:2], desk.AllArrived, 0))
	if got := states(); got != [3]market.MatchState{market.Arrived, market.Arrived, market.Taken} {
		t.Fatalf("%v", got)
	}
	f.wants("wrong_state", f.NoteAll(ctx, aClerk, all, desk.AllArrived, 0)) // two are there already
	if got := states(); got[2] != market.Taken {
		t.Errorf("what was refused is written: %v", got)
	}
	f.wants("not_allowed", f.NoteAll(ctx, aVolunteer, all, desk.AllFinished, 0))
	f.wants("", f.NoteAll(ctx, aClerk, all, desk.AllFinished, 0))
	f.wants("", f.NoteAll(ctx, aClerk, all, desk.AllPaid, 150_00))
	for _, id := range all {
		if m, err := f.Store().Match(ctx, id); err != nil || m.State != market.Finished || m.Paid == nil || !*m.Paid || m.Amount != 150_00 {
			t.Errorf("%+v, %v", m, err)
		}
	}
	f.wants("wrong_state", f.NoteAll(ctx, aClerk, all, desk.AllPaid, 1_00)) // pay is not noted twice
}
