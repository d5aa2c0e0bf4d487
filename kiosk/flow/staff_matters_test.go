package flow

import (
	"testing"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// deed presses a button of what is done about a matter.
func (h *hall) deed(key string) {
	h.t.Helper()
	m := on[*StaffMatter](h)
	for _, d := range append(m.Deeds, m.Ask...) {
		if d.Word == h.app.Words.T(key) {
			d.Do()
			return
		}
	}
	h.t.Fatalf("%s has no deed %s, but %+v", m.Title, h.app.Words.T(key), m.Deeds)
}

// What waits for staff is listed, done, and then behind what still waits.
func TestMatters(t *testing.T) {
	h := newHall(t)
	employ(t, h.desk)
	clerk := &Clerk{app: h.app, Account: store.Account{Account: clerk, Title: "值班员"}}
	posting := h.posting(nil)
	c, err := h.desk.Complain(t.Context(), desk.Self, market.Complaint{Kind: market.WagesOwed, Posting: posting, Amount: 50_00})
	if err != nil {
		t.Fatal(err)
	}
	h.now = h.now.Add(time.Minute)
	h.hirePhone("18900000301")
	h.hireStep(AskKind).PickKind("farm")
	on[*Surname](h).Pick("李")
	h.hireWork().HandIn()
	h.settle()
	h.now = h.now.Add(time.Minute)
	number := on[*HireDone](h).Number
	h.app.End()
	if _, err := h.desk.AskGuidance(t.Context(), desk.Self, "job", "18900000301", ""); err != nil {
		t.Fatal(err)
	}
	menu := newStaffMenu(clerk)
	check(t, "waiting", menu.Waiting, 3)
	h.app.Show(menu)
	menu.Matters()
	list := on[*StaffMatters](h)
	check(t, "in the list", list.Waiting(), 3)

	list.Open(list.Rows[0])
	m := on[*StaffMatter](h)
	check(t, "first", m.Title, "投诉 没拿到工钱")
	h.deed("matter.take")
	h.settle()
	h.deed("matter.hand_over")
	h.settle()
	h.deed("arrears.deed")
	h.deed("matter.close")
	e := on[*Entry](h)
	e.Write("钱补上了")
	e.Done()
	h.settle()
	got, err := h.desk.Store().Complaint(t.Context(), c.ID)
	if err != nil || got.State != market.ComplaintClosed || got.Words != "钱补上了" {
		t.Errorf("%+v, %v", got, err)
	}
	on[*StaffMatter](h).Leave()

	list = on[*StaffMatters](h)
	check(t, "in the list", list.Waiting(), 2)
	list.Open(list.Rows[0])
	h.deed("matter.return")
	h.deed("proposal.return_unclear")
	h.settle()
	p, err := h.desk.Store().ProposalByNumber(t.Context(), number)
	if err != nil || p.State != market.ProposalReturned || p.Reason != "unclear" {
		t.Errorf("%+v, %v", p, err)
	}
	on[*StaffMatter](h).Leave()

	list = on[*StaffMatters](h)
	list.Open(list.Rows[0])
	h.deed("matter.called")
	h.settle()
	on[*StaffMatter](h).Leave()
	check(t, "in the list at the end", on[*StaffMatters](h).Waiting(), 0)
}

func TestMatterPassed(t *testing.T) {
	h := newHall(t)
	h.hirePhone("18900000301")
	h.hireStep(AskKind).PickKind("farm")
	on[*Surname](h).Pick("李")
	h.hireWork().HandIn()
	h.settle()
	h.app.End()
	employ(t, h.desk)
	list := newStaffMatters(&Clerk{app: h.app, Account: store.Account{Account: clerk}})
	h.app.Show(list)
	list.Open(list.Rows[0])
	h.now = h.now.AddDate(0, 0, 4) // its day has gone by
	h.deed("matter.pass")
	h.settle()
	if on[*StaffMatter](h).Fault == "" {
		t.Error("a posting of yesterday was passed")
	}
	h.now = h.now.AddDate(0, 0, -4)
	h.deed("matter.pass")
	h.settle()
	check(t, "postings", len(onBoard(h)), 1)
	check(t, "deeds left", len(on[*StaffMatter](h).Deeds), 0)
	forgotten(t, h)
}
