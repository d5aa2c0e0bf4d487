package plugged_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/plugged"
	"yizhan/sync/market"
)

// A kiosk that prints into a file writes none of its papers over: each has its number, also after it was started
// again and beside what somebody else put there.
func TestPapersInFilesAreNumbered(t *testing.T) {
	for end, begins := range map[string]string{"png": "\x89PNG", "pdf": "%PDF", "bin": "\x1b@"} {
		dir := t.TempDir()
		path := filepath.Join(dir, "slip."+end)
		print := func(rows int) {
			t.Helper()
			d, err := plugged.Settings{Printer: "file:" + path}.Open() // as a kiosk that begins
			if err != nil {
				t.Fatal(err)
			}
			err = d.Printer.Print(t.Context(), device.Page{Name: "one", Draw: devicetest.Stripes(rows)})
			if market.Code(err) != "" || (err == nil) != (end != "bin") { // nobody says that bytes were printed
				t.Fatalf("%s: %v", end, err)
			}
		}
		print(40)
		print(60)
		if err := os.WriteFile(filepath.Join(dir, "slip-0009."+end), []byte("somebody's"), 0o600); err != nil {
			t.Fatal(err)
		}
		print(80)
		sizes := map[string]int{}
		for _, name := range []string{"slip-0001." + end, "slip-0002." + end, "slip-0010." + end} {
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil || !bytes.HasPrefix(b, []byte(begins)) {
				t.Errorf("%s: %d bytes, %v", name, len(b), err)
			}
			sizes[string(b)]++
		}
		if len(sizes) != 3 {
			t.Errorf("%s: %d papers differ, want 3", end, len(sizes))
		}
		if b, err := os.ReadFile(filepath.Join(dir, "slip-0009."+end)); err != nil || string(b) != "somebody's" {
			t.Errorf("%s: what lay there is %q, %v", end, b, err)
		}
	}
}

// Who names a file for one paper finds that paper in it.
func TestOnePaperInAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "slip.png")
	p, err := plugged.Settings{}.PrinterAt("file:" + path)
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range []int{40, 60} {
		if err := p.Print(t.Context(), device.Page{Name: "one", Draw: devicetest.Stripes(rows)}); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil || img.Bounds().Dy() != rows {
			t.Errorf("%v, %v", img.Bounds(), err)
		}
	}
}

// A folder that is not there takes no paper, and says so before.
func TestFileInNoFolder(t *testing.T) {
	d, err := plugged.Settings{Printer: "file:" + filepath.Join(t.TempDir(), "none", "slip.png")}.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Printer.(device.Prober).Probe(t.Context()); market.Code(err) != "device_gone" {
		t.Errorf("asked: %v", err)
	}
	if err := d.Printer.Print(t.Context(), device.Page{Name: "one", Draw: devicetest.Stripes(40)}); market.Code(err) != "device_gone" {
		t.Errorf("printed: %v", err)
	}
}
