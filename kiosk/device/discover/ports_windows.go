package discover

import (
	"golang.org/x/sys/windows"

	"yizhan/kiosk/device/port"
)

// plugged are the serial lines at this PC; the ports of Windows are no files, so the system is asked for them.
// Printers at USB have a queue there, whose name stands in the settings of Windows.
func (Finder) plugged() (l look) {
	names, err := port.List()
	for _, name := range names {
		l.found = append(l.found, Found{Address: "serial:" + name, Kind: Line})
	}
	l.at("serial:COM*", err == nil)
	return l
}

// unsent are reasons why nobody was asked at all: they lie with this PC. All others mean that nobody listens there.
var unsent = []error{windows.WSAENETUNREACH, windows.WSAENETDOWN, windows.WSAEADDRNOTAVAIL, windows.WSAEACCES, windows.WSAEMFILE, windows.WSAENOBUFS}
