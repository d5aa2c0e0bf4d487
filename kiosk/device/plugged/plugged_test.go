package plugged_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/camera"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/device/plugged"
	"yizhan/sync/market"
)

func TestAddresses(t *testing.T) {
	s := plugged.Settings{Profiles: plugged.Profiles{"wide": {Dots: 832, Feed: 2}}}
	for _, c := range []struct {
		address string
		profile escpos.Profile // of a slip printer
		code    string
	}{
		{address: "tcp://192.168.1.50:9100", profile: escpos.Profile{Dots: 384, Feed: 4, Status: true}},
		{address: "tcp://192.168.1.50:9100?profile=80", profile: escpos.Profile{Dots: 576, Cutter: true, Feed: 4, Status: true}},
		{address: "tcp://192.168.1.50:9100?dots=576&cut=0", profile: escpos.Profile{Dots: 576, Feed: 4, Status: true}},
		{address: "tcp://192.168.1.50:9100?profile=58-text", profile: escpos.Profile{Dots: 384, Feed: 4, Status: true, Text: escpos.GBK}},
		{address: "tcp://192.168.1.50:9100?profile=80-asb", profile: escpos.Profile{Dots: 576, Cutter: true, Feed: 4, Status: true, ASB: true}},
		{address: "tcp://192.168.1.50:9100?profile=wide", profile: escpos.Profile{Dots: 832, Feed: 2}},
		{address: "serial:/dev/ttyS9?baud=115200&profile=58-mute", profile: escpos.Profile{Dots: 384, Feed: 4}},
		{address: "file:/dev/usb/lp9", profile: escpos.Profile{Dots: 384, Feed: 4, Status: true}},
		{address: "file:" + filepath.Join(t.TempDir(), "slip.bin"), profile: escpos.Profile{Dots: 384, Feed: 4}},
		{address: "ipp://192.168.1.60/ipp/print"},
		{address: "ipps://192.168.1.60/ipp/print?pin=" + strings.Repeat("0A", 32)},
		{address: "ipps://192.168.1.60/ipp/print?pin=0A", code: "bad_printer"},
		{address: "ipp://192.168.1.60/ipp/print?pin=" + strings.Repeat("0A", 32), code: "bad_printer"},
		{address: "folder:/var/slips?profile=80"},
		{address: "folder:/var/slips?format=pdf"},
		{address: "folder:/var/slips?format=png&profile=80"},
		{address: "folder:/var/slips?format=docx", code: "bad_printer"},
		{address: "file:slip.png?format=pdf", code: "bad_printer"},
		{address: "tcp://192.168.1.50:9100?format=pdf", code: "bad_printer"},
		{address: "file:slip.png"},
		{address: "tcp://192.168.1.50", code: "bad_printer"},
		{address: "tcp://192.168.1.50:", code: "bad_printer"},
		{address: "tcp://192.168.1.50:0", code: "bad_printer"},
		{address: "tcp://192.168.1.50:99999", code: "bad_printer"},
		{address: "ipp://192.168.1.60:99999/ipp/print", code: "bad_printer"},
		{address: "tcp://192.168.1.50:9100?profil=80", code: "bad_printer"},
		{address: "tcp://192.168.1.50:9100?profile=80;cut=1", code: "bad_printer"},
		{address: "serial:/dev/ttyS9?profil=80", code: "bad_printer"},
		{address: "tcp://192.168.1.50:9100?profile=90", code: "bad_printer"},
		{address: "tcp://192.168.1.50:9100?dots=400", code: "bad_printer"},
		{address: "tcp://192.168.1.50:9100?cut=maybe", code: "bad_printer"},
		{address: "serial:/dev/ttyS9?baud=fast", code: "bad_printer"},
		{address: "serial:", code: "bad_printer"},
		{address: "ipp:///ipp/print", code: "bad_printer"},
		{address: "spool:XP-58?profile=80", code: "bad_printer"}, // this is not Windows
		{address: "folder:", code: "bad_printer"},
		{address: "file:", code: "bad_printer"},
		{address: "nowhere", code: "bad_printer"},
		{address: "http://%zz", code: "bad_printer"},
	} {
		p, err := s.PrinterAt(c.address)
		if market.Code(err) != c.code {
			t.Errorf("%s: %v", c.address, err)
		}
		if slips, ok := p.(*escpos.Printer); ok != (c.profile.Dots != 0) || ok && slips.Profile != c.profile {
			t.Errorf("%s gives %+v", c.address, p)
		}
	}
}

func TestSettings(t *testing.T) {
	dir := t.TempDir()
	if s, err := plugged.Load(dir); err != nil || s.Printer != "" {
		t.Fatalf("a station without the file: %+v, %v", s, err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, plugged.SettingsFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"printer": "tcp://192.168.1.50:9100?profile=shop", "reader": "serial:/dev/ttyUSB9", "scanner": "serial:/dev/ttyACM9",
		"profiles": {"shop": {"dots": 512, "cutter": true, "feed": 5, "status": false}}}`)
	s, err := plugged.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Open()
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := d.Printer.(*escpos.Printer); !ok || p.Dots != 512 || d.Office != nil || d.Reader == nil || d.Scanner == nil {
		t.Errorf("%+v", d)
	}
	for _, thing := range []any{d.Reader, d.Scanner} {
		if err := thing.(device.Prober).Probe(t.Context()); market.Code(err) != "device_gone" {
			t.Errorf("%T that is not there: %v", thing, err)
		}
	}
	d, err = s.Over(plugged.Settings{Printer: "folder:" + dir}).Open() // what is said at the start counts
	if _, ok := d.Printer.(device.Folder); !ok || err != nil || d.Reader == nil {
		t.Errorf("%+v, %v", d, err)
	}
	for text, code := range map[string]string{
		`{"printer": "tcp://`:                                  "bad_devices",
		`{"prnter": ""}`:                                       "bad_devices",
		`{"printer": "nowhere"}`:                               "bad_printer",
		`{"office": "nowhere"}`:                                "bad_printer",
		`{"reader": "/dev/ttyS9"}`:                             "bad_reader",
		`{"reader": "serial:/dev/ttyS9?baud=1"}`:               "bad_reader",
		`{"reader": "serial:/dev/ttyS9?onec=1"}`:               "bad_reader",
		`{"scanner": "serial:/dev/ttyS9?boud=9600"}`:           "bad_scanner",
		`{"scanner": "serial:/dev/ttyS9?once=1"}`:              "bad_scanner",
		`{"scanner": "camera:/dev/video9?baud=9600"}`:          "bad_scanner",
		`{"printer": ""} "office"`:                             "bad_devices",
		`{"printer": ""}}`:                                     "bad_devices",
		`{} {}`:                                                "bad_devices",
		`{"scanner": "camera:"}`:                               "bad_scanner",
		`{"scanner": "tcp://192.168.1.9:1"}`:                   "bad_scanner",
		`{"profiles": {"odd": {"dots": 380}}}`:                 "bad_profile",
		`{"profiles": {"odd": {"dots": 384, "text": "big5"}}}`: "bad_profile",
		`{"profiles": {"narrow": {"dots": 200}}}`:              "bad_profile",
		`{"profiles": {"": {"dots": 384, "feed": 4}}}`:         "bad_profile",
	} {
		write(text)
		s, err := plugged.Load(dir)
		if err == nil {
			_, err = s.Open()
		}
		if market.Code(err) != code {
			t.Errorf("%s: %v, want %s", text, err, code)
		}
	}
}

func TestKnownProfiles(t *testing.T) {
	known := plugged.Known()
	if known["58"] != escpos.Paper58 || known["80"] != escpos.Paper80 || known["58-mute"].Status {
		t.Errorf("%+v", known)
	}
}

// What an address names prints, as at a kiosk.
func TestThroughAnAddress(t *testing.T) {
	p := devicetest.NewSlipPrinter(t)
	printer, err := plugged.Settings{}.PrinterAt("tcp://" + p.Address + "?profile=80")
	if err != nil {
		t.Fatal(err)
	}
	if err := printer.Print(t.Context(), device.Page{Name: "one", Draw: devicetest.Stripes(200)}); err != nil {
		t.Fatal(err)
	}
	want, _ := devicetest.Stripes(200)(576)
	papers := p.Printed()
	if len(papers) != 1 || papers[0].Cuts != 1 {
		t.Fatalf("%d papers", len(papers))
	}
	if err := devicetest.Differ(papers[0].Image(), want); err != nil {
		t.Error(err)
	}
}

// The editor of Windows writes a mark before the text, and an end of line behind it.
func TestSettingsFromWindows(t *testing.T) {
	dir := t.TempDir()
	text := "\ufeff{\r\n\"printer\": \"tcp://192.168.1.50:9100\"\r\n}\r\n"
	if err := os.WriteFile(filepath.Join(dir, plugged.SettingsFile), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := plugged.Load(dir); err != nil || s.Printer != "tcp://192.168.1.50:9100" {
		t.Errorf("%+v, %v", s, err)
	}
}

// A camera is a scanner where the program has been built for it.
func TestCameraIsAScanner(t *testing.T) {
	s, err := plugged.Scanner("camera:/dev/video99")
	if !camera.Built {
		if market.Code(err) != "bad_scanner" {
			t.Errorf("%v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := s.(device.Prober).Probe(t.Context()); market.Code(err) != "device_gone" {
		t.Errorf("%v", err)
	}
}
