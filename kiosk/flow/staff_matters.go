package flow

import (
	"cmp"
	"reflect"
	"slices"
	"time"

	"yizhan/sync/market"
)

// Matter is one thing that waits for staff: a posting that was handed in, a complaint, somebody
// to call back.
type Matter struct {
	Icon, Title, Second string
	Wait                string // 等了 26 分
	Done                bool   // nothing is left to do
	At                  int64

	open func()
}

// StaffMatters lists what waits for staff, the longest first, and behind it what is done.
type StaffMatters struct {
	*Clerk
	Rows  []Matter
	Pager Pager
	Fault string
}

// mattersAPage is how many matters stand on one page.
const mattersAPage = 4

func newStaffMatters(c *Clerk) *StaffMatters {
	p := &StaffMatters{Clerk: c, Pager: Pager{Size: mattersAPage}}
	p.Reload()
	return p
}

// Name implements Page.
func (*StaffMatters) Name() string { return "staff.matters" }

// Kind implements Page.
func (*StaffMatters) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffMatters) Forget() { p.Rows = nil }

// Restart shows the first page of the list.
func (p *StaffMatters) Restart() {
	p.Pager.Show(0)
	p.Reload()
	p.app.Changed()
}

// Reload implements Reloader.
func (p *StaffMatters) Reload() bool {
	old := *p
	rows, err := p.read()
	if p.Fault = ""; err != nil {
		p.Fault = p.app.Sentence(err)
		return true
	}
	p.Rows = rows
	p.Pager.Recount(len(rows))
	same := func(a, b Matter) bool {
		return a.Title == b.Title && a.Second == b.Second && a.Wait == b.Wait && a.Done == b.Done
	}
	return !slices.EqualFunc(old.Rows, p.Rows, same) || !reflect.DeepEqual(old.Pager, p.Pager)
}

// Waiting is how many of them still wait.
func (p *StaffMatters) Waiting() int {
	n := 0
	for _, m := range p.Rows {
		if !m.Done {
			n++
		}
	}
	return n
}

// Shown are the matters of the page that is shown.
func (p *StaffMatters) Shown() []Matter {
	from, to := p.Pager.Span()
	return p.Rows[from:to]
}

// Turn goes by pages.
func (p *StaffMatters) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Open shows one of them.
func (p *StaffMatters) Open(m Matter) { m.open() }

func (p *StaffMatters) read() ([]Matter, error) {
	s, ctx, t := p.app.Desk.Store(), p.app.Context, p.app.Words.T
	var out []Matter
	proposals, err := s.Proposals(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range proposals {
		c := p.app.proposalCard(&r)
		out = append(out, Matter{
			Icon: c.Icon, Title: t("matters.proposal", "title", c.Title), Second: t("proposal.state_" + string(r.State)),
			Done: r.State != market.ProposalWaits, At: r.At, open: func() { p.app.Show(newProposalMatter(p.Clerk, r.ID)) },
		})
	}
	complaints, err := s.Complaints(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range complaints {
		out = append(out, Matter{
			Icon: "scale-balance", Title: t("matters.complaint", "kind", t("complaint.kind_"+string(r.Kind))),
			Second: t("complaint.state_" + string(r.State)), Done: r.State == market.ComplaintClosed, At: r.At,
			open: func() { p.app.Show(newComplaintMatter(p.Clerk, r.ID)) },
		})
	}
	guidance, err := s.Guidance(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range guidance {
		state := "matters.to_call"
		if r.Answered {
			state = "matters.called"
		}
		out = append(out, Matter{
			Icon: "phone", Title: t("matters.guidance", "topic", t("guidance.topic_"+string(r.Topic))), Second: t(state),
			Done: r.Answered, At: r.At, open: func() { p.app.Show(newGuidanceMatter(p.Clerk, r.ID)) },
		})
	}
	for i := range out {
		if !out[i].Done {
			out[i].Wait = p.app.waited(out[i].At)
		}
	}
	slices.SortStableFunc(out, func(x, y Matter) int {
		if x.Done != y.Done {
			if x.Done {
				return 1
			}
			return -1
		}
		if x.Done {
			return cmp.Compare(y.At, x.At)
		}
		return cmp.Compare(x.At, y.At)
	})
	return out, nil
}

// waited says how long ago a moment was: 等了 26 分.
func (a *App) waited(at int64) string {
	d := a.Now().Sub(time.UnixMilli(at))
	switch {
	case d < time.Minute:
		return a.Words.T("matters.now")
	case d < time.Hour:
		return a.Words.T("matters.minutes", "n", int(d/time.Minute))
	case d < 24*time.Hour:
		return a.Words.T("matters.hours", "n", int(d/time.Hour))
	}
	return a.Words.T("matters.days", "n", int(d/(24*time.Hour)))
}

// openMatters is how many matters wait at this station.
func (a *App) openMatters() (int, error) {
	s := a.Desk.Store()
	sum := 0
	for _, count := range []func() (int, error){
		func() (int, error) { return s.OpenProposals(a.Context) },
		func() (int, error) { return s.OpenComplaints(a.Context) },
		func() (int, error) { return s.OpenGuidance(a.Context) },
	} {
		n, err := count()
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// Matters opens what waits for staff.
func (m *StaffMenu) Matters() { m.app.Show(newStaffMatters(m.Clerk)) }
