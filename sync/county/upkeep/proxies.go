package upkeep

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"yizhan/sync/market"
)

// Proxies are the networks of the proxies that stand before the county. What they say of where a request came
// from is believed; nobody else's word is, or everybody could choose an address to be counted under.
type Proxies []netip.Prefix

// ParseProxies reads networks and addresses between commas: "10.0.0.0/8,127.0.0.1"; "" is none. It
// refuses with bad_value.
func ParseProxies(s string) (Proxies, error) {
	var out Proxies
	for one := range strings.SplitSeq(s, ",") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		p, err := netip.ParsePrefix(one)
		if a, bad := netip.ParseAddr(one); err != nil && bad == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			return nil, &market.Error{Code: "bad_value", Field: "trusted-proxy"}
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

func (p Proxies) trust(a netip.Addr) bool {
	for _, one := range p {
		if one.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// Handler lets next see the address of whoever asked the outermost proxy that is trusted. Addresses in
// X-Forwarded-For are read from the last, which the nearest proxy wrote, to the first that is not a
// trusted proxy's; those before it are anybody's words.
func (p Proxies) Handler(next http.Handler) http.Handler {
	if len(p) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if from, ok := p.client(r); ok {
			r.RemoteAddr = net.JoinHostPort(from.String(), "0")
		}
		next.ServeHTTP(w, r)
	})
}

// client gives the address that a trusted proxy names.
func (p Proxies) client(r *http.Request) (netip.Addr, bool) {
	near, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !p.trust(near.Addr()) {
		return netip.Addr{}, false
	}
	at, found := near.Addr(), false
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trust(at); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		at, found = hop.Unmap().WithZone(""), true
	}
	return at, found
}
