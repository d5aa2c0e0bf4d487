package flow

import (
	"testing"

	"yizhan/sync/market"
)

// Notes are written on the page of who is open; work of public welfare stands first for them.
func TestHelpNotesAndTags(t *testing.T) {
	r, hall := inHall(t)
	r.posted() // more work for masons
	hall.Choose(hall.called(t, "赵师傅"))
	hall.Help()
	r.settle()
	p := at[*StaffHelp](r)
	if err := r.desk.SettleHelp(t.Context(), clerk, p.Person, []market.Hardship{market.Disabled, market.Older}, "村里开的证明"); err != nil {
		t.Fatal(err)
	}
	p.WriteNote()
	e := at[*Entry](r)
	e.Write("四点前得回")
	e.Done()
	r.settle()
	if l := p.Notes(); len(l) != 1 || l[0].Words != "四点前得回" || l[0].When != r.app.Words.T("day.today") || l[0].Who != "值班站长" {
		t.Errorf("notes %+v, fault %q", l, p.Fault)
	}
	jobs := p.Jobs(10)
	if len(jobs) < 2 || !p.MayKeep() {
		t.Fatalf("%d jobs, may keep: %t", len(jobs), p.MayKeep())
	}
	last := jobs[len(jobs)-1]
	if err := r.desk.TagPosting(t.Context(), clerk, last.Pair.Job, "welfare", false); err != nil {
		t.Fatal(err)
	}
	p.Choose(p.Person)
	r.settle()
	if got := p.Jobs(10)[0]; got.Pair.Job != last.Pair.Job || len(p.JobTags(got)) != 1 || p.JobTags(got)[0] != r.app.Words.T("tag.welfare") {
		t.Errorf("first stands %s with %v", got.What, p.JobTags(got))
	}
	p.Forget()
	if len(p.Notes()) != 0 {
		t.Error("forgotten, the notes are still there")
	}
}

// What was done about wages stands on the complaint, with what came back.
func TestWagesAreFollowed(t *testing.T) {
	h := newHall(t)
	employ(t, h.desk)
	posting := h.posting(nil)
	c, err := h.desk.Complain(t.Context(), "self", market.Complaint{Kind: market.WagesOwed, Posting: posting, Amount: 500_00})
	if err != nil {
		t.Fatal(err)
	}
	staff := &Clerk{app: h.app}
	staff.Account.Account = clerk
	h.app.Show(newComplaintMatter(staff, c.ID))
	h.deed("matter.take")
	h.settle()
	h.deed("arrears.deed")
	h.deed("arrears.promised")
	if m := on[*StaffMatter](h); len(m.Ask) != 4 {
		t.Fatalf("asked for the day: %+v", m.Ask)
	}
	on[*StaffMatter](h).Ask[2].Do()
	h.settle()
	h.deed("arrears.deed")
	h.deed("arrears.paid_part")
	e := on[*Entry](h)
	e.Write("0")
	e.Done()
	if e.Fault == "" {
		t.Error("nothing was handed over, and that is taken")
	}
	e.Delete()
	for _, d := range "200" {
		e.Write(string(d))
	}
	e.Done()
	h.settle()
	l, err := h.desk.Store().FollowUps(t.Context(), c.ID)
	if err != nil || len(l) != 2 || l[0].Amount != 200_00 || l[1].Until == "" {
		t.Fatalf("%+v, %v", l, err)
	}
	found := false
	for _, f := range on[*StaffMatter](h).Facts {
		found = found || f.Label == h.app.Words.T("arrears.sum")
	}
	if !found {
		t.Errorf("what came back is not said: %+v", on[*StaffMatter](h).Facts)
	}
}
