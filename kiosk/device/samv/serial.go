package samv

import (
	"errors"
	"fmt"
	"time"

	"go.bug.st/serial"
)

// Serial opens a module at a serial port: 115200 baud, 8 bits, no parity, one stop bit.
func Serial(port string) func() (Line, error) {
	return func() (Line, error) {
		p, err := serial.Open(port, &serial.Mode{BaudRate: 115200})
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", port, err)
		}
		if err := impatient(p); err != nil {
			return nil, fmt.Errorf("open %s: %w", port, err)
		}
		return p, nil
	}
}

// impatient lets reading from a port end when nothing comes. A port that cannot is closed.
func impatient(p serial.Port) error {
	if err := p.SetReadTimeout(50 * time.Millisecond); err != nil {
		return errors.Join(err, p.Close())
	}
	return nil
}
