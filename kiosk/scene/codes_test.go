package scene_test

import (
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yizhan/kiosk/device"
)

// coded are papers as they came out, each with the code that must be on it.
type coded struct {
	t           *testing.T
	dir         string
	files, want []string
	kinds       map[string]bool
}

func newCoded(t *testing.T) *coded { return &coded{t: t, dir: t.TempDir(), kinds: map[string]bool{}} }

// add keeps a paper if there is a code on it: the lines for printers that know letters alone say which.
func (c *coded) add(name string, img image.Image, page device.Page) {
	c.t.Helper()
	lines, err := page.Lines(32)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, l := range lines {
		if l.Code == "" {
			continue
		}
		file := filepath.Join(c.dir, name+".png")
		f, err := os.Create(file)
		if err != nil {
			c.t.Fatal(err)
		}
		if err := png.Encode(f, img); err != nil {
			c.t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			c.t.Fatal(err)
		}
		kind, _, _ := strings.Cut(name, "-")
		c.files, c.want, c.kinds[kind] = append(c.files, file), append(c.want, l.Code), true
		return
	}
}

// read lets two readers that share nothing with each other, nor with the one in this program, read them all.
func (c *coded) read() {
	c.t.Helper()
	for _, r := range []struct {
		pkg, program string
		args         []string
		code         *regexp.Regexp // in the line about each file, in their order
	}{
		{"zbar-tools", "zbarimg", []string{"-q", "--raw"}, regexp.MustCompile(`^(.+)$`)},
		{"zxing-cpp-tools", "ZXingReader", []string{"-1", "-format", "QRCode"}, regexp.MustCompile(`QRCode "(.+)"`)},
	} {
		if _, err := exec.LookPath(r.program); err != nil {
			c.t.Fatalf("%s is needed to read papers back; it is in the Debian package %s", r.program, r.pkg)
		}
		out, err := exec.Command(r.program, append(r.args, c.files...)...).Output()
		if err != nil {
			c.t.Errorf("%s: %v", r.program, err)
		}
		got := strings.Split(strings.TrimSpace(string(out)), "\n")
		if len(got) != len(c.want) {
			c.t.Fatalf("%s reads %d of %d papers", r.program, len(got), len(c.want))
		}
		for i, want := range c.want {
			if code := r.code.FindStringSubmatch(got[i]); code == nil || code[1] != want {
				c.t.Errorf("%s: %s reads %q, want %q", filepath.Base(c.files[i]), r.program, got[i], want)
			}
		}
		c.t.Logf("%s reads %d of %d papers of the kinds %v", r.program, len(got), len(c.want), c.kinds)
	}
}
