package flow

import (
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// What waits, and what never came out, can be taken away; what may be on paper cannot.
func TestCancelAPaper(t *testing.T) {
	r, menu := signedIn(t)
	ctx, s := t.Context(), r.desk.Store()
	r.posted("李师傅", "孙师傅")
	jobs, err := s.PrintJobs(ctx, 10)
	if err != nil || len(jobs) != 2 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	if err := s.SetPrint(ctx, jobs[1].ID, store.PrintFailed, "printer_out"); err != nil {
		t.Fatal(err)
	}
	menu.PrintQueue()
	p := at[*StaffPrints](r)
	cancel := func(i int) {
		p.Ask(p.Lines[i])
		p.Cancel()
		r.settle()
	}
	for i := range 2 {
		if !p.Lines[i].MayCancel() {
			t.Errorf("%+v may not be cancelled", p.Lines[i])
		}
		cancel(i)
		if l := p.Lines[i]; !l.Cancelled() || l.WantsLook() || l.MayCancel() {
			t.Errorf("cancelled, it is %+v", l)
		}
	}
	if _, ok, err := s.NextPrint(ctx, store.AllPapers); ok || err != nil {
		t.Errorf("a cancelled paper is printed: %v", err)
	}
	p.Ask(p.Lines[0])
	p.Again() // changed their mind
	r.settle()
	if p.Lines[0].State != store.Queued || p.Lines[0].Why != "" {
		t.Errorf("wanted again, it is %+v", p.Lines[0])
	}
	p.Ask(p.Lines[0]) // while they look at it, it goes to the printer
	if _, ok, err := s.NextPrint(ctx, store.AllPapers); !ok || err != nil {
		t.Fatal(err)
	}
	p.Cancel()
	r.settle()
	if p.Lines[0].State != store.Sending || p.Fault != r.app.Words.Refusal(market.Refuse("wrong_state")) {
		t.Errorf("on its way it is %+v, and the page says %q", p.Lines[0], p.Fault)
	}
}

func TestDevicesInTheHeader(t *testing.T) {
	h := newHall(t)
	if w := h.app.StaffLinkWord(); w != h.app.LinkWord() {
		t.Errorf("all is well: %+v", w)
	}
	h.devices = []DeviceFault{{"printer", "printer_out"}, {"reader", "device_gone"}, {"office", "device_silent"}}
	if w := h.app.StaffLinkWord(); w.Link != DeviceOut || w.Word != "打印机缺纸 等3处" {
		t.Errorf("%+v", w)
	}
	h.app.ShowStaffLink()
	m, ok := h.app.Current().(*Message)
	if !ok || len(m.Columns) != 1 || len(m.Columns[0].Lines) != 3 || m.Columns[0].Lines[1].Text != "读卡器没连上：看看电源开没开，线插没插牢。" {
		t.Errorf("%+v", h.app.Current())
	}
}

// The papers of the desk: for the wall from the queue, names and agreements from a posting.
func TestPapersOfTheDesk(t *testing.T) {
	r, menu := signedIn(t)
	r.posted("李师傅", "孙师傅")
	menu.PrintQueue()
	prints := at[*StaffPrints](r)
	for _, paper := range prints.WallPapers() {
		prints.ChoosePaper()
		prints.PrintWall(paper)
		r.settle()
		if l := prints.Lines[0]; l.Other() != paper || l.State != store.Queued || prints.Choosing || prints.Done == "" {
			t.Errorf("%s gives %+v", paper, l)
		}
	}
	r.app.Back()
	menu.Postings()
	list := at[*StaffPostings](r)
	list.Open(list.Shown()[0])
	p := at[*StaffPosting](r)
	p.AskPaper()
	if !p.Printing || p.MayAgree() {
		t.Errorf("nobody is chosen: %+v", p)
	}
	p.PrintNames()
	r.settle()
	p.Choose(p.Matches[1].ID)
	p.AskPaper()
	if !p.MayAgree() {
		t.Error("no agreement for somebody who comes")
	}
	p.PrintAgreement()
	r.settle()
	jobs, err := r.desk.Store().PrintJobs(t.Context(), 3)
	if err != nil || jobs[0].Paper != store.Agreement || jobs[1].Paper != store.Agreement || jobs[0].About != string(p.Matches[1].ID) ||
		jobs[2].Paper != store.EmployerSheet || jobs[2].About != string(p.Row.ID) {
		t.Errorf("%+v, %v", jobs, err)
	}
	if p.Printing || p.Fault != "" || p.Done == "" {
		t.Errorf("%v %q %q", p.Printing, p.Fault, p.Done)
	}
}
