package ipp_test

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/ipp"
	"yizhan/kiosk/slip"
	"yizhan/sync/market"
)

// eve is a real IPP printer: Debian's ippeveprinter. Papers that it printed lie in a folder.
type eve struct {
	t       *testing.T
	dir     string
	port    int
	bus     string
	options []string
	program *exec.Cmd
}

// printing is what eve does with a job: it takes the PDF away, or says that paper is out. A job that
// was begun without paper ends only by being aborted, as at a printer that somebody turns off and on. It says
// how many sheets a job has where a file says so: else it counts none, whatever comes out. What it says of itself beside is in a
// file too: "+paused-error".
const printing = `#!/bin/sh
if [ -e "$EVE/sheets" ]; then
	echo "ATTR: job-impressions=$(cat "$EVE/sheets") job-impressions-completed=0" >&2
fi
if [ -e "$EVE/says" ]; then
	echo "STATE: $(cat "$EVE/says")" >&2
fi
if [ -e "$EVE/empty" ]; then
	echo "STATE: +media-empty-error" >&2
	exit 1
fi
if [ -e "$EVE/go" ]; then
	echo begun > "$EVE/begun"
	read -r word < "$EVE/go"
fi
cp "$1" "$EVE/part" && mv "$EVE/part" "$EVE/paper-$(date +%s%N).pdf"
`

// newEve starts one; options are more of its own.
func newEve(t *testing.T, options ...string) *eve {
	t.Helper()
	e := &eve{t: t, dir: t.TempDir(), bus: messageBus(t), options: options}
	if err := os.WriteFile(e.file("print.sh"), []byte(printing), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(e.file("spool"), 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	e.port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	e.plug()
	t.Cleanup(e.unplug)
	return e
}

func (e *eve) file(name string) string { return filepath.Join(e.dir, name) }

func (e *eve) url() string { return fmt.Sprintf("ipp://localhost:%d/ipp/print", e.port) }

// plug starts the printer and waits until it answers.
func (e *eve) plug() {
	e.t.Helper()
	options := append([]string{"-c", e.file("print.sh"), "-d", e.file("spool"), "-n", "localhost", "-p", fmt.Sprint(e.port), "-f", "application/pdf"}, e.options...)
	e.program = exec.Command(needs(e.t, "ippeveprinter", "cups-ipp-utils"), append(options, "Slip Laser")...)
	e.program.Env = append(os.Environ(), "EVE="+e.dir, "DBUS_SYSTEM_BUS_ADDRESS="+e.bus)
	log, err := os.OpenFile(e.file("log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		e.t.Fatal(err)
	}
	defer log.Close()
	e.program.Stdout, e.program.Stderr = log, log
	if err := e.program.Start(); err != nil {
		e.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- e.program.Wait() }()
	p := &ipp.Printer{URL: e.url()}
	for p.Probe(e.t.Context()) != nil {
		select {
		case err := <-ended:
			log, _ := os.ReadFile(e.file("log"))
			e.t.Fatalf("ippeveprinter ended: %v\n%s", err, log)
		case <-e.t.Context().Done():
			e.t.Fatal("the printer does not answer")
		default:
		}
	}
}

func (e *eve) unplug() { _ = e.program.Process.Kill() }

func (e *eve) starve() {
	if err := os.WriteFile(e.file("empty"), nil, 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// trays says on the printer's own page how many sheets lie in it. It reports an empty one as
// "media-empty-report", and stays idle.
func (e *eve) trays(sheets int) {
	e.t.Helper()
	level := fmt.Sprint(sheets)
	form := url.Values{
		"size1": {"iso_a4_210x297mm"}, "type1": {"stationery"}, "level1": {level},
		"size3": {"iso_dl_110x220mm"}, "type3": {"envelope"}, "level3": {level},
	}
	a, err := http.Get(fmt.Sprintf("http://localhost:%d/media?%s", e.port, form.Encode()))
	if err != nil {
		e.t.Fatal(err)
	}
	defer a.Body.Close()
	if _, err := io.Copy(io.Discard, a.Body); err != nil { // it reads the form while it answers
		e.t.Fatal(err)
	}
}

// sheets are the PDFs that came out, in order.
func (e *eve) sheets() []string {
	names, err := filepath.Glob(e.file("paper-*.pdf"))
	if err != nil {
		e.t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

// papers are the pictures on what came out.
func (e *eve) papers() (out []image.Image) {
	for i, name := range e.sheets() {
		to := e.file(fmt.Sprintf("picture-%d", i))
		if log, err := exec.Command(needs(e.t, "pdfimages", "poppler-utils"), "-png", name, to).CombinedOutput(); err != nil {
			e.t.Fatalf("%v: %s", err, log)
		}
		f, err := os.Open(to + "-000.png")
		if err != nil {
			e.t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil {
			e.t.Fatal(err)
		}
		out = append(out, img)
	}
	return out
}

func TestRealPrinter(t *testing.T) {
	devicetest.Printer(t, func(t *testing.T) devicetest.PrinterBench {
		e := newEve(t)
		return devicetest.PrinterBench{
			Printer: &ipp.Printer{URL: e.url(), Dots: 576}, Dots: 576, Papers: e.papers,
			Starve: func() { e.trays(0) }, Refill: func() { e.trays(250) }, Unplug: e.unplug, Plug: e.plug,
		}
	})
}

// Of a job that a printer gives up and that is ready again nobody knows what came out, whether it counts or not: a counter may be
// written when a job ends.
func TestRealPrinterEndsAJob(t *testing.T) {
	for _, counts := range []bool{true, false} {
		e := newEve(t)
		if counts {
			if err := os.WriteFile(e.file("sheets"), []byte("1"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		e.starve()
		if err := (&ipp.Printer{URL: e.url(), Dots: 576}).Print(t.Context(), page); known(err) != nobodyKnows {
			t.Errorf("it counts %v: %v, want %s", counts, err, nobodyKnows)
		}
	}
}

// A printer that says before a job that its trays are empty is sent nothing.
func TestRealPrinterIsEmpty(t *testing.T) {
	e := newEve(t)
	p := &ipp.Printer{URL: e.url(), Dots: 576}
	e.trays(0)
	if err := p.Print(t.Context(), page); market.Code(err) != "printer_out" {
		t.Errorf("%v", err)
	}
	if left, err := filepath.Glob(e.file("spool/*")); err != nil || len(left) != 0 {
		t.Errorf("it was sent %v, %v", left, err)
	}
	e.trays(250)
	if err := p.Print(t.Context(), page); err != nil || len(e.sheets()) != 1 {
		t.Errorf("with paper: %v, %d sheets", err, len(e.sheets()))
	}
}

// A printer that wants a password, and one that reads no PDF, say so of a paper, each in its own words.
func TestRealPrinterTakesNoPaper(t *testing.T) {
	for code, options := range map[string][]string{"printer_locked": {"-A"}, "printer_format": {"-f", "image/pwg-raster"}} {
		e := newEve(t, options...)
		if err := (&ipp.Printer{URL: e.url(), Dots: 576}).Print(t.Context(), page); market.Code(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
		if n := len(e.sheets()); n != 0 {
			t.Errorf("%s: %d sheets came out", code, n)
		}
	}
}

// While it prints for somebody else, a page waits its turn; one that is given up on the way is
// neither printed nor not printed.
func TestRealPrinterIsBusy(t *testing.T) {
	e := newEve(t)
	if err := exec.Command("mkfifo", e.file("begun"), e.file("go")).Run(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { first <- (&ipp.Printer{URL: e.url(), Dots: 576}).Print(ctx, page) }()
	e.begun()
	go func() { second <- (&ipp.Printer{URL: e.url(), Dots: 576}).Print(t.Context(), page) }()
	cancel()
	if err := <-first; err == nil || market.Code(err) != "" {
		t.Errorf("given up on its way: %v", err)
	}
	e.goOn() // the first comes out after all
	e.begun()
	e.goOn()
	if err := <-second; err != nil {
		t.Errorf("after waiting: %v", err)
	}
	if n := len(e.sheets()); n != 2 {
		t.Errorf("%d sheets", n)
	}
}

// begun waits until the printer has a job in work; it then waits for goOn.
func (e *eve) begun() {
	e.t.Helper()
	if _, err := os.ReadFile(e.file("begun")); err != nil {
		e.t.Fatal(err)
	}
}

func (e *eve) goOn() {
	e.t.Helper()
	if err := os.WriteFile(e.file("go"), []byte("go\n"), 0o600); err != nil {
		e.t.Fatal(err)
	}
}

// A sheet made for A4 arrives as it is, and its Chinese can be found in it.
func TestSheetsArrive(t *testing.T) {
	e := newEve(t)
	sheet := slip.Sheet{
		Market: "董周乡零工市场", Title: "来人名单", Lead: slip.Bolded("一共 **2** 个人来。"),
		Entries: []slip.Entry{{Head: "第1号 李师傅", Right: "18900000300", Box: true}, {Head: "第2号 欧阳师傅", Right: "18900000301", Box: true}},
	}
	a4 := page
	a4.Sheet = func() ([]byte, error) { return slip.SheetPDF(sheet) }
	if err := (&ipp.Printer{URL: e.url(), Dots: 576}).Print(t.Context(), a4); err != nil {
		t.Fatal(err)
	}
	sheets := e.sheets()
	if len(sheets) != 1 {
		t.Fatalf("%d sheets came out", len(sheets))
	}
	out, err := exec.Command(needs(t, "pdftotext", "poppler-utils"), "-raw", sheets[0], "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), "")
	for _, want := range []string{"董周乡零工市场", "来人名单", "一共2个人来", "第1号李师傅", "欧阳师傅", "18900000301"} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, out)
		}
	}
	size, err := exec.Command(needs(t, "pdfinfo", "poppler-utils"), sheets[0]).Output()
	if err != nil || !strings.Contains(string(size), "(A4)") {
		t.Errorf("%v, %s", err, size)
	}
}
