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
	papers   []Paper
}

// Trouble is what is wrong with a SlipPrinter.
type Trouble struct {
	NoPaper  bool
	Mute     bool               // answers nothing
	Lies     bool               // garbage instead of answers
	NoInRow  bool               // does not know GS r
	Hangs    bool               // takes the connection and reads nothing
	EmptyAt  int                // paper runs out after so many rows of a paper; 0: never
	HangUpAt func(got int) bool // closes the connection after so many bytes
}

// Paper is what came out between two beginnings of a job.
type Paper struct {
	Rows  []byte // a byte a dot, 1 black
	Width int    // dots
	Fed   int    // lines
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
	p := &SlipPrinter{t: t, conns: map[net.Conn]bool{}}
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
	defer p.mu.Unlock()
	p.set = to
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
		if len(paper.Rows) > 0 {
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
	p.listener, p.cut = l, make(chan struct{})
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

// raster puts rows on paper; the last of it may be used up by that.
func (p *SlipPrinter) raster(wide int, data []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	paper := p.on()
	if paper.Width != 0 && paper.Width != wide*8 {
		return fmt.Errorf("a band is %d dots wide and the one before it %d", wide*8, paper.Width)
	}
	paper.Width = wide * 8
	for _, d := range data {
		for bit := 7; bit >= 0; bit-- {
			paper.Rows = append(paper.Rows, d>>bit&1)
		}
	}
	if p.set.EmptyAt > 0 && len(paper.Rows)/paper.Width >= p.set.EmptyAt {
		p.set.NoPaper = true
	}
	return nil
}
