package flow

import (
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// posted publishes a posting of two places, with as many workers on it.
func (r *staffRoom) posted(workers ...string) market.PostingID {
	r.t.Helper()
	ctx := r.t.Context()
	e, err := r.desk.RegisterEmployer(ctx, "z-001", market.Employer{Name: "汪师傅", Kind: "farm", Phone: "13800138000"})
	if err != nil {
		r.t.Fatal(err)
	}
	id, err := r.desk.OpenPosting(ctx, "z-001", market.Posting{
		Employer: e, Trade: "mason", Title: "砌院墙", Headcount: 2, Pay: 20000, Unit: "day", Area: staffArea,
		Start: "2026-07-15T08:00", End: "2026-07-15T17:00",
	})
	if err != nil {
		r.t.Fatal(err)
	}
	for _, name := range workers {
		a, err := r.desk.CheckIn(ctx, clerk, market.Worker{Name: name, Phone: "18900002222"}, "work")
		if err != nil {
			r.t.Fatal(err)
		}
		if _, err := r.desk.Take(ctx, clerk, id, a.Worker); err != nil {
			r.t.Fatal(err)
		}
	}
	return id
}

const clerk = "z-001"

func TestResults(t *testing.T) {
	r, menu := signedIn(t)
	r.posted("李师傅", "孙师傅")
	menu.Postings()
	list := at[*StaffPostings](r)
	if len(list.Shown()) != 1 || list.Shown()[0].Left() != 0 {
		t.Fatalf("the list shows %+v", list.Shown())
	}
	list.Open(list.Shown()[0])
	p := at[*StaffPosting](r)
	if len(p.Matches) != 2 || p.Matches[0].Who != "李师傅" || p.Matches[0].Phone != "189****2222" || !p.Matches[0].Here {
		t.Fatalf("matches %+v", p.Matches)
	}

	p.Contact() // nobody chosen: nothing happens
	first, second := p.Matches[0].ID, p.Matches[1].ID
	for _, deed := range []func(){p.Contact, p.Arrive, func() { p.Finish(true) }} {
		p.Choose(first)
		deed()
		r.settle()
		if p.Fault != "" || p.Done == "" {
			t.Fatalf("fault %q, done %q", p.Fault, p.Done)
		}
	}
	l, _ := p.Line()
	if !l.Contacted || l.State != market.Finished || l.Running() {
		t.Errorf("after three results the match is %+v", l)
	}
	p.Arrive()
	r.settle()
	if p.Fault != r.app.Words.T("error.wrong_state") || p.Done != "" {
		t.Errorf("到岗 after 完工 says %q, done %q", p.Fault, p.Done)
	}

	p.Choose(second)
	p.Fail("no_show")
	r.settle()
	l, _ = p.Line()
	if l.State != market.Cancelled || l.Reason != "no_show" || p.Row.Left() != 1 {
		t.Errorf("没成 leaves %+v, %d wanted", l, p.Row.Left())
	}

	p.AskClose()
	p.KeepOpen()
	if p.Closing || p.Row.Closed {
		t.Error("不停 closed the posting")
	}
	p.AskClose()
	p.Close(p.CloseReasons()[0])
	r.settle()
	if !p.Row.Closed || p.Closing {
		t.Errorf("停招 leaves closed %v, asking %v", p.Row.Closed, p.Closing)
	}
	p.Leave()
	if l := at[*StaffPostings](r); !l.Rows[0].Closed {
		t.Error("返回 shows the list as it was before")
	}
}

func TestPrints(t *testing.T) {
	r, menu := signedIn(t)
	ctx, s := t.Context(), r.desk.Store()
	r.posted("李师傅", "孙师傅")
	jobs, err := s.PrintJobs(ctx, 10)
	if err != nil || len(jobs) != 2 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	broken, unsure := jobs[1].ID, jobs[0].ID
	for id, state := range map[int64]store.PrintState{broken: store.PrintFailed, unsure: store.Unconfirmed} {
		if err := s.SetPrint(ctx, id, state, "paper"); err != nil {
			t.Fatal(err)
		}
	}
	menu.Restart()
	if menu.Prints != 2 {
		t.Errorf("the menu counts %d papers to look at", menu.Prints)
	}
	menu.PrintQueue()
	p := at[*StaffPrints](r)
	line := func(id int64) PrintLine {
		t.Helper()
		for _, l := range p.Lines {
			if l.ID == id {
				return l
			}
		}
		t.Fatalf("job %d is not in the queue", id)
		return PrintLine{}
	}
	if l := line(broken); l.Who != "李师傅" || l.Title != "砌院墙" || l.Place != 1 || !l.WantsLook() {
		t.Errorf("the failed paper is %+v", l)
	}

	p.Again() // nothing asked: nothing printed
	p.Ask(line(broken))
	if j, _ := s.PrintJob(ctx, broken); j.State != store.PrintFailed {
		t.Error("asking already prints")
	}
	p.Again()
	r.settle()
	if l := line(broken); l.State != store.Queued || len(p.Lines) != 2 {
		t.Errorf("重打 of a failed paper leaves it %s in a queue of %d", l.State, len(p.Lines))
	}

	p.Ask(line(unsure))
	p.Again()
	r.settle()
	if len(p.Lines) != 3 || !p.Lines[0].Copy || p.Lines[0].Match != line(unsure).Match || line(unsure).Newest {
		t.Errorf("补打 gives %+v", p.Lines[0])
	}
	if p.Look() != 0 {
		t.Errorf("%d papers still want a look", p.Look())
	}

	if err := s.SetPrint(ctx, p.Lines[0].ID, store.Unconfirmed, ""); err != nil {
		t.Fatal(err)
	}
	if !p.Tick() {
		t.Error("a paper that changed by itself is not noticed")
	}
	p.Ask(p.Lines[0])
	p.CameOut()
	r.settle()
	if p.Lines[0].State != store.Printed || p.Done == "" {
		t.Errorf("出来了 leaves %s, says %q", p.Lines[0].State, p.Done)
	}
}

func TestStation(t *testing.T) {
	r, menu := signedIn(t)
	r.posted()
	menu.Station()
	p := at[*StaffStation](r)
	if p.Origin.Station != 12 || p.Accounts != 1 || p.Counts.Unsent != 2 {
		t.Errorf("station %v, %d accounts, %d unsent", p.Origin, p.Accounts, p.Counts.Unsent)
	}
	r.back.code = "offline"
	p.SyncNow()
	p.SyncNow() // while one is under way
	r.settle()
	if p.Fault != r.app.Words.T("error.offline") || r.back.syncs != 1 {
		t.Errorf("says %q after %d rounds", p.Fault, r.back.syncs)
	}
	r.back.code = ""
	p.SyncNow()
	r.settle()
	if p.Fault != "" || p.Done == "" {
		t.Errorf("a good round says %q, fault %q", p.Done, p.Fault)
	}
	p.Verify()
	r.settle()
	if p.Fault != "" || p.Busy {
		t.Errorf("a whole chain says %q, busy %v", p.Fault, p.Busy)
	}
	if p.Tick() {
		t.Error("an unchanged link asks for a redraw")
	}
	r.back.state.Online = true
	if !p.Tick() || !p.Sync.Online {
		t.Error("a link that came is not noticed")
	}
}
