package desk_test

import (
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// What an employer hands in on the county's page is at the nearest station with the next round, where it
// is checked and passed like one that was typed there; what the county returns is returned there too.
func TestProposalFromTheCountysPage(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	hand := func() market.ProposalID {
		t.Helper()
		p := market.Proposal{Employer: newcomer(), Posting: work()}
		p.Posting.Share = "county"
		number, err := c.archive.HandIn(t.Context(), p, "test")
		if err != nil {
			t.Fatal(err)
		}
		round(t, a)
		round(t, b)
		for _, row := range c.proposalsAt(a) {
			if row.Number == number {
				return row.ID
			}
		}
		t.Fatalf("%s is not at the station", number)
		return ""
	}
	id := hand()
	if rows := c.proposalsAt(b); len(rows) != 0 {
		t.Errorf("another station has it: %+v", rows)
	}
	if l := c.proposalsAt(a); len(l) != 1 || l[0].Employer.Phone != "18900000204" {
		t.Fatalf("%+v", l)
	}
	if err := a.CheckProposal(t.Context(), desk.Self, id, "call", true, "说好了"); err != nil {
		t.Fatal(err)
	}
	posting, err := a.PassProposal(t.Context(), desk.Self, id)
	if err != nil {
		t.Fatal(err)
	}
	round(t, a)
	round(t, b)
	if p, err := c.archive.Proposal(t.Context(), id); err != nil || p.State != market.ProposalPassed || p.Opened != posting || len(p.Checks) != 1 {
		t.Errorf("the county has %+v, %v", p, err)
	}
	if p := row(t, b, posting); p.Headcount != 2 {
		t.Errorf("another station has %+v", p)
	}
	second := hand()
	if err := c.archive.ReturnProposal(t.Context(), second, "unclear", "地点再说清楚"); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	refused(t, a, "wrong_state", func() error { _, err := a.PassProposal(t.Context(), desk.Self, second); return err })
	if rows := c.dumped("quarantine"); strings.TrimSpace(rows) != "" {
		t.Errorf("quarantine:\n%s", rows)
	}
}

func (c *realCounty) proposalsAt(d *desk.Desk) []store.ProposalRow {
	c.t.Helper()
	l, err := d.Store().Proposals(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	return l
}
