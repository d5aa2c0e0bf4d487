package kiosk

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/sqldb/powercut"
)

// A running station prints slips at its slip printer and sheets at its office printer, notices when one
// vanishes and when it is back, and goes on meanwhile.
func TestStationPrints(t *testing.T) {
	dir := t.TempDir()
	enrolled(t, dir)
	slips, office := devicetest.NewSlipPrinter(t), &devicetest.Fake{}
	k, err := New(t.Context(), Config{
		Dir: dir + "/station", Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Printer: &escpos.Printer{Profile: escpos.Paper80, Dial: escpos.TCP(slips.Address)}, Office: office,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- k.Serve(ctx) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	}()

	if _, err := k.Desk.PrintSheet(ctx, "clerk", store.Poster); err != nil {
		t.Fatal(err)
	}
	worker := check(t, k.Desk)
	if _, err := k.Desk.IssueCard(ctx, desk.Self, worker); err != nil {
		t.Fatal(err)
	}
	until(t, "both are printed", func() bool { return len(slips.Printed()) == 1 && len(office.Names()) == 1 })
	if name := office.Names()[0]; name != "000001-poster" || slips.Printed()[0].Width != 576 {
		t.Errorf("the office printer has %s", name)
	}

	slips.Unplug()
	until(t, "it is seen that the printer is gone", func() bool {
		return slices.Contains(k.Devices(), flow.DeviceFault{Device: "printer", Code: "device_gone"})
	})
	card, err := k.Desk.IssueCard(ctx, desk.Self, worker)
	if err != nil {
		t.Fatal(err)
	}
	until(t, "the card is not printed", func() bool {
		state, err := k.PrintState(ctx, card.PrintJob)
		return err == nil && state == string(store.PrintFailed)
	})
	slips.Plug()
	until(t, "the printer is back", func() bool { return len(k.Devices()) == 0 })
	if err := k.Desk.Store().MovePrint(ctx, card.PrintJob, store.Queued, "", store.PrintFailed); err != nil {
		t.Fatal(err)
	}
	until(t, "the card is printed after all", func() bool { return len(slips.Printed()) == 2 })
}

// A printer whose driver is stuck in the system, here at a pipe that nobody reads from, keeps no paper in the row and
// nobody from ending the program.
func TestStationEndsBesideAStuckPrinter(t *testing.T) {
	dir := t.TempDir()
	enrolled(t, dir)
	pipe := filepath.Join(dir, "printer")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Fatal(err)
	}
	stuck := &escpos.Printer{Profile: escpos.Paper58, Dial: func(context.Context) (escpos.Conn, error) {
		f, err := os.OpenFile(pipe, os.O_WRONLY, 0)
		return nil, errors.Join(err, f.Close(), os.ErrClosed) // it was let go
	}}
	k, err := New(t.Context(), Config{Dir: dir + "/station", Now: time.Now, Log: slog.New(slog.DiscardHandler), Printer: stuck})
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- k.Serve(ctx) }()
	until(t, "the printer is silent", func() bool {
		return slices.Contains(k.Devices(), flow.DeviceFault{Device: "printer", Code: "device_silent"})
	})
	job, err := k.Desk.PrintSheet(ctx, "clerk", store.Poster)
	if err != nil {
		t.Fatal(err)
	}
	until(t, "nothing came out", func() bool {
		j, err := k.Desk.Store().PrintJob(ctx, job)
		return err == nil && j.State == store.PrintFailed && j.Why == "device_silent"
	})
	if _, err := k.Desk.PrintSheet(ctx, "clerk", store.Leaflet); err != nil {
		t.Fatal(err)
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(30 * time.Second):
		t.Error("the end waits for it")
	}
	reader, err := os.OpenFile(pipe, os.O_RDONLY, 0) // lets it go
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
}

// breaking is a printer that lets a paper out while the disk gets full.
type breaking struct {
	devicetest.Fake
	disk *powercut.Disk
}

func (b *breaking) Print(ctx context.Context, p device.Page) error {
	err := b.Fake.Print(ctx, p)
	b.disk.Break(powercut.Full, 0, 0)
	return err
}

// What became of a paper is kept also when the disk was full at that moment, once there is room, without a restart and
// without a second paper.
func TestPaperWhileTheDiskIsFull(t *testing.T) {
	disk := powercut.New(t, 512)
	dir := disk.Folder("station")
	enrolled(t, filepath.Dir(dir))
	s, err := store.Open(t.Context(), dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := desk.New(s, assets.Areas(), assets.Trades())
	job, err := d.PrintSheet(t.Context(), "clerk", store.Poster)
	if err != nil {
		t.Fatal(err)
	}
	printer := &breaking{disk: disk}
	spool := newSpools(d, printer, nil, slog.New(slog.DiscardHandler))[0]
	for range 2 {
		if err := spool.drain(t.Context()); market.Code(err) != "disk_full" {
			t.Fatalf("the disk is full: %v", err)
		}
	}
	if disk.Mend() == 0 {
		t.Fatal("the disk refused nothing")
	}
	if err := spool.drain(t.Context()); err != nil {
		t.Error(err)
	}
	if j, err := s.PrintJob(t.Context(), job); err != nil || j.State != store.Printed || len(printer.Names()) != 1 {
		t.Errorf("with room it is %s, %v, and %d papers came out", j.State, err, len(printer.Names()))
	}
}

// A station without a printer keeps pictures in its folder.
func TestStationWithoutAPrinter(t *testing.T) {
	dir := t.TempDir()
	enrolled(t, dir)
	k, err := New(t.Context(), Config{Dir: dir + "/station", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	if len(k.spools) != 1 || k.spools[0].papers != store.AllPapers {
		t.Fatalf("%d queues", len(k.spools))
	}
	if _, ok := k.spools[0].printer.(device.Folder); !ok {
		t.Errorf("it prints at a %T", k.spools[0].printer)
	}
	if _, err := k.Desk.PrintSheet(t.Context(), "clerk", store.Poster); err != nil {
		t.Fatal(err)
	}
	if err := k.spools[0].drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if state, err := k.PrintState(t.Context(), 1); err != nil || state != string(store.Printed) {
		t.Errorf("%s, %v", state, err)
	}
}

func check(t *testing.T, d *desk.Desk) market.WorkerID {
	t.Helper()
	in, err := d.CheckIn(t.Context(), desk.Self, market.Worker{Name: "李师傅", Phone: "18900000001"}, "work")
	if err != nil {
		t.Fatal(err)
	}
	return in.Worker
}

// until asks again and again whether something has come true.
func until(t *testing.T, what string, yes func() bool) {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	patience := time.After(30 * time.Second)
	for !yes() {
		select {
		case <-look.C:
		case <-patience:
			t.Fatalf("it never came true that %s", what)
		}
	}
}
