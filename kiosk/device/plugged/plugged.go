// Package plugged finds the drivers for what an installer wrote down: tcp://192.168.1.50:9100,
// ipp://192.168.1.60/ipp/print, file:/dev/usb/lp0, serial:/dev/ttyUSB0, folder:/var/slips, and spool:XP-58 for a queue of Windows.
//
// Begin at Settings, which Load reads from a station's folder (devices.json). Kinds of slip printers
// stand in profiles.json; a station names one behind an address, "?profile=80", and may add its own.
package plugged

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/device/ipp"
	"yizhan/sync/market"
)

// printerBaud is what slip printers at a line speak when they come out of their box.
const printerBaud = 9600

// printer gives the printer at an address, or bad_printer. "?profile=80" behind it says what kind it
// is, "?cut=1" that it has a knife, "?baud=115200" how fast a serial line is. A file that ends in .png
// takes a picture, any other what the printer would be sent.
func (p Profiles) printer(address, field string) (device.Printer, error) {
	bad := &market.Error{Code: "bad_printer", Field: field}
	u, err := url.Parse(address)
	if err != nil || !only(u, "profile", "dots", "cut", "baud") || u.Port() != "" && !isPort(u.Port()) {
		return nil, bad
	}
	profile, ok := p.named(u.Query().Get)
	if !ok {
		return nil, bad
	}
	path := pathOf(u)
	switch u.Scheme {
	case "tcp":
		if _, port, err := net.SplitHostPort(u.Host); err != nil || port == "" {
			return nil, bad
		}
		return &escpos.Printer{Profile: profile, Dial: escpos.TCP(u.Host)}, nil
	case "ipp", "ipps":
		if u.Host == "" {
			return nil, bad
		}
		u.RawQuery = ""
		return &ipp.Printer{URL: u.String(), Dots: escpos.Paper80.Dots}, nil
	case "serial":
		path, baud, ok := port(address, printerBaud, "profile", "dots", "cut")
		if !ok {
			return nil, bad
		}
		return &escpos.Printer{Profile: profile, Dial: escpos.Serial(path, baud)}, nil
	case "spool":
		if path == "" || !escpos.HasSpooler {
			return nil, bad
		}
		profile.Status = false // a queue answers nothing
		return &escpos.Printer{Profile: profile, Dial: escpos.Spooler(path)}, nil
	case "folder":
		if path == "" {
			return nil, bad
		}
		return device.Folder{Dir: path, Dots: profile.Dots}, nil
	case "file":
		switch {
		case path == "":
			return nil, bad
		case strings.HasSuffix(strings.ToLower(path), ".png"):
			return picture{path, profile.Dots}, nil
		case !escpos.IsDevice(path):
			profile.Status = false // nobody answers from a file
		}
		return &escpos.Printer{Profile: profile, Dial: escpos.File(path)}, nil
	}
	return nil, bad
}

// only says whether nothing but these words stands behind an address. A misspelt one is not passed over: paper would
// come out as nobody wanted it.
func only(u *url.URL, words ...string) bool {
	query, err := url.ParseQuery(u.RawQuery)
	for word := range query {
		if !slices.Contains(words, word) {
			return false
		}
	}
	return err == nil
}

// isPort says whether a number is one of a port of TCP, 1 to 65535.
func isPort(number string) bool {
	n, err := strconv.ParseUint(number, 10, 16)
	return err == nil && n != 0
}

// picture writes a page as one PNG.
type picture struct {
	path string
	dots int
}

// Print implements device.Printer.
func (p picture) Print(_ context.Context, page device.Page) error {
	img, err := page.Draw(p.dots)
	if err != nil {
		return fmt.Errorf("draw %s: %w", page.Name, err)
	}
	f, err := os.Create(p.path)
	if err == nil {
		err = errors.Join(png.Encode(f, img), f.Sync(), f.Close())
	}
	if err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("printer_out"), err)
	}
	return nil
}
