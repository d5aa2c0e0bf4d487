package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// What each role may do is decided in the desk, whatever a screen shows; a refusal writes nothing. An
// account that the county has taken back, or a role that is not known here, may nothing.
func TestRoles(t *testing.T) {
	f := newHouse(t)
	employ(t, f.Desk, market.Volunteer, market.Clerk, market.Supervisor, "chief")
	p, w := open(t, f.Desk, 9), f.comes(1, "loader")
	f.comes(2, "loader")
	poor := f.comes(5, "loader", market.LowIncome)
	sick := f.comes(4, "loader", market.Disabled)
	f.wants("", f.SettleHelp(t.Context(), aSupervisor, sick, []market.Hardship{market.Disabled, market.Landless}, ""))
	m := take(t, f.Desk, p, w).Match
	complaint := complain(t, f.Desk, market.Complaint{Kind: market.FeeAsked})
	ctx := t.Context()
	for name, c := range map[string]struct {
		least market.Role
		self  string // what the touch screen is told
		do    func(by string) error
	}{
		"see the hall":       {market.Volunteer, "staff_only", func(by string) error { _, err := f.Hall(ctx, by); return err }},
		"note a call":        {market.Volunteer, "", func(by string) error { return f.Contact(ctx, by, m) }},
		"register employers": {market.Clerk, "", func(by string) error { _, err := f.RegisterEmployer(ctx, by, newcomer()); return err }},
		"publish": {market.Clerk, "", func(by string) error {
			job := work()
			job.Employer = row(t, f.Desk, p).Employer
			_, err := f.OpenPosting(ctx, by, job)
			return err
		}},
		"revise": {market.Clerk, "", func(by string) error {
			_, err := f.RevisePosting(ctx, by, p, func(p *market.Posting) { p.Notes += "x" })
			return err
		}},
		"close":             {market.Clerk, "unknown_posting", func(by string) error { return f.ClosePosting(ctx, by, "9-9-9", "filled") }},
		"return":            {market.Clerk, "unknown_proposal", func(by string) error { return f.ReturnProposal(ctx, by, "9-9-9", "unclear", "") }},
		"fail":              {market.Clerk, "unknown_match", func(by string) error { _, err := f.Cancel(ctx, by, "9-9-9", "other"); return err }},
		"finish":            {market.Clerk, "unknown_match", func(by string) error { return f.Finish(ctx, by, "9-9-9", nil, 0) }},
		"settle":            {market.Clerk, "wrong_state", func(by string) error { return f.Settle(ctx, by, m, true, 0) }},
		"rate":              {market.Clerk, "wrong_state", func(by string) error { return f.Rate(ctx, by, m, market.OfWorker, market.Good) }},
		"take a complaint":  {market.Clerk, "wrong_state", func(by string) error { return f.MoveComplaint(ctx, by, complaint.ID, market.ComplaintTaken, "") }},
		"call back":         {market.Clerk, "unknown_guidance", func(by string) error { return f.AnswerGuidance(ctx, by, "9-9-9", "") }},
		"confirm hardships": {market.Clerk, "staff_only", func(by string) error { return f.SettleHelp(ctx, by, w, []market.Hardship{market.Disabled}, "") }},
		"keep a place":      {market.Clerk, "staff_only", func(by string) error { _, err := f.Keep(ctx, by, p, poor, 0); return err }},
		"take hardships back": {market.Supervisor, "staff_only", func(by string) error {
			return f.SettleHelp(ctx, by, sick, nil, "")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			for by, want := range map[string]string{desk.Self: c.self, "nobody": "unknown_account", "chief": "not_allowed"} {
				if by == desk.Self && want != "staff_only" {
					continue // the command contract's; it comes last
				}
				refused(t, f.Desk, want, func() error { return c.do(by) })
			}
			for _, role := range market.Roles {
				if !role.AtLeast(c.least) {
					refused(t, f.Desk, "not_allowed", func() error { return c.do(string(role)) })
				}
			}
			if err := c.do(string(c.least)); market.Code(err) != "" && market.Code(err) != c.self {
				t.Errorf("%s: %v", c.least, err)
			}
			if err := c.do(desk.Self); c.self != "staff_only" && market.Code(err) != "" && market.Code(err) != c.self {
				t.Errorf("the contract: %v", err)
			}
		})
	}
	t.Run("another lottery", func(t *testing.T) { // asked for in TestDraw
		f.comes(3, "loader")
		refused(t, f.Desk, "not_allowed", func() error { _, err := f.Draw(ctx, aVolunteer, p); return err })
	})
}
