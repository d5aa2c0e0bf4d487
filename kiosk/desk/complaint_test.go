package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// dumped gives the county's rows of a kind as JSON lines.
func (c *realCounty) dumped(kind string) string {
	c.t.Helper()
	var out bytes.Buffer
	if err := c.archive.Dump(context.Background(), kind, json.NewEncoder(&out).Encode); err != nil {
		c.t.Fatal(err)
	}
	return out.String()
}

func complain(t *testing.T, d *desk.Desk, c market.Complaint) desk.FiledComplaint {
	t.Helper()
	f, err := d.Complain(t.Context(), desk.Self, c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestComplain(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 1)
	m := take(t, d, p, worker(t, d, 1)).Match
	f := complain(t, d, market.Complaint{Kind: market.WagesOwed, Match: m, Amount: 120_00, Phone: "138 0013 8000", Called: "李师傅"})
	if !market.CheckFollowNo(f.Number) {
		t.Errorf("number %q", f.Number)
	}
	c, err := d.Store().ComplaintByNumber(t.Context(), f.Number)
	if err != nil || c.ID != f.ID || c.Posting != p || c.Match != m || c.Amount != 120_00 || c.Phone != "13800138000" ||
		c.Called != "李师傅" || c.State != market.ComplaintFiled {
		t.Errorf("%+v, %v", c, err)
	}
	job, err := d.Store().PrintJob(t.Context(), f.PrintJob)
	if err != nil || job.About != string(f.ID) || job.Copy {
		t.Errorf("paper %+v, %v", job, err)
	}
	for code, bad := range map[string]market.Complaint{
		"required": {}, "unknown_choice": {Kind: "noise"}, "bad_phone": {Kind: "fee", Phone: "123"},
		"bad_pay": {Kind: "fee", Amount: -1}, "unknown_match": {Kind: "fee", Match: "9-9-9"}, "unknown_posting": {Kind: "fee", Posting: "9-9-9"},
	} {
		refused(t, d, code, func() error { _, err := d.Complain(t.Context(), desk.Self, bad); return err })
	}
}

// What staff say of a complaint goes forward only, and it ends with words.
func TestMoveComplaint(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	id := complain(t, d, market.Complaint{Kind: market.FalseJob}).ID
	move := func(id market.ComplaintID, to market.ComplaintState, words string) func() error {
		return func() error { return d.MoveComplaint(t.Context(), desk.Self, id, to, words) }
	}
	refused(t, d, "unknown_choice", move(id, market.ComplaintFiled, ""))
	refused(t, d, "unknown_choice", move(id, "lost", ""))
	refused(t, d, "unknown_complaint", move("9-9-9", market.ComplaintTaken, ""))
	if err := move(id, market.ComplaintHanded, "")(); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "wrong_state", move(id, market.ComplaintTaken, ""))
	refused(t, d, "required", move(id, market.ComplaintClosed, " "))
	if err := move(id, market.ComplaintClosed, "工钱 补上了 ")(); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "wrong_state", move(id, market.ComplaintClosed, "再说一遍"))
	if c, err := d.Store().Complaint(t.Context(), id); err != nil || c.State != market.ComplaintClosed || c.Words != "工钱 补上了" {
		t.Errorf("%+v, %v", c, err)
	}
	if n, err := d.Store().OpenComplaints(t.Context()); err != nil || n != 0 {
		t.Errorf("%d open, %v", n, err)
	}
}

// The county has it with the number to call, no other station has it at all, and what the county
// says of it comes back.
func TestComplaintReachesTheCounty(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	f := complain(t, a, market.Complaint{Kind: market.FeeAsked, Amount: 50_00, Phone: "13800138000", Called: "李师傅"})
	secret := complain(t, a, market.Complaint{Kind: market.FalseJob})
	if sent, err := a.Store().Sent(t.Context(), string(f.ID)); err != nil || sent {
		t.Errorf("sent before any sync: %v, %v", sent, err)
	}
	round(t, a)
	round(t, b)
	if sent, err := a.Store().Sent(t.Context(), string(f.ID)); err != nil || !sent {
		t.Errorf("not sent after a sync: %v, %v", sent, err)
	}
	rows := c.dumped("complaints")
	for _, want := range []string{f.Number, `"phone":"13800138000"`, `"state":"filed"`, secret.Number, `"amount":50`} {
		if !strings.Contains(rows, want) {
			t.Errorf("%s is not in\n%s", want, rows)
		}
	}
	if l, err := b.Store().Complaints(t.Context()); err != nil || len(l) != 0 {
		t.Errorf("another station has %v, %v", l, err)
	}
	if err := c.archive.MoveComplaint(t.Context(), f.ID, market.ComplaintClosed, "退钱了"); err != nil {
		t.Fatal(err)
	}
	if err := a.MoveComplaint(t.Context(), desk.Self, f.ID, market.ComplaintTaken, ""); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	got, err := a.Store().Complaint(t.Context(), f.ID)
	if err != nil || got.State != market.ComplaintClosed || got.Words != "退钱了" {
		t.Errorf("%+v, %v", got, err)
	}
	if rows := c.dumped("complaints"); !strings.Contains(rows, `"state":"closed"`) {
		t.Errorf("the county shows\n%s", rows)
	}
	if err := c.archive.MoveComplaint(t.Context(), "7-1-1", market.ComplaintClosed, "x"); market.Code(err) != "unknown_complaint" {
		t.Errorf("%v", err)
	}
	erased(t, c, a, f.ID)
}

// erased destroys the number to call of a complaint, at the county and at its station.
func erased(t *testing.T, c *realCounty, a *desk.Desk, id market.ComplaintID) {
	t.Helper()
	if n, err := c.archive.Erase(t.Context(), string(id)); err != nil || n != 1 {
		t.Fatalf("%d boxes, %v", n, err)
	}
	round(t, a)
	if got, err := a.Store().Complaint(t.Context(), id); err != nil || got.Phone != "" || got.Called != "" {
		t.Errorf("still there: %+v, %v", got, err)
	}
	if rows := c.dumped("complaints"); strings.Contains(rows, "13800138000") {
		t.Errorf("the county still has\n%s", rows)
	}
}
