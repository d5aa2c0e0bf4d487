package devicetest

import (
	"bufio"
	"fmt"
	"io"
)

// wire is what a printer reads from and answers on. Whatever ends the reading, ends the connection.
type wire struct {
	p   *SlipPrinter
	c   io.Writer
	in  *bufio.Reader
	got int
}

func (w *wire) next(n int) ([]byte, bool) {
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

func (w *wire) say(b byte) {
	switch set := w.p.Trouble(); {
	case set.Mute:
	case set.Lies:
		_, _ = w.c.Write([]byte{0xFF, 0xC3, 0x80}) // nobody's answer
	default:
		_, _ = w.c.Write([]byte{b}) // who asked may be gone
	}
}

// serve obeys the commands of one connection, as the manual of ESC/POS has them, until it ends. It
// gives an error for a command that no printer would understand.
func (p *SlipPrinter) serve(c io.ReadWriter) error {
	if p.Trouble().Hangs {
		p.mu.Lock()
		cut := p.cut
		p.mu.Unlock()
		<-cut
		return nil
	}
	w := &wire{p: p, c: c, in: bufio.NewReader(c)}
	for {
		b, ok := w.next(2)
		if !ok {
			return nil
		}
		if ok, err := w.obey(b[0], b[1]); err != nil || !ok {
			return err
		}
	}
}

// obey does one command; ok is false when the connection ended within it.
func (w *wire) obey(first, second byte) (ok bool, err error) {
	p := w.p
	switch string([]byte{first, second}) {
	case "\x10\x04": // DLE EOT n: real-time status
		q, ok := w.next(1)
		if ok {
			w.say(status(q[0], p.Trouble().NoPaper))
		}
		return ok, nil
	case "\x1b@": // ESC @: as after power on
		p.mu.Lock()
		p.papers = append(p.papers, Paper{})
		p.mu.Unlock()
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
		_, ok := w.next(1)
		if set := p.Trouble(); ok && !set.NoInRow {
			w.say(map[bool]byte{true: 0x0C}[set.NoPaper])
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
		if !ok {
			return false, nil
		}
		if h[0] != '0' || h[1] != 0 {
			return false, fmt.Errorf("raster of kind % X", h[:2])
		}
		wide, high := int(h[2])|int(h[3])<<8, int(h[4])|int(h[5])<<8
		data, ok := w.next(wide * high)
		if !ok {
			return false, nil
		}
		return true, p.raster(wide, data)
	}
	return false, fmt.Errorf("the printer was sent % X, which is no command", []byte{first, second})
}

// status is the answer to DLE EOT: printer, offline cause, paper sensor.
func status(question byte, noPaper bool) byte {
	if noPaper {
		return map[byte]byte{1: 0x1A, 2: 0x32, 4: 0x7E}[question]
	}
	return 0x12
}
