package devicetest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"sync"
)

// wire is what a printer reads from and answers on. Whatever ends the reading, ends the connection.
type wire struct {
	p      *SlipPrinter
	c      io.Writer
	in     *bufio.Reader
	got    int
	nuls   int  // that came last, one behind the other
	ate    bool // NULs and a question for what was left of a band or a code: the question may have lost its head
	pen    pen
	saying sync.Mutex
	tells  bool // of its own accord (ASB); under p.mu
}

func (w *wire) next(n int) ([]byte, bool) {
	b, ok := w.read(n)
	for _, one := range b {
		if w.nuls++; one != 0 {
			w.nuls = 0
		}
	}
	return b, ok
}

// data takes what a band or a code has.
func (w *wire) data(n int) ([]byte, bool) {
	b, ok := w.next(n)
	for _, head := range []byte{0x10, 0x1D} {
		w.ate = w.ate || bytes.Contains(b, []byte{0, 0, 0, 0, head})
	}
	return b, ok
}

// ends says whether a NUL is one of those that end what broke off: of eight at least.
func (w *wire) ends() bool {
	if w.ate || w.nuls >= endNULs {
		return true
	}
	rest, _ := w.in.Peek(endNULs - w.nuls) // fewer where the connection ends
	return len(bytes.Trim(rest, "\x00")) == 0
}

// endNULs is how many end the head of any command.
const endNULs = 8

func (w *wire) read(n int) ([]byte, bool) {
	b, set := make([]byte, n), w.p.Trouble()
	if set.HangUpAt == nil {
		_, err := io.ReadFull(w.in, b)
		return b, err == nil
	}
	for i := range b {
		if set.HangUpAt(w.got) {
			return nil, false
		}
		if _, err := io.ReadFull(w.in, b[i:i+1]); err != nil {
			return nil, false
		}
		w.got++
	}
	return b, true
}

func (w *wire) say(answer ...byte) {
	w.saying.Lock()
	defer w.saying.Unlock()
	switch set := w.p.Trouble(); {
	case set.Mute:
	case set.Lies:
		_, _ = w.c.Write([]byte{0xFF, 0xC3, 0x80}) // nobody's answer
	default:
		_, _ = w.c.Write(answer) // who asked may be gone
	}
}

// serve obeys the commands of one connection, as the manual of ESC/POS has them, until it ends. It
// gives an error for a command that no printer would understand. NULs end whatever was begun and are nothing else: alone or
// behind ESC, FS, GS they are no command and passed over, and a command that gets one for a value out of its range is left
// undone. Questions stand in the row too, as at clones that take those within a band for dots.
func (p *SlipPrinter) serve(c io.ReadWriter) error {
	if p.Trouble().Hangs {
		p.mu.Lock()
		cut := p.cut
		p.mu.Unlock()
		<-cut
		return nil
	}
	w := &wire{p: p, c: c, in: bufio.NewReader(c)}
	p.attend(w)
	defer p.leave(w)
	for {
		first, ok := w.next(1)
		if !ok {
			return nil
		}
		if !command(first[0]) {
			if err := w.letter(first[0]); err != nil {
				return err
			}
			continue
		}
		second, ok := w.next(1)
		if !ok {
			return nil
		}
		if first[0] != 0x10 { // what stands in the row waits for paper
			w.p.hold()
		}
		if ok, err := w.obey(first[0], second[0]); err != nil || !ok {
			return err
		}
	}
}

// command says whether a byte begins one: DLE, ESC, FS, GS.
func command(b byte) bool { return b == 0x10 || b == 0x1B || b == 0x1C || b == 0x1D }

// obey does one command; ok is false when the connection ended within it.
func (w *wire) obey(first, second byte) (ok bool, err error) {
	p := w.p
	if second == 0 {
		if !w.ends() {
			return false, fmt.Errorf("the printer was sent % X, which is no command", []byte{first, second})
		}
		return true, nil
	}
	switch string([]byte{first, second}) {
	case "\x10\x04": // DLE EOT n: real-time status
		q, ok := w.next(1)
		if ok && q[0] != 0 && !p.Trouble().OnlyASB {
			w.say(status(q[0], p.Trouble().NoPaper))
		}
		return ok, nil
	case "\x1b@": // ESC @: as after power on
		p.mu.Lock()
		p.papers = append(p.papers, Paper{})
		p.mu.Unlock()
		w.pen, w.ate = pen{}, false
		return true, nil
	case "\x1bd": // ESC d n: feed n lines
		n, ok := w.next(1)
		if ok {
			p.mu.Lock()
			p.on().Fed += int(n[0])
			p.mu.Unlock()
		}
		return ok, nil
	case "\x1dr": // GS r n: status in the row of commands
		n, ok := w.next(1)
		if set := p.Trouble(); ok && n[0] != 0 && !set.NoInRow && !set.OnlyASB {
			w.say(map[bool]byte{true: 0x0C}[set.NoPaper])
		}
		return ok, nil
	case "\x1da": // GS a n: tell of changes, and of how it is now
		n, ok := w.next(1)
		if ok {
			p.mu.Lock()
			w.tells = n[0] != 0
			p.mu.Unlock()
			if n[0] != 0 {
				w.say(automatic(p.Trouble().NoPaper)...)
			}
		}
		return ok, nil
	case "\x1dV": // GS V m [n]: cut
		m, ok := w.next(1)
		if ok && m[0] == 66 {
			_, ok = w.next(1)
		}
		if ok {
			p.mu.Lock()
			p.on().Cuts++
			p.mu.Unlock()
		}
		return ok, nil
	case "\x1dv": // GS v 0 m xL xH yL yH data: raster
		h, ok := w.next(6)
		if !ok || h[0] == 0 {
			return ok, nil
		}
		if h[0] != '0' || h[1] != 0 {
			return false, fmt.Errorf("raster of kind % X", h[:2])
		}
		wide, high := int(h[2])|int(h[3])<<8, int(h[4])|int(h[5])<<8
		if wide > mostWide || high > mostHigh {
			return false, fmt.Errorf("a band of %d bytes by %d rows", wide, high)
		}
		data, ok := w.data(wide * high)
		if !ok || len(data) == 0 {
			return ok, nil
		}
		return true, p.raster(wide, data)
	}
	return w.write(first, second)
}

// A band is not larger at any printer.
const (
	mostWide = 256 // bytes
	mostHigh = 4095
)

// automatic is the four bytes of GS a: online, no error, paper.
func automatic(noPaper bool) []byte {
	if noPaper {
		return []byte{0x18, 0x00, 0x0C, 0x0F}
	}
	return []byte{0x10, 0x00, 0x00, 0x0F}
}

// status is the answer to DLE EOT: printer, offline cause, paper sensor.
func status(question byte, noPaper bool) byte {
	if noPaper {
		return map[byte]byte{1: 0x1A, 2: 0x32, 4: 0x7E}[question]
	}
	return 0x12
}
