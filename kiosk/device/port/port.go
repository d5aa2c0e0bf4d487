// Package port opens serial ports for readers, scanners and slip printers: 8 bits, no parity, one stop bit. Begin at Open.
package port

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"go.bug.st/serial"
)

// Open opens a port of which a Read ends with 0 bytes after silence in which nothing came, so that whoever reads
// hears of being stopped. What it is refused for has the name that it has for files: fs.ErrPermission, fs.ErrNotExist, and
// syscall.EBUSY where another program has it.
func Open(path string, baud int, silence time.Duration) (serial.Port, error) {
	p, err := serial.Open(path, &serial.Mode{BaudRate: baud})
	if err == nil {
		err = impatient(p, silence)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, known(err))
	}
	return p, nil
}

// known gives a refusal its name.
func known(err error) error {
	code := serial.PortErrorCode(-1)
	if p, ok := errors.AsType[*serial.PortError](err); ok {
		code = p.Code()
	}
	switch {
	case code == serial.PermissionDenied:
		return fmt.Errorf("%w: %w", fs.ErrPermission, err)
	case code == serial.PortBusy:
		return fmt.Errorf("%w: %w", syscall.EBUSY, err)
	case code == serial.PortNotFound, code == serial.InvalidSerialPort, errors.Is(err, syscall.EISDIR):
		return fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	}
	return err
}

// List names the ports that the system knows, also on Windows, where they are no files.
func List() ([]string, error) {
	names, err := serial.GetPortsList()
	if err != nil {
		return nil, fmt.Errorf("list serial ports: %w", err)
	}
	return names, nil
}

// impatient lets reading from a port end when nothing comes. A port that cannot is closed: nobody could open it again.
func impatient(p serial.Port, silence time.Duration) error {
	if err := p.SetReadTimeout(silence); err != nil {
		return errors.Join(err, p.Close())
	}
	return nil
}
