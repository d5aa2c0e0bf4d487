package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"

	"yizhan/kiosk/device/port"
)

// nobody is a user without rights, who may not open all as root may.
const nobody = 65534

// Who installs a card reader is told what its port wants, by the port's name.
func TestWhyNoCardIsRead(t *testing.T) {
	w := newWorld(t)
	if err := os.Chmod(w.bin, 0o755); err != nil {
		t.Fatal(err)
	}
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ptmx.Close()
	defer tty.Close()
	other, err := port.Open(tty.Name(), 115200, 1) // which keeps it for itself
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for _, c := range []struct {
		port, code string
		mode       os.FileMode
	}{
		{"/dev/no-such-port", "no_port", 0},
		{w.bin, "no_port", 0},
		{"/dev/null", "no_port", 0},
		{tty.Name(), "port_locked", 0},
		{tty.Name(), "port_busy", 0o666},
	} {
		if err := tty.Chmod(c.mode); err != nil {
			t.Fatal(err)
		}
		run := exec.Command(filepath.Join(w.bin, "stationctl"), "idcard", "-port", c.port, "-wait", "1s")
		if os.Geteuid() == 0 {
			run.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		}
		out, err := run.Output()
		r := lastLine(t, string(out))
		if text, _ := r["text"].(string); err == nil || r["code"] != c.code || !strings.Contains(text, c.port) {
			t.Errorf("%s, %v: %s, %v", c.port, c.mode, out, err)
		}
	}
}
