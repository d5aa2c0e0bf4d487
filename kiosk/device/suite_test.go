package device_test

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
)

func TestFolder(t *testing.T) {
	for _, dots := range []int{384, 576} {
		t.Run(fmt.Sprint(dots), func(t *testing.T) {
			devicetest.Printer(t, func(t *testing.T) devicetest.PrinterBench { return folder(t, dots) })
		})
	}
}

// A folder of sheets passes what a folder of pictures does; pdfimages takes the pictures out again.
func TestFolderOfSheets(t *testing.T) {
	devicetest.Printer(t, func(t *testing.T) devicetest.PrinterBench {
		b := folder(t, 576)
		f := b.Printer.(device.Folder)
		f.PDF = true
		b.Printer = f
		b.Papers = func() (out []image.Image) {
			names, err := filepath.Glob(filepath.Join(f.Dir, "*.pdf"))
			if err != nil {
				t.Fatal(err)
			}
			for i, name := range names {
				to := filepath.Join(t.TempDir(), fmt.Sprint(i))
				if said, err := exec.Command("pdfimages", "-png", name, to).CombinedOutput(); err != nil {
					t.Fatalf("pdfimages (apt install poppler-utils): %v: %s", err, said)
				}
				out = append(out, picture(t, to+"-000.png"))
			}
			return out
		}
		return b
	})
}

func TestFake(t *testing.T) {
	devicetest.Printer(t, func(*testing.T) devicetest.PrinterBench {
		f := &devicetest.Fake{}
		fine := func() { f.Set(devicetest.Faults{}) }
		return devicetest.PrinterBench{
			Printer: f, Dots: 384, Papers: f.Papers, Refill: fine, Plug: fine,
			Starve: func() { f.Set(devicetest.Faults{NoPaper: true}) },
			Unplug: func() { f.Set(devicetest.Faults{Gone: true}) },
		}
	})
}

// folder is a folder on the bench; a file in its place is a printer without paper.
func folder(t *testing.T, dots int) devicetest.PrinterBench {
	dir := filepath.Join(t.TempDir(), "slips")
	return devicetest.PrinterBench{
		Printer: device.Folder{Dir: dir, Dots: dots}, Dots: dots,
		Papers: func() (out []image.Image) {
			names, err := filepath.Glob(filepath.Join(dir, "*.png"))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				out = append(out, picture(t, name))
			}
			return out
		},
		Starve: func() {
			if err := errors.Join(os.RemoveAll(dir), os.WriteFile(dir, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
		},
		Refill: func() {
			if err := os.Remove(dir); err != nil {
				t.Fatal(err)
			}
		},
	}
}

func picture(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}
