package main_test

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// A slip's picture is made from its number alone, with no station's folder: exactly as wide as was asked, and its
// code leads where the number does. What is no slip's number, a width that no paper has, and a file that cannot be
// written are refused and leave no picture.
func TestSlipRender(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("A", "410423212000")
	number := s.must(`{"do":"match.take","posting":%q,"worker":%q}`, s.posting(3), s.worker(1))["slip"].(string)
	for _, dots := range []int{384, 576} {
		file := w.path("slip.png")
		if r := w.ask("stationctl", "-data", w.path("none"), "slip", "render", number, "-dots", strconv.Itoa(dots), "-o", file); r["ok"] != true {
			t.Fatalf("%v", r)
		}
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil || img.Bounds().Dx() != dots {
			t.Fatalf("%d dots: %v %v", dots, err, img.Bounds())
		}
		read, err := exec.Command("zbarimg", "-q", "--raw", file).Output()
		if err != nil || strings.TrimSpace(string(read)) != number {
			t.Errorf("%d dots: zbarimg reads %q, not %q: %v", dots, read, number, err)
		}
	}
	file := w.path("none.png")
	for _, c := range []struct {
		code string
		args []string
	}{
		{"bad_slip", []string{"render", number[:len(number)-3], "-o", file}},
		{"required", []string{"render", number}},
		{"required", []string{"render", "-o", file}},
		{"bad_value", []string{"render", number, "-dots", "wide", "-o", file}},
		{"file_unwritten", []string{"render", number, "-o", w.path("nowhere/slip.png")}},
		{"file_unwritten", []string{"render", number, "-o", w.dir}},
		{"file_unwritten", []string{"render", number, "-o", "/dev/null"}},
		{"unknown_do", []string{"draw", number, "-o", file}},
		{"bad_value", []string{"render", number, "-dots", "7", "-o", file}},
		{"bad_value", []string{"render", number, "-dots", "1000000", "-o", file}},
	} {
		out, exit := w.run("stationctl", append([]string{"slip"}, c.args...)...)
		if r := lastLine(t, out); exit == 0 || r["code"] != c.code || strings.Contains(r["text"].(string), "{") {
			t.Errorf("%q: exit %d: %s", c.args, exit, bytes.TrimSpace([]byte(out)))
		}
	}
	if info, err := os.Stat("/dev/null"); err != nil || info.Mode().IsRegular() {
		t.Fatalf("a picture lies in the place of a device: %v", err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a refused slip left a picture")
	}
}
