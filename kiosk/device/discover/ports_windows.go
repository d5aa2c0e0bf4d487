package discover

import "yizhan/kiosk/device/port"

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
