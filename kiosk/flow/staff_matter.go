package flow

import (
	"context"
	"reflect"
	"strings"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// StaffMatter is one thing that waits for staff: what is known of it, and what can be done.
type StaffMatter struct {
	*Clerk
	Icon, Title string
	Card        *Card // of a posting that was handed in, as the board will show it
	Facts       []Fact
	Words       string   // what was said of it last
	Warnings    []string // what the machine found in a posting
	Deeds       []Way    // the one that comes next last
	Ask         []Way    // the reasons to choose from; nil while nothing is asked
	Question    string   // above them
	Done, Fault string   // what was done last, or why not
	read        func(m *StaffMatter) error

	employer market.EmployerID // of a complaint about a posting
	busy     bool
}

func newMatter(c *Clerk, read func(m *StaffMatter) error) *StaffMatter {
	m := &StaffMatter{Clerk: c, read: read}
	m.Reload()
	return m
}

// Name implements Page.
func (*StaffMatter) Name() string { return "staff.matter" }

// Kind implements Page.
func (*StaffMatter) Kind() Kind { return Staff }

// Forget implements Page.
func (m *StaffMatter) Forget() {
	m.Title, m.Words, m.Done, m.Fault, m.Question = "", "", "", "", ""
	m.Card, m.Facts, m.Deeds, m.Ask, m.Warnings = nil, nil, nil, nil, nil
	m.read = func(*StaffMatter) error { return nil }
}

// Restart takes a question back.
func (m *StaffMatter) Restart() {
	m.Done, m.Fault = "", ""
	m.Dismiss()
}

// Reload implements Reloader.
func (m *StaffMatter) Reload() bool {
	title, facts, words := m.Title, m.Facts, m.Words
	m.Card, m.Facts, m.Deeds, m.Words, m.Warnings = nil, nil, nil, "", nil
	if err := m.read(m); err != nil {
		m.Fault = m.app.Sentence(err)
	}
	return title != m.Title || words != m.Words || !reflect.DeepEqual(facts, m.Facts)
}

// Dismiss takes a question back.
func (m *StaffMatter) Dismiss() {
	m.Ask, m.Question = nil, ""
	m.app.Changed()
}

// run does a deed once and reads anew what is known.
func (m *StaffMatter) run(done string, deed func(ctx context.Context) error) {
	if m.busy {
		return
	}
	m.busy, m.Done, m.Fault, m.Ask, m.Question = true, "", "", nil, ""
	m.app.Slow(deed, func(err error) {
		m.busy = false
		m.Reload()
		if err != nil {
			m.Fault = m.app.Sentence(err)
			return
		}
		m.Done = m.app.Words.T(done)
	})
	m.app.Changed()
}

func (m *StaffMatter) fact(icon, key, text, note string) {
	if text != "" {
		m.Facts = append(m.Facts, Fact{icon, m.app.Words.T(key), text, note})
	}
}

// caller is who wants to be called back, or that nobody does.
func (m *StaffMatter) caller(called, phone string) {
	if phone == "" {
		m.fact("account-off", "matter.caller", m.app.Words.T("matter.anonymous"), "")
		return
	}
	m.fact("phone", "matter.caller", strings.TrimSpace(called+" "+phone), "")
}

// proposalCard is the card of a posting that was handed in.
func (a *App) proposalCard(r *store.ProposalRow) Card {
	return a.card(&store.PostingRow{Posting: r.Posting})
}

func newProposalMatter(c *Clerk, id market.ProposalID) *StaffMatter {
	return newMatter(c, func(m *StaffMatter) error {
		a, t := m.app, m.app.Words.T
		r, err := a.Desk.Store().Proposal(a.Context, id)
		if err != nil {
			return err
		}
		card := a.proposalCard(&r)
		m.Card, m.Icon = &card, card.Icon
		m.Title = t("matters.proposal", "title", card.Title)
		m.fact("account-tie", "matter.employer", r.Employer.Name, t("employer_kind."+string(r.Employer.Kind)))
		m.caller(r.Employer.Contact, r.Employer.Phone)
		m.fact("clock", "matter.when", a.whenExact(&r.Posting), "")
		m.fact("map-marker", "matter.where", a.where(&r.Posting), "")
		if r.Posting.Insurance != "" {
			m.fact("shield-check", "matter.insurance", t("insurance."+r.Posting.Insurance), "")
		}
		m.fact("ticket-confirmation", "matter.number", grouped(r.Number), t("proposal.state_"+string(r.State)))
		if err := m.review(id, r.Employer.ID); err != nil {
			return err
		}
		for _, f := range a.Desk.Screen(&r.Posting).Warnings {
			m.Warnings = append(m.Warnings, t("screen."+f.Code))
		}
		if m.Words = r.Words; r.Reason != "" {
			m.Words = t("proposal.return_"+r.Reason) + r.Words
		}
		if r.State == market.ProposalWaits {
			by := m.by()
			m.Deeds = []Way{
				{"phone-check", t("matter.checks"), m.askChecked(id)},
				{"undo-variant", t("matter.return"), m.askReturn(id)},
				{"check-bold", t("matter.pass"), func() {
					m.run("matter.passed", func(ctx context.Context) error {
						_, err := a.Desk.PassProposal(ctx, by, id)
						return err
					})
				}},
			}
		}
		return nil
	})
}

// askReturn asks for the reason.
func (m *StaffMatter) askReturn(id market.ProposalID) func() {
	return func() {
		t, by := m.app.Words.T, m.by()
		m.Question, m.Ask = t("matter.return_why"), nil
		for _, reason := range market.ReturnReasons {
			m.Ask = append(m.Ask, Way{Word: t("proposal.return_" + reason), Do: func() {
				m.run("matter.returned", func(ctx context.Context) error {
					return m.app.Desk.ReturnProposal(ctx, by, id, reason, "")
				})
			}})
		}
		m.app.Changed()
	}
}

func newComplaintMatter(c *Clerk, id market.ComplaintID) *StaffMatter {
	return newMatter(c, func(m *StaffMatter) error {
		a, t := m.app, m.app.Words.T
		r, err := a.Desk.Store().Complaint(a.Context, id)
		if err != nil {
			return err
		}
		m.Icon, m.Title, m.Words = "scale-balance", t("matters.complaint", "kind", t("complaint.kind_"+string(r.Kind))), r.Words
		m.fact("history", "matter.state", t("complaint.state_"+string(r.State)), a.dateOf(max(r.At, r.MovedAt)))
		m.caller(r.Called, r.Phone)
		if r.Posting != "" {
			if err := m.about(r.Posting); err != nil {
				return err
			}
		}
		if r.Amount > 0 {
			m.fact("cash", "matter.amount", t("pay.yuan", "n", yuan(r.Amount)), "")
		}
		m.fact("ticket-confirmation", "matter.number", grouped(r.Number), "")
		if err := m.followed(id); err != nil {
			return err
		}
		m.complaintDeeds(id, r.State)
		m.followDeed(id, r.Kind, r.State)
		return nil
	})
}

// about adds the job and its employer, with the number to call.
func (m *StaffMatter) about(id market.PostingID) error {
	row, err := m.app.Desk.Store().Posting(m.app.Context, id)
	if err != nil {
		return err
	}
	m.fact("account-hard-hat", "matter.job", row.Title, m.app.where(&row.Posting))
	e, err := m.app.Desk.Store().Employer(m.app.Context, row.Employer)
	if err != nil {
		return err
	}
	m.fact("account-tie", "matter.employer", e.Name, e.Phone)
	m.employer = e.ID
	return m.record(e.ID)
}

// complaintDeeds are the states that are still to come, and the paper.
func (m *StaffMatter) complaintDeeds(id market.ComplaintID, state market.ComplaintState) {
	t, by, d := m.app.Words.T, m.by(), m.app.Desk
	move := func(to market.ComplaintState, words, done string) {
		m.run(done, func(ctx context.Context) error { return d.MoveComplaint(ctx, by, id, to, words) })
	}
	m.Deeds = []Way{{"printer", t("matter.print"), func() {
		m.run("staff.print_queued", func(ctx context.Context) error {
			_, err := d.PrintReferral(ctx, by, id)
			return err
		})
	}}}
	if m.employer != "" && state.Rank() > market.ComplaintTaken.Rank() {
		m.Deeds = append(m.Deeds, Way{"alert", t("matter.flag"), m.askFlag(m.employer)})
	}
	if state.Rank() < market.ComplaintClosed.Rank() {
		m.Deeds = append(m.Deeds, Way{"check-circle", t("matter.close"), func() {
			e := NewEntry(m.app, t("matter.close_words"), market.MaxTitle, func(text string) { move(market.ComplaintClosed, text, "matter.closed") })
			m.app.Show(e.Offer(strings.Split(t("matter.close_quick"), "|")...))
		}})
	}
	switch state {
	case market.ComplaintFiled:
		m.Deeds = append(m.Deeds, Way{"phone-check", t("matter.take"), func() { move(market.ComplaintTaken, "", "matter.taken") }})
	case market.ComplaintTaken:
		m.Deeds = append(m.Deeds, Way{"police-badge", t("matter.hand_over"), func() { move(market.ComplaintHanded, "", "matter.handed") }})
	}
}

func newGuidanceMatter(c *Clerk, id market.GuidanceID) *StaffMatter {
	return newMatter(c, func(m *StaffMatter) error {
		a, t := m.app, m.app.Words.T
		l, err := a.Desk.Store().Guidance(a.Context)
		if err != nil {
			return err
		}
		for _, r := range l {
			if r.ID != id {
				continue
			}
			m.Icon, m.Title = "phone", t("matters.guidance", "topic", t("guidance.topic_"+string(r.Topic)))
			m.caller(r.Called, r.Phone)
			m.fact("history", "matter.asked", a.dateOf(r.At), "")
			if !r.Answered {
				by := m.by()
				m.Deeds = []Way{{"phone-check", t("matter.called"), func() {
					m.run("matter.noted", func(ctx context.Context) error { return a.Desk.AnswerGuidance(ctx, by, id, "") })
				}}}
			} else {
				m.fact("check-circle", "matter.state", t("matters.called"), "")
			}
		}
		return nil
	})
}

// grouped writes a number of eight digits in two groups of four.
func grouped(number string) string {
	if len(number) != followDigits {
		return number
	}
	return number[:4] + " " + number[4:]
}
