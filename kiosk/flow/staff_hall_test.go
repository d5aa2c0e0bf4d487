package flow

import (
	"fmt"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
	"yizhan/sync/record"
)

// inHall is the hall with four people, the first of grade A, and work for two masons.
func inHall(t *testing.T) (*staffRoom, *StaffHall) {
	t.Helper()
	r, menu := signedIn(t)
	r.posted()
	for i, who := range []struct {
		name  string
		trade market.TradeID
		hard  []market.Hardship
	}{{"李师傅", "sewing", nil}, {"孙师傅", "mason", nil}, {"赵师傅", "mason", []market.Hardship{market.Disabled}}, {"马师傅", "mason", nil}} {
		a, err := r.desk.CheckIn(t.Context(), desk.Self, market.Worker{
			Name: who.name, Phone: fmt.Sprintf("1890000555%d", i), Trades: []market.TradeID{who.trade}, Area: staffArea,
		}, "work")
		if err != nil {
			t.Fatal(err)
		}
		if who.hard != nil {
			if err := r.desk.SettleHelp(t.Context(), clerk, a.Worker, who.hard, ""); err != nil {
				t.Fatal(err)
			}
		}
	}
	menu.Room()
	p := at[*StaffHall](r)
	if !p.Loading() {
		t.Error("the hall is there before it was read")
	}
	r.settle()
	return r, p
}

func (p *StaffHall) called(t *testing.T, name string) market.WorkerID {
	t.Helper()
	for _, h := range p.ShownPeople() {
		if h.Name == name {
			return h.ID
		}
	}
	t.Fatalf("%s is not in the hall", name)
	return ""
}

// Two taps send somebody: the work, then 派去; the slip is queued, and they wait no more.
func TestSendInTwoTaps(t *testing.T) {
	r, p := inHall(t)
	if names := p.ShownPeople(); len(names) != 4 || names[0].Name != "赵师傅" || names[0].Grade != market.GradeA || p.Wanted() != 2 {
		t.Fatalf("%+v, %d wanted", names, p.Wanted())
	}
	p.ChooseJob(p.ShownJobs()[0].Card.ID) // one
	i := p.ShownIdeas()[0]
	if i.Who != "3号 赵师傅" || i.What != "砌院墙" || i.Why != "会瓦工，同乡镇，A 档先派" {
		t.Errorf("%+v", i)
	}
	p.Send(i.Pair.Person, i.Pair.Job) // two
	r.settle()
	if !strings.Contains(p.Done, "3号 赵师傅，派去砌院墙，第 1 号") || p.Fault != "" || len(p.Hall.Rows) != 3 {
		t.Errorf("%q, %q, %d wait", p.Done, p.Fault, len(p.Hall.Rows))
	}
	jobs, err := r.desk.Store().PrintJobs(t.Context(), 10)
	if err != nil || len(jobs) != 1 {
		t.Errorf("%d papers, %v", len(jobs), err)
	}
	facts := r.facts()
	if last := facts[len(facts)-1]; last.Kind != record.MatchTaken || last.By != clerk {
		t.Errorf("%s by %s", last.Kind, last.By)
	}
	if !p.MayUndo() {
		t.Fatal("it cannot be taken back")
	}
	p.Undo()
	r.settle()
	if len(p.Hall.Rows) != 4 || p.Wanted() != 2 || p.MayUndo() {
		t.Errorf("after it was taken back %d wait, %d are wanted", len(p.Hall.Rows), p.Wanted())
	}
}

// A place that somebody else took meanwhile is not given again; the page says why and shows the hall as it is.
func TestSendLosesThePlace(t *testing.T) {
	r, p := inHall(t)
	ideas := p.ShownIdeas()
	for i, name := range []string{"史师傅", "汪师傅"} { // at the public screen
		a, err := r.desk.CheckIn(t.Context(), desk.Self, market.Worker{Name: name, Phone: fmt.Sprintf("1890000666%d", i)}, "work")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.desk.Take(t.Context(), desk.Self, ideas[0].Pair.Job, a.Worker); err != nil {
			t.Fatal(err)
		}
	}
	p.Send(ideas[0].Pair.Person, ideas[0].Pair.Job)
	r.settle()
	if p.Fault == "" || p.Done != "" || p.Wanted() != 0 || len(p.Hall.Rows) != 4 {
		t.Errorf("fault %q, done %q, %d wanted, %d wait", p.Fault, p.Done, p.Wanted(), len(p.Hall.Rows))
	}
}

// Staff choose both themselves; what is in the way is said, and only what would be wrong is not done.
func TestChosenPair(t *testing.T) {
	r, p := inHall(t)
	if p.MaySend() || p.Missing() == "" {
		t.Error("nobody is chosen")
	}
	p.Choose(p.called(t, "李师傅"))
	if p.Missing() != r.app.Words.T("hall.pick_job") {
		t.Errorf("%q", p.Missing())
	}
	p.ChooseJob(p.ShownJobs()[0].Card.ID)
	_, bar, ok := p.Pair()
	if !ok || bar != r.app.Words.T("rank.bar_"+string(rank.Unable)) || !p.MaySend() {
		t.Errorf("%q, %v: staff may send somebody of another trade", bar, ok)
	}
	if p.MayKeep() {
		t.Error("a place may be kept for grade C")
	}
	p.SendChosen()
	r.settle()
	if p.Done == "" || p.Person != "" {
		t.Errorf("%q, %q", p.Done, p.Fault)
	}
	p.Choose(p.called(t, "赵师傅"))
	p.Keep()
	r.settle()
	if p.Fault != "" || !strings.Contains(p.Done, "15 分钟") {
		t.Errorf("%q, %q", p.Done, p.Fault)
	}
	if i := p.ShownIdeas()[0]; i.Who != "3号 赵师傅" || i.Kept == "" {
		t.Errorf("the kept place is not the first suggestion: %+v", i)
	}
	p.Choose(p.called(t, "孙师傅"))
	p.Gone()
	r.settle()
	if len(p.Hall.Rows) != 2 {
		t.Errorf("%d wait", len(p.Hall.Rows))
	}
}

// Every number is pressed once: lots, the end of the day, and what a volunteer is not shown.
func TestHallDrawAndClear(t *testing.T) {
	r, p := inHall(t)
	if p.MayDraw() {
		t.Error("lots for no work")
	}
	p.ChooseJob(p.ShownJobs()[0].Card.ID)
	p.Draw()
	r.settle()
	if p.Drawn == nil || len(p.Drawn.Seed) != 32 || !strings.HasPrefix(p.ShownIdeas()[0].Why, "A 档先派，抽到第") {
		t.Fatalf("%+v, %q, %+v", p.Drawn, p.Fault, p.ShownIdeas())
	}
	p.Dismiss()
	p.AskClear()
	if !p.Clearing {
		t.Fatal("it does not ask")
	}
	p.Clear()
	r.settle()
	if len(p.Hall.Rows) != 0 || !strings.Contains(p.Done, "4 人") {
		t.Errorf("%d wait, %q", len(p.Hall.Rows), p.Done)
	}
	p.Account.Role = string(market.Volunteer)
	if p.MayDraw() || p.MayClear() || p.MayKeep() || p.MayHelp() {
		t.Error("a volunteer is shown what the desk refuses")
	}
	p.Forget()
	if p.Hall != nil {
		t.Error("people stay on the page")
	}
}

// Results in two taps: the person, and what happened; the next stage is one tap away.
func TestResultsInTwoTaps(t *testing.T) {
	r, menu := signedIn(t)
	r.posted("李师傅", "孙师傅")
	menu.Results()
	p := at[*StaffResults](r)
	if p.Pager.Count != 2 || p.Counts[NotCalled] != 2 {
		t.Fatalf("%d to note, %v", p.Pager.Count, p.Counts)
	}
	p.Contact() // nobody chosen: nothing happens
	l := p.Shown()[0]
	if l.Who != "李师傅" || l.Phone != "189****2222" || l.Promised != 200_00 {
		t.Errorf("%+v", l)
	}
	p.Choose(l)
	p.Contact()
	r.settle()
	if p.Chosen.Reached() != 1 {
		t.Errorf("reached %d: %q", p.Chosen.Reached(), p.Fault)
	}
	if p.MayRate() {
		t.Error("rated before anybody met")
	}
	p.Arrive()
	r.settle()
	p.Finish()
	r.settle()
	if p.Chosen.Reached() != 3 || p.Chosen.Running() {
		t.Errorf("reached %d: %q", p.Chosen.Reached(), p.Fault)
	}
	p.NotPaid()
	r.settle()
	p.PayOther()
	sum := at[*PaidSum](r)
	press(sum.Digit, "180")
	sum.Next()
	r.settle()
	if p.Chosen.Reached() != 4 || p.Chosen.Amount != 180_00 || p.Pager.Count != 1 {
		t.Errorf("reached %d, %d fen, %d to note: %q", p.Chosen.Reached(), p.Chosen.Amount, p.Pager.Count, p.Fault)
	}
	p.Rate(market.OfEmployer, market.Never)
	r.settle()
	if p.Chosen.OfEmployer != market.Never {
		t.Errorf("%+v, %q", p.Chosen, p.Fault)
	}
	p.Choose(p.Shown()[0])
	p.Fail("no_show")
	r.settle()
	if p.Pager.Count != 0 || p.Chosen.State != market.Cancelled || !p.MayRate() {
		t.Errorf("%d to note, %+v", p.Pager.Count, p.Chosen)
	}
	p.Account.Role = string(market.Volunteer)
	if p.MaySettle() {
		t.Error("a volunteer settles")
	}
}

// Hardships are ticked and confirmed with what staff saw; the grade follows, with whose word each
// reason is.
func TestHelpIsConfirmed(t *testing.T) {
	r, hall := inHall(t)
	hall.Choose(hall.called(t, "孙师傅"))
	hall.Help()
	p := at[*StaffHelp](r)
	r.settle()
	h, _, ok := p.Chosen()
	if !ok || h.Grade != market.GradeC || len(p.Reasons()) != 0 || p.Changed() || p.MayKeep() {
		t.Fatalf("%+v, %+v", h, p.Reasons())
	}
	p.Toggle(market.LowIncome)
	p.Toggle(market.Older)
	p.Toggle(market.Older)
	if !p.Changed() {
		t.Error("a tick is no change")
	}
	p.Confirm("村里开的证明")
	r.settle()
	h, _, _ = p.Chosen()
	if want := (HelpReason{"低保、低收入", "值班站长确认"}); h.Grade != market.GradeA || len(p.Reasons()) != 1 || p.Reasons()[0] != want || p.Words != "村里开的证明" || p.Changed() {
		t.Errorf("%s for %+v, seen %q", h.Grade, p.Reasons(), p.Words)
	}
	job := p.Jobs(1)[0]
	p.Keep(job)
	r.settle()
	if o := p.Offers(); len(o) != 1 || o[0].Minutes != market.FirstOffer {
		t.Fatalf("%+v, %q", o, p.Fault)
	}
	p.Release(p.Offers()[0].ID)
	r.settle()
	if len(p.Offers()) != 0 {
		t.Errorf("%+v", p.Offers())
	}
	p.Send(job)
	r.settle()
	if _, _, ok := p.Chosen(); ok || p.Fault != "" {
		t.Errorf("who has work is still open: %q", p.Fault)
	}
}
