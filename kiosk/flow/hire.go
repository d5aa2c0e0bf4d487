package flow

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Hire begins the entry of a posting by an employer who stands here alone. The questions are those
// that staff ask; what comes of them is handed in, not published.
func (h *Home) Hire() {
	h.app.begin(func() {
		w := newWalkin(&Clerk{app: h.app}, nil)
		w.Alone = true
		w.clear()
		h.app.Show(w.first())
	})
}

// HandIn hands the posting in. A refusal leaves the form as it is, with the words next to the line
// they are about.
func (p *WalkinPage) HandIn() {
	if p.busy {
		return
	}
	p.busy, p.Faults = true, map[string]string{}
	// The work takes along what it needs: a wipe may empty the form meanwhile.
	said, app, depth := market.Proposal{Employer: p.Employer, Posting: p.draft()}, p.app, slices.Index(p.app.stack, Page(p.begin))
	done := &HireDone{app: app, Card: p.Preview()}
	var out desk.Proposed
	app.Slow(func(ctx context.Context) (err error) {
		out, err = app.Desk.Propose(ctx, desk.Self, said)
		return err
	}, func(err error) {
		p.busy = false
		if blocked, ok := errors.AsType[*desk.Blocked](err); ok {
			p.blockedFault(blocked)
			return
		}
		if DiskCode(err) != "" {
			app.fault(err)
			return
		}
		if err != nil {
			p.publishFault(err)
			return
		}
		app.cut(depth)
		done.Number, done.Open = out.Number, out.Posting != ""
		done.Steps = app.hireSteps(done.Open)
		app.Show(done)
	})
	app.Changed()
}

// blockedFault says what must not be written, beside the words that say it.
func (p *WalkinPage) blockedFault(b *desk.Blocked) {
	field, found := "title", b.Findings[0]
	if p.Posting.Place != "" && !strings.Contains(p.Posting.Title, found.Words) {
		field = "place"
	}
	p.Faults = map[string]string{field: p.app.Words.T("screen." + found.Code)}
	p.showFault()
}

// HireDone is the end of an entry: it is saved, here is the number.
type HireDone struct {
	Number string // eight digits
	Open   bool   // on the board at once
	Card   Card
	Steps  []Stage

	app *App
}

// hireSteps say what happens next.
func (a *App) hireSteps(open bool) []Stage {
	t := a.Words.T
	steps := []Stage{{true, t("hire.step_saved"), t("hire.step_saved_second")}}
	if open {
		steps = append(steps, Stage{true, t("hire.step_open"), t("hire.step_open_second")})
	} else {
		steps = append(steps, Stage{false, t("hire.step_check"), t("hire.step_check_second")},
			Stage{false, t("hire.step_then"), t("hire.step_then_second")})
	}
	return append(steps, Stage{false, t("hire.step_full"), t("hire.step_full_second")})
}

// Name implements Page.
func (*HireDone) Name() string { return "hire.done" }

// Kind implements Page.
func (*HireDone) Kind() Kind { return Guest }

// Forget implements Page.
func (d *HireDone) Forget() { *d = HireDone{app: d.app} }

// Restart implements Restarter: what is done is not begun again.
func (d *HireDone) Restart() {}

// Understood ends: the page is wiped.
func (d *HireDone) Understood() { d.app.End() }

// HireStory is what became of a posting that was handed in, for whoever has its number. It says
// nothing of a person.
type HireStory struct {
	Icon, Title string
	Number      string
	State       market.ProposalState
	Said        string // why it was returned, and what staff said
	Date        string
	Phone       string // to call

	app *App
}

func newHireStory(a *App, p store.ProposalRow) *HireStory {
	page, _ := a.stationPage()
	s := &HireStory{app: a, Icon: a.card(&store.PostingRow{Posting: p.Posting}).Icon, Title: p.Posting.Title, Number: p.Number, State: p.State}
	s.Said, s.Date, s.Phone = p.Words, a.dateOf(p.At), page.Inquiry
	if p.Reason != "" {
		s.Said = a.Words.T("proposal.return_"+p.Reason) + p.Words
	}
	return s
}

// Name implements Page.
func (*HireStory) Name() string { return "hire.story" }

// Kind implements Page.
func (*HireStory) Kind() Kind { return Guest }

// Forget implements Page.
func (s *HireStory) Forget() { *s = HireStory{app: s.app} }

// Follow leads to asking what became of an earlier one.
func (p *WalkinPage) Follow() { p.app.Show(newFollowAsk(p.app)) }

// PickInsurance answers who insures the day; once more takes the answer back.
func (w *Walkin) PickInsurance(who string) {
	if w.Posting.Insurance == who {
		who = ""
	}
	w.Posting.Insurance = who
	w.touched()
}
