package desk_test

import (
	"context"
	"fmt"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/sqldb/powercut"
)

// tray is what lies before a printer: each paper with the moment of the disk at which it came out.
type tray struct {
	disk   *powercut.Disk
	papers []paperOut
}

type paperOut struct {
	name   string
	moment int
}

// Print implements device.Printer. The page is not drawn: what it shows is tested elsewhere.
func (p *tray) Print(_ context.Context, page device.Page) error {
	p.papers = append(p.papers, paperOut{page.Name, p.disk.Moment()})
	return nil
}

// printAll prints what waits, as the print queue does, and gives how many papers that were.
func printAll(t *testing.T, d *desk.Desk, p device.Printer) (n int) {
	t.Helper()
	for {
		job, ok, err := d.Store().NextPrint(t.Context(), store.AllPapers)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			return n
		}
		if _, _, err := d.Print(t.Context(), p, job); err != nil {
			t.Fatal(err)
		}
		n++
	}
}

// I7: the power goes at every single change of the disk while three places are taken and their slips
// printed, one of them twice. No paper comes out twice, no match is without the row of its slip, and a
// second slip of a match is always a copy (补打) with a nonce of its own.
func TestPowerCutWhilePrinting(t *testing.T) {
	disk := powercut.New(t, 512)
	kept, err := store.Open(t.Context(), disk.Folder("a"), fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	enrolAlone(t, kept)
	d := desk.New(kept, assets.Areas(), assets.Trades())
	posting, out := open(t, d, 3), &tray{disk: disk}
	began := disk.Moment()
	for n := range 3 {
		taken, err := d.Take(t.Context(), desk.Self, posting, worker(t, d, n))
		if err != nil {
			t.Fatal(err)
		}
		if n == 1 { // two wait at once
			continue
		}
		printAll(t, d, out)
		if n == 0 {
			if _, err := d.Reprint(t.Context(), "clerk", taken.Match); err != nil {
				t.Fatal(err)
			}
		}
	}
	end := disk.Moment()
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	if len(out.papers) != 4 {
		t.Fatalf("%d papers came out", len(out.papers))
	}
	unsure := 0
	for moment := began; moment <= end; moment++ {
		unsure += afterPrintingCut(t, disk, out.papers, moment)
	}
	if unsure == 0 {
		t.Error("no cut was in the middle of printing")
	}
	t.Logf("%d cuts, %d left a paper of which nobody knows", end-began+1, unsure)
}

// afterPrintingCut starts the station after a cut and lets it print on. It gives how many papers are
// unconfirmed.
func afterPrintingCut(t *testing.T, disk *powercut.Disk, before []paperOut, moment int) (unsure int) {
	t.Helper()
	after := disk.Cut(moment, uint64(moment), "a")
	defer after.Close()
	carryKey(t, disk, after, "a")
	kept, err := store.Open(t.Context(), after.Folder("a"), fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if err := kept.RecoverPrints(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := stands(t.Context(), kept); err != nil { // with a slip's row for every match
		t.Fatalf("cut after change %d: %v", moment, err)
	}
	out := &tray{disk: after}
	printAll(t, desk.New(kept, assets.Areas(), assets.Trades()), out)
	came := map[string]int{}
	for _, p := range before {
		if p.moment <= moment {
			came[p.name]++
		}
	}
	for _, p := range out.papers {
		came[p.name]++
	}
	jobs, err := kept.PrintJobs(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	first, nonces := map[market.MatchID]int{}, map[uint16]bool{}
	for _, j := range jobs {
		n := came[fmt.Sprintf("%06d-%s", j.ID, j.Match)]
		if n > 1 {
			t.Errorf("cut after change %d: the paper of job %d came out %d times", moment, j.ID, n)
		}
		if !j.Copy {
			first[j.Match] += n
		}
		if first[j.Match] > 1 || nonces[j.Nonce] {
			t.Errorf("cut after change %d: match %s has a second slip that does not say 补打", moment, j.Match)
		}
		nonces[j.Nonce] = true
		switch {
		case j.State == store.Unconfirmed:
			unsure++
		case j.State != store.Printed || n != 1:
			t.Errorf("cut after change %d: job %d is %s, and %d papers came out", moment, j.ID, j.State, n)
		}
	}
	return unsure
}
