package main_test

import (
	"bytes"
	"image/png"
	"net"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"yizhan/kiosk/device/samv/module"
)

// slipPrinter is a printer at a port that says that all is well.
func slipPrinter(t *testing.T) (address string, got func() []byte) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	papers := make(chan []byte, 8)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			var all []byte
			buf := make([]byte, 4096)
			for {
				n, err := c.Read(buf)
				for i := range n {
					all = append(all, buf[i])
					if bytes.HasSuffix(all, []byte{0x10, 0x04, 1}) || bytes.HasSuffix(all, []byte{0x10, 0x04, 2}) || bytes.HasSuffix(all, []byte{0x10, 0x04, 4}) {
						_, _ = c.Write([]byte{0x12})
					}
				}
				if err != nil {
					break
				}
			}
			c.Close()
			papers <- all
		}
	}()
	return l.Addr().String(), func() []byte {
		select {
		case b := <-papers:
			return b
		case <-time.After(30 * time.Second):
			t.Fatal("nothing was printed")
			return nil
		}
	}
}

// What is at this PC is said as a list, also where there is nothing; the test asks no network.
func TestDiscover(t *testing.T) {
	w := newWorld(t)
	r := w.ask("stationctl", "-data", w.path("none"), "print", "-discover", "-here")
	if _, ok := r["found"].([]any); !ok || r["ok"] != true {
		t.Errorf("%v", r)
	}
	if failed, ok := r["failed"].([]any); !ok || len(failed) != 0 {
		t.Errorf("it could not look at %v", r["failed"])
	}
	if looked, _ := r["looked"].([]any); !slices.Contains(looked, any("serial:/dev/ttyUSB*")) {
		t.Errorf("it looked at %v", looked)
	}
}

// A slip goes out once; the next one is a copy, and a printer that is not there changes nothing.
func TestPrintASlip(t *testing.T) {
	w := newWorld(t)
	a := w.enrol("A", "410423212000")
	posting := a.posting(3)
	match := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, a.worker(1))["match"].(string)
	checkIn := a.must(`{"do":"check_in.list"}`)["check_ins"].([]any)[0].(map[string]any)["check_in"].(string)
	a.close()
	fails := func(args ...string) string {
		t.Helper()
		out, code := w.run("stationctl", append([]string{"-data", a.data}, args...)...)
		r := lastLine(t, out)
		if code == 0 || r["ok"] != false || r["text"] == "" {
			t.Errorf("%q: exit %d: %s", args, code, out)
		}
		c, _ := r["code"].(string)
		return c
	}

	if code := fails("print", "-to", "tcp://127.0.0.1:1", "slip", match); code != "device_gone" {
		t.Errorf("nobody at the port: %s", code)
	}
	address, got := slipPrinter(t)
	for i, want := range []bool{false, true} {
		r := w.ask("stationctl", "-data", a.data, "print", "-to", "tcp://"+address, "slip", match)
		if r["state"] != "printed" || r["copy"] != want {
			t.Errorf("paper %d: %v", i, r)
		}
		if b := got(); len(b) < 10_000 || !bytes.Contains(b, []byte{0x1D, 'v', '0', 0, 48, 0}) {
			t.Errorf("paper %d: %d bytes", i, len(b))
		}
	}
	file := w.path("slip.png")
	w.ask("stationctl", "-data", a.data, "print", "-to", "file:"+file+"?dots=576", "slip", match)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if img, err := png.Decode(f); err != nil || img.Bounds().Dx() != 576 {
		t.Errorf("picture of the slip: %v", err)
	}
	if r := w.ask("stationctl", "-data", w.path("none"), "print", "-to", "tcp://"+address, "test"); r["state"] != "printed" {
		t.Errorf("test page: %v", r)
	}
	got()
	for _, paper := range [][]string{{"names", posting}, {"agreement", match}, {"number", checkIn}, {"day"}, {"poster"}, {"leaflet"}} {
		args := append([]string{"-data", a.data, "print", "-to", "tcp://" + address}, paper...)
		if r := w.ask("stationctl", args...); r["state"] != "printed" || r["copy"] != false {
			t.Errorf("%v: %v", paper, r)
		}
		got()
		if paper[0] == "agreement" { // one for each side
			got()
		}
	}
	for _, c := range [][]string{
		{"print", "-to", "tcp://" + address, "names"},
		{"print", "-to", "tcp://" + address, "day", "today"},
		{"print", "-to", "tcp://" + address, "number", "12-1-999"},
		{"print", "-to", "tcp://" + address, "slip", "12-1-999"},
		{"print", "-to", "nowhere", "slip", match},
		{"print", "-to", "tcp://" + address, "poster", match},
		{"idcard"},
		{"idcard", "-port", "/dev/no-such-port"},
	} {
		if code := fails(c...); code == "" || code == "internal" {
			t.Errorf("%v: %s", c, code)
		}
	}
}

// Who misspells a paper is told which there are, and who names no folder is told so, as by any other command.
func TestPrintRefuses(t *testing.T) {
	w := newWorld(t)
	file := "file:" + w.path("slip.bin")
	refusal := func(args ...string) (code, text string) {
		t.Helper()
		out, exit := w.run("stationctl", append([]string{"print", "-to", file}, args...)...)
		r := lastLine(t, out)
		if exit == 0 || r["ok"] != false {
			t.Errorf("%q: exit %d: %s", args, exit, out)
		}
		code, _ = r["code"].(string)
		text, _ = r["text"].(string)
		return code, text
	}
	for _, args := range [][]string{{}, {"slipp", "1-1-1"}, {"slip"}, {"names"}, {"day", "today"}, {"slip", "1-1-1", "2"}} {
		code, text := refusal(args...)
		if code != "unknown_paper" {
			t.Errorf("%q: %s", args, code)
		}
		for _, paper := range []string{"slip", "names", "agreement", "number", "day", "poster", "leaflet", "test"} {
			if !strings.Contains(text, paper) {
				t.Errorf("%q: %s is not among the papers: %s", args, paper, text)
			}
		}
	}
	for to, c := range map[string]struct{ code, names string }{
		"":                                   {"required", "-to"},
		"nowhere":                            {"bad_printer", "nowhere"},
		"/dev/usb/lp0":                       {"bad_printer", "file:/dev/usb/lp0"},
		"192.168.1.50:9100":                  {"bad_printer", "tcp://192.168.1.50:9100）"},
		file + "?profile=90":                 {"bad_printer", "80-mute"},
		file + "?dots=400":                   {"bad_printer", "384 576"},
		"file:" + w.path("none/slip.png"):    {"file_unwritten", w.path("none/slip.png")},
		"file:" + w.path("none/slip.bin"):    {"file_unwritten", w.path("none/slip.bin")},
		"file:" + w.dir:                      {"file_unwritten", w.dir},
		"folder:/proc/none":                  {"file_unwritten", "/proc/none"},
		"serial:/dev/no-such-port":           {"device_gone", ""},
		"file:/dev/no-such-printer":          {"device_gone", ""},
		"tcp://no-such-printer.invalid:9100": {"device_gone", ""},
		"ipp://127.0.0.1:1/ipp/print":        {"device_gone", ""},
	} {
		out, exit := w.run("stationctl", "print", "-to", to, "test")
		r := lastLine(t, out)
		if text, _ := r["text"].(string); exit == 0 || r["code"] != c.code || !strings.Contains(text, c.names) {
			t.Errorf("%q: exit %d: %s", to, exit, out)
		}
	}
	out, _ := w.run("stationctl", "status")
	want, _ := lastLine(t, out)["code"].(string)
	for _, args := range [][]string{{"slip", "1-1-1"}, {"agreement", "1-1-1"}, {"day"}} {
		if code, _ := refusal(args...); code != "required" || code != want {
			t.Errorf("%q without a folder: %s, and of status %s", args, code, want)
		}
	}
	if r := w.ask("stationctl", "print", "-to", file, "test"); r["state"] == "" {
		t.Errorf("the test page needs no folder: %v", r)
	}
}

// Of the two papers of an agreement the first does not come out: both failed, and none is left in the queue.
func TestAgreementThatDoesNotComeOut(t *testing.T) {
	w := newWorld(t)
	a := w.enrol("A", "410423212000")
	match := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, a.posting(3), a.worker(1))["match"].(string)
	a.close()
	out, exit := w.run("stationctl", "-data", a.data, "print", "-to", "tcp://127.0.0.1:1", "agreement", match)
	r := lastLine(t, out)
	papers, _ := r["papers"].([]any)
	if exit == 0 || r["code"] != "device_gone" || r["state"] != "failed" || len(papers) != 2 {
		t.Fatalf("exit %d: %s", exit, out)
	}
	for _, p := range papers {
		if p.(map[string]any)["state"] != "failed" {
			t.Errorf("%v", p)
		}
	}
}

func TestReadAnIdentityCard(t *testing.T) {
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ptmx.Close()
	defer tty.Close()
	m := &module.Module{}
	go m.Serve(ptmx) // ends with the terminal
	w := newWorld(t)
	out, code := w.run("stationctl", "idcard", "-port", tty.Name(), "-wait", "1s")
	if r := lastLine(t, out); code == 0 || r["code"] != "no_card" {
		t.Errorf("without a card: %v", r)
	}
	m.Lay(module.Card{Name: "吴桂兰", Sex: "2", Birth: "19491231", Address: "北京市朝阳区", Number: "11010519491231002X"})
	r := w.ask("stationctl", "-data", w.path("none"), "idcard", "-port", tty.Name())
	if r["name"] != "吴桂兰" || r["number"] != "11010519491231002X" || r["address"] != "北京市朝阳区" {
		t.Errorf("%v", r)
	}
}
