package ipp_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"yizhan/kiosk/device/ipp"
)

// A printer that reports a pause and prints on is not held to be paused. That is as far as ippeveprinter goes: it knows no
// Pause-Printer, and of a pause that its command tells of it makes "paused-report", whatever severity was said.
func TestRealPrinterReportsAPause(t *testing.T) {
	e := newEve(t)
	p := &ipp.Printer{URL: e.url(), Dots: 576}
	if err := os.WriteFile(e.file("says"), []byte("+paused-error"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.Print(t.Context(), page); err != nil { // it says so while it prints
		t.Fatal(err)
	}
	said, err := exec.Command(needs(t, "ipptool", "cups-ipp-utils"), "-tv", e.url(), "get-printer-attributes.test").Output()
	if err != nil || !strings.Contains(string(said), "printer-state-reasons (keyword) = paused-report") {
		t.Fatalf("it says nothing of a pause: %v\n%s", err, said)
	}
	if err := p.Probe(t.Context()); err != nil {
		t.Errorf("asked how it is: %v", err)
	}
	if err := p.Print(t.Context(), page); err != nil || len(e.sheets()) != 2 {
		t.Errorf("%v, %d sheets", err, len(e.sheets()))
	}
}
