package serialscan_test

import (
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/creack/pty"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/serialscan"
)

// cable is a pseudo terminal that can be unplugged.
type cable struct {
	t  *testing.T
	mu sync.Mutex
	// The ends; nil while it is unplugged.
	scanner, station *os.File
}

func (c *cable) plug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	var err error
	if c.scanner, c.station, err = pty.Open(); err != nil {
		c.t.Fatal(err)
	}
}

func (c *cable) unplug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.scanner != nil {
		c.scanner.Close()
		c.station.Close()
		c.scanner = nil
	}
}

func (c *cable) open() (io.ReadCloser, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.scanner == nil {
		return nil, os.ErrNotExist
	}
	return serialscan.Port(c.station.Name(), 9600)()
}

func TestLine(t *testing.T) {
	devicetest.Scanner(t, func(t *testing.T) devicetest.ScannerBench {
		c := &cable{t: t}
		c.plug()
		t.Cleanup(c.unplug)
		return devicetest.ScannerBench{
			Scanner: serialscan.New(c.open), Unplug: c.unplug, Plug: c.plug,
			Scan: func(text string) {
				if _, err := io.WriteString(c.scanner, text+"\r\n"); err != nil {
					t.Error(err)
				}
			},
		}
	})
}

// What scanners send beside codes, and what no scanner sends.
func TestWhatIsACode(t *testing.T) {
	for name, c := range map[string]struct {
		sent string
		want []string
	}{
		"with CR":                   {"6901234567892\r", []string{"6901234567892"}},
		"with CR LF, twice":         {"A1\r\nB2\r\n", []string{"A1", "B2"}},
		"without a line end":        {"A1\x00\x00", []string{"A1"}}, // the second \x00 stands for silence
		"blanks around":             {"  A1 \r", []string{"A1"}},
		"line ends alone":           {"\r\n\r\n", nil},
		"too long":                  {strings.Repeat("9", 4000) + "\rA1\r", []string{"A1"}},
		"no text":                   {"\xff\xfe\rA1\r", []string{"A1"}},
		"cut off by the end":        {"A1\rB", []string{"A1"}},
		"the longest that we print": {strings.Repeat("9", 1300) + "\r", []string{strings.Repeat("9", 1300)}},
	} {
		for way, wrap := range map[string]func(io.Reader) io.Reader{"at once": func(r io.Reader) io.Reader { return r }, "byte by byte": iotest.OneByteReader} {
			t.Run(name+", "+way, func(t *testing.T) {
				var got []string
				serialscan.Listen(t.Context(), wrap(pausing{strings.NewReader(c.sent)}), func(text string) { got = append(got, text) })
				if !slices.Equal(got, c.want) {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
	}
}

// pausing gives nothing at a zero byte, as a port does when nothing comes for a while.
type pausing struct{ from io.Reader }

func (p pausing) Read(b []byte) (int, error) {
	n := 0
	for n < len(b) {
		one := make([]byte, 1)
		if _, err := p.from.Read(one); err != nil {
			return n, errIf(n == 0, err)
		}
		if one[0] == 0 {
			return n, nil
		}
		b[n] = one[0]
		n++
	}
	return n, nil
}

func errIf(yes bool, err error) error {
	if yes {
		return err
	}
	return nil
}
