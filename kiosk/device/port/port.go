// Package port opens serial ports for readers and scanners: 8 bits, no parity, one stop bit. Begin at Open.
package port

import (
	"errors"
	"fmt"
	"time"

	"go.bug.st/serial"
)

// Open opens a port of which a Read ends with 0 bytes after silence in which nothing came, so that whoever reads
// hears of being stopped.
func Open(path string, baud int, silence time.Duration) (serial.Port, error) {
	p, err := serial.Open(path, &serial.Mode{BaudRate: baud})
	if err == nil {
		err = impatient(p, silence)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return p, nil
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
