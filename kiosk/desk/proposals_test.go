package desk_test

import (
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// work is what an employer hands in: nothing but the trade's own words.
func work() market.Posting {
	return market.Posting{
		Trade: "loader", Title: "搬运装卸", Headcount: 2, Pay: 200_00, Unit: "day", Settlement: "same_day",
		Area: "410423106204", Start: "2026-11-23T07:30", End: "2026-11-23T17:30",
	}
}

func newcomer() market.Employer {
	return market.Employer{Name: "王小明", Kind: "farm", Phone: "18900000204", Contact: "王师傅"}
}

func propose(t *testing.T, d *desk.Desk, p market.Proposal) desk.Proposed {
	t.Helper()
	trade, _ := d.Trades().Get(p.Posting.Trade)
	if p.Posting.Title == "搬运装卸" {
		p.Posting.Title = trade.Short
	}
	out, err := d.Propose(t.Context(), desk.Self, p)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A newcomer's posting waits, and nothing of it is public before staff pass it.
func TestProposalWaitsForStaff(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	out := propose(t, a, market.Proposal{Employer: newcomer(), Posting: work()})
	if out.Posting != "" || !market.CheckFollowNo(out.Number) {
		t.Fatalf("%+v", out)
	}
	if n, err := a.Store().OpenProposals(t.Context()); err != nil || n != 1 {
		t.Errorf("%d wait, %v", n, err)
	}
	round(t, a)
	round(t, b)
	if rows := c.dumped("proposals"); !strings.Contains(rows, out.Number) || !strings.Contains(rows, `"state":"waits"`) || !strings.Contains(rows, "王师傅") {
		t.Errorf("the county shows\n%s", rows)
	}
	if l, err := b.Store().Employers(t.Context()); err != nil || len(l) != 0 {
		t.Errorf("the employer is public: %+v, %v", l, err)
	}
	id, err := a.PassProposal(t.Context(), desk.Self, out.ID)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, a, "wrong_state", func() error { _, err := a.PassProposal(t.Context(), desk.Self, out.ID); return err })
	refused(t, a, "wrong_state", func() error { return a.ReturnProposal(t.Context(), desk.Self, out.ID, "twice", "") })
	round(t, a)
	round(t, b)
	p := row(t, b, id)
	e, err := b.Store().Employer(t.Context(), p.Employer)
	if err != nil || e.Phone != "18900000204" || e.Name != "王师傅" || p.Headcount != 2 {
		t.Errorf("%+v of %+v, %v", p, e, err)
	}
	got, err := a.Store().ProposalByNumber(t.Context(), out.Number)
	if err != nil || got.State != market.ProposalPassed || got.Opened != id {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestProposalReturned(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	out := propose(t, d, market.Proposal{Employer: newcomer(), Posting: work()})
	refused(t, d, "unknown_choice", func() error { return d.ReturnProposal(t.Context(), desk.Self, out.ID, "ugly", "") })
	refused(t, d, "unknown_proposal", func() error { return d.ReturnProposal(t.Context(), desk.Self, "9-9-9", "unclear", "") })
	if err := d.ReturnProposal(t.Context(), desk.Self, out.ID, "unclear", "地点再说清楚"); err != nil {
		t.Fatal(err)
	}
	got, err := d.Store().ProposalByNumber(t.Context(), out.Number)
	if err != nil || got.State != market.ProposalReturned || got.Reason != "unclear" || got.Words != "地点再说清楚" {
		t.Errorf("%+v, %v", got, err)
	}
}

// Who is known and clean need not wait, as long as no words are new.
func TestProposalOfTheKnown(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*market.Posting)
		before func(*desk.Desk, market.PostingID)
		opens  bool
	}{
		"clean":     {opens: true},
		"own words": {opens: true, change: func(p *market.Posting) { p.Title = "卸化肥" }},
		"only men":  {change: func(p *market.Posting) { p.Title = "卸化肥，只要男的" }},
		"where":     {change: func(p *market.Posting) { p.Place = "到场后再说在哪" }},
		"paid late": {change: func(p *market.Posting) { p.Settlement = "monthly" }},
		"complained of": {before: func(d *desk.Desk, p market.PostingID) {
			complain(t, d, market.Complaint{Kind: market.WagesOwed, Posting: p})
		}},
		"complaint closed": {opens: true, before: func(d *desk.Desk, p market.PostingID) {
			id := complain(t, d, market.Complaint{Kind: market.WagesOwed, Posting: p}).ID
			if err := d.MoveComplaint(t.Context(), desk.Self, id, market.ComplaintClosed, "给了"); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := alone(t, &clock{fixedNow()})
			before := open(t, d, 1)
			if c.before != nil {
				c.before(d, before)
			}
			p := work()
			if c.change != nil {
				c.change(&p)
			}
			out := propose(t, d, market.Proposal{Employer: market.Employer{ID: row(t, d, before).Employer}, Posting: p})
			if (out.Posting != "") != c.opens {
				t.Errorf("opened %q", out.Posting)
			}
			if c.opens && row(t, d, out.Posting).PlacesHere != 2 {
				t.Error("its places are not here")
			}
		})
	}
}

func TestProposalRefused(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	for code, p := range map[string]market.Proposal{
		"required":         {Posting: work()},
		"bad_phone":        {Employer: market.Employer{Name: "王", Kind: "farm", Phone: "1"}, Posting: work()},
		"blocked":          {Employer: newcomer(), Posting: func() market.Posting { p := work(); p.Notes = "上工前每人交押金200"; return p }()},
		"unknown_employer": {Employer: market.Employer{ID: "9-9-9"}, Posting: work()},
		"past_start":       {Employer: newcomer(), Posting: func() market.Posting { p := work(); p.Start, p.End = "2026-11-20T07:30", ""; return p }()},
	} {
		refused(t, d, code, func() error { _, err := d.Propose(t.Context(), desk.Self, p); return err })
	}
	// What was good when it was handed in may be over when staff come to it.
	now := &clock{fixedNow()}
	late := alone(t, now)
	out := propose(t, late, market.Proposal{Employer: newcomer(), Posting: work()})
	now.t = now.t.AddDate(0, 0, 3)
	refused(t, late, "past_start", func() error { _, err := late.PassProposal(t.Context(), desk.Self, out.ID); return err })
}
