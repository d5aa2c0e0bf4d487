package desk_test

import (
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

func TestTake(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 2)
	first, second := worker(t, d, 1), worker(t, d, 2)
	taken := take(t, d, p, first)
	if taken.Place != 1 || taken.Match == "" {
		t.Errorf("%+v, want place 1", taken)
	}
	if next := take(t, d, p, second); next.Place != 2 {
		t.Errorf("%+v, want place 2", next)
	}
	// Match, slip and print job are one: the code in the job is the one that was given, and it verifies.
	job, err := d.Store().PrintJob(t.Context(), taken.PrintJob)
	if err != nil || job.Code != taken.Slip || job.Match != taken.Match || job.State != store.Queued || job.Copy {
		t.Errorf("print job %+v, %v", job, err)
	}
	slip, err := d.CheckSlip(t.Context(), strings.ToLower(taken.Slip))
	if err != nil || slip.MatchID() != taken.Match || slip.Place != 1 || slip.Posting != p || slip.Phone != "13800138000" {
		t.Errorf("slip %+v, %v", slip, err)
	}
	if m, err := d.Store().Match(t.Context(), taken.Match); err != nil || m.Nonce != slip.Nonce || m.State != market.Taken {
		t.Errorf("match %+v, %v", m, err)
	}
}

func TestTakeRefuses(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p, closed := open(t, d, 1), open(t, d, 1)
	w, late := worker(t, d, 1), worker(t, d, 2)
	try := func(p market.PostingID, w market.WorkerID) func() error {
		return func() error { _, err := d.Take(t.Context(), desk.Self, p, w); return err }
	}
	refused(t, d, "unknown_posting", try("12-1-999", w))
	refused(t, d, "unknown_posting", try("", w))
	refused(t, d, "unknown_posting", try("'; DROP TABLE posting; --", w))
	refused(t, d, "unknown_worker", try(p, "12-1-999"))
	take(t, d, p, w)
	refused(t, d, "already_taken", try(p, w))
	refused(t, d, "full", try(p, late))
	if err := d.ClosePosting(t.Context(), desk.Self, closed, "done"); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "closed", try(closed, w))
	if jobs, err := d.Store().PrintJobs(t.Context(), 10); err != nil || len(jobs) != 1 {
		t.Errorf("%d print jobs (%v), want that of the one match", len(jobs), err)
	}
}

// A cancelled match frees its place for others and for the same worker.
func TestTakeAgainAfterCancel(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 1)
	w := worker(t, d, 1)
	first := take(t, d, p, w)
	if asked, err := d.Cancel(t.Context(), desk.Self, first.Match, "worker_declined"); err != nil || asked {
		t.Fatalf("asked %v, %v", asked, err)
	}
	if r := row(t, d, p); r.Taken != 0 || r.PlacesHere != 1 {
		t.Errorf("%d taken, %d places here after the cancel", r.Taken, r.PlacesHere)
	}
	if again := take(t, d, p, w); again.Place != 1 || again.Match == first.Match {
		t.Errorf("%+v after %+v", again, first)
	}
}

func TestReprint(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 1)
	taken := take(t, d, p, worker(t, d, 1))
	again, err := d.Reprint(t.Context(), desk.Self, taken.Match)
	if err != nil || again.Slip == taken.Slip || again.Place != taken.Place {
		t.Fatalf("%+v, %v", again, err)
	}
	if job, err := d.Store().PrintJob(t.Context(), again.PrintJob); err != nil || !job.Copy {
		t.Errorf("%+v, %v; want a copy", job, err)
	}
	if _, err := d.Cancel(t.Context(), desk.Self, taken.Match, ""); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "wrong_state", func() error { _, err := d.Reprint(t.Context(), desk.Self, taken.Match); return err })
	refused(t, d, "unknown_match", func() error { _, err := d.Reprint(t.Context(), desk.Self, "12-1-999"); return err })
}

func TestListenersAreToldAfterTheCommit(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 1)
	w := worker(t, d, 1)
	var seen []int
	d.OnChange(func() { seen = append(seen, row(t, d, p).Taken) })
	take(t, d, p, w)
	refused(t, d, "already_taken", func() error { _, err := d.Take(t.Context(), desk.Self, p, w); return err })
	if len(seen) != 1 || seen[0] != 1 {
		t.Errorf("listeners saw %v taken, want 1 once", seen)
	}
}
