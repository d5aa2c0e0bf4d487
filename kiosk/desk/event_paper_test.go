package desk_test

import (
	"testing"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// heads are what the slip and the number that were made last bear above everything.
func (f *house) heads(number market.CheckInID, match market.MatchID) (slip, ticket [2]string) {
	f.t.Helper()
	ctx := f.t.Context()
	if _, err := f.PrintNumber(ctx, desk.Self, number); err != nil {
		f.t.Fatal(err)
	}
	jobs, err := f.Store().PrintJobs(ctx, 20)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, job := range jobs {
		switch {
		case job.Paper == store.NumberPaper && job.About == string(number) && ticket[1] == "":
			s, err := f.Sheet(ctx, job)
			if err != nil {
				f.t.Fatal(err)
			}
			ticket = [2]string{s.Region, s.Market}
		case job.Match == match && slip[1] == "":
			d, err := f.Paper(ctx, job)
			if err != nil {
				f.t.Fatal(err)
			}
			slip = [2]string{d.Region, d.Market}
		}
	}
	return slip, ticket
}

// On the day of a fair, slips and numbers bear its name and place; what was made before and after bears the
// station's, whenever it is printed.
func TestPapersOfAnEvent(t *testing.T) {
	f := newHouse(t)
	ctx := t.Context()
	type made struct {
		number market.CheckInID
		match  market.MatchID
	}
	come := func(n int) made {
		t.Helper()
		job := open(t, f.Desk, 2)
		in, err := f.CheckIn(ctx, desk.Self, market.Worker{Name: "李师傅", Phone: "1890000040" + string(rune('0'+n))}, "work")
		f.wants("", err)
		taken, err := f.Take(ctx, desk.Self, job, in.Worker)
		f.wants("", err)
		f.at.t = f.at.t.Add(time.Minute)
		return made{in.CheckIn, taken.Match}
	}
	fair := [2]string{"鲁山县露峰街道体育场", "春风行动专场"}
	first := come(1)
	own, _ := f.heads(first.number, first.match)
	_, err := f.OpenEvent(ctx, aClerk, record.Event{Kind: "fair", Name: fair[1], Area: "410423001000", Place: "体育场"})
	f.wants("", err)
	f.at.t = f.at.t.Add(time.Minute)
	second := come(2)
	if slip, ticket := f.heads(second.number, second.match); slip != fair || ticket != fair {
		t.Errorf("at the fair the slip is of %q and the number of %q, want %q", slip, ticket, fair)
	}
	if slip, _ := f.heads(first.number, first.match); slip != own {
		t.Errorf("what was taken before is of %q", slip)
	}
	f.wants("", f.CloseEvent(ctx, aClerk))
	f.at.t = f.at.t.Add(time.Minute)
	if slip, _ := f.heads(second.number, second.match); slip != fair {
		t.Errorf("the fair is over, and what was taken there is of %q", slip)
	}
	third := come(3)
	if slip, ticket := f.heads(third.number, third.match); slip != own || ticket != own {
		t.Errorf("afterwards the slip is of %q and the number of %q, want %q", slip, ticket, own)
	}
}
