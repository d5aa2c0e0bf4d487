package escpos

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"yizhan/kiosk/device"
)

// dialTime is how long a printer may take to be reached.
const dialTime = 4 * time.Second

// TCP reaches a printer at a network address, "192.168.1.50:9100".
func TCP(address string) func(context.Context) (Conn, error) {
	return func(ctx context.Context) (Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, dialTime)
		defer cancel()
		var d net.Dialer
		c, err := d.DialContext(ctx, "tcp", address)
		if err != nil {
			return nil, err
		}
		return &tcpConn{deadlines: deadlines{c.(deadlined)}}, nil
	}
}

// tcpConn is a Conn over a network. A connection that is closed while something that came lies unread is
// reset, and a printer whose connection is reset drops what it holds and has not printed: half a slip.
// So the end is said first, and what still comes is read until the printer hangs up too.
type tcpConn struct {
	deadlines
	sent    int
	settled bool // the printer said that all is on paper: it holds nothing that could be dropped
}

// settle lets Close hang up at once, so that no paper waits for a printer that keeps its connections.
func (c *tcpConn) settle() { c.settled = true }

// A paper has more bytes than questions have; after it the printer has so long to hang up.
const (
	paperBytes = 64
	lingerTime = 3 * time.Second
)

func (c *tcpConn) WriteUntil(b []byte, deadline time.Time) error {
	c.sent += len(b)
	return c.deadlines.WriteUntil(b, deadline)
}

func (c *tcpConn) Close() error {
	if half, ok := c.deadlined.(interface{ CloseWrite() error }); ok && c.sent > paperBytes && !c.settled && half.CloseWrite() == nil {
		buf, until := make([]byte, 256), time.Now().Add(lingerTime)
		for time.Now().Before(until) {
			if _, err := c.ReadUntil(buf, until); err != nil {
				break // it has hung up
			}
		}
	}
	return c.deadlined.Close()
}

// IsDevice says whether a path is of a device, also of one that is unplugged just now.
func IsDevice(path string) bool {
	if strings.HasPrefix(path, "/dev/") {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode()&os.ModeDevice != 0
}

// File reaches a printer behind a device file, /dev/usb/lp0. A device that is not there is never made as a file.
func File(path string) func(context.Context) (Conn, error) {
	return func(context.Context) (Conn, error) {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return nil, err
		}
		return deadlines{f}, nil
	}
}

// Into writes what a printer would be sent into an ordinary file, which answers nothing; begin begins it for
// each paper, and keep gives it its name when all is in it.
func Into(begin func() (*device.Part, error), keep func(*device.Part) error) func(context.Context) (Conn, error) {
	return func(context.Context) (Conn, error) { return &plainFile{begin: begin, keep: keep}, nil }
}

// deadlined is what network connections and device files have in common.
type deadlined interface {
	Read([]byte) (int, error)
	Write([]byte) (int, error)
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
	Close() error
}

// deadlines is a Conn over something that knows deadlines itself.
type deadlines struct{ deadlined }

func (c deadlines) ReadUntil(b []byte, deadline time.Time) (int, error) {
	if err := c.SetReadDeadline(deadline); err != nil {
		return 0, fmt.Errorf("listen to printer: %w", err)
	}
	n, err := c.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return n, nil
	}
	return n, err
}

func (c deadlines) WriteUntil(b []byte, deadline time.Time) error {
	if err := c.SetWriteDeadline(deadline); err != nil {
		return fmt.Errorf("send to printer: %w", err)
	}
	_, err := c.Write(b)
	return err
}

// plainFile takes all and says nothing. It is made when something is written, so that asking how the
// printer is leaves an older file as it is.
type plainFile struct {
	begin func() (*device.Part, error)
	keep  func(*device.Part) error
	part  *device.Part
}

func (p *plainFile) ReadUntil([]byte, time.Time) (int, error) { return 0, nil }

func (p *plainFile) WriteUntil(b []byte, _ time.Time) (err error) {
	if p.part == nil {
		if p.part, err = p.begin(); err != nil {
			return err
		}
	}
	_, err = p.part.Write(b)
	return err
}

// finish implements finisher.
func (p *plainFile) finish() error { return p.keep(p.part) }

func (p *plainFile) Close() error {
	if p.part == nil {
		return nil
	}
	return p.part.Drop()
}
