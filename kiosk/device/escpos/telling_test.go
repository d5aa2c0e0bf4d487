package escpos_test

import (
	"testing"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

// A printer that tells of its own accord says that a paper is out when it is: not while it holds the rest
// of it until somebody puts paper in, whatever it told of in between.
func TestUnaskedPaperIsPutIn(t *testing.T) {
	p := devicetest.NewSlipPrinter(t)
	empty := devicetest.Trouble{OnlyASB: true, Waits: true, EmptyAt: 100}
	p.Set(empty)
	profile := escpos.Paper80
	profile.ASB = true
	printer := &escpos.Printer{Profile: profile, Dial: escpos.TCP(p.Address)}
	done := make(chan error, 1)
	go func() { done <- printer.Print(t.Context(), page) }()
	for !p.Trouble().NoPaper {
		select {
		case err := <-done:
			t.Fatalf("it did not wait for paper: %v", err)
		default:
		}
	}
	if n := len(p.Printed()[0].Rows); n != 128*576 {
		t.Fatalf("%d dots came out before the paper ended", n)
	}
	p.Set(devicetest.Trouble{OnlyASB: true, Waits: true})
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if n := len(p.Printed()[0].Rows); n != rows*576 {
		t.Errorf("it says printed, and %d dots are on paper", n)
	}
}

// One that is asked by questions that it does not know is silent, and one that answers them all is as well
// heard by what it tells.
func TestTheOtherWayOfTelling(t *testing.T) {
	for name, c := range map[string]struct {
		onlyASB, asb bool
		code         string
	}{
		"asked what it does not know": {onlyASB: true, code: "device_silent"},
		"knows both":                  {asb: true},
	} {
		t.Run(name, func(t *testing.T) {
			p := devicetest.NewSlipPrinter(t)
			p.Set(devicetest.Trouble{OnlyASB: c.onlyASB})
			printer := &escpos.Printer{Profile: escpos.Profile{Dots: 384, Status: true, ASB: c.asb}, Dial: escpos.TCP(p.Address)}
			if err := printer.Probe(t.Context()); market.Code(err) != c.code {
				t.Errorf("%v, want %q", err, c.code)
			}
		})
	}
}
