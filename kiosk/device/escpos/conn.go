package escpos

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"
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
		return deadlines{c.(deadlined)}, nil
	}
}

// File reaches a printer behind a device file, /dev/usb/lp0, or writes what it would be sent into an
// ordinary file, which answers nothing.
func File(path string) func(context.Context) (Conn, error) {
	return func(context.Context) (Conn, error) {
		info, err := os.Stat(path)
		if err == nil && info.Mode()&os.ModeDevice != 0 {
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				return nil, err
			}
			return deadlines{f}, nil
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
		if err != nil {
			return nil, err
		}
		return plainFile{f}, nil
	}
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

// plainFile takes all and says nothing.
type plainFile struct{ f *os.File }

func (p plainFile) ReadUntil([]byte, time.Time) (int, error) { return 0, nil }

func (p plainFile) WriteUntil(b []byte, _ time.Time) error {
	_, err := p.f.Write(b)
	return err
}

func (p plainFile) Close() error { return errors.Join(p.f.Sync(), p.f.Close()) }
