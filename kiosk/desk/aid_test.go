package desk_test

import (
	"strings"
	"testing"

	"yizhan/sync/market"
)

// Notes stand newest first with who made them; nobody without the right reads or makes one.
func TestAidNotes(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	who := f.comes(1, "loader")
	f.wants("", f.NoteAid(ctx, aClerk, who, "要接孙子，四点前回"))
	f.wants("", f.NoteAid(ctx, aSupervisor, who, "想学养老护理"))
	f.wants("required", f.NoteAid(ctx, aClerk, who, " "))
	f.wants("too_long", f.NoteAid(ctx, aClerk, who, strings.Repeat("长", market.MaxAidNote+1)))
	f.wants("unknown_worker", f.NoteAid(ctx, aClerk, "9-9-9", "谁"))
	f.wants("not_allowed", f.NoteAid(ctx, aVolunteer, who, "看见了"))
	f.wants("staff_only", f.NoteAid(ctx, "self", who, "自己写"))
	l, err := f.Store().AidNotes(ctx, who, 10)
	if err != nil || len(l) != 2 || l[0].Words != "想学养老护理" || l[0].By != aSupervisor || l[1].By != aClerk {
		t.Errorf("%+v, %v", l, err)
	}
	if l, err := f.Store().AidNotes(ctx, who, 1); err != nil || len(l) != 1 {
		t.Errorf("the newest alone: %+v, %v", l, err)
	}
}

func TestTags(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	p := open(t, f.Desk, 1)
	e := row(t, f.Desk, p).Employer
	f.wants("", f.TagPosting(ctx, aClerk, p, "welfare", false))
	f.wants("", f.TagEmployer(ctx, aClerk, e, "older_welcome", false))
	f.wants("unknown_choice", f.TagPosting(ctx, aClerk, p, "older_welcome", false))
	f.wants("unknown_posting", f.TagPosting(ctx, aClerk, "9-9-9", "welfare", false))
	f.wants("not_allowed", f.TagEmployer(ctx, aVolunteer, e, "older_welcome", true))
	if on, err := f.Store().Tagged(ctx, "welfare"); err != nil || len(on) != 1 || !on[string(p)] {
		t.Errorf("%v, %v", on, err)
	}
	f.wants("", f.TagEmployer(ctx, aClerk, e, "older_welcome", true))
	if on, err := f.Store().HasTag(ctx, string(e), "older_welcome"); err != nil || on {
		t.Errorf("taken back it is %t, %v", on, err)
	}
}

func TestWagesAreFollowedUp(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	p := open(t, f.Desk, 1)
	c := complain(t, f.Desk, market.Complaint{Kind: market.WagesOwed, Posting: p}).ID
	f.wants("", f.FollowComplaint(ctx, aClerk, c, "promised", 0, "2026-11-30"))
	f.wants("", f.FollowComplaint(ctx, aClerk, c, "paid_part", 300_00, ""))
	f.wants("unknown_choice", f.FollowComplaint(ctx, aClerk, c, "prayed", 0, ""))
	f.wants("bad_pay", f.FollowComplaint(ctx, aClerk, c, "paid_part", -1, ""))
	f.wants("bad_time", f.FollowComplaint(ctx, aClerk, c, "promised", 0, "soon"))
	f.wants("not_allowed", f.FollowComplaint(ctx, aVolunteer, c, "called", 0, ""))
	f.wants("", f.MoveComplaint(ctx, aClerk, c, market.ComplaintClosed, "都给了"))
	f.wants("wrong_state", f.FollowComplaint(ctx, aClerk, c, "called", 0, ""))
	l, err := f.Store().FollowUps(ctx, c)
	if err != nil || len(l) != 2 || l[0].How != "paid_part" || l[0].Amount != 300_00 || l[1].Until != "2026-11-30" {
		t.Errorf("%+v, %v", l, err)
	}
}
