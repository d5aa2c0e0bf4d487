package escpos

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.bug.st/serial"

	"yizhan/kiosk/device/port"
)

// Serial reaches a printer at a serial port: 8 bits, no parity, one stop bit.
func Serial(path string, baud int) func(context.Context) (Conn, error) {
	return func(context.Context) (Conn, error) {
		p, err := port.Open(path, baud, answerTime)
		if err != nil {
			return nil, err
		}
		return &serialLine{port: p, baud: baud}, nil
	}
}

// serialLine is a Conn over a port, which knows no deadline for writing. What the printer does not
// take in time stays with a goroutine that ends when the printer goes on or is unplugged, and Close waits
// for that: a closed port has a number that another file may get, and one that is opened once more would be stuck
// once more.
type serialLine struct {
	port    serial.Port
	baud    int
	writing sync.Mutex
	given   atomic.Bool // up: nothing more is written
}

// takes is how long so many bytes are on their way: ten bits each.
func (l *serialLine) takes(n int) time.Duration {
	return time.Duration(n) * 10 * time.Second / time.Duration(l.baud)
}

func (l *serialLine) ReadUntil(b []byte, deadline time.Time) (int, error) {
	if err := l.port.SetReadTimeout(max(time.Until(deadline), time.Millisecond)); err != nil {
		return 0, fmt.Errorf("listen to printer: %w", err)
	}
	return l.port.Read(b)
}

var errStuck = errors.New("the printer takes nothing more")

// WriteUntil implements Conn.
func (l *serialLine) WriteUntil(b []byte, deadline time.Time) error {
	if l.given.Load() {
		return errStuck
	}
	done := make(chan error, 1)
	l.writing.Lock()
	go func() {
		defer l.writing.Unlock()
		done <- l.write(b)
	}()
	late := time.NewTimer(time.Until(deadline))
	defer late.Stop()
	select {
	case err := <-done:
		return err
	case <-late.C:
		l.given.Store(true)
		return errStuck
	}
}

// write sends all of b; a port takes as much as it likes.
func (l *serialLine) write(b []byte) error {
	for len(b) > 0 {
		if l.given.Load() {
			return errStuck
		}
		n, err := l.port.Write(b)
		if err != nil && !errors.Is(err, syscall.EINTR) {
			return err
		}
		b = b[n:]
	}
	return nil
}

func (l *serialLine) Close() error {
	l.given.Store(true)
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.port.Close()
}
