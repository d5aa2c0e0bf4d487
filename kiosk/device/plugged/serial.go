package plugged

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/camera"
	ports "yizhan/kiosk/device/port"
	"yizhan/kiosk/device/samv"
	"yizhan/kiosk/device/serialscan"
	"yizhan/sync/market"
)

// port takes "serial:/dev/ttyUSB0?baud=9600" apart; baud is what it is when nothing is said. Other words than these
// may not stand behind it.
func port(address string, baud int, words ...string) (path string, speed int, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "serial" || !only(u, append(words, "baud")...) {
		return "", 0, false
	}
	if path = pathOf(u); path == "" {
		return "", 0, false
	}
	if said := u.Query().Get("baud"); said != "" {
		if baud, err = strconv.Atoi(said); err != nil || baud < 300 || baud > 1_000_000 {
			return "", 0, false
		}
	}
	return path, baud, true
}

// pathOf is the path of file:/dev/usb/lp0 and of serial:COM3.
func pathOf(u *url.URL) string {
	if u.Opaque == "" {
		return u.Path
	}
	path, err := url.PathUnescape(u.Opaque)
	if err != nil {
		return ""
	}
	return path
}

// Reader gives the reader of identity cards at "serial:/dev/ttyUSB0", or bad_reader. "?once=1" says
// that it reads a card only once each time it is laid down.
func Reader(address string) (device.IDReader, error) {
	path, _, ok := port(address, 0, "once")
	if !ok {
		return nil, &market.Error{Code: "bad_reader", Field: "reader"}
	}
	u, _ := url.Parse(address) // port has
	return &reader{Reader: samv.Reader{Open: samv.Serial(path), Once: u.Query().Get("once") == "1"}, path: path}, nil
}

// reader is a reader at a port that can be looked for while a card is being read.
type reader struct {
	samv.Reader
	path string
}

// Probe implements device.Prober.
func (r *reader) Probe(context.Context) error { return plugged(r.path) }

// plugged says whether a port is there; asking whoever is behind it would be in the way of its work.
func plugged(path string) error {
	_, err := os.Stat(path)
	if runtime.GOOS == "windows" { // its ports are no files
		err = listed(path)
	}
	if err != nil {
		return device.Gone(err)
	}
	return nil
}

// listed gives an error for a port that the system does not know, "COM3".
func listed(name string) error {
	names, err := ports.List()
	if err != nil {
		return err
	}
	name = strings.TrimPrefix(name, `\\.\`)
	if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
		return fmt.Errorf("port %s: %w", name, fs.ErrNotExist)
	}
	return nil
}

// scannerBaud is what scanners at a line speak when they come out of their box.
const scannerBaud = 9600

// Scanner gives the scanner at "serial:/dev/ttyACM0" or behind "camera:/dev/video0", or bad_scanner. Only
// programs that are built with the tag "camera" have the second.
func Scanner(address string) (device.Scanner, error) {
	if u, err := url.Parse(address); err == nil && u.Scheme == "camera" && pathOf(u) != "" && only(u) && camera.Built {
		return &watcher{Camera: camera.New(camera.V4L2(pathOf(u)), time.Now), path: pathOf(u)}, nil
	}
	path, baud, ok := port(address, scannerBaud)
	if !ok {
		return nil, &market.Error{Code: "bad_scanner", Field: "scanner"}
	}
	return &scanner{Line: serialscan.New(serialscan.Port(path, baud)), path: path}, nil
}

type scanner struct {
	*serialscan.Line
	path string
}

// Probe implements device.Prober.
func (s *scanner) Probe(context.Context) error { return plugged(s.path) }

// watcher is a camera that can be looked for while it looks.
type watcher struct {
	*camera.Camera
	path string
}

// Probe implements device.Prober.
func (w *watcher) Probe(context.Context) error { return plugged(w.path) }
