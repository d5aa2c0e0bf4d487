package samv

import (
	"time"

	"yizhan/kiosk/device/port"
)

// Serial opens a module at a serial port, at 115200 baud.
func Serial(path string) func() (Line, error) {
	return func() (Line, error) { return port.Open(path, 115200, 50*time.Millisecond) }
}
