package escpos_test

import (
	"context"
	"io/fs"
	"os"
	"runtime"
	"syscall"
	"testing"

	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

// nobody is a user without rights.
const nobody = 65534

// asNobody gives dial the rights of nobody where the tests run as root, who may open all. In Linux rights are a thread's own.
func asNobody(t *testing.T, dial func(context.Context) (escpos.Conn, error)) func(context.Context) (escpos.Conn, error) {
	be := func(user int) {
		if _, _, e := syscall.RawSyscall(syscall.SYS_SETRESUID, ^uintptr(0), uintptr(user), ^uintptr(0)); e != 0 {
			t.Errorf("become user %d: %v", user, e)
		}
	}
	return func(ctx context.Context) (escpos.Conn, error) {
		if os.Geteuid() == 0 {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			be(nobody)
			defer be(0)
		}
		return dial(ctx)
	}
}

// A port that this program may not open is locked, and one that another program keeps for itself is in use: neither is a
// printer that was pulled out, whichever way it is reached.
func TestPortThatIsNotOpened(t *testing.T) {
	for way, reach := range map[string]func(string) func(context.Context) (escpos.Conn, error){
		"serial": func(port string) func(context.Context) (escpos.Conn, error) { return escpos.Serial(port, 115200) },
		"file":   escpos.File,
	} {
		for code, c := range map[string]struct {
			mode fs.FileMode
			had  bool // by another program, as a driver of a printer has it
		}{"printer_locked": {0, false}, "printer_busy": {0o666, true}, "device_silent": {0o666, false}} {
			t.Run(way+"/"+code, func(t *testing.T) {
				_, tty := terminal(t)
				if c.had {
					other, err := escpos.Serial(tty.Name(), 115200)(t.Context()) // which keeps it for itself (TIOCEXCL)
					if err != nil {
						t.Fatal(err)
					}
					defer other.Close()
				}
				if err := tty.Chmod(c.mode); err != nil {
					t.Fatal(err)
				}
				p := &escpos.Printer{Profile: escpos.Paper58, Dial: asNobody(t, reach(tty.Name()))}
				if err := p.Probe(t.Context()); market.Code(err) != code {
					t.Errorf("asked how it is: %v", err)
				}
				if code == "device_silent" {
					return // it is opened, and nobody answers
				}
				if err := p.Print(t.Context(), page); market.Code(err) != code {
					t.Errorf("print: %v", err)
				}
			})
		}
	}
}
