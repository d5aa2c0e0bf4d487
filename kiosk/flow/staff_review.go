package flow

import (
	"context"
	"strings"
	"time"

	"yizhan/sync/market"
)

// review adds what staff have looked at, by whom, and how the employer has kept its word so far.
func (m *StaffMatter) review(id market.ProposalID, employer market.EmployerID) error {
	a, t := m.app, m.app.Words.T
	checks, err := a.Desk.Store().ProposalChecks(a.Context, id)
	if err != nil {
		return err
	}
	for _, c := range checks {
		mark := t("check.good")
		if !c.Good {
			mark = t("check.bad")
		}
		title, err := a.accountTitle(a.Context, c.By)
		if err != nil {
			return err
		}
		clock := time.UnixMilli(c.At).In(market.Zone).Format("15:04")
		m.fact("shield-check", "matter.checks", t("check."+c.What)+" "+mark, t("matter.check_by", "who", title, "clock", clock))
	}
	if len(checks) == 0 {
		m.fact("shield-check", "matter.checks", t("matter.unchecked"), "")
	}
	if employer == "" {
		m.fact("history", "matter.record", t("matter.record_new"), "")
		return nil
	}
	return m.record(employer)
}

// record adds the past of an employer who is known here: what was kept, what was not, what staff of any
// station note, and the county's red list.
func (m *StaffMatter) record(id market.EmployerID) error {
	a, t := m.app, m.app.Words.T
	r, err := a.Desk.Store().EmployerRecord(a.Context, id)
	if err != nil {
		return err
	}
	bad := t("matter.record_good")
	if r.Unpaid+r.Complaints+r.Never > 0 {
		bad = t("matter.record_bad", "n", r.Unpaid, "m", r.Complaints, "k", r.Never)
	}
	m.fact("history", "matter.record", t("matter.record_text", "n", r.Postings, "m", r.Finished, "paid", r.Paid), "")
	m.fact("account-group", "matter.word", bad, "")
	var flags []string
	for _, f := range r.Flags {
		if word := t("flag." + f.Flag); len(flags) == 0 || flags[len(flags)-1] != word {
			flags = append(flags, word)
		}
	}
	m.fact("alert", "matter.flags", strings.Join(flags, t("rank.and")), "")
	if r.Listed {
		m.fact("alert-octagon", "matter.red_list", r.Reason, "")
	}
	return nil
}

// askChecked asks what was looked at, and notes that it was as the employer said, or was not.
func (m *StaffMatter) askChecked(id market.ProposalID) func() {
	return func() {
		t, by := m.app.Words.T, m.by()
		m.Question, m.Ask = t("matter.checked_what"), nil
		for _, what := range market.Checks {
			m.Ask = append(m.Ask, Way{Word: t("check." + what), Do: func() {
				m.run("matter.checked", func(ctx context.Context) error {
					return m.app.Desk.CheckProposal(ctx, by, id, what, true, "")
				})
			}})
		}
		m.Ask = append(m.Ask, Way{Word: t("check.call_bad"), Do: func() { // what is not as said comes out by a call
			m.run("matter.checked", func(ctx context.Context) error {
				return m.app.Desk.CheckProposal(ctx, by, id, "call", false, "")
			})
		}})
		m.app.Changed()
	}
}

// askFlag asks what all should know of an employer.
func (m *StaffMatter) askFlag(id market.EmployerID) func() {
	return func() {
		t, by := m.app.Words.T, m.by()
		m.Question, m.Ask = t("matter.flag_what"), nil
		for _, flag := range market.EmployerFlags {
			m.Ask = append(m.Ask, Way{Word: t("flag." + flag), Do: func() {
				m.run("matter.flagged", func(ctx context.Context) error {
					return m.app.Desk.FlagEmployer(ctx, by, id, flag, false)
				})
			}})
		}
		m.app.Changed()
	}
}
