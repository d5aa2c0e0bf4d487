package plugged_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/plugged"
	"yizhan/kiosk/slip"
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

// A paper that is cut short lies nowhere under its name: the program is killed as soon as some of it is on the disk.
func TestPaperThatIsCutShort(t *testing.T) {
	if address := os.Getenv("YIZHAN_CUT_SHORT"); address != "" {
		d, err := plugged.Settings{Printer: address}.Open()
		if err != nil {
			t.Fatal(err)
		}
		go killedAt(os.Getenv("YIZHAN_CUT_SHORT_AT"))
		t.Fatalf("it was written to its end: %v", errors.Join(d.Printer.Print(t.Context(), device.Page{Name: "one", Draw: grain}), d.Printer.Print(t.Context(), device.Page{Name: "two", Draw: grain})))
	}
	whole := map[string]func([]byte) bool{
		"file:/slip.png": isPNG, "file:/slip.bin": func(b []byte) bool { return bytes.HasSuffix(b, []byte("\x1bd\x04")) },
		"file:/slip.pdf": isPDF, "folder:": isPNG, "folder:?format=pdf": isPDF,
	}
	for to, whole := range whole {
		dir := t.TempDir()
		kind, rest, _ := strings.Cut(to, ":")
		c := exec.Command(os.Args[0], "-test.run=^TestPaperThatIsCutShort$")
		c.Env = append(os.Environ(), "YIZHAN_CUT_SHORT="+kind+":"+dir+rest, "YIZHAN_CUT_SHORT_AT="+dir)
		if said, err := c.CombinedOutput(); err == nil || err.Error() != "signal: killed" {
			t.Fatalf("%s: %v, %s", to, err, said)
		}
		left, err := os.ReadDir(dir)
		if err != nil || len(left) == 0 {
			t.Errorf("%s: nothing was begun, %v", to, err)
		}
		for _, e := range left {
			if strings.HasPrefix(e.Name(), ".") {
				continue
			}
			if b, err := os.ReadFile(filepath.Join(dir, e.Name())); err != nil || !whole(b) {
				t.Errorf("%s: %s is torn: %d bytes, %v", to, e.Name(), len(b), err)
			}
		}
	}
}

func isPNG(b []byte) bool {
	_, err := png.Decode(bytes.NewReader(b))
	return err == nil
}

func isPDF(b []byte) bool { return bytes.HasSuffix(bytes.TrimSpace(b), []byte("%%EOF")) }

// killedAt ends this program as a power cut would, once something is in a file of a folder.
func killedAt(dir string) {
	for {
		files, _ := os.ReadDir(dir) // it will be there
		for _, e := range files {
			if info, err := e.Info(); err == nil && info.Size() > 0 {
				if self, err := os.FindProcess(os.Getpid()); err == nil {
					_ = self.Kill()
				}
			}
		}
	}
}

// grain is a picture that no format makes small.
func grain(dots int) (image.Image, error) {
	r := rand.New(rand.NewPCG(1, 2))
	img := image.NewPaletted(image.Rect(0, 0, dots, 6000), color.Palette{color.White, color.Black})
	for i := range img.Pix {
		img.Pix[i] = uint8(r.IntN(2))
	}
	return img, nil
}

// Stations that print into one folder at once write nothing over, and where something went wrong nothing is left.
func TestPapersAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			d, err := plugged.Settings{Printer: "file:" + filepath.Join(dir, "slip.png")}.Open()
			for range 5 {
				if err == nil {
					err = d.Printer.Print(t.Context(), device.Page{Name: "one", Draw: devicetest.Stripes(40)})
				}
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if left, err := os.ReadDir(dir); err != nil || len(left) != 20 {
		t.Errorf("%d papers, %v", len(left), err)
	}
}

// A name that stands for another file, or is none of a file, is not put in place of it.
func TestPaperBehindALink(t *testing.T) {
	dir, far := t.TempDir(), filepath.Join(t.TempDir(), "far.png")
	link, pipe := filepath.Join(dir, "slip.png"), filepath.Join(dir, "pipe.bin")
	if err := errors.Join(os.WriteFile(far, nil, 0o600), os.Symlink(far, link), exec.Command("mkfifo", pipe).Run()); err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]string{link: "", pipe: "file_unwritten"} {
		p, err := plugged.Settings{}.PrinterAt("file:" + path)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Print(t.Context(), device.Page{Name: "one", Draw: devicetest.Stripes(40)}); market.Code(err) != code || (err == nil) != (code == "") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if b, err := os.ReadFile(far); err != nil || !bytes.HasPrefix(b, []byte("\x89PNG")) {
		t.Errorf("behind the link are %d bytes, %v", len(b), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
}

// A folder takes sheets where that is asked for, and their Chinese can be found.
func TestSheetsInAFolder(t *testing.T) {
	dir := t.TempDir()
	p, err := plugged.Settings{}.PrinterAt("folder:" + dir + "?format=pdf")
	if err != nil {
		t.Fatal(err)
	}
	sheet := slip.Sheet{Market: "董周乡零工市场", Title: "来人名单", Entries: []slip.Entry{{Head: "第1号 欧阳师傅", Right: "18900000300", Box: true}}}
	for _, page := range []device.Page{
		{Name: "000001-names", Draw: devicetest.Stripes(40), Sheet: func() ([]byte, error) { return slip.SheetPDF(sheet) }},
		{Name: "000002-slip", Draw: devicetest.Stripes(40)},
	} {
		if err := p.Print(t.Context(), page); err != nil {
			t.Fatal(err)
		}
	}
	said, err := exec.Command("pdftotext", "-raw", filepath.Join(dir, "000001-names.pdf"), "-").Output()
	if err != nil {
		t.Fatalf("pdftotext (apt install poppler-utils): %v", err)
	}
	for _, want := range []string{"董周乡零工市场", "来人名单", "欧阳师傅", "18900000300"} {
		if !strings.Contains(strings.Join(strings.Fields(string(said)), ""), want) {
			t.Errorf("the sheet lacks %q: %s", want, said)
		}
	}
	if b, err := os.ReadFile(filepath.Join(dir, "000002-slip.pdf")); err != nil || !bytes.HasPrefix(b, []byte("%PDF")) {
		t.Errorf("a slip: %d bytes, %v", len(b), err)
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
