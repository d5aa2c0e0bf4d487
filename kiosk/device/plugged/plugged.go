// Package plugged finds the drivers for what an installer wrote down: tcp://192.168.1.50:9100,
// ipp://192.168.1.60/ipp/print, file:/dev/usb/lp0, serial:/dev/ttyUSB0, folder:/var/slips, and spool:XP-58 for a queue of Windows.
//
// Begin at Settings, which Load reads from a station's folder (devices.json). Kinds of slip printers
// stand in profiles.json; a station names one behind an address, "?profile=80", and may add its own.
package plugged

import (
	"maps"
	"net"
	"net/url"
	"path/filepath"
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

// printer gives the printer at an address, or bad_printer, whose Field is field and what is wrong of the address.
// "?profile=80" behind it says what kind it is, "?cut=1" that it has a knife, "?baud=115200" how fast a serial line
// is, "?pin=" the fingerprint of an office printer's certificate, "?format=pdf" that a folder takes sheets in place of pictures. A file that ends in .png takes a picture, in .pdf
// a sheet, any other what the printer would be sent; single says that it is for one paper.
func (p Profiles) printer(address, field string, single bool) (device.Printer, error) {
	bad := func(what string) error {
		return &market.Error{Code: "bad_printer", Field: strings.TrimSuffix(field+": "+what, ": ")}
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, bad(meant(address))
	}
	if odd := odd(u, "profile", "dots", "cut", "baud", "pin", "format"); odd != "" {
		return nil, bad("?" + odd)
	}
	format := u.Query().Get("format")
	if format != "" && (u.Scheme != "folder" || format != "pdf" && format != "png") {
		return nil, bad("?format")
	}
	if u.Port() != "" && !isPort(u.Port()) {
		return nil, bad(":" + u.Port())
	}
	profile, wrong := p.named(u.Query().Get)
	if wrong != "" {
		return nil, bad("?" + wrong)
	}
	path := pathOf(u)
	switch u.Scheme {
	case "tcp":
		if _, port, err := net.SplitHostPort(u.Host); err != nil || port == "" {
			return nil, bad(u.Host)
		}
		return &escpos.Printer{Profile: profile, Dial: escpos.TCP(u.Host)}, nil
	case "ipp", "ipps":
		if u.Host == "" {
			return nil, bad("ipp://")
		}
		pin := u.Query().Get("pin")
		if pin != "" {
			var ok bool
			if pin, ok = ipp.Pin(pin); !ok || u.Scheme != "ipps" {
				return nil, bad("?pin")
			}
		}
		u.RawQuery = ""
		return &ipp.Printer{URL: u.String(), Dots: escpos.Paper80.Dots, Pin: pin}, nil
	case "serial":
		if path == "" {
			return nil, bad("serial:")
		}
		path, baud, ok := port(address, printerBaud, "profile", "dots", "cut")
		if !ok {
			return nil, bad("?" + u.RawQuery)
		}
		return &escpos.Printer{Profile: profile, Dial: escpos.Serial(path, baud)}, nil
	case "spool":
		if path == "" || !escpos.HasSpooler {
			return nil, bad("spool:")
		}
		profile.Status = false // a queue answers nothing
		return &escpos.Printer{Profile: profile, Dial: escpos.Spooler(path)}, nil
	case "folder":
		if path == "" {
			return nil, bad("folder:")
		}
		to := device.Folder{Dir: path, Dots: profile.Dots, PDF: format == "pdf"}
		if single {
			return chosen{to}, nil
		}
		return to, nil
	case "file":
		if path == "" {
			return nil, bad("file:")
		}
		return file(path, profile, single), nil
	}
	return nil, bad(meant(address))
}

// meant puts behind what is no address the one that it may have been meant for: a file's path, or a host with a port.
func meant(address string) string {
	if strings.HasPrefix(address, "/") {
		return address + " → file:" + address
	}
	if _, port, err := net.SplitHostPort(address); err == nil && isPort(port) {
		return address + " → tcp://" + address
	}
	return address
}

// file gives the printer behind a file: a device, or what stands for one.
func file(path string, profile escpos.Profile, single bool) device.Printer {
	to := files{path, true}
	if single {
		to = named(path)
	}
	switch end := strings.ToLower(filepath.Ext(to.path)); {
	case escpos.IsDevice(path):
		return &escpos.Printer{Profile: profile, Dial: escpos.File(path)}
	case end == ".png", end == ".pdf":
		return paper{to, profile.Dots, end == ".pdf"}
	}
	profile.Status = false // nobody answers from a file
	return &escpos.Printer{Profile: profile, Dial: escpos.Into(to.begin, to.keep)}
}

// only says whether nothing but these words stands behind an address. A misspelt one is not passed over: paper would
// come out as nobody wanted it.
func only(u *url.URL, words ...string) bool { return odd(u, words...) == "" }

// odd is the first word behind an address that is none of these, "" for none.
func odd(u *url.URL, words ...string) string {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return u.RawQuery
	}
	for _, word := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(words, word) {
			return word
		}
	}
	return ""
}

// isPort says whether a number is one of a port of TCP, 1 to 65535.
func isPort(number string) bool {
	n, err := strconv.ParseUint(number, 10, 16)
	return err == nil && n != 0
}
