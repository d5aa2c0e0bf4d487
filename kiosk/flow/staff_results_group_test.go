package flow

import (
	"fmt"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// Three of a posting arrive, finish and are paid, one of them an exception, in two taps each.
func TestResultsOfMany(t *testing.T) {
	r, menu := signedIn(t)
	ctx := t.Context()
	r.known("13800138000")
	rows, err := ownPostings(r.app)
	if err != nil {
		t.Fatal(err)
	}
	id := rows[0].ID
	if _, err := r.desk.RevisePosting(ctx, "self", id, func(p *market.Posting) { p.Headcount = 3 }); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		a, err := r.desk.CheckIn(ctx, "self", market.Worker{Name: "李师傅", Phone: fmt.Sprintf("1890000010%d", i)}, "work")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.desk.Take(ctx, "self", id, a.Worker); err != nil {
			t.Fatal(err)
		}
	}
	menu.Results()
	p := at[*StaffResults](r)
	if n, _ := p.MayGroup(); n != 0 {
		t.Errorf("with nobody chosen %d may be noted at once", n)
	}
	note := func(want desk.Stage, people int, out bool) {
		t.Helper()
		p.Choose(p.Shown()[0])
		if n, s := p.MayGroup(); n != people || s != want {
			t.Fatalf("%d may be %s, want %d %s", n, s, people, want)
		}
		p.Group()
		g := at[*ResultGroup](r)
		if want == desk.AllPaid && g.Each() != 560_00 {
			t.Errorf("each is paid %d fen for two days", g.Each())
		}
		if out {
			g.Toggle(g.People[0].ID)
		}
		g.Note()
		r.settle()
		if r.app.Current() != Page(p) || p.Done == "" || p.Chosen != nil {
			t.Fatalf("on screen is %s with %q, %q", r.app.Current().Name(), p.Done, g.Fault)
		}
	}
	note(desk.AllArrived, 3, false)
	note(desk.AllFinished, 3, true)
	p.Choose(p.Shown()[1])
	if n, s := p.MayGroup(); n != 2 || s != desk.AllPaid {
		t.Fatalf("%d may be %s", n, s)
	}
	p.Group()
	at[*ResultGroup](r).Note()
	r.settle()
	all, err := r.desk.Store().Matches(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	paid, there := 0, 0
	for _, m := range all {
		switch {
		case m.State == market.Finished && m.Paid != nil && *m.Paid && m.Amount == 560_00:
			paid++
		case m.State == market.Arrived:
			there++
		}
	}
	if paid != 2 || there != 1 {
		t.Errorf("%d paid, %d still there: %+v", paid, there, all)
	}
}
