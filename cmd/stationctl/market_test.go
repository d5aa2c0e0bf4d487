package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// programs are built once for all tests of this package.
var programs = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "yizhan-programs-")
	if err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-o", dir+string(filepath.Separator), "yizhan/cmd/county", "yizhan/cmd/stationctl").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return dir, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := programs(); err == nil {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// world is a county server and stations, all as programs.
type world struct {
	t    *testing.T
	bin  string
	dir  string
	addr string
	serv *exec.Cmd
}

func newWorld(t *testing.T) *world {
	t.Helper()
	bin, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, bin: bin, dir: t.TempDir(), addr: l.Addr().String()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	t.Cleanup(func() {
		if w.serv != nil {
			w.stop()
		}
	})
	return w
}

func (w *world) path(name string) string { return filepath.Join(w.dir, name) }

// start runs the county server; a connection to its port means ready.
func (w *world) start() {
	w.t.Helper()
	w.serv = exec.Command(filepath.Join(w.bin, "county"), "-data", w.path("county"), "serve", "-listen", w.addr, "-public", "http://"+w.addr)
	if err := w.serv.Start(); err != nil {
		w.t.Fatal(err)
	}
	for range 400 {
		if c, err := net.Dial("tcp", w.addr); err == nil {
			_ = c.Close()
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	w.t.Fatal("the county does not answer")
}

// stop ends the server by SIGTERM, which must end it cleanly.
func (w *world) stop() {
	w.t.Helper()
	if err := w.serv.Process.Signal(syscall.SIGTERM); err != nil {
		w.t.Fatal(err)
	}
	if err := w.serv.Wait(); err != nil {
		w.t.Errorf("county after SIGTERM: %v", err)
	}
	w.serv = nil
}

// run executes a program and gives its stdout and exit code.
func (w *world) run(program string, args ...string) (string, int) {
	w.t.Helper()
	c := exec.Command(filepath.Join(w.bin, program), args...)
	out, err := c.Output()
	if err != nil && c.ProcessState == nil {
		w.t.Fatal(err)
	}
	return string(out), c.ProcessState.ExitCode()
}

// ask runs a program whose last line must be {"ok":true,…}.
func (w *world) ask(program string, args ...string) map[string]any {
	w.t.Helper()
	out, code := w.run(program, args...)
	r := lastLine(w.t, out)
	if code != 0 || r["ok"] != true {
		w.t.Fatalf("%s %q: exit %d: %s", program, args, code, out)
	}
	return r
}

func lastLine(t *testing.T, out string) map[string]any {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var r map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &r); err != nil {
		t.Fatalf("last line is no JSON object: %v: %q", err, out)
	}
	return r
}

// station is one folder with a `stationctl exec` that stays open.
type station struct {
	w    *world
	data string
	// Added to the wall clock of the next exec, "" for nothing.
	offset string

	in   io.WriteCloser
	out  *bufio.Scanner
	proc *exec.Cmd
}

// enrol makes a station at area and opens its exec.
func (w *world) enrol(name, area string) *station {
	w.t.Helper()
	code := w.ask("county", "-data", w.path("county"), "code", "-station", name, "-area", area)["code"].(string)
	w.ask("stationctl", "-data", w.path(name), "enrol", "-county", "http://"+w.addr, "-code", code)
	s := &station{w: w, data: w.path(name)}
	s.open()
	return s
}

func (s *station) open() {
	s.w.t.Helper()
	args := []string{"-data", s.data, "exec"}
	if s.offset != "" {
		args = append([]string{"-clock-offset", s.offset}, args...)
	}
	s.proc = exec.Command(filepath.Join(s.w.bin, "stationctl"), args...)
	var err error
	if s.in, err = s.proc.StdinPipe(); err != nil {
		s.w.t.Fatal(err)
	}
	out, err := s.proc.StdoutPipe()
	if err != nil {
		s.w.t.Fatal(err)
	}
	s.out = bufio.NewScanner(out)
	s.out.Buffer(nil, 8<<20)
	if err := s.proc.Start(); err != nil {
		s.w.t.Fatal(err)
	}
	s.w.t.Cleanup(s.close)
}

func (s *station) close() {
	if s.proc == nil {
		return
	}
	_ = s.in.Close()
	if err := s.proc.Wait(); err != nil {
		s.w.t.Errorf("exec of %s: %v", s.data, err)
	}
	s.proc = nil
}

// do sends one line and reads its one reply.
func (s *station) do(line string, a ...any) map[string]any {
	s.w.t.Helper()
	if _, err := fmt.Fprintf(s.in, line+"\n", a...); err != nil {
		s.w.t.Fatal(err)
	}
	if !s.out.Scan() {
		s.w.t.Fatalf("no reply to %.100s: %v", line, s.out.Err())
	}
	var r map[string]any
	d := json.NewDecoder(bytes.NewReader(s.out.Bytes()))
	if err := d.Decode(&r); err != nil {
		s.w.t.Fatalf("reply %.200s: %v", s.out.Text(), err)
	}
	if _, ok := r["ok"].(bool); !ok {
		s.w.t.Fatalf("reply without ok: %.200s", s.out.Text())
	}
	return r
}

// must is do for a line that has to succeed.
func (s *station) must(line string, a ...any) map[string]any {
	s.w.t.Helper()
	r := s.do(line, a...)
	if r["ok"] != true {
		s.w.t.Fatalf("%s: %v", fmt.Sprintf(line, a...), r)
	}
	return r
}

// tomorrow is a day on which work can begin.
func tomorrow() string {
	return time.Now().In(time.FixedZone("", 8*3600)).AddDate(0, 0, 1).Format(time.DateOnly)
}

// posting opens a posting for n heads and gives its id.
func (s *station) posting(n int) string {
	s.w.t.Helper()
	e := s.must(`{"do":"employer.register","name":"张三","kind":"individual","phone":"13800138000"}`)["employer"]
	return s.must(`{"do":"posting.open","employer":%q,"trade":"loader","title":"卸化肥","headcount":%d,"pay":150,"unit":"day",`+
		`"area":"410423106204","start":"%sT07:30","end":"%sT17:30"}`, e, n, tomorrow(), tomorrow())["posting"].(string)
}

// worker checks somebody in and gives the id.
func (s *station) worker(n int) string {
	s.w.t.Helper()
	return s.must(`{"do":"worker.check_in","name":"李师傅","phone":"189%08d"}`, n)["worker"].(string)
}

func (s *station) sync() { s.w.t.Helper(); s.must(`{"do":"sync"}`) }

// dump reads the county's rows of a kind, beside its running serve.
func (w *world) dump(kind string) []map[string]any {
	w.t.Helper()
	out, code := w.run("county", "-data", w.path("county"), "dump", kind)
	if code != 0 {
		w.t.Fatalf("dump %s: exit %d: %s", kind, code, out)
	}
	var rows []map[string]any
	for line := range strings.Lines(out) {
		rows = append(rows, lastLine(w.t, line))
	}
	return rows
}
