package port

import (
	"errors"
	"testing"
	"time"

	"github.com/creack/pty"
	"go.bug.st/serial"
)

// deaf is a port that takes no time-out.
type deaf struct {
	serial.Port
	err    error
	closed bool
}

func (d *deaf) SetReadTimeout(time.Duration) error { return d.err }

func (d *deaf) Close() error {
	d.closed = true
	return nil
}

// A port that cannot be used is not kept open.
func TestPortWithoutTimeOutIsClosed(t *testing.T) {
	p := &deaf{err: errors.New("not here")}
	if err := impatient(p, time.Second); !errors.Is(err, p.err) || !p.closed {
		t.Errorf("closed: %v, %v", p.closed, err)
	}
	if p = (&deaf{}); impatient(p, time.Second) != nil || p.closed {
		t.Errorf("a port that is well was closed: %v", p.closed)
	}
}

// A read of a line on which nothing comes ends.
func TestOpen(t *testing.T) {
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ptmx.Close()
	defer tty.Close()
	p, err := Open(tty.Name(), 9600, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if n, err := p.Read(make([]byte, 8)); n != 0 || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
	if _, err := Open("/dev/no-such-port", 9600, time.Millisecond); err == nil {
		t.Error("a port that is not there is open")
	}
}
