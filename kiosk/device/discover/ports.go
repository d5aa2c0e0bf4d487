//go:build !windows

package discover

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Where things lie that were plugged in. Printers at USB are those that Linux's driver of printers (usblp) has taken.
const (
	printers = "dev/usb/lp*"
	stable   = "dev/serial/by-id/*" // names that stay when a line is plugged in elsewhere
)

var lines = []string{"dev/ttyUSB*", "dev/ttyACM*"}

// plugged are the printers and the serial lines at this PC.
func (f Finder) plugged() (l look) {
	l.found = f.glob(printers, func(path, name string) Found {
		return Found{Address: "file:" + path, Kind: Slip, Name: deviceID(f.read("sys/class/usbmisc/" + name + "/device/ieee1284_id"))}
	})
	l.found = append(l.found, f.lines()...)
	l.looked = []string{"file:/" + printers, "serial:/" + stable}
	for _, pattern := range lines {
		l.looked = append(l.looked, "serial:/"+pattern)
	}
	return l
}

// lines are serial lines that were plugged in, by names that stay where there are such.
func (f Finder) lines() []Found {
	line := func(path, name string) Found {
		return Found{Address: "serial:" + path, Kind: Line, Name: name}
	}
	var found []Found
	var named []string // the devices behind names that stay
	for _, l := range f.glob(stable, line) {
		path := strings.TrimPrefix(l.Address, "serial:")
		if to, err := filepath.EvalSymlinks(filepath.Join(f.root(), path)); err == nil {
			named = append(named, filepath.Base(to))
		}
		found = append(found, l)
	}
	for _, pattern := range lines {
		for _, l := range f.glob(pattern, line) {
			if !slices.Contains(named, l.Name) {
				l.Name = ""
				found = append(found, l)
			}
		}
	}
	return found
}

func (f Finder) root() string {
	if f.Root == "" {
		return "/"
	}
	return f.Root
}

// glob gives what is found for each file of a pattern; path is as on the machine.
func (f Finder) glob(pattern string, found func(path, name string) Found) (all []Found) {
	names, err := filepath.Glob(filepath.Join(f.root(), pattern))
	if err != nil {
		panic("discover: " + err.Error()) // the patterns are constants
	}
	for _, name := range names {
		if path, err := filepath.Rel(f.root(), name); err == nil {
			all = append(all, found("/"+filepath.ToSlash(path), filepath.Base(name)))
		}
	}
	return all
}

// read gives a small file, or "".
func (f Finder) read(path string) string {
	b, err := os.ReadFile(filepath.Join(f.root(), path))
	if err != nil {
		return ""
	}
	return string(b)
}

// deviceID reads maker and model from what printers say of themselves (IEEE 1284): MFG:Xprinter;MDL:XP-58;…
func deviceID(id string) string {
	parts := map[string]string{}
	for _, part := range strings.Split(id, ";") {
		if key, value, ok := strings.Cut(part, ":"); ok {
			parts[strings.ToUpper(strings.TrimSpace(key))] = strings.TrimSpace(value)
		}
	}
	first := func(keys ...string) string {
		for _, k := range keys {
			if parts[k] != "" {
				return parts[k]
			}
		}
		return ""
	}
	return strings.TrimSpace(first("MFG", "MANUFACTURER") + " " + first("MDL", "MODEL"))
}

// unsent are reasons why nobody was asked at all: they lie with this PC. All others mean that nobody listens there.
var unsent = []error{syscall.ENETUNREACH, syscall.ENETDOWN, syscall.EADDRNOTAVAIL, syscall.EACCES, syscall.EPERM, syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS}
