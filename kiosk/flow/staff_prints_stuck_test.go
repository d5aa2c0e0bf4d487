package flow

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
)

// Paper runs out: the queue says so and what to do, and keeps what did not come out. With paper in it, one
// tap prints those again in their order; one of which nobody knows stays, and so does one taken away.
func TestPaperRunsOut(t *testing.T) {
	r, menu := signedIn(t)
	ctx, s := t.Context(), r.desk.Store()
	r.posted("李师傅", "孙师傅")
	for _, paper := range []store.Paper{store.Poster, store.Leaflet} {
		if _, err := r.desk.PrintSheet(ctx, desk.Self, paper); err != nil {
			t.Fatal(err)
		}
	}
	jobs, err := s.PrintJobs(ctx, 10) // the newest first
	if err != nil || len(jobs) != 4 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	for i, why := range []string{store.CancelledPrint, "", "printer_out", "printer_out"} {
		state := store.PrintFailed
		if why == "" {
			state = store.Unconfirmed
		}
		if err := s.SetPrint(ctx, jobs[i].ID, state, why); err != nil {
			t.Fatal(err)
		}
	}
	r.back.devices = []DeviceFault{{"reader", "device_gone"}, {"printer", "printer_out"}}
	menu.PrintQueue()
	p := at[*StaffPrints](r)
	if want := (Stuck{"打印机缺纸", "打开盖子放好纸，合上。", 2}); p.Stuck != want || p.MayRetryAll() {
		t.Errorf("%+v, all again %v; want %+v", p.Stuck, p.MayRetryAll(), want)
	}
	for _, l := range p.Lines {
		want := ""
		if l.Why == "printer_out" {
			want = "打印机没纸了。票没出来"
		}
		if l.Trouble != want {
			t.Errorf("job %d (%s, %s) says %q, want %q", l.ID, l.State, l.Why, l.Trouble, want)
		}
	}
	r.back.devices = nil
	if !p.Tick() || p.Stuck != (Stuck{Failed: 2}) || !p.MayRetryAll() {
		t.Fatalf("mended: %+v", p.Stuck)
	}
	p.RetryAll()
	r.settle()
	if p.Stuck.Failed != 0 || p.MayRetryAll() || p.Done != r.app.Words.T("staff.print.all_queued") {
		t.Errorf("asked for: %+v, %q", p.Stuck, p.Done)
	}
	for _, want := range []int64{jobs[3].ID, jobs[2].ID} {
		if j, ok, err := s.NextPrint(ctx, store.AllPapers); err != nil || !ok || j.ID != want || j.Copy {
			t.Errorf("next is %d (%v, %v), want %d", j.ID, ok, err, want)
		}
	}
	if _, ok, err := s.NextPrint(ctx, store.AllPapers); ok || err != nil {
		t.Errorf("one that may be on paper is printed again by itself: %v", err)
	}
}

// Staff try the printer from the station's page.
func TestTryThePrinter(t *testing.T) {
	r, menu := signedIn(t)
	menu.Station()
	p := at[*StaffStation](r)
	p.PrintTest()
	r.settle()
	j, ok, err := r.desk.Store().NextPrint(t.Context(), store.Slips)
	if err != nil || !ok || j.Paper != store.TestPage || p.Fault != "" || p.Done == "" {
		t.Fatalf("%+v, %v; the page says %q, %q", j, err, p.Done, p.Fault)
	}
	sheet, err := r.desk.Sheet(t.Context(), j)
	if err != nil || len(sheet.Rows) != 1 || sheet.Code == "" || sheet.Market == "" {
		t.Errorf("%+v, %v", sheet, err)
	}
}
