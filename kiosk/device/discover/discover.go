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

// Report is what was found, and where was looked for it: who finds nothing has to know whether the network of the
// printer was among it.
type Report struct {
	// Looked are places by their addresses with * or a network for the part that was tried: "serial:/dev/ttyUSB*",
	// "tcp://192.168.1.0/24:9100", and "_ipp._tcp eth0" for the interface at which office printers were asked for.
	Looked []string `json:"looked"`
	// Failed are places, said alike, that were to be looked at and could not be, or not to the end.
	Failed []string `json:"failed"`
	Found  []Found  `json:"found"` // sorted by address
}

// networksOfThis stands among Failed where this PC does not say in which networks it stands.
const networksOfThis = "tcp://*:" + slipPort

// Finder looks around.
type Finder struct {
	// Root is the folder in which dev and sys are; "" is the machine's own.
	Root string
	// Interfaces are those whose networks are looked at; nil are those of the machine.
	Interfaces func() ([]net.Interface, error)

	port     string // of slip printers; "" is 9100
	networks func([]net.Interface) []network
}

// look is what was found in some places, and in which.
type look struct {
	found          []Found
	looked, failed []string
}

// at notes that a place was looked at, or could not be.
func (l *look) at(place string, could bool) {
	if could {
		l.looked = append(l.looked, place)
	} else {
		l.failed = append(l.failed, place)
	}
}

// Find gives all that is found until ctx ends. A place is among Looked once the question there was asked.
func (f Finder) Find(ctx context.Context) Report {
	interfaces := f.Interfaces
	if interfaces == nil {
		interfaces = net.Interfaces
	}
	up, err := interfaces()
	if err != nil {
		up = nil // the PC's own ports are found without a network
	}
	var all sync.WaitGroup
	var own, slips, offices look
	all.Go(func() { own = f.plugged() })
	all.Go(func() { slips = f.ports(ctx, up) })
	all.Go(func() { offices = announced(ctx, up) })
	all.Wait()
	// Office printers listen at the port of slip printers too.
	slips.found = slices.DeleteFunc(slips.found, func(s Found) bool {
		return slices.ContainsFunc(offices.found, func(o Found) bool { return host(o.Address) == host(s.Address) })
	})
	// Lists also where there is nothing.
	r := Report{Looked: []string{}, Failed: []string{}, Found: []Found{}}
	for _, l := range []look{own, slips, offices} {
		r.Looked, r.Failed, r.Found = append(r.Looked, l.looked...), append(r.Failed, l.failed...), append(r.Found, l.found...)
	}
	if err != nil {
		r.Failed = append(r.Failed, networksOfThis)
	}
	slices.SortFunc(r.Found, func(a, b Found) int { return cmp.Compare(a.Address, b.Address) })
	r.Found = slices.Compact(r.Found)
	return r
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
