package escpos_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"net"
	"os"
	"path/filepath"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

const rows = 300

var page = device.Page{Name: "000001-12-1-5", Draw: devicetest.Stripes(rows)}

// One suite for every profile: both heads, both ways of telling, drawn and written.
func TestPrinter(t *testing.T) {
	asb58, asb80 := escpos.Paper58, escpos.Paper80
	asb58.ASB, asb80.ASB = true, true
	gbk58, asbGB80 := escpos.Paper58, asb80
	gbk58.Text, asbGB80.Text = escpos.GBK, escpos.GB18030
	for name, profile := range map[string]escpos.Profile{
		"58": escpos.Paper58, "80": escpos.Paper80, "58-asb": asb58, "80-asb": asb80, "58-gbk": gbk58, "80-gb18030-asb": asbGB80,
	} {
		t.Run(name, func(t *testing.T) {
			devicetest.Printer(t, func(t *testing.T) devicetest.PrinterBench { return bench(t, profile) })
		})
	}
}

func bench(t *testing.T, profile escpos.Profile) devicetest.PrinterBench {
	p := devicetest.NewSlipPrinter(t)
	fine := devicetest.Trouble{OnlyASB: profile.ASB}
	starved := fine
	starved.NoPaper = true
	p.Set(fine)
	printed := func() []devicetest.Paper {
		papers := p.Printed()
		for _, paper := range papers {
			if paper.Fed != profile.Feed || (paper.Cuts == 1) != profile.Cutter {
				t.Errorf("fed %d lines, cut %d times", paper.Fed, paper.Cuts)
			}
		}
		return papers
	}
	b := devicetest.PrinterBench{
		Printer: &escpos.Printer{Profile: profile, Dial: escpos.TCP(p.Address)}, Dots: profile.Dots,
		Papers: func() (out []image.Image) {
			for _, paper := range printed() {
				out = append(out, paper.Image())
			}
			return out
		},
		Starve: func() { p.Set(starved) }, Refill: func() { p.Set(fine) },
		Unplug: p.Unplug, Plug: p.Plug,
	}
	if profile.Text != "" {
		b.Written = func() (out [][]devicetest.Letters) {
			for _, paper := range printed() {
				out = append(out, paper.Lines)
			}
			return out
		}
	}
	return b
}

// Every job ends in a true state: printed, printer_out when nothing came out, else nobody knows. So it is
// whichever way the printer tells how it is.
func TestFaults(t *testing.T) {
	const nobodyKnows = "nobody knows"
	const band, first = 48 * 128, 48*128 + 16 // bytes; what ends a paper before the first one is NULs
	at := func(n int) func(int) bool { return func(got int) bool { return got >= n } }
	for name, c := range map[string]struct {
		trouble devicetest.Trouble
		deaf    bool // not asked for its state
		want    string
	}{
		"fine":                         {},
		"fine, a clone without GS r":   {trouble: devicetest.Trouble{NoInRow: true}},
		"no paper":                     {trouble: devicetest.Trouble{NoPaper: true}, want: "printer_out"},
		"says nothing":                 {trouble: devicetest.Trouble{Mute: true}, want: nobodyKnows},
		"says garbage":                 {trouble: devicetest.Trouble{Lies: true}, want: nobodyKnows},
		"hangs up at once":             {trouble: devicetest.Trouble{HangUpAt: at(0)}, want: "device_gone"},
		"hangs up in the middle":       {trouble: devicetest.Trouble{HangUpAt: at(first + band + 3000)}, want: nobodyKnows},
		"hangs up at the last byte":    {trouble: devicetest.Trouble{HangUpAt: at(first + 48*rows)}, want: nobodyKnows},
		"paper runs out in the middle": {trouble: devicetest.Trouble{EmptyAt: 100}, want: nobodyKnows},
		"not asked for its state":      {deaf: true, want: nobodyKnows},
	} {
		for way, asb := range map[string]bool{"asked": false, "unasked": true} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				p := devicetest.NewSlipPrinter(t)
				trouble := c.trouble
				trouble.OnlyASB = asb
				p.Set(trouble)
				printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(p.Address)}
				printer.Status, printer.ASB = !c.deaf, asb
				err := printer.Print(t.Context(), page)
				got := market.Code(err)
				if err != nil && got == "" {
					got = nobodyKnows
				}
				if got != c.want {
					t.Fatalf("%v, wanted %q", err, c.want)
				}
				papers := p.Printed()
				if c.want != "" && c.want != nobodyKnows && len(papers) > 0 {
					t.Error("it says that nothing came out, and something did")
				}
				if c.want == "" && (len(papers) != 1 || len(papers[0].Rows) != 384*rows) {
					t.Error("it says printed, and is not")
				}
			})
		}
	}
}

// Paper that is put in while the printer waits: it goes on by itself and the job is printed.
func TestPaperIsPutIn(t *testing.T) {
	p := devicetest.NewSlipPrinter(t)
	p.Set(devicetest.Trouble{EmptyAt: rows, NoInRow: true})
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(p.Address)}
	done := make(chan error, 1)
	go func() { done <- printer.Print(t.Context(), page) }()
	// While it is busy, whoever asks is told what was seen last.
	for market.Code(printer.Probe(t.Context())) != "printer_out" {
		select {
		case err := <-done:
			t.Fatalf("it did not wait for paper: %v", err)
		default:
		}
	}
	p.Set(devicetest.Trouble{NoInRow: true})
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A printer that takes the connection and nothing else is not well, and holds nobody up for long.
func TestHanging(t *testing.T) {
	p := devicetest.NewSlipPrinter(t)
	p.Set(devicetest.Trouble{Hangs: true})
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(p.Address)}
	if err := printer.Probe(t.Context()); market.Code(err) != "device_silent" {
		t.Errorf("%v", err)
	}
	mute := &escpos.Printer{Profile: escpos.Profile{Dots: 384}, Dial: escpos.TCP(p.Address)}
	if err := mute.Probe(t.Context()); err != nil {
		t.Errorf("one that is never asked: %v", err)
	}
}

func TestNobodyAtThePort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(address)}
	if err := printer.Print(t.Context(), page); market.Code(err) != "device_gone" {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := printer.Print(ctx, page); market.Code(err) != "print_stopped" {
		t.Errorf("stopped before it began: %v", err)
	}
}

// A file takes what the printer would be sent; nobody says that it was printed.
func TestIntoAFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "slip.bin")
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.Into(
		func() (*device.Part, error) { return device.NewPart(dir) }, func(p *device.Part) error { return p.Keep("slip.bin") })}
	printer.Status = false
	if err := printer.Probe(t.Context()); err != nil {
		t.Errorf("asked how it is: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("asking how it is makes the file")
	}
	if err := printer.Print(t.Context(), page); err == nil || market.Code(err) != "" {
		t.Errorf("%v", err)
	}
	b, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(b, []byte{0x1D, 'v', '0', 0, 48, 0, 128, 0}) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	failing := device.Page{Name: "x", Draw: func(int) (image.Image, error) { return nil, errors.New("no picture") }}
	if err := printer.Print(t.Context(), failing); err == nil || market.Code(err) != "" {
		t.Errorf("a page that cannot be drawn: %v", err)
	}
}

// A device that is unplugged is never made as a file: the paper would lie there, unseen.
func TestUnpluggedDeviceFile(t *testing.T) {
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.File("/dev/usb/no-such-printer")}
	if err := printer.Print(t.Context(), page); market.Code(err) != "device_gone" {
		t.Errorf("%v", err)
	}
	if err := printer.Probe(t.Context()); market.Code(err) != "device_gone" {
		t.Errorf("%v", err)
	}
}
