package discover

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/mdns"
)

// listenTime is how long office printers have to announce themselves.
const listenTime = 2 * time.Second

// announced are the office printers that announce IPP by multicast DNS (RFC 6763, Bonjour Printing), and the
// interfaces at which they were asked for. One without multicast, or that has just gone, cannot be asked.
func announced(ctx context.Context, up []net.Interface) (l look) {
	up = slices.DeleteFunc(slices.Clone(up), func(i net.Interface) bool { return i.Flags&net.FlagUp == 0 })
	entries := make(chan *mdns.ServiceEntry, 64)
	var asked sync.WaitGroup
	faults := make([]error, len(up))
	for n, i := range up {
		asked.Go(func() {
			faults[n] = mdns.QueryContext(ctx, &mdns.QueryParam{
				Service: "_ipp._tcp", Interface: &i, Timeout: listenTime, Entries: entries, DisableIPv6: true,
				Logger: slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo),
			})
		})
	}
	go func() {
		asked.Wait()
		close(entries)
	}()
	for e := range entries {
		if o, ok := office(e); ok {
			l.found = append(l.found, o)
		}
	}
	for n, i := range up {
		l.at("_ipp._tcp "+i.Name, faults[n] == nil && ctx.Err() == nil)
	}
	return l
}

// office reads what was announced: where, and under rp the path of the queue, under ty its make.
func office(e *mdns.ServiceEntry) (Found, bool) {
	if !strings.Contains(e.Name, "._ipp._tcp.") || e.AddrV4 == nil || e.Port == 0 {
		return Found{}, false
	}
	name, _, _ := strings.Cut(e.Name, "._ipp._tcp.")
	o := Found{Kind: Office, Name: strings.ReplaceAll(name, `\`, "")}
	at := url.URL{Scheme: "ipp", Host: net.JoinHostPort(e.AddrV4.String(), strconv.Itoa(e.Port)), Path: "/"}
	for _, field := range e.InfoFields {
		switch key, value, _ := strings.Cut(field, "="); strings.ToLower(key) {
		case "rp":
			at.Path = "/" + strings.TrimPrefix(value, "/")
		case "ty":
			if value != "" && value != o.Name {
				o.Name += " · " + value
			}
		}
	}
	o.Address = at.String()
	return o, true
}
