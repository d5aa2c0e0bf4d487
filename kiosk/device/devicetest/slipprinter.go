package devicetest

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"net"
	"sync"
	"testing"
)

// SlipPrinter is an ESC/POS printer at a network port: it understands what it is sent, keeps what is
// on paper, and can be broken.
type SlipPrinter struct {
	Address string

	t        *testing.T
	mu       sync.Mutex
	set      Trouble
	listener net.Listener
	served   sync.WaitGroup
	conns    map[net.Conn]bool
	cut      chan struct{} // closed when it is unplugged
	away     bool          // it is unplugged
	papers   []Paper
	wires    map[*wire]bool
	changed  *sync.Cond // what is wrong with it, or where it is plugged in
}

// Trouble is what is wrong with a SlipPrinter.
type Trouble struct {
	NoPaper  bool
	Mute     bool               // answers nothing
	Lies     bool               // garbage instead of answers
	NoInRow  bool               // does not know GS r
	OnlyASB  bool               // knows neither GS r nor DLE EOT
	Waits    bool               // with no paper it does nothing of what stands in the row until there is some
	Hangs    bool               // takes the connection and reads nothing
	EmptyAt  int                // paper runs out after so many rows of a paper; 0: never
	HangUpAt func(got int) bool // closes the connection after so many bytes
}

// Paper is what came out between two beginnings of a job.
type Paper struct {
	Rows  []byte // a byte a dot, 1 black
	Width int    // dots
	Lines []Letters
	Codes []Code
	Fed   int // lines, by command
	Cuts  int
}

// Image is the paper as a picture, without what was fed at its end.
func (p Paper) Image() image.Image {
	high := 0
	if p.Width > 0 {
		high = len(p.Rows) / p.Width
	}
	img := image.NewGray(image.Rect(0, 0, p.Width, high))
	for i, dot := range p.Rows {
		img.SetGray(i%p.Width, i/p.Width, color.Gray{Y: 255 * (1 - dot)})
	}
	return img
}

// NewSlipPrinter makes one that is plugged in and well.
func NewSlipPrinter(t *testing.T) *SlipPrinter {
	t.Helper()
	p := &SlipPrinter{t: t, conns: map[net.Conn]bool{}, wires: map[*wire]bool{}}
	p.changed = sync.NewCond(&p.mu)
	p.listen("127.0.0.1:0")
	p.Address = p.listener.Addr().String()
	t.Cleanup(func() {
		p.Unplug()
		p.served.Wait()
	})
	return p
}

// Set changes what is wrong with it.
func (p *SlipPrinter) Set(to Trouble) {
	p.mu.Lock()
	was := p.set
	p.set = to
	p.changed.Broadcast()
	p.mu.Unlock()
	if was.NoPaper != to.NoPaper {
		p.tell()
	}
}

// tell tells whoever has switched that on that there is paper now, or none.
func (p *SlipPrinter) tell() {
	p.mu.Lock()
	noPaper := p.set.NoPaper
	var listeners []*wire
	for w := range p.wires {
		if w.tells {
			listeners = append(listeners, w)
		}
	}
	p.mu.Unlock()
	for _, w := range listeners {
		w.say(automatic(noPaper)...)
	}
}

// used notes how much paper is used, in dots; the last of it may be.
func (p *SlipPrinter) used(rows int) {
	p.mu.Lock()
	out := p.set.EmptyAt > 0 && rows >= p.set.EmptyAt
	p.set.NoPaper = p.set.NoPaper || out
	p.mu.Unlock()
	if out {
		p.tell()
	}
}

func (p *SlipPrinter) attend(w *wire) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wires[w] = true
}

func (p *SlipPrinter) leave(w *wire) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.wires, w)
}

// hold waits for paper, where the printer does.
func (p *SlipPrinter) hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.set.Waits && p.set.NoPaper && !p.away {
		p.changed.Wait()
	}
}

// Trouble is what is wrong with it now; a paper that ran out shows here.
func (p *SlipPrinter) Trouble() Trouble {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.set
}

// Unplug cuts every connection and lets nobody in.
func (p *SlipPrinter) Unplug() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listener.Close()
	p.away = true
	p.changed.Broadcast()
	select {
	case <-p.cut: // it is already
	default:
		close(p.cut)
	}
	for c := range p.conns {
		c.Close()
	}
}

// Plug takes it back to its address.
func (p *SlipPrinter) Plug() { p.listen(p.Address) }

// Printed is every paper on which something came out.
func (p *SlipPrinter) Printed() []Paper {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []Paper
	for _, paper := range p.papers {
		if len(paper.Rows)+len(paper.Lines)+len(paper.Codes) > 0 {
			out = append(out, paper)
		}
	}
	return out
}

// ServeLine lets it stand at the other end of a line, until that ends.
func (p *SlipPrinter) ServeLine(line io.ReadWriter) {
	p.served.Go(func() {
		if err := p.serve(line); err != nil {
			p.t.Errorf("%v", err)
		}
	})
}

func (p *SlipPrinter) listen(address string) {
	p.t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mu.Lock()
	p.listener, p.cut, p.away = l, make(chan struct{}), false
	p.mu.Unlock()
	p.served.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			p.mu.Lock()
			p.conns[c] = true
			p.mu.Unlock()
			p.served.Go(func() {
				if err := p.serve(c); err != nil {
					p.t.Errorf("%v", err)
				}
				c.Close()
				p.mu.Lock()
				delete(p.conns, c)
				p.mu.Unlock()
			})
		}
	})
}

// on gives the paper that is being printed; a job begins a new one.
func (p *SlipPrinter) on() *Paper {
	if len(p.papers) == 0 {
		p.papers = append(p.papers, Paper{})
	}
	return &p.papers[len(p.papers)-1]
}

// raster puts rows on paper.
func (p *SlipPrinter) raster(wide int, data []byte) error {
	rows, err := p.burn(wide, data)
	if err == nil {
		p.used(rows)
	}
	return err
}

// burn gives how many rows the paper has after it.
func (p *SlipPrinter) burn(wide int, data []byte) (rows int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	paper := p.on()
	if paper.Width != 0 && paper.Width != wide*8 {
		return 0, fmt.Errorf("a band is %d dots wide and the one before it %d", wide*8, paper.Width)
	}
	paper.Width = wide * 8
	for _, d := range data {
		for bit := 7; bit >= 0; bit-- {
			paper.Rows = append(paper.Rows, d>>bit&1)
		}
	}
	return len(paper.Rows) / paper.Width, nil
}
