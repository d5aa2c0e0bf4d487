package desk_test

import (
	"context"
	"errors"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// inTurn is a printer that answers one paper after the other with these.
type inTurn struct {
	answers []error
	asked   int
}

func (p *inTurn) Print(context.Context, device.Page) error {
	p.asked++
	return p.answers[p.asked-1]
}

// The two papers of an agreement are printed together. Where one fails none is left that would come out later by
// itself, and of two the worse is what one hears.
func TestPapersThatArePrintedTogether(t *testing.T) {
	out, unsure := market.Refuse("printer_out"), errors.New("it hung up")
	for name, c := range map[string]struct {
		answers       []error
		asked         int
		code          string
		first, second store.PrintState
		worst         int
	}{
		"both":          {[]error{nil, nil}, 2, "", store.Printed, store.Printed, 1},
		"first fails":   {[]error{out}, 1, "printer_out", store.PrintFailed, store.PrintFailed, 0},
		"second fails":  {[]error{nil, out}, 2, "printer_out", store.Printed, store.PrintFailed, 1},
		"first unsure":  {[]error{unsure, nil}, 2, "", store.Unconfirmed, store.Printed, 0},
		"second unsure": {[]error{nil, unsure}, 2, "", store.Printed, store.Unconfirmed, 1},
		"unsure, fails": {[]error{unsure, out}, 2, "printer_out", store.Unconfirmed, store.PrintFailed, 1},
	} {
		t.Run(name, func(t *testing.T) {
			d := alone(t, &clock{fixedNow()})
			ids := agreementOf(t, d)
			p := &inTurn{answers: c.answers}
			jobs, err := d.PrintTogether(t.Context(), p, ids)
			if market.Code(err) != c.code || p.asked != c.asked || len(jobs) != 2 {
				t.Fatalf("%v after %d papers: %+v", err, p.asked, jobs)
			}
			if jobs[0].State != c.first || jobs[1].State != c.second || desk.Worst(jobs).ID != ids[c.worst] {
				t.Errorf("%+v, the worst is %d", jobs, desk.Worst(jobs).ID)
			}
			for _, j := range jobs {
				if j.State == store.PrintFailed && j.Why != "printer_out" {
					t.Errorf("job %d failed for %q", j.ID, j.Why)
				}
			}
			if n := printAll(t, d, &inTurn{answers: make([]error, 2)}); n != 0 {
				t.Errorf("%d papers came out by themselves", n)
			}
		})
	}
}

// Stopped before the first paper, none waits.
func TestStoppedBeforePrinting(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	ids := agreementOf(t, d)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.PrintTogether(ctx, &inTurn{}, ids); err == nil {
		t.Error("it was stopped, and says nothing")
	}
	if n := printAll(t, d, &inTurn{answers: make([]error, 2)}); n != 0 {
		t.Errorf("%d papers came out by themselves", n)
	}
}

// agreementOf queues the two papers of a new match, with nothing else in the queue.
func agreementOf(t *testing.T, d *desk.Desk) []int64 {
	t.Helper()
	taken := take(t, d, open(t, d, 1), worker(t, d, 1))
	printAll(t, d, &inTurn{answers: make([]error, 1)}) // the slip
	ids, err := d.PrintAgreement(t.Context(), desk.Self, taken.Match)
	if err != nil || len(ids) != 2 {
		t.Fatalf("%v, %v", ids, err)
	}
	return ids
}
