package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// screen is one X display with one kiosk window on it, driven by finger: the mouse of that
// display.
type screen struct {
	t       *testing.T
	name    string // of the pictures
	display string
	trace   string
	out     string
	shot    int
	taps    int
	keys    int // of a keyboard
	size    string
	hand    *rand.Rand // how the finger trembles
}

// trace is what `kiosk -trace-ui` writes after every redraw and every tap.
type trace struct {
	Page    string   `json:"page"`
	Taps    int      `json:"taps"`
	Targets []target `json:"targets"`
	Texts   []string `json:"texts"`
}

type target struct {
	Kind    string  `json:"kind"`
	Label   string  `json:"label"`
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	W       float64 `json:"w"`
	H       float64 `json:"h"`
	Enabled bool    `json:"enabled"`
}

// patience is how long a journey waits for the screen to show something. It bounds a hang and
// measures nothing.
const patience = 30 * time.Second

// newScreen starts an X server of the size, "1366x768".
func newScreen(t *testing.T, name, size, out string) *screen {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "import", "openbox"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is missing: run `make setup`", tool)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	startProcess(t, x, nil)
	_ = w.Close()
	number := make([]byte, 16)
	n, err := r.Read(number)
	if err != nil {
		t.Fatalf("Xvfb did not say its display: %v", err)
	}
	s := &screen{
		t: t, name: name, display: ":" + strings.TrimSpace(string(number[:n])),
		trace: filepath.Join(t.TempDir(), "trace.json"), out: out, size: size, hand: rand.New(rand.NewPCG(4, 7)),
	}
	rc := filepath.Join(t.TempDir(), "openbox.xml")
	if err := os.WriteFile(rc, []byte(bare), 0o600); err != nil {
		t.Fatal(err)
	}
	startProcess(t, s.command("openbox", "--config-file", rc), nil)
	return s
}

// bare lets a window have the whole screen, so that its places are the screen's.
const bare = `<openbox_config xmlns="http://openbox.org/3.4/rc"><theme><keepBorder>no</keepBorder></theme><applications><application class="*">
<decor>no</decor><position force="yes"><x>0</x><y>0</y></position></application></applications></openbox_config>`

func (s *screen) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "DISPLAY="+s.display, "LANG=zh_CN.UTF-8", "FYNE_SCALE=1", "FYNE_CACHE=10s", "WAYLAND_DISPLAY=")
	return c
}

// open starts a kiosk on the screen.
func (s *screen) open(binary, data string, args ...string) *exec.Cmd {
	s.t.Helper()
	c := s.start(binary, data, args...)
	s.page("home")
	s.painted()
	return c
}

// start starts a kiosk on the screen and does not wait for it.
func (s *screen) start(binary, data string, args ...string) *exec.Cmd {
	s.t.Helper()
	c := s.command(binary, append([]string{"-data", data, "-windowed", s.size, "-trace-ui", s.trace}, args...)...)
	startProcess(s.t, c, nil)
	return c
}

// painted waits until the window is really on the screen: the trace is written before the first frame
// is, and a finger that is faster than that touches nothing.
func (s *screen) painted() {
	s.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		out, err := s.command("import", "-window", "root", "-format", "%k", "info:").Output()
		if colours, _ := strconv.Atoi(strings.TrimSpace(string(out))); err == nil && colours > 50 {
			return
		}
	}
	s.t.Fatalf("%s: nothing is painted", s.name)
}

// state reads the newest trace.
func (s *screen) state() (trace, error) {
	var tr trace
	b, err := os.ReadFile(s.trace)
	if err == nil {
		err = json.Unmarshal(b, &tr)
	}
	return tr, err
}

// wait polls until ok, and fails with what is on screen when it never comes.
func (s *screen) wait(what string, ok func(trace) bool) trace {
	s.t.Helper()
	deadline := time.Now().Add(patience)
	var tr trace
	var err error
	for time.Now().Before(deadline) {
		if tr, err = s.state(); err == nil && ok(tr) {
			return tr
		}
		time.Sleep(15 * time.Millisecond)
	}
	s.picture("failed")
	labels := make([]string, len(tr.Targets))
	for i, t := range tr.Targets {
		labels[i] = t.Label
	}
	s.t.Fatalf("%s: waited for %s; the screen shows page %q with %q and %q (%v)", s.name, what, tr.Page, labels, tr.Texts, err)
	return tr
}

// page waits for a page by its name.
func (s *screen) page(name string) {
	s.t.Helper()
	s.wait("page "+name, func(tr trace) bool { return tr.Page == name })
}

// text waits for a text that contains the first piece, followed at once by texts that contain
// the others.
func (s *screen) text(pieces ...string) {
	s.t.Helper()
	s.wait(fmt.Sprintf("text %q", pieces), func(tr trace) bool {
		for i := range tr.Texts {
			found := 0
			for found < len(pieces) && i+found < len(tr.Texts) && strings.Contains(tr.Texts[i+found], pieces[found]) {
				found++
			}
			if found == len(pieces) {
				return true
			}
		}
		return false
	})
}

// tap touches the first enabled thing whose word is label or begins with it.
func (s *screen) tap(label string) {
	s.t.Helper()
	var at target
	s.wait("something to tap that says "+label, func(tr trace) bool {
		for _, exact := range []bool{true, false} {
			for _, t := range tr.Targets {
				if t.Enabled && (t.Label == label || !exact && strings.Contains(t.Label, label)) {
					at = t
					return true
				}
			}
		}
		return false
	})
	s.touch(at.X+at.W/2, at.Y+at.H/2)
}

// touch presses and lifts one finger, and waits until the kiosk has answered, since a finger that is faster
// than a busy machine comes down on one thing and is lifted from the next: the X server tells a window the
// newest place of the pointer only. That the page is drawn anew is no sign of it, as it is for other reasons too.
func (s *screen) touch(x, y float64) {
	s.t.Helper()
	before := s.wait("a trace", func(trace) bool { return true })
	s.taps++
	beside := func() int { return s.hand.IntN(2*tremble+1) - tremble }
	s.xdotool("mousemove", fmt.Sprint(int(x)+beside()), fmt.Sprint(int(y)+beside()), "mousedown", "1",
		"mousemove_relative", "--", fmt.Sprint(beside()), fmt.Sprint(beside()), "mouseup", "1")
	s.wait("an answer to the finger", func(tr trace) bool { return tr.Taps != before.Taps })
}

// tremble is how far a rough finger comes down beside what it means, and slides until it is lifted, in
// pixels each way.
const tremble = 7

// swipe moves a finger up by way, as one that pulls a list.
func (s *screen) swipe(x, y, way float64) {
	s.t.Helper()
	const steps = 10
	path := []string{"mousemove", fmt.Sprint(int(x)), fmt.Sprint(int(y)), "mousedown", "1"}
	for range steps {
		path = append(path, "mousemove_relative", "--", fmt.Sprint(s.hand.IntN(3)-1), fmt.Sprint(-int(way/steps)), "sleep", "0.016")
	}
	s.xdotool(append(path, "mouseup", "1")...)
}

// geometry is the place of a target in the words of ImageMagick.
func geometry(at target) string {
	return fmt.Sprintf("%dx%d+%d+%d", int(at.W), int(at.H), int(at.X), int(at.Y))
}

func (s *screen) xdotool(args ...string) {
	s.t.Helper()
	if out, err := s.command("xdotool", args...).CombinedOutput(); err != nil {
		s.t.Fatalf("xdotool %q: %v: %s", args, err, out)
	}
}

// scan types a code as a scanner does: fast, and Enter at the end.
func (s *screen) scan(code string) {
	s.t.Helper()
	s.xdotool("type", "--clearmodifiers", "--delay", "12", code)
	s.xdotool("key", "Return")
}

// digits taps figures on the keypad.
func (s *screen) digits(figures string) {
	s.t.Helper()
	keys := map[string]target{}
	s.wait("a keypad", func(tr trace) bool {
		for _, t := range tr.Targets {
			if t.Kind == "key" {
				keys[t.Label] = t
			}
		}
		return len(keys) > 9
	})
	for _, d := range figures {
		at := keys[string(d)]
		s.touch(at.X+at.W/2, at.Y+at.H/2)
	}
}

// picture keeps what the screen shows as NN-name-what.png.
func (s *screen) picture(what string) {
	s.t.Helper()
	if s.out == "" {
		return
	}
	s.shot++
	file := filepath.Join(s.out, fmt.Sprintf("%s-%02d-%s.png", s.name, s.shot, what))
	// The window paints after the trace is written, and with a software renderer it takes its
	// time: take pictures until two in a row are the same.
	var before []byte
	for range 20 {
		time.Sleep(250 * time.Millisecond)
		if out, err := s.command("import", "-window", "root", "-define", "png:exclude-chunks=date,time", file).CombinedOutput(); err != nil {
			s.t.Fatalf("take picture: %v: %s", err, out)
		}
		now, err := os.ReadFile(file)
		if err != nil {
			s.t.Fatal(err)
		}
		if bytes.Equal(now, before) {
			return
		}
		before = now
	}
}
