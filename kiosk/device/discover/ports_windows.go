package discover

import "yizhan/kiosk/device/port"

// plugged are the serial lines at this PC; the ports of Windows are no files, so the system is asked for them.
// Printers at USB have a queue there, whose name stands in the settings of Windows.
func (Finder) plugged() (found []Found, looked []string) {
	names, err := port.List()
	if err != nil {
		return nil, nil
	}
	for _, name := range names {
		found = append(found, Found{Address: "serial:" + name, Kind: Line})
	}
	return found, []string{"serial:COM*"}
}
