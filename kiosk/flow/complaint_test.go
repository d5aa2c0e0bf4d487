package flow

import (
	"reflect"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// From the door to the number without a name, and back by the number.
func TestComplainWithoutAName(t *testing.T) {
	h := newHall(t)
	h.posting(func(p *market.Posting) { p.Start, p.End = "2026-07-14T05:30", "2026-07-14T11:30" })
	on[*Home](h).Rights()
	what := on[*ComplaintWhat](h)
	check(t, "phone to call", what.Phone, market.LineLabour)
	what.Next() // nothing is chosen yet
	on[*ComplaintWhat](h).Pick(market.WagesOwed)
	check(t, "steps", what.Steps(), Steps{1, 4})
	what.Next()
	job := on[*ComplaintJob](h)
	check(t, "jobs", len(job.Shown()), 1)
	job.Pick(job.Shown()[0])
	sum := on[*ComplaintSum](h)
	press(sum.Digit, "120")
	sum.Next()
	on[*ComplaintWho](h).Anonymous()
	h.settle()
	done := on[*ComplaintDone](h)
	check(t, "title", done.Title, "没拿到工钱，120 元")
	check(t, "pages below the end", len(h.app.stack), 2)
	c, err := h.desk.Store().ComplaintByNumber(t.Context(), done.Number)
	if err != nil || c.Phone != "" || c.Amount != 120_00 || c.Posting == "" {
		t.Fatalf("%+v, %v", c, err)
	}
	check(t, "steps that are true", trueSteps(done), 1)
	done.Copy() // the first paper has not come yet
	check(t, "copies", done.Copies, 0)
	h.paper = PaperOut
	done.Tick()
	done.Copy()
	h.settle()
	jobs, err := h.desk.Store().PrintJobs(t.Context(), 9)
	if err != nil || len(jobs) != 2 || !jobs[0].Copy || jobs[0].Paper != store.Referral {
		t.Errorf("papers %+v, %v", jobs, err)
	}
	done.Understood()
	if err := h.desk.MoveComplaint(t.Context(), desk.Self, c.ID, market.ComplaintClosed, "补上了"); err != nil {
		t.Fatal(err)
	}
	on[*Home](h).Rights()
	on[*ComplaintWhat](h).Follow()
	ask := on[*FollowAsk](h)
	press(ask.Digit, c.Number)
	ask.Next()
	h.settle()
	story := on[*ComplaintStory](h)
	check(t, "state", story.State, market.ComplaintClosed)
	check(t, "words", story.Words, "补上了")
}

func trueSteps(d *ComplaintDone) int {
	n := 0
	for _, s := range d.Steps {
		if s.Done {
			n++
		}
	}
	return n
}

// Who comes from 我的 is not asked for the job, and may use the number that is known.
func TestComplainOfAMatch(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	w := h.worker("李师傅", "18900000301")
	m, err := h.desk.Take(t.Context(), desk.Self, id, w)
	if err != nil {
		t.Fatal(err)
	}
	h.app.Show(NewComplaint(h.app, m.Match, market.Worker{Name: "李师傅", Phone: "18900000301"}))
	what := on[*ComplaintWhat](h)
	if !what.Chosen(market.WagesOwed) || what.Job() == nil {
		t.Fatal("the match is not filled in")
	}
	what.Next()
	sum := on[*ComplaintSum](h)
	check(t, "amount", sum.Digits, "130")
	sum.Next()
	who := on[*ComplaintWho](h)
	check(t, "own number", who.Own(), "189****0301")
	who.UseOwn()
	h.settle()
	c, err := h.desk.Store().ComplaintByNumber(t.Context(), on[*ComplaintDone](h).Number)
	if err != nil || c.Match != m.Match || c.Posting != id || c.Phone != "18900000301" || c.Called != "李师傅" {
		t.Errorf("%+v, %v", c, err)
	}
}

// A number of another person is not filed under the name that is known.
func TestComplainLeavesANumber(t *testing.T) {
	h := newHall(t)
	h.app.Show(NewComplaint(h.app, "", market.Worker{Name: "李师傅", Phone: "18900000301"}))
	on[*ComplaintWhat](h).Pick(market.OtherWrong)
	on[*ComplaintWhat](h).Next()
	on[*ComplaintJob](h).Skip()
	on[*ComplaintWho](h).Leave()
	n := on[*CallNumber](h)
	press(n.Digit, "12345678901")
	n.Next()
	if n.Fault == "" {
		t.Error("a number that is none was taken")
	}
	n.Clear()
	press(n.Digit, "13800138000")
	n.Next()
	h.settle()
	c, err := h.desk.Store().ComplaintByNumber(t.Context(), on[*ComplaintDone](h).Number)
	if err != nil || c.Phone != "13800138000" || c.Called != "" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestFollowRefuses(t *testing.T) {
	h := newHall(t)
	on[*Home](h).Rights()
	on[*ComplaintWhat](h).Follow()
	ask := on[*FollowAsk](h)
	press(ask.Digit, "12345678")
	ask.Next()
	check(t, "misread", ask.Fault, h.app.Words.T("complaint.follow_bad"))
	ask.Clear()
	press(ask.Digit, market.FollowNo(42))
	ask.Next()
	h.settle()
	check(t, "not here", ask.Fault, h.app.Words.T("complaint.follow_unknown", "phone", market.LineCity))
}

// After 结束 nothing of who complained is left in any page.
func TestEndForgetsTheComplaint(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	m, err := h.desk.Take(t.Context(), desk.Self, id, h.worker("李师傅", "18900000301"))
	if err != nil {
		t.Fatal(err)
	}
	h.app.Show(NewComplaint(h.app, m.Match, market.Worker{Name: "李师傅", Phone: "18900000301"}))
	on[*ComplaintWhat](h).Next()
	on[*ComplaintSum](h).Next()
	on[*ComplaintWho](h).Leave()
	press(on[*CallNumber](h).Digit, "18900000301")
	forgotten(t, h)
}

// forgotten ends and looks for traces of the person in every page that was shown.
func forgotten(t *testing.T, h *hall) {
	t.Helper()
	before := 0
	for _, p := range h.shown {
		before += len(traces(reflect.ValueOf(p), map[uintptr]bool{}))
	}
	if before == 0 {
		t.Fatal("the person was in no page, so that this test cannot find a trace")
	}
	h.app.End()
	on[*Home](h)
	for _, p := range h.shown {
		for _, trace := range traces(reflect.ValueOf(p), map[uintptr]bool{}) {
			t.Errorf("page %s keeps %q", p.Name(), trace)
		}
	}
}
