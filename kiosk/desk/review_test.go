package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// What was looked at stands beside the proposal with who looked; the later word on a thing counts.
func TestProposalIsChecked(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	out := propose(t, f.Desk, market.Proposal{Employer: newcomer(), Posting: work()})
	refused(t, f.Desk, "unknown_choice", func() error { return f.CheckProposal(ctx, aClerk, out.ID, "smell", true, "") })
	refused(t, f.Desk, "not_allowed", func() error { return f.CheckProposal(ctx, aVolunteer, out.ID, "call", true, "") })
	for _, c := range []struct {
		by, what string
		good     bool
		words    string
	}{{aClerk, "site", true, ""}, {aClerk, "call", false, "没人接"}, {aSupervisor, "call", true, "说的和填的一样"}} {
		f.wants("", f.CheckProposal(ctx, c.by, out.ID, c.what, c.good, c.words))
	}
	l, err := f.Store().ProposalChecks(ctx, out.ID)
	if err != nil || len(l) != 2 || l[0].What != "call" || !l[0].Good || l[0].By != aSupervisor || l[0].Words != "说的和填的一样" || l[1].What != "site" || l[1].By != aClerk {
		t.Errorf("%+v, %v", l, err)
	}
	if _, err := f.PassProposal(ctx, aClerk, out.ID); err != nil {
		t.Fatal(err)
	}
	refused(t, f.Desk, "wrong_state", func() error { return f.CheckProposal(ctx, aClerk, out.ID, "site", true, "") })
}

// The record of an employer counts what is known here.
func TestEmployerRecord(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	p := open(t, f.Desk, 3)
	e := row(t, f.Desk, p).Employer
	paid, unpaid := f.comes(1, "loader"), f.comes(2, "loader")
	a, b := take(t, f.Desk, p, paid).Match, take(t, f.Desk, p, unpaid).Match
	f.wants("", f.Finish(ctx, aClerk, a, nil, 0))
	f.wants("", f.Finish(ctx, aClerk, b, nil, 0))
	f.wants("", f.Settle(ctx, aClerk, a, true, 150_00))
	f.wants("wrong_state", f.Settle(ctx, aClerk, a, false, 0)) // what somebody has in hand
	f.wants("", f.Settle(ctx, aClerk, b, false, 0))
	f.wants("", f.Rate(ctx, aClerk, a, market.OfEmployer, market.Good))
	f.wants("", f.Rate(ctx, aClerk, b, market.OfEmployer, market.Never))
	complain(t, f.Desk, market.Complaint{Kind: market.WagesOwed, Posting: p})
	f.wants("", f.FlagEmployer(ctx, aClerk, e, "late_pay", false))
	f.wants("", f.FlagEmployer(ctx, aClerk, e, "rude", false))
	f.wants("", f.FlagEmployer(ctx, aClerk, e, "rude", true))
	f.wants("unknown_choice", f.FlagEmployer(ctx, aClerk, e, "ugly", false))
	f.wants("unknown_employer", f.FlagEmployer(ctx, aClerk, "9-9-9", "rude", false))
	r, err := f.Store().EmployerRecord(ctx, e)
	if err != nil || r.Postings != 1 || r.Finished != 2 || r.Paid != 1 || r.Unpaid != 1 || r.Complaints != 1 || r.Open != 1 ||
		r.Good != 1 || r.Never != 1 || len(r.Flags) != 1 || r.Flags[0].Flag != "late_pay" || r.Listed {
		t.Errorf("%+v, %v", r, err)
	}
	if u, err := f.Store().Unsettled(ctx, "2026-11-01"); err != nil || len(u) != 1 || u[0].ID != b || u[0].OfEmployer != market.Never {
		t.Errorf("still to be noted: %+v, %v", u, err)
	}
}

// The red list reaches a station with the next pull and works there without a line: nothing of the
// employer is published by any way, and no place of what is open is given. Off the list, all works again.
func TestRedListWorksOffline(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	ctx := t.Context()
	p := open(t, a, 4)
	e := row(t, a, p).Employer
	known, err := a.Store().Employer(ctx, e)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		round(t, a)
		round(t, b)
	}
	if err := c.archive.RedList(ctx, "9-9-9", true, "欠薪"); market.Code(err) != "unknown_employer" {
		t.Errorf("%v", err)
	}
	if err := c.archive.RedList(ctx, e, true, ""); market.Code(err) != "required" {
		t.Errorf("%v", err)
	}
	if err := c.archive.RedList(ctx, e, true, "欠薪未还"); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	round(t, b)
	again := work()
	again.Employer = e
	alias := newcomer() // the same number under another name
	alias.Phone = known.Phone
	for name, d := range map[string]*desk.Desk{"its station": a, "another": b} {
		w := worker(t, d, 7)
		for way, do := range map[string]func() error{
			"publish": func() error { _, err := d.OpenPosting(ctx, desk.Self, again); return err },
			"hand in": func() error {
				_, err := d.Propose(ctx, desk.Self, market.Proposal{Employer: market.Employer{ID: e}, Posting: work()})
				return err
			},
			"another name": func() error { _, err := d.RegisterEmployer(ctx, desk.Self, alias); return err },
			"hand in as new": func() error {
				_, err := d.Propose(ctx, desk.Self, market.Proposal{Employer: alias, Posting: work()})
				return err
			},
			"more heads": func() error {
				_, err := d.RevisePosting(ctx, desk.Self, p, func(p *market.Posting) { p.Headcount++ })
				return err
			},
			"take": func() error { _, err := d.Take(ctx, desk.Self, p, w); return err },
			"wait": func() error { _, err := d.JoinWaitlist(ctx, desk.Self, p, w); return err },
		} {
			t.Run(name+", "+way, func(t *testing.T) { refused(t, d, "red_listed", do) })
		}
	}
	if r, err := b.Store().EmployerRecord(ctx, e); err != nil || !r.Listed || r.Reason != "欠薪未还" {
		t.Errorf("%+v, %v", r, err)
	}
	if err := c.archive.RedList(ctx, e, false, ""); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	take(t, a, p, worker(t, a, 7))
}
