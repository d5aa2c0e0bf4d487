package plugged

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// SettingsFile stands in a station's folder.
const SettingsFile = "devices.json"

// Settings say what is plugged into a station, as addresses. An empty one is nothing: without a
// Printer slips go as pictures into the station's folder.
type Settings struct {
	Printer string `json:"printer"` // of slips: "tcp://192.168.1.50:9100?profile=80"
	Office  string `json:"office"`  // of A4 papers: "ipp://192.168.1.60/ipp/print"; without it they go to Printer
	Reader  string `json:"reader"`  // of identity cards: "serial:/dev/ttyUSB0"
	Scanner string `json:"scanner"` // of codes, beside one that types: "serial:/dev/ttyACM0"
	// Profiles are kinds of slip printers beside those that come with the program.
	Profiles Profiles `json:"profiles"`
}

// mark is what the editor of Windows writes before a text in UTF-8.
const mark = "\ufeff"

var errBehind = errors.New("something stands behind the settings")

// Load reads the settings of the station in dir; a station without the file has none. It refuses
// with bad_devices when the file cannot be understood.
func Load(dir string) (Settings, error) {
	var s Settings
	b, err := os.ReadFile(filepath.Join(dir, SettingsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("read settings of devices: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte(mark))))
	d.DisallowUnknownFields()
	err = d.Decode(&s)
	if err == nil && !errors.Is(d.Decode(&struct{}{}), io.EOF) {
		err = errBehind
	}
	if err != nil {
		return s, fmt.Errorf("%w: %s: %w", market.Refuse("bad_devices"), SettingsFile, err)
	}
	return s, nil
}

// Over gives s with what o says in its place.
func (s Settings) Over(o Settings) Settings {
	for _, f := range []struct{ to, from *string }{
		{&s.Printer, &o.Printer}, {&s.Office, &o.Office}, {&s.Reader, &o.Reader}, {&s.Scanner, &o.Scanner},
	} {
		if *f.from != "" {
			*f.to = *f.from
		}
	}
	return s
}

// Devices are the drivers of what is plugged in; nil for what is not.
type Devices struct {
	Printer, Office device.Printer
	Reader          device.IDReader
	Scanner         device.Scanner
}

// Open finds the drivers. Nothing is asked of the devices themselves: they may come later.
func (s Settings) Open() (d Devices, err error) {
	profiles, err := Known().with(s.Profiles)
	if err != nil {
		return Devices{}, err
	}
	if s.Printer != "" {
		if d.Printer, err = profiles.printer(s.Printer, "printer", false); err != nil {
			return Devices{}, err
		}
	}
	if s.Office != "" {
		if d.Office, err = profiles.printer(s.Office, "office", false); err != nil {
			return Devices{}, err
		}
	}
	if s.Reader != "" {
		if d.Reader, err = Reader(s.Reader); err != nil {
			return Devices{}, err
		}
	}
	if s.Scanner != "" {
		if d.Scanner, err = Scanner(s.Scanner); err != nil {
			return Devices{}, err
		}
	}
	return d, nil
}

// PrinterAt gives the printer at an address for one paper, with the kinds that the station knows, or bad_printer.
func (s Settings) PrinterAt(address string) (device.Printer, error) {
	profiles, err := Known().with(s.Profiles)
	if err != nil {
		return nil, err
	}
	return profiles.printer(address, "to", true)
}
