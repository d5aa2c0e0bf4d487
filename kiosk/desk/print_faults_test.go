package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/store"
)

// A printer at a port does everything wrong that printers do. Every job ends in a true state: printed
// is on paper, failed is not, and whatever is between is unconfirmed; and each goes on as it should.
func TestEveryPaperEndsInATrueState(t *testing.T) {
	at := func(n int) func(int) bool { return func(got int) bool { return got >= n } }
	for name, c := range map[string]struct {
		trouble devicetest.Trouble
		want    store.PrintState
		why     string
		begun   bool // something of it is on paper
	}{
		"fine":                         {want: store.Printed, begun: true},
		"no paper":                     {trouble: devicetest.Trouble{NoPaper: true}, want: store.PrintFailed, why: "printer_out"},
		"hangs up at once":             {trouble: devicetest.Trouble{HangUpAt: at(0)}, want: store.PrintFailed, why: "device_gone"},
		"hangs up in the middle":       {trouble: devicetest.Trouble{HangUpAt: at(15_000)}, want: store.Unconfirmed, begun: true},
		"paper runs out in the middle": {trouble: devicetest.Trouble{EmptyAt: 200}, want: store.Unconfirmed, begun: true},
		"answers garbage":              {trouble: devicetest.Trouble{Lies: true}, want: store.Unconfirmed, begun: true},
		"answers nothing":              {trouble: devicetest.Trouble{Mute: true}, want: store.Unconfirmed, begun: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := alone(t, &clock{fixedNow()})
			s := d.Store()
			taken, err := d.Take(t.Context(), desk.Self, open(t, d, 1), worker(t, d, 1))
			if err != nil {
				t.Fatal(err)
			}
			p := devicetest.NewSlipPrinter(t)
			p.Set(c.trouble)
			printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(p.Address)}
			printAll(t, d, printer)
			job, err := s.PrintJob(t.Context(), taken.PrintJob)
			if err != nil || job.State != c.want || job.Why != c.why {
				t.Fatalf("it is %s (%s), %v; want %s", job.State, job.Why, err, c.want)
			}
			if begun := len(p.Printed()) > 0; begun != c.begun {
				t.Errorf("something is on paper: %v", begun)
			}
			p.Set(devicetest.Trouble{}) // mended
			if n := printAll(t, d, printer); n != 0 {
				t.Errorf("mended, %d papers came out by themselves", n)
			}
			before := len(p.Printed())
			if c.want == store.PrintFailed { // staff print it again as it is
				if err := s.MovePrint(t.Context(), job.ID, store.Queued, "", store.PrintFailed); err != nil {
					t.Fatal(err)
				}
			} else if _, err := d.Reprint(t.Context(), "clerk", taken.Match); err != nil {
				t.Fatal(err)
			}
			if n := printAll(t, d, printer); n != 1 || len(p.Printed()) != before+1 {
				t.Errorf("asked for again, %d papers came out", n)
			}
			last, _, err := s.NewestPrint(t.Context(), taken.Match)
			if err != nil || last.State != store.Printed || last.Copy != (c.want != store.PrintFailed) || last.Copy == (last.Nonce == job.Nonce) {
				t.Errorf("the second paper is %+v, %v", last, err)
			}
		})
	}
}

// A job that went on while somebody looked at it is not moved.
func TestMovePrint(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	s := d.Store()
	taken, err := d.Take(t.Context(), desk.Self, open(t, d, 1), worker(t, d, 1))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok, err := s.NextPrint(t.Context(), store.Sheets); ok || err != nil {
		t.Errorf("a slip went to the printer of A4 papers: %v", err)
	}
	if _, ok, err := s.NextPrint(t.Context(), store.Slips); !ok || err != nil {
		t.Fatalf("no slip waits: %v", err)
	}
	refused(t, d, "wrong_state", func() error {
		return s.MovePrint(t.Context(), taken.PrintJob, store.PrintFailed, store.CancelledPrint, store.Queued)
	})
	refused(t, d, "unknown_print", func() error { return s.MovePrint(t.Context(), 999, store.Queued, "", store.PrintFailed) })
	if j, err := s.PrintJob(t.Context(), taken.PrintJob); err != nil || j.State != store.Sending {
		t.Errorf("it is %s, %v", j.State, err)
	}
}
