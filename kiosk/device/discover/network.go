package discover

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// What is asked of a network at most.
const (
	slipPort    = "9100"
	widest      = 24                     // bits: 254 neighbours
	atOnce      = 64                     // connections under way
	answerTime  = 600 * time.Millisecond // to open a connection
	mostNetwork = 4
)

// network is addresses around one of this PC's own.
type network struct {
	own    netip.Addr
	around netip.Prefix
}

// private gives the networks of private IPv4 addresses at interfaces that are up, none of them wider than
// widest: of a wider one the part around the own address.
func private(up []net.Interface) (out []network) {
	for _, i := range up {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue // an interface that has just gone
		}
		for _, a := range addresses {
			prefix, err := netip.ParsePrefix(a.String())
			if err != nil {
				continue
			}
			if n, ok := narrow(prefix); ok && len(out) < mostNetwork {
				out = append(out, n)
			}
		}
	}
	return out
}

// narrow is the part of a network that is looked at, false for one that is none of our business.
func narrow(own netip.Prefix) (network, bool) {
	at := own.Addr().Unmap()
	if !at.Is4() || !at.IsPrivate() || own.Bits() > 30 {
		return network{}, false
	}
	return network{at, netip.PrefixFrom(at, max(own.Bits(), widest)).Masked()}, true
}

// neighbours are all addresses but the first, the last and the own.
func (n network) neighbours() (out []netip.Addr) {
	for a := n.around.Addr().Next(); n.around.Contains(a.Next()); a = a.Next() {
		if a != n.own {
			out = append(out, a)
		}
	}
	return out
}

// ports tries the port of slip printers at every neighbour and hangs up at once. A network of which it has tried all
// is among looked.
func (f Finder) ports(ctx context.Context, up []net.Interface) (l look) {
	networks, port := f.networks, f.port
	if networks == nil {
		networks = private
	}
	if port == "" {
		port = slipPort
	}
	for _, n := range networks(up) {
		found, could := n.listening(ctx, port)
		l.found = append(l.found, found...)
		l.at("tcp://"+n.around.String()+":"+port, could)
	}
	return l
}

// listening are the neighbours that listen at a port; could is false when not all of them could be tried.
func (n network) listening(ctx context.Context, port string) (found []Found, could bool) {
	room := make(chan struct{}, atOnce)
	var all sync.WaitGroup
	var mu sync.Mutex
	untried := false
	for _, a := range n.neighbours() {
		select {
		case room <- struct{}{}:
		case <-ctx.Done():
			all.Wait()
			return found, false
		}
		all.Go(func() {
			defer func() { <-room }()
			d := net.Dialer{Timeout: answerTime}
			at := net.JoinHostPort(a.String(), port)
			c, err := d.DialContext(ctx, "tcp", at)
			if err == nil {
				c.Close()
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				found = append(found, Found{Address: "tcp://" + at, Kind: Slip})
			case slices.ContainsFunc(unsent, func(why error) bool { return errors.Is(err, why) }):
				untried = true
			}
		})
	}
	all.Wait()
	return found, !untried && ctx.Err() == nil
}
