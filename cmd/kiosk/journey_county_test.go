package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// programs builds the three programs once for a test.
func programs(t *testing.T) string {
	t.Helper()
	return build(t, "yizhan/cmd/...")
}

// build builds programs and gives their folder.
func build(t *testing.T, pattern string) string {
	t.Helper()
	dir := t.TempDir()
	out, err := exec.Command("go", "build", "-o", dir+string(filepath.Separator), pattern).CombinedOutput()
	if err != nil {
		t.Fatalf("build programs: %v\n%s", err, out)
	}
	return dir
}

// startProcess runs a command until the end of the test. Its stderr goes to the test's log.
func startProcess(t *testing.T, c *exec.Cmd, stdin io.Reader) {
	t.Helper()
	var log bytes.Buffer
	c.Stdin, c.Stderr = stdin, &log
	if err := c.Start(); err != nil {
		t.Fatalf("start %s: %v", c.Path, err)
	}
	done := make(chan struct{})
	go func() { _ = c.Wait(); close(done) }()
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			_ = c.Process.Kill()
			<-done
		}
		if t.Failed() && log.Len() > 0 {
			t.Logf("%s said:\n%s", filepath.Base(c.Path), log.String())
		}
	})
}

// countyServer is a county server with its programs and folders.
type countyServer struct {
	t    *testing.T
	bin  string
	dir  string
	addr string
	run  *exec.Cmd
}

func newCounty(t *testing.T) *countyServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m := &countyServer{t: t, bin: programs(t), dir: t.TempDir(), addr: l.Addr().String()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	m.startCounty()
	return m
}

func (m *countyServer) program(name string) string { return filepath.Join(m.bin, name) }

func (m *countyServer) data(name string) string { return filepath.Join(m.dir, name) }

func (m *countyServer) url() string { return "http://" + m.addr }

func (m *countyServer) startCounty() {
	m.t.Helper()
	m.run = exec.Command(m.program("county"), "-data", m.data("county"), "serve", "-listen", m.addr, "-public", m.url())
	startProcess(m.t, m.run, nil)
	for range 200 {
		if c, err := net.Dial("tcp", m.addr); err == nil {
			_ = c.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	m.t.Fatal("the county did not start")
}

// stopCounty ends the server and waits until nobody answers.
func (m *countyServer) stopCounty() {
	m.t.Helper()
	if err := m.run.Process.Signal(syscall.SIGTERM); err != nil {
		m.t.Fatal(err)
	}
	for range 400 {
		c, err := net.Dial("tcp", m.addr)
		if err != nil {
			return
		}
		_ = c.Close()
		time.Sleep(25 * time.Millisecond)
	}
	m.t.Fatal("the county did not stop")
}

// ask runs a program and gives the JSON object of its last line.
func (m *countyServer) ask(name string, args ...string) map[string]any {
	m.t.Helper()
	c := exec.Command(m.program(name), args...)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	var r map[string]any
	if jsonErr := json.Unmarshal([]byte(lines[len(lines)-1]), &r); err != nil || jsonErr != nil || r["ok"] != true {
		m.t.Fatalf("%s %q: %v\n%s%s", name, args, err, out, stderr.String())
	}
	return r
}

// enrol makes a folder a station at area.
func (m *countyServer) enrol(name, area string) (data string) {
	m.t.Helper()
	code := m.ask("county", "-data", m.data("county"), "code", "-area", area)["code"].(string)
	m.ask("stationctl", "-data", m.data(name), "enrol", "-county", m.url(), "-code", code)
	return m.data(name)
}

// staff gives a station a staff account and its PIN.
func (m *countyServer) staff(data string) (pin string) {
	m.t.Helper()
	n, ok := m.ask("stationctl", "-data", data, "status")["station"].(float64)
	if !ok {
		m.t.Fatal("status without a station")
	}
	r := m.ask("county", "-data", m.data("county"), "staff", "-station", jsonNumber(n), "-role", "clerk", "-title", "值班员")
	return r["pin"].(string)
}

func jsonNumber(n float64) string {
	b, err := json.Marshal(n)
	if err != nil {
		panic(err) // a float from JSON
	}
	return string(b)
}

// dump reads what the county knows of a kind.
func (m *countyServer) dump(kind string) []map[string]any {
	m.t.Helper()
	out, err := exec.Command(m.program("county"), "-data", m.data("county"), "dump", kind).Output()
	if err != nil {
		m.t.Fatalf("dump %s: %v", kind, err)
	}
	var rows []map[string]any
	for s := bufio.NewScanner(bytes.NewReader(out)); s.Scan(); {
		var r map[string]any
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			m.t.Fatalf("dump %s: %v", kind, err)
		}
		rows = append(rows, r)
	}
	return rows
}

// papers lists what came out of the printer's folder of a station, oldest first.
func papers(t *testing.T, data string) []string {
	t.Helper()
	l, err := filepath.Glob(filepath.Join(data, "slips", "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// readQR reads the one QR of a picture with zbarimg.
func readQR(t *testing.T, file string) string {
	t.Helper()
	out, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	if err != nil {
		t.Fatalf("zbarimg %s: %v", file, err)
	}
	return strings.TrimSpace(string(out))
}

// pictures is where a journey leaves its screenshots: YIZHAN_OUT, or nowhere.
func pictures(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("YIZHAN_OUT")
	if dir == "" {
		return ""
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	old, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range old {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
