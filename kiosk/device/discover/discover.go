// Package discover looks for what may be a slip printer, an office printer or a device at a line: at the
// ports of this PC and in the networks in which it stands.
//
// Begin at Finder.Find. Nothing is looked for unless somebody asks. Nothing is sent to what is found: a
// laser printer would print the question of a slip printer. Networks are only those of private addresses
// (RFC 1918), and of each at most the 254 neighbours of this PC.
package discover

import (
	"cmp"
	"context"
	"net"
	"slices"
	"strings"
	"sync"
)

// Kind is what something that was found may be.
type Kind string

// Slip is a slip printer, Office one that takes A4, Line a device at a serial line: a printer, a scanner
// or a reader of cards, which nobody can tell without talking to it.
const (
	Slip   Kind = "slip"
	Office Kind = "office"
	Line   Kind = "line"
)

// Found is something that was found.
type Found struct {
	Address string `json:"address"` // as plugged takes it
	Kind    Kind   `json:"kind"`
	Name    string `json:"name"` // what it says of itself; "" when nothing
}

// Finder looks around.
type Finder struct {
	// Root is the folder in which dev and sys are; "" is the machine's own.
	Root string
	// Interfaces are those whose networks are looked at; nil are those of the machine.
	Interfaces func() ([]net.Interface, error)

	port     string // of slip printers; "" is 9100
	networks func([]net.Interface) []network
}

// Find gives all that is found until ctx ends, sorted by address. What cannot be looked at is left out.
func (f Finder) Find(ctx context.Context) []Found {
	interfaces := f.Interfaces
	if interfaces == nil {
		interfaces = net.Interfaces
	}
	up, err := interfaces()
	if err != nil {
		up = nil // the PC's own ports are found without a network
	}
	var all sync.WaitGroup
	var usb, lines, slips, offices []Found
	all.Go(func() { usb = f.usb() })
	all.Go(func() { lines = f.lines() })
	all.Go(func() { slips = f.ports(ctx, up) })
	all.Go(func() { offices = announced(ctx, up) })
	all.Wait()
	// Office printers listen at the port of slip printers too.
	slips = slices.DeleteFunc(slips, func(s Found) bool {
		return slices.ContainsFunc(offices, func(o Found) bool { return host(o.Address) == host(s.Address) })
	})
	found := slices.Concat(usb, lines, slips, offices)
	slices.SortFunc(found, func(a, b Found) int { return cmp.Compare(a.Address, b.Address) })
	return slices.Compact(found)
}

// host is that of tcp://192.168.1.50:9100 and ipp://192.168.1.50:631/ipp/print.
func host(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	rest, _, _ = strings.Cut(rest, "/")
	name, _, err := net.SplitHostPort(rest)
	if err != nil {
		return rest
	}
	return name
}
