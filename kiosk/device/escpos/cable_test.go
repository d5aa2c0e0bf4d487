package escpos_test

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"testing"

	"github.com/creack/pty"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
)

// socket is where a printer's cable is put in: a terminal stands behind a device's name while it is.
type socket struct {
	t       *testing.T
	name    string
	printer *devicetest.SlipPrinter
	ends    []*os.File
}

func (s *socket) plug() {
	s.t.Helper()
	ptmx, tty, err := pty.Open()
	if err != nil {
		s.t.Fatal(err)
	}
	s.ends = []*os.File{ptmx, tty}
	set, err := escpos.Serial(tty.Name(), 115200)(s.t.Context()) // a printer's port changes no bytes
	if err != nil {
		s.t.Fatal(err)
	}
	set.Close()
	if err := os.Symlink(tty.Name(), s.name); err != nil {
		s.t.Fatal(err)
	}
	s.printer.ServeLine(ptmx)
}

func (s *socket) unplug() {
	s.t.Helper()
	if err := os.Remove(s.name); err != nil {
		s.t.Fatal(err)
	}
	for _, end := range s.ends {
		end.Close()
	}
}

// The suite of every printer, at a cable: behind a device's file, as at USB, and at a serial line.
func TestPrinterAtACable(t *testing.T) {
	for name, dial := range map[string]func(path string) func(context.Context) (escpos.Conn, error){
		"file":   escpos.File,
		"serial": func(path string) func(context.Context) (escpos.Conn, error) { return escpos.Serial(path, 115200) },
	} {
		t.Run(name, func(t *testing.T) {
			devicetest.Printer(t, func(t *testing.T) devicetest.PrinterBench {
				p := devicetest.NewSlipPrinter(t)
				s := &socket{t: t, name: filepath.Join(t.TempDir(), "lp0"), printer: p}
				s.plug()
				t.Cleanup(s.unplug)
				return devicetest.PrinterBench{
					Printer: &escpos.Printer{Profile: escpos.Paper58, Dial: dial(s.name)}, Dots: 384,
					Papers: func() (out []image.Image) {
						for _, paper := range p.Printed() {
							out = append(out, paper.Image())
						}
						return out
					},
					Starve: func() { p.Set(devicetest.Trouble{NoPaper: true}) }, Refill: func() { p.Set(devicetest.Trouble{}) },
					Unplug: s.unplug, Plug: s.plug,
				}
			})
		})
	}
}
