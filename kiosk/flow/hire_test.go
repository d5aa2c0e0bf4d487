package flow

import (
	"testing"

	"yizhan/sync/market"
)

// hireStep gives the current screen of the form of an employer alone, which must be this step.
func (h *hall) hireStep(step WalkinStep) *WalkinPage {
	h.t.Helper()
	p := on[*WalkinPage](h)
	if p.Step != step || !p.Alone {
		h.t.Fatalf("on screen is %s (%q), wanted %s", p.Name(), p.Fault(), walkinNames[step])
	}
	return p
}

// hireWork answers from the trade to the check.
func (h *hall) hireWork() *WalkinPage {
	h.t.Helper()
	p := h.hireStep(AskTrade)
	p.PickTrade("loader")
	p.Next()
	p = h.hireStep(AskPay)
	p.StepHeads(1)
	p.Target(false)
	press(p.Digit, "150")
	p.Next()
	p = h.hireStep(AskDay)
	check(h.t, "step", p.Steps(), Steps{4, 7})
	p.StepClock(false, -4) // from six
	p.StepClock(true, 1)
	p.Next()
	p = h.hireStep(AskWhere)
	check(h.t, "step", p.Steps(), Steps{5, 7})
	p.Where.Pick(villageOf(h.t, p.Where))
	p.Next()
	p = h.hireStep(AskExtras)
	p.PickInsurance("employer")
	p.Next()
	return h.hireStep(CheckAll)
}

func (h *hall) hirePhone(number string) {
	h.t.Helper()
	on[*Home](h).Hire()
	p := h.hireStep(AskPhone)
	check(h.t, "page", p.Name(), "hire.phone")
	check(h.t, "patience", p.Kind(), Form)
	press(p.PhoneDigit, number)
	p.Next()
	h.settle()
}

// A newcomer's posting waits for staff; the number tells what became of it.
func TestHireAlone(t *testing.T) {
	h := newHall(t)
	h.hirePhone("18900000301")
	h.hireStep(AskKind).PickKind("farm")
	on[*Surname](h).Pick("李")
	p := h.hireWork()
	check(t, "step", p.Steps(), Steps{7, 7})
	check(t, "when", p.CheckLines()[3].Text, "7月15日（明天） 6:00–18:30")
	p.Mend(AskDay)
	h.hireStep(AskDay).Next()
	p = h.hireStep(CheckAll)
	check(t, "who", p.CheckLines()[0].Text, h.app.Words.T("walkin.check.who_text", "name", "李师傅", "phone", "189****0301"))
	p.HandIn()
	p.HandIn() // a finger that shakes
	h.settle()
	done := on[*HireDone](h)
	check(t, "open at once", done.Open, false)
	check(t, "pages below the end", len(h.app.stack), 2)
	l, err := h.desk.Store().Proposals(t.Context())
	if err != nil || len(l) != 1 || l[0].Number != done.Number || l[0].Employer.Phone != "18900000301" || l[0].Posting.Headcount != 2 ||
		l[0].Posting.Insurance != "employer" {
		t.Fatalf("%+v, %v", l, err)
	}
	check(t, "postings", len(onBoard(h)), 0)
	done.Understood()
	if _, err := h.desk.PassProposal(t.Context(), "self", l[0].ID); err != nil {
		t.Fatal(err)
	}
	on[*Home](h).Rights()
	on[*ComplaintWhat](h).Follow()
	press(on[*FollowAsk](h).Digit, l[0].Number)
	on[*FollowAsk](h).Next()
	h.settle()
	check(t, "state", on[*HireStory](h).State, market.ProposalPassed)
	check(t, "postings after the pass", len(onBoard(h)), 1)
}

// onBoard is what home shows.
func onBoard(h *hall) []Card {
	h.t.Helper()
	home := NewHome(h.app).(*Home)
	return home.Board
}

// Who is known and clean sees the posting on the board at once.
func TestHireByTheKnown(t *testing.T) {
	h := newHall(t)
	h.posting(nil)
	h.hirePhone("18900000201")
	p := h.hireStep(AskFound)
	p.PickFound(p.ShownFound()[0])
	h.hireWork().HandIn()
	h.settle()
	check(t, "open at once", on[*HireDone](h).Open, true)
	check(t, "postings", len(onBoard(h)), 2)
}

// A refusal stands beside its line, and nothing is kept.
func TestHireRefused(t *testing.T) {
	h := newHall(t)
	h.hirePhone("18900000301")
	h.hireStep(AskKind).PickKind("farm")
	on[*Surname](h).Pick("李")
	p := h.hireWork()
	h.now = h.now.AddDate(0, 0, 3)
	p.HandIn()
	h.settle()
	p = h.hireStep(CheckAll)
	if p.Fault() == "" && p.CheckLines()[3].Fault == "" {
		t.Errorf("nothing is said: %v", p.Faults)
	}
	if n, err := h.desk.Store().OpenProposals(t.Context()); err != nil || n != 0 {
		t.Errorf("%d kept, %v", n, err)
	}
}

// After 结束 nothing of the employer is left in any page.
func TestEndForgetsTheEmployer(t *testing.T) {
	h := newHall(t)
	h.hirePhone("18900000301")
	h.hireStep(AskKind).PickKind("farm")
	on[*Surname](h).Pick("李")
	h.hireWork()
	forgotten(t, h)
}

// What must not be written is said beside the words, and nothing is kept.
func TestHireBlocked(t *testing.T) {
	h := newHall(t)
	h.hirePhone("18900000301")
	h.hireStep(AskKind).PickKind("farm")
	on[*Surname](h).Pick("李")
	p := h.hireWork()
	p.Posting.Title = "卸车，先交押金200"
	p.HandIn()
	h.settle()
	check(t, "beside the title", h.hireStep(CheckAll).CheckLines()[1].Fault, h.app.Words.T("screen.worker_fee"))
	if n, err := h.desk.Store().OpenProposals(t.Context()); err != nil || n != 0 {
		t.Errorf("%d kept, %v", n, err)
	}
}
