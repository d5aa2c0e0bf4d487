package discover

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/mdns"
)

// What is plugged in is found with the name that it has of its own, and a line that has a name that stays
// is found by that alone.
func TestPlugged(t *testing.T) {
	root := t.TempDir()
	put := func(path, text string) {
		t.Helper()
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("dev/usb/lp0", "")
	put("dev/usb/lp1", "")
	put("sys/class/usbmisc/lp0/device/ieee1284_id", "MFG:Xprinter;CMD:ESC/POS;MDL:XP-58;CLS:PRINTER;\n")
	put("dev/ttyUSB0", "")
	put("dev/ttyUSB1", "")
	put("dev/ttyACM0", "")
	put("dev/ttyS0", "")
	if err := os.MkdirAll(filepath.Join(root, "dev/serial/by-id"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../ttyUSB1", filepath.Join(root, "dev/serial/by-id/usb-Reader_1-if00")); err != nil {
		t.Fatal(err)
	}
	got := Finder{Root: root, Interfaces: func() ([]net.Interface, error) { return nil, nil }}.Find(t.Context())
	want := []Found{
		{"file:/dev/usb/lp0", Slip, "Xprinter XP-58"},
		{"file:/dev/usb/lp1", Slip, ""},
		{"serial:/dev/serial/by-id/usb-Reader_1-if00", Line, "usb-Reader_1-if00"},
		{"serial:/dev/ttyACM0", Line, ""},
		{"serial:/dev/ttyUSB0", Line, ""},
	}
	if !slices.Equal(got.Found, want) {
		t.Errorf("%+v", got.Found)
	}
}

// Who finds nothing is told where was looked.
func TestLooked(t *testing.T) {
	lo, err := loopback()
	if err != nil {
		t.Fatal(err)
	}
	around := netip.MustParsePrefix("127.0.0.8/29")
	f := Finder{
		Root: t.TempDir(), Interfaces: func() ([]net.Interface, error) { return []net.Interface{lo}, nil }, port: "1",
		networks: func([]net.Interface) []network { return []network{{netip.MustParseAddr("127.0.0.9"), around}} },
	}
	got := f.Find(t.Context())
	want := []string{"file:/dev/usb/lp*", "serial:/dev/serial/by-id/*", "serial:/dev/ttyUSB*", "serial:/dev/ttyACM*", "tcp://127.0.0.8/29:1", "_ipp._tcp " + lo.Name}
	if len(got.Found) != 0 || !slices.Equal(got.Looked, want) {
		t.Errorf("looked at %q and found %v", got.Looked, got.Found)
	}
	if len(got.Failed) != 0 {
		t.Errorf("failed at %q", got.Failed)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := f.Find(ctx); !slices.Equal(got.Looked, want[:4]) || !slices.Equal(got.Failed, want[4:]) {
		t.Errorf("cut short, it looked at %q and failed at %q", got.Looked, got.Failed)
	}
}

// Where a question could not be asked nobody was asked: an interface that has just gone, one that is down, and a
// network to which no way leads, as to one of many receivers (multicast).
func TestNotLooked(t *testing.T) {
	gone := net.Interface{Index: 1 << 20, Name: "gone0", Flags: net.FlagUp | net.FlagMulticast}
	down := net.Interface{Index: 1<<20 + 1, Name: "down0"}
	f := Finder{
		Root: t.TempDir(), Interfaces: func() ([]net.Interface, error) { return []net.Interface{gone, down}, nil }, port: "1",
		networks: func([]net.Interface) []network {
			return []network{{netip.MustParseAddr("224.0.0.1"), netip.MustParsePrefix("224.0.0.0/29")}}
		},
	}
	got := f.Find(t.Context())
	if want := []string{"tcp://224.0.0.0/29:1", "_ipp._tcp gone0"}; !slices.Equal(got.Failed, want) || len(got.Looked) != 4 {
		t.Errorf("it failed at %q, want %q, and looked at %q", got.Failed, want, got.Looked)
	}
	f.Interfaces = func() ([]net.Interface, error) { return nil, errors.New("no interfaces") }
	f.networks = nil
	if got := f.Find(t.Context()); !slices.Equal(got.Failed, []string{networksOfThis}) {
		t.Errorf("a PC that does not know its networks failed at %q", got.Failed)
	}
}

// Only private networks are looked at, and of a wide one only what is around this PC.
func TestNarrow(t *testing.T) {
	for own, want := range map[string]string{
		"192.168.1.20/24": "192.168.1.0/24", "10.3.7.9/8": "10.3.7.0/24", "172.16.0.130/26": "172.16.0.128/26",
		"203.0.113.9/24": "", "127.0.0.1/8": "", "169.254.3.4/16": "", "192.168.1.20/32": "", "192.168.1.20/31": "", "fd00::2/64": "",
	} {
		n, ok := narrow(netip.MustParsePrefix(own))
		if got := n.around.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s, %v; want %q", own, got, ok, want)
		}
	}
	n, _ := narrow(netip.MustParsePrefix("192.168.1.2/29"))
	var got []string
	for _, a := range n.neighbours() {
		got = append(got, a.String())
	}
	if want := "192.168.1.1 192.168.1.3 192.168.1.4 192.168.1.5 192.168.1.6"; strings.Join(got, " ") != want {
		t.Errorf("neighbours: %v", got)
	}
}

// Of all neighbours those are found that listen, and nothing is said to them.
func TestNeighbours(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.3:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	heard := make(chan int, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			heard <- -1
			return
		}
		defer c.Close()
		n, _ := c.Read(make([]byte, 16)) // it hangs up
		heard <- n
	}()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	f := Finder{
		Root: t.TempDir(), Interfaces: func() ([]net.Interface, error) { return nil, nil }, port: port,
		networks: func([]net.Interface) []network {
			return []network{{netip.MustParseAddr("127.0.0.1"), netip.MustParsePrefix("127.0.0.0/28")}}
		},
	}
	if got, want := f.Find(t.Context()).Found, []Found{{"tcp://127.0.0.3:" + port, Slip, ""}}; !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if n := <-heard; n != 0 {
		t.Errorf("%d bytes were sent to it", n)
	}
}

// An office printer announces itself, on this PC alone, and is found with its queue and its make; that it
// listens at the port of slip printers too makes it none.
func TestAnnounced(t *testing.T) {
	lo, err := loopback()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.5:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	service, err := mdns.NewMDNSService("Slip Laser", "_ipp._tcp", "", "printer.local.", 8631, []net.IP{net.IPv4(127, 0, 0, 5)}, []string{"rp=ipp/print", "ty=Example 2100"})
	if err != nil {
		t.Fatal(err)
	}
	server, err := mdns.NewServer(&mdns.Config{Zone: service, Iface: &lo})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Shutdown()
	f := Finder{
		Root: t.TempDir(), Interfaces: func() ([]net.Interface, error) { return []net.Interface{lo}, nil }, port: port,
		networks: func([]net.Interface) []network {
			return []network{{netip.MustParseAddr("127.0.0.1"), netip.MustParsePrefix("127.0.0.0/29")}}
		},
	}
	if got, want := f.Find(t.Context()).Found, []Found{{"ipp://127.0.0.5:8631/ipp/print", Office, "Slip Laser · Example 2100"}}; !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func loopback() (net.Interface, error) {
	all, err := net.Interfaces()
	for _, i := range all {
		if i.Flags&net.FlagLoopback != 0 {
			return i, nil
		}
	}
	return net.Interface{}, err
}

func TestOffice(t *testing.T) {
	at := net.IPv4(192, 168, 1, 60)
	for name, c := range map[string]struct {
		e    mdns.ServiceEntry
		want Found
		ok   bool
	}{
		"no queue named":   {mdns.ServiceEntry{Name: `Laser._ipp._tcp.local.`, AddrV4: at, Port: 631}, Found{"ipp://192.168.1.60:631/", Office, "Laser"}, true},
		"another service":  {mdns.ServiceEntry{Name: `Laser._http._tcp.local.`, AddrV4: at, Port: 80}, Found{}, false},
		"no address":       {mdns.ServiceEntry{Name: `Laser._ipp._tcp.local.`, Port: 631}, Found{}, false},
		"an odd character": {mdns.ServiceEntry{Name: `L._ipp._tcp.local.`, AddrV4: at, Port: 631, InfoFields: []string{"rp=printers/办公 室", "note"}}, Found{"ipp://192.168.1.60:631/printers/%E5%8A%9E%E5%85%AC%20%E5%AE%A4", Office, "L"}, true},
	} {
		if got, ok := office(&c.e); got != c.want || ok != c.ok {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
}
