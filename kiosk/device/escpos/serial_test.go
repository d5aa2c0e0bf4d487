package escpos_test

import (
	"image"
	"testing"
	"time"

	"github.com/creack/pty"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

func TestPrinterAtASerialLine(t *testing.T) {
	p := devicetest.NewSlipPrinter(t)
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		tty.Close()
		ptmx.Close()
	})
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

// A printer that takes nothing more keeps nobody: the line is given up.
func TestSerialLineThatIsStuck(t *testing.T) {
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ptmx.Close() // whoever still writes then ends
	defer tty.Close()
	conn, err := escpos.Serial(tty.Name(), 115200)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.WriteUntil(make([]byte, 1<<20), soon()); err == nil {
		t.Error("a line that nobody reads took a megabyte")
	}
	if err := conn.Close(); err != nil {
		t.Error(err)
	}
}

func soon() time.Time { return time.Now().Add(100 * time.Millisecond) }
