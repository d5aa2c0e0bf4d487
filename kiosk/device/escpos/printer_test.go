package escpos_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

// paper is a printer at a port that understands what it is sent, and can be broken.
type paper struct {
	address string

	mu     sync.Mutex
	broken func(got int) bool // hangs up after so many bytes
	mute   bool               // answers nothing
	out    bool               // paper is out
	lies   bool               // garbage instead of answers
	inRow  bool               // knows GS r
	empty  int                // paper runs out after so many rows; 0: never
	rows   []byte             // what is on paper, a byte a dot, 1 black
	width  int
	feeds  int
	cuts   int
	begun  int
}

func newPaper(t *testing.T, set func(*paper)) *paper {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &paper{address: l.Addr().String(), inRow: true}
	set(p)
	var served sync.WaitGroup
	served.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			served.Go(func() {
				defer c.Close()
				p.serve(c)
			})
		}
	})
	t.Cleanup(func() { l.Close() })
	return p
}

// serve reads commands as the manual of ESC/POS has them: independent of package escpos.
func (p *paper) serve(c net.Conn) {
	got := 0
	next := func(n int) ([]byte, bool) {
		b := make([]byte, n)
		for i := range b {
			p.mu.Lock()
			stop := p.broken != nil && p.broken(got)
			p.mu.Unlock()
			if stop {
				return nil, false
			}
			if _, err := io.ReadFull(c, b[i:i+1]); err != nil {
				return nil, false
			}
			got++
		}
		return b, true
	}
	say := func(b ...byte) {
		p.mu.Lock()
		defer p.mu.Unlock()
		switch {
		case p.mute:
		case p.lies:
			c.Write([]byte{0xFF, 0xC3, 0x80}) // nobody's answer
		default:
			c.Write(b)
		}
	}
	for {
		b, ok := next(2)
		if !ok {
			return
		}
		switch {
		case b[0] == 0x10 && b[1] == 0x04:
			q, ok := next(1)
			if !ok {
				return
			}
			p.mu.Lock()
			out := p.out
			p.mu.Unlock()
			answer := map[byte]byte{1: 0x12, 2: 0x12, 4: 0x12}[q[0]]
			if out {
				answer = map[byte]byte{1: 0x1A, 2: 0x32, 4: 0x7E}[q[0]]
			}
			say(answer)
		case b[0] == 0x1B && b[1] == '@':
			p.mu.Lock()
			p.begun++
			p.mu.Unlock()
		case b[0] == 0x1B && b[1] == 'd':
			n, ok := next(1)
			if !ok {
				return
			}
			p.mu.Lock()
			p.feeds += int(n[0])
			p.mu.Unlock()
		case b[0] == 0x1D && b[1] == 'r':
			if _, ok := next(1); !ok {
				return
			}
			p.mu.Lock()
			known, out := p.inRow, p.out
			p.mu.Unlock()
			if known && out {
				say(0x0C)
			} else if known {
				say(0)
			}
		case b[0] == 0x1D && b[1] == 'V':
			n, ok := next(1)
			if !ok {
				return
			}
			if n[0] == 66 {
				if _, ok := next(1); !ok {
					return
				}
			}
			p.mu.Lock()
			p.cuts++
			p.mu.Unlock()
		case b[0] == 0x1D && b[1] == 'v':
			h, ok := next(6)
			if !ok {
				return
			}
			wide, high := int(h[2])|int(h[3])<<8, int(h[4])|int(h[5])<<8
			data, ok := next(wide * high)
			if !ok {
				return
			}
			p.mu.Lock()
			p.width = wide * 8
			for _, d := range data {
				for bit := 7; bit >= 0; bit-- {
					p.rows = append(p.rows, d>>bit&1)
				}
			}
			if p.empty > 0 && len(p.rows)/p.width >= p.empty {
				p.out = true
			}
			p.mu.Unlock()
		default:
			panic(fmt.Sprintf("the printer was sent % X", b))
		}
	}
}

func (p *paper) refill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.out, p.empty = false, 0
}

// drawn is a picture with a pattern that shows every dot.
func drawn(dots int) (image.Image, error) {
	img := image.NewGray(image.Rect(0, 0, dots, 300))
	for i := range img.Pix {
		img.Pix[i] = 255
		if x, y := i%dots, i/dots; x == y || x == dots-1 || y == 299 || (x*7+y*3)%11 == 0 {
			img.Pix[i] = 0
		}
	}
	return img, nil
}

var page = device.Page{Name: "000001-12-1-5", Draw: drawn}

func TestEveryDotIsPrinted(t *testing.T) {
	for _, profile := range []escpos.Profile{escpos.Paper58, escpos.Paper80} {
		p := newPaper(t, func(*paper) {})
		printer := &escpos.Printer{Profile: profile, Dial: escpos.TCP(p.address)}
		if err := printer.Print(t.Context(), page); err != nil {
			t.Fatal(err)
		}
		want, _ := drawn(profile.Dots)
		p.mu.Lock()
		if p.width != profile.Dots || len(p.rows) != profile.Dots*300 || p.begun != 1 || p.feeds == 0 || (p.cuts == 1) != profile.Cutter {
			t.Fatalf("%d wide, %d dots, begun %d, fed %d, cut %d", p.width, len(p.rows), p.begun, p.feeds, p.cuts)
		}
		for i, dot := range p.rows {
			if black := want.At(i%profile.Dots, i/profile.Dots).(color.Gray).Y == 0; black != (dot == 1) {
				t.Fatalf("dot %d,%d is %d", i%profile.Dots, i/profile.Dots, dot)
			}
		}
		p.mu.Unlock()
	}
}

// Every job ends in a true state: printed, printer_out when nothing came out, else nobody knows.
func TestFaults(t *testing.T) {
	const nobodyKnows = "nobody knows"
	for name, c := range map[string]struct {
		set     func(*paper)
		profile func(*escpos.Profile)
		want    string
	}{
		"fine":                         {set: func(*paper) {}},
		"fine, a clone without GS r":   {set: func(p *paper) { p.inRow = false }},
		"no paper":                     {set: func(p *paper) { p.out = true }, want: "printer_out"},
		"says nothing":                 {set: func(p *paper) { p.mute = true }, want: nobodyKnows},
		"says garbage":                 {set: func(p *paper) { p.lies = true }, want: nobodyKnows},
		"hangs up at once":             {set: func(p *paper) { p.broken = func(int) bool { return true } }, want: "printer_out"},
		"hangs up in the middle":       {set: func(p *paper) { p.broken = func(n int) bool { return n > 9000 } }, want: nobodyKnows},
		"hangs up at the last byte":    {set: func(p *paper) { p.broken = func(n int) bool { return n >= 48*300 } }, want: nobodyKnows},
		"paper runs out in the middle": {set: func(p *paper) { p.empty = 100 }, want: nobodyKnows},
		"not asked for its state":      {set: func(*paper) {}, profile: func(p *escpos.Profile) { p.Status = false }, want: nobodyKnows},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPaper(t, c.set)
			printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(p.address)}
			if c.profile != nil {
				c.profile(&printer.Profile)
			}
			err := printer.Print(t.Context(), page)
			got := market.Code(err)
			if err != nil && got == "" {
				got = nobodyKnows
			}
			if got != c.want {
				t.Fatalf("%v, wanted %q", err, c.want)
			}
			p.mu.Lock()
			defer p.mu.Unlock()
			if c.want == "printer_out" && len(p.rows) > 0 {
				t.Error("it says that nothing came out, and something did")
			}
			if c.want == "" && len(p.rows) != 384*300 {
				t.Error("it says printed, and is not")
			}
		})
	}
}

// Paper that is put in while the printer waits: it goes on by itself and the job is printed.
func TestPaperIsPutIn(t *testing.T) {
	p := newPaper(t, func(p *paper) { p.empty, p.inRow = 300, false })
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(p.address)}
	go func() {
		for {
			p.mu.Lock()
			out := p.out
			p.mu.Unlock()
			if out {
				p.refill()
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	if err := printer.Print(t.Context(), page); err != nil {
		t.Error(err)
	}
}

func TestNobodyAtThePort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.TCP(address)}
	if err := printer.Print(t.Context(), page); market.Code(err) != "printer_out" {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := printer.Print(ctx, page); market.Code(err) != "printer_out" {
		t.Errorf("stopped before it began: %v", err)
	}
}

// A file takes what the printer would be sent; nobody says that it was printed.
func TestIntoAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "slip.bin")
	printer := &escpos.Printer{Profile: escpos.Paper58, Dial: escpos.File(path)}
	if err := printer.Print(t.Context(), page); err == nil || market.Code(err) != "" {
		t.Errorf("%v", err)
	}
	b, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(b, []byte{0x1D, 'v', '0', 0, 48, 0, 128, 0}) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	failing := device.Page{Name: "x", Draw: func(int) (image.Image, error) { return nil, errors.New("no picture") }}
	if err := printer.Print(t.Context(), failing); err == nil || market.Code(err) != "" {
		t.Errorf("a page that cannot be drawn: %v", err)
	}
}
