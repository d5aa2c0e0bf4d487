package discover

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/mdns"
)

// listenTime is how long office printers have to announce themselves.
const listenTime = 2 * time.Second

// announced are the office printers that announce IPP by multicast DNS (RFC 6763, Bonjour Printing), and the
// interfaces at which they were asked for.
func announced(ctx context.Context, up []net.Interface) (found []Found, looked []string) {
	entries := make(chan *mdns.ServiceEntry, 64)
	var asked sync.WaitGroup
	for _, i := range up {
		if i.Flags&net.FlagUp == 0 {
			continue
		}
		looked = append(looked, "_ipp._tcp "+i.Name)
		asked.Go(func() {
			// An interface without multicast announces nothing.
			_ = mdns.QueryContext(ctx, &mdns.QueryParam{
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
			found = append(found, o)
		}
	}
	return found, looked
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
