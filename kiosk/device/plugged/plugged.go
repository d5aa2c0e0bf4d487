// Package plugged finds the driver for what an installer wrote down: tcp://192.168.1.50:9100,
// ipp://192.168.1.60/ipp/print, file:/dev/usb/lp0. Begin at Printer.
package plugged

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/device/ipp"
	"yizhan/sync/market"
)

// Printer gives the printer at an address, or bad_printer. "?dots=576" behind it says 80 mm paper,
// "?cut=1" a knife. A file that ends in .png takes a picture, any other what the printer would be sent.
func Printer(address string) (device.Printer, error) {
	bad := &market.Error{Code: "bad_printer", Field: "to"}
	u, err := url.Parse(address)
	if err != nil {
		return nil, bad
	}
	profile := escpos.Paper58
	switch u.Query().Get("dots") {
	case "", "384":
	case "576":
		profile = escpos.Paper80
	default:
		return nil, bad
	}
	if cut := u.Query().Get("cut"); cut != "" {
		if profile.Cutter, err = strconv.ParseBool(cut); err != nil {
			return nil, bad
		}
	}
	switch u.Scheme {
	case "tcp":
		if _, _, err := net.SplitHostPort(u.Host); err != nil {
			return nil, bad
		}
		return &escpos.Printer{Profile: profile, Dial: escpos.TCP(u.Host)}, nil
	case "ipp", "ipps":
		if u.Host == "" {
			return nil, bad
		}
		u.RawQuery = ""
		return &ipp.Printer{URL: u.String(), Dots: escpos.Paper80.Dots}, nil
	case "file":
		path := u.Path
		if u.Opaque != "" {
			if path, err = url.PathUnescape(u.Opaque); err != nil {
				return nil, bad
			}
		}
		if path == "" {
			return nil, bad
		}
		if strings.HasSuffix(strings.ToLower(path), ".png") {
			return picture{path, profile.Dots}, nil
		}
		return &escpos.Printer{Profile: profile, Dial: escpos.File(path)}, nil
	}
	return nil, bad
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
