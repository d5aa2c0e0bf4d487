package escpos_test

import (
	"context"
	"errors"
	"image"
	"io"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

// terminal is a serial line with both its ends.
func terminal(t *testing.T) (ptmx, tty *os.File) {
	t.Helper()
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		tty.Close()
		ptmx.Close()
	})
	return ptmx, tty
}

func TestPrinterAtASerialLine(t *testing.T) {
	p := devicetest.NewSlipPrinter(t)
	ptmx, tty := terminal(t)
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.Serial(tty.Name(), 115200)}
	if err := printer.Probe(t.Context()); market.Code(err) != "device_silent" {
		t.Errorf("nobody at the other end: %v", err)
	}
	p.ServeLine(ptmx)
	if err := printer.Print(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	want, _ := page.Draw(384)
	papers := p.Printed()
	if len(papers) != 1 {
		t.Fatalf("%d papers", len(papers))
	}
	var got image.Image = papers[0].Image()
	if err := devicetest.Differ(got, want); err != nil {
		t.Error(err)
	}
	p.Set(devicetest.Trouble{NoPaper: true})
	if err := printer.Print(t.Context(), page); market.Code(err) != "printer_out" {
		t.Errorf("without paper: %v", err)
	}
}

// A printer that takes nothing more keeps nobody: the line is given up, and closed once it is taken or pulled out.
func TestSerialLineThatIsStuck(t *testing.T) {
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	conn, err := escpos.Serial(tty.Name(), 115200)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := conn.WriteUntil(make([]byte, 1<<20), soon()); err == nil {
			t.Error("a line that nobody reads took a megabyte")
		}
	}
	go ptmx.Close()
	if err := conn.Close(); err != nil {
		t.Error(err)
	}
}

// A printer that takes nothing more is silent, not gone, however often it is asked, and no question is left behind for
// each time; once it goes on it is well.
func TestStuckPrinterIsAskedOnce(t *testing.T) {
	p := devicetest.NewSlipPrinter(t)
	ptmx, tty := terminal(t)
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.Serial(tty.Name(), 115200)}
	if err := printer.Probe(t.Context()); market.Code(err) != "device_silent" { // the line is set now
		t.Fatal(err)
	}
	if _, err := io.ReadFull(ptmx, make([]byte, 3)); err != nil { // the question
		t.Fatal(err)
	}
	n := fill(t, tty.Name())
	ask := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		return printer.Probe(ctx)
	}
	if err := ask(); market.Code(err) != "device_silent" {
		t.Errorf("%v", err)
	}
	before := runtime.NumGoroutine()
	for range 10 {
		if err := ask(); market.Code(err) != "device_silent" {
			t.Errorf("asked again: %v", err)
		}
	}
	if now := runtime.NumGoroutine(); now > before {
		t.Errorf("%d goroutines, and %d before", now, before)
	}
	if _, err := io.CopyN(io.Discard, ptmx, n); err != nil { // it takes what was too much
		t.Fatal(err)
	}
	p.ServeLine(ptmx)
	if err := printer.Print(t.Context(), page); err != nil {
		t.Errorf("it goes on: %v", err)
	}
}

// fill writes into a line that nobody reads until no byte more goes in, and gives how many did.
func fill(t *testing.T, line string) (n int64) {
	t.Helper()
	f, err := os.OpenFile(line, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{1 << 20, 1, 1} {
		for err = nil; err == nil; {
			var took int
			if err = f.SetWriteDeadline(soon()); err == nil {
				took, err = f.Write(make([]byte, size))
			}
			n += int64(took)
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal(err)
		}
	}
	return n
}

func soon() time.Time { return time.Now().Add(100 * time.Millisecond) }
