package scene_test

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
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

// read lets readers that share nothing with the one in this program read them all.
func (c *coded) read() {
	c.t.Helper()
	devicetest.ReadBack(c.t, c.files, c.want)
	c.t.Logf("kinds of papers: %v", c.kinds)
}
