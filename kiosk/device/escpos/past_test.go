package escpos

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"reflect"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/sync/market"
)

// cable is a Conn to a printer that stays on, whoever opens it: what a paper leaves unfinished waits for the next one's
// bytes, as at a USB cable. It may be pulled out behind so many bytes.
type cable struct {
	deadlines
	bears int  // bytes; below 0: any
	loses bool // what it does not bear, and does not say so: it lies in the system when the plug is pulled
	bore  int
	ends  []int // of what was more than a question
}

func (c *cable) WriteUntil(b []byte, until time.Time) error {
	if len(b) > 100 {
		c.ends = append(c.ends, c.bore, c.bore+len(b))
	}
	if c.bears >= 0 && c.bore+len(b) > c.bears {
		b = b[:c.bears-c.bore]
		c.bore = c.bears
		if err := c.deadlines.WriteUntil(b, until); err != nil {
			return err
		}
		if c.loses {
			return nil
		}
		return syscall.EIO
	}
	c.bore += len(b)
	return c.deadlines.WriteUntil(b, until)
}

func (c *cable) Close() error { return nil }

func (c *cable) dial(context.Context) (Conn, error) { return c, nil }

// bench is a printer that keeps its cable.
type bench struct {
	*cable
	printer *devicetest.SlipPrinter
	line    *net.TCPConn
	before  int // papers
}

func lay(p *devicetest.SlipPrinter) (*bench, error) {
	c, err := net.Dial("tcp", p.Address)
	if err != nil {
		return nil, err
	}
	line := c.(*net.TCPConn)
	return &bench{&cable{deadlines: deadlines{line}, bears: -1}, p, line, len(p.Printed())}, nil
}

// came ends the cable and gives what is on paper once the printer has read all.
func (b *bench) came() ([]devicetest.Paper, error) {
	defer b.line.Close()
	if err := errors.Join(b.line.SetReadDeadline(time.Time{}), b.line.CloseWrite()); err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, b.line); err != nil {
		return nil, err
	}
	return b.printer.Printed()[b.before:], nil
}

// striped fills a band and half of another, and has letters and a code.
var striped = device.Page{Name: "1", Draw: devicetest.Stripes(190), Lines: func(int) ([]device.Line, error) {
	return []device.Line{{Text: "零工", Bold: true, Centred: true}, {Text: "5 人", Big: true}, {Code: "J/1"}, {Text: "完"}}, nil
}}

// A paper that breaks off at any byte leaves the next one whole, whether this program sent both or was killed in between, and
// however often the printer is asked meanwhile.
func TestPaperBehindOneThatBrokeOff(t *testing.T) {
	narrow := Profile{Dots: 64, Feed: 4, Cutter: true}
	letters := Profile{Dots: 120, Feed: 4, Text: GBK}
	asked, unasked := narrow, narrow
	asked.Status, unasked.Status, unasked.ASB = true, true, true
	for name, profile := range map[string]Profile{"dots": narrow, "letters": letters, "asked": asked, "unasked": unasked} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := devicetest.NewSlipPrinter(t)
			p.Set(devicetest.Trouble{OnlyASB: profile.ASB})
			b, err := lay(p)
			if err != nil {
				t.Fatal(err)
			}
			if err := (&Printer{Profile: profile, Dial: b.dial}).Print(t.Context(), striped); market.Code(err) != "" {
				t.Fatal(err)
			}
			want, err := b.came()
			if err != nil || len(want) != 1 || want[0].Fed != profile.Feed {
				t.Fatalf("%d papers, %v", len(want), err)
			}
			var breaks sync.WaitGroup
			n := 0
			hands := make(chan struct{}, 32)
			for at := range b.bore + 1 {
				near := slices.ContainsFunc(b.ends, func(end int) bool { return at > end-12 && at < end+10 })
				for _, killed := range []bool{false, true} {
					try := func(on *devicetest.SlipPrinter) {
						if err := behind(t.Context(), on, profile, at, killed, want[0]); err != nil {
							t.Errorf("behind %d bytes, killed %v: %v", at, killed, err)
						}
					}
					switch {
					case !profile.Status:
						n++
						try(p)
					case (near || at%67 == 0) && killed == (at%2 == 0): // a second each
						n++
						hands <- struct{}{}
						one := devicetest.NewSlipPrinter(t)
						one.Set(p.Trouble())
						breaks.Go(func() {
							try(one)
							<-hands
						})
					}
				}
			}
			breaks.Wait()
			t.Logf("%d breaks in %d bytes", n, b.bore)
		})
	}
}

// behind lets a paper break off behind so many bytes, and says what is wrong of the next.
func behind(ctx context.Context, on *devicetest.SlipPrinter, profile Profile, at int, killed bool, want devicetest.Paper) error {
	b, err := lay(on)
	if err != nil {
		return err
	}
	b.bears = at
	p := &Printer{Profile: profile, Dial: b.dial}
	_ = p.Print(ctx, striped) // it broke off; what is said of it has tests of its own
	b.bears = -1
	if killed {
		p = &Printer{Profile: profile, Dial: b.dial}
	}
	for range 2 {
		_ = p.Probe(ctx) // silent, where it takes the question for dots
	}
	if err := p.Print(ctx, striped); market.Code(err) != "" || (err == nil) != profile.Status {
		return fmt.Errorf("the next paper: %w", err)
	}
	papers, err := b.came()
	if err != nil {
		return err
	}
	if len(papers) == 0 || len(papers) > 2 {
		return fmt.Errorf("%d papers", len(papers))
	}
	if next := papers[len(papers)-1]; !reflect.DeepEqual(next, want) {
		return fmt.Errorf("of the next paper %d dots and %d lines are right", len(next.Rows), len(next.Lines))
	}
	if len(papers[0].Rows) > len(want.Rows) {
		return fmt.Errorf("%d dots more than were drawn", len(papers[0].Rows)-len(want.Rows))
	}
	return nil
}

// What the system took has not come: a paper that is lost within a band while the printer keeps still leaves the next one whole,
// and so does one that is lost with what was to end the paper before.
func TestPaperBehindOneThatWasLost(t *testing.T) {
	profile := Profile{Dots: 64, Feed: 4, Cutter: true, Status: true}
	const asks, nuls = headLength + 3, headLength + 8*bandRows
	const begun = asks + nuls + 3 + 5 // asked twice, and ESC @, GS r
	for name, bears := range map[string][]int{
		"within a band":                   {begun + 500},
		"within a head":                   {begun + 5},
		"and what was to end it":          {begun + 500, 0},
		"and what was to end it, in part": {begun + 500, asks + 30},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			on := devicetest.NewSlipPrinter(t)
			b, err := lay(on)
			if err != nil {
				t.Fatal(err)
			}
			p := &Printer{Profile: profile, Dial: b.dial}
			on.Set(devicetest.Trouble{Mute: true})
			b.loses = true
			for _, n := range bears {
				b.bears = b.bore + n
				if err := p.Print(t.Context(), striped); err == nil || market.Code(err) != "" {
					t.Errorf("nothing was said of it: %v", err)
				}
			}
			b.bears = -1
			on.Set(devicetest.Trouble{})
			if err := p.Print(t.Context(), striped); err != nil {
				t.Errorf("the next paper: %v", err)
			}
			want, _ := striped.Draw(profile.Dots)
			papers, err := b.came()
			if err != nil || len(papers) == 0 {
				t.Fatalf("%d papers, %v", len(papers), err)
			}
			if err := devicetest.Differ(papers[len(papers)-1].Image(), want); err != nil {
				t.Errorf("the next paper: %v", err)
			}
		})
	}
}

// A printer that is asked and keeps still may have a part of each paper: each is ended before the next, and fed out once.
func TestSilentPrinterMayHaveAPart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wrote{}
		p := &Printer{Profile: Profile{Dots: 64, Feed: 4, Cutter: true, Status: true}, Dial: func(context.Context) (Conn, error) { return w, nil }}
		const asks, torn, begins = "\x10\x04\x01", "\x1b@\x1bd\x04\x1dV\x42\x00", "\x1b@\x1dr\x01\x1dv0"
		head, nuls := string(make([]byte, headLength)), string(make([]byte, headLength+8*bandRows))
		for i, fed := range []string{"", torn, torn} {
			w.sent = nil
			if err := p.Print(t.Context(), striped); err == nil || market.Code(err) != "" {
				t.Errorf("paper %d: %v", i, err)
			}
			if !bytes.HasPrefix(w.sent, []byte(head+asks+nuls+fed+asks+begins)) {
				t.Errorf("paper %d begins with % x", i, bytes.TrimLeft(w.sent[:1100], "\x00"))
			}
		}
	})
}

// wrote is a Conn that keeps what it was sent, and breaks off at a command.
type wrote struct {
	sent []byte
	bad  string // what that begins with; "" breaks at none
}

func (w *wrote) Close() error { return nil }

func (w *wrote) ReadUntil(_ []byte, deadline time.Time) (int, error) {
	time.Sleep(time.Until(deadline)) // of a bubble's clock
	return 0, nil
}

func (w *wrote) WriteUntil(b []byte, _ time.Time) error {
	if w.bad != "" && bytes.HasPrefix(b, []byte(w.bad)) {
		return syscall.EIO
	}
	w.sent = append(w.sent, b...)
	return nil
}

// Nothing is sent before a paper behind one that is whole. One that is torn is fed out and cut off before the next; where
// nothing came out there is nothing to feed.
func TestOnlyWhatBrokeOffIsEnded(t *testing.T) {
	w, away := &wrote{}, error(nil)
	p := &Printer{Profile: Profile{Dots: 64, Feed: 4, Cutter: true}, Dial: func(context.Context) (Conn, error) { return w, away }}
	nuls := make([]byte, headLength+8*bandRows)
	const begins, torn = "\x1b@\x1dv0", "\x1b@\x1bd\x04\x1dV\x42\x00"
	for _, c := range []struct {
		name string
		bad  string
		code string
		want string
		away error
	}{
		{"the first", "", "", string(nuls) + begins, nil},
		{"behind a whole one", "", "", begins, nil},
		{"it breaks off before it prints", "\x1b@", "device_gone", "", nil},
		{"behind that", "", "", string(nuls) + begins, nil},
		{"it breaks off", "\x1dv", "", "\x1b@", nil},
		{"the rest of it, too", "\x00", "device_gone", "", nil},
		{"behind it", "", "", string(nuls) + torn + begins, nil},
		{"behind a whole one again", "", "", begins, nil},
		{"it is not reached", "", "device_gone", "", syscall.ENODEV},
		{"behind that, though all was taken", "", "", string(nuls) + begins, nil},
		{"behind a whole one at last", "", "", begins, nil},
	} {
		w.sent, w.bad, away = nil, c.bad, c.away
		if err := p.Print(t.Context(), striped); err == nil || market.Code(err) != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
		if !bytes.HasPrefix(w.sent, []byte(c.want)) {
			t.Errorf("%s: it begins with % x", c.name, w.sent[:min(len(w.sent), len(c.want))])
		}
	}
}

// A printer that writes waits for no more than a code, unless the paper before was drawn.
func TestLettersLeaveLittleToEnd(t *testing.T) {
	w := &wrote{}
	p := &Printer{Profile: Profile{Dots: 384, Feed: 4, Text: GBK}, Dial: func(context.Context) (Conn, error) { return w, nil }}
	drawn := striped
	drawn.Lines = nil
	for i, c := range []struct {
		page device.Page
		bad  string
		nuls int
	}{{striped, "\x1ba", headLength + 666}, {drawn, "\x1dv", headLength + 666}, {striped, "", headLength + 48*bandRows}, {striped, "", 0}} {
		w.sent, w.bad = nil, c.bad
		if err := p.Print(t.Context(), c.page); err == nil || market.Code(err) != "" {
			t.Errorf("paper %d: %v", i, err)
		}
		if n := len(w.sent) - len(bytes.TrimLeft(w.sent, "\x00")); n != c.nuls {
			t.Errorf("paper %d begins with %d NULs, want %d", i, n, c.nuls)
		}
	}
}

// A printer that says that a paper is out waits for nothing more of it.
func TestNothingIsEndedBehindAPaperThatIsOut(t *testing.T) {
	for name, asb := range map[string]bool{"asked": false, "unasked": true} {
		t.Run(name, func(t *testing.T) {
			on := devicetest.NewSlipPrinter(t)
			on.Set(devicetest.Trouble{OnlyASB: asb})
			b, err := lay(on)
			if err != nil {
				t.Fatal(err)
			}
			p := &Printer{Profile: Profile{Dots: 64, Feed: 4, Status: true, ASB: asb}, Dial: b.dial}
			if err := p.Print(t.Context(), striped); err != nil {
				t.Fatal(err)
			}
			first := b.bore
			if err := p.Print(t.Context(), striped); err != nil {
				t.Fatal(err)
			}
			const nuls = 2*headLength + 8*bandRows // before the first question, and before the paper
			if second := b.bore - first; second != first-nuls {
				t.Errorf("the first took %d bytes, the second %d", first, second)
			}
			if papers, err := b.came(); err != nil || len(papers) != 2 {
				t.Errorf("%d papers, %v", len(papers), err)
			}
		})
	}
}
