package devicetest

import (
	"bytes"
	"io"
	"testing"
)

// half is a line of which one end is read and nobody listens at the other.
type half struct{ io.Reader }

func (half) Write(b []byte) (int, error) { return len(b), nil }

// What a printer passes over it passes over where NULs end something that broke off, and nowhere else: a driver that sends
// bytes too many fails.
func TestStrayBytes(t *testing.T) {
	const nuls, begins, band = "\x00\x00\x00\x00\x00\x00\x00\x00", "\x1b@", "\x1dv0\x00\x08\x00\x02\x00"
	for name, c := range map[string]struct {
		sent string
		bad  bool
	}{
		"nothing broke off":             {sent: nuls + "\x10\x04\x01" + begins},
		"a head":                        {sent: begins + "\x1d" + nuls + "\x10\x04\x01" + begins},
		"a band, and a question's head": {sent: begins + band + "\xff\xff\xff\xff\xff\xff\xff" + nuls + "\x10\x04\x01" + nuls + begins},
		"a letter that is none":         {sent: begins + "\x04", bad: true},
		"behind NULs":                   {sent: nuls + begins + "\x0f", bad: true},
		"behind a band":                 {sent: begins + band + nuls + nuls + "\x01", bad: true},
		"one NUL":                       {sent: begins + "\x00" + begins, bad: true},
		"a command of NUL":              {sent: begins + "\x1b\x00" + begins, bad: true},
		"what was eaten, and begun anew": {
			sent: begins + band + "\xff\xff\xff\xff\xff\xff\xff" + nuls + "\x10\x04\x01" + nuls + begins + "\x02", bad: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := NewSlipPrinter(t)
			if err := p.serve(half{bytes.NewReader([]byte(c.sent))}); (err != nil) != c.bad {
				t.Errorf("%v", err)
			}
		})
	}
}
