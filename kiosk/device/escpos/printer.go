package escpos

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"yizhan/kiosk/device"
)

// Conn carries bytes to a printer and back.
type Conn interface {
	// ReadUntil gives what came, 0 bytes when nothing did until the deadline. An error means that
	// the way is broken.
	ReadUntil(b []byte, deadline time.Time) (int, error)
	// WriteUntil sends all of b or gives an error.
	WriteUntil(b []byte, deadline time.Time) error
	Close() error
}

// queue is a Conn to somebody who takes papers for a printer and knows how it is: the spooler of Windows.
type queue interface {
	// now is how the printer is.
	now() condition
}

// finisher is a Conn to a file, of which nothing is there until all of a paper was written and this is said.
type finisher interface{ finish() error }

// Printer prints pages as raster, or in its own letters; it is a device.Printer and a device.Prober.
type Printer struct {
	Profile
	// Dial opens the way to the printer, for one page at a time.
	Dial func(ctx context.Context) (Conn, error)

	papers device.Turn // one page at a time
	line   device.Turn // one page or question at a time, until the driver is back from it
	seen   atomic.Int32
	past   past // of who has the line (past.go)
}

var (
	// Where nobody can say whether a paper came out, a person has to look.
	errNoAnswer = errors.New("the printer does not say whether it printed")
	errStopped  = errors.New("the printer stopped in the middle")
)

// How long a printer may take.
const (
	bandTime   = 20 * time.Second // to take one band; it prints while it takes, and 9600 baud need ten
	stuckTime  = time.Second      // beyond what a slow line takes, until it is said that it does not
	finishTime = 30 * time.Second // from the last band until it is done, with time to put paper in
)

// Print implements device.Printer. A driver that is stuck in the system is left behind (errand.go).
func (p *Printer) Print(ctx context.Context, page device.Page) error {
	bands, err := p.encode(page)
	if err != nil {
		return fmt.Errorf("draw %s: %w", page.Name, err)
	}
	if err := p.papers.Take(ctx); err != nil {
		return device.Held(fmt.Errorf("%w: %w", errBusy, err))
	}
	defer p.papers.Give()
	if err := p.reachLine(ctx); err != nil {
		return err
	}
	return p.run(ctx, &errand{name: page.Name, bands: bands, dots: !p.writes(page), became: make(chan error, 1)})
}

// print sends a paper and waits until it is out.
func (p *Printer) print(ctx context.Context, paper *errand) (err error) {
	conn, err := p.dial(ctx)
	if err != nil {
		return unbegun(ctx, fmt.Errorf("reach printer: %w", err))
	}
	defer func() {
		paper.became <- err
		paper.takes(0) // to hang up, which changes nothing of what became of it
		conn.Close()
	}()
	if err := paper.over(ctx); err != nil {
		return unbegun(ctx, err)
	}
	e := &ear{from: conn}
	state := silent
	if p.Status {
		if state, err = p.askAnew(ctx, e, paper); err != nil {
			return unbegun(ctx, fmt.Errorf("ask printer: %w", err))
		}
	} else if q, ok := conn.(queue); ok {
		state = q.now()
		p.note(state)
	}
	if err := state.refusal(); err != nil {
		return err
	}
	if err := p.deliver(ctx, conn, paper); err != nil {
		return err
	}
	if !p.Status {
		p.past = past{wants: wantsNothing} // all was taken, and no more will ever be known
	}
	if state == silent || !p.Status {
		return fmt.Errorf("print %s: %w", paper.name, errNoAnswer)
	}
	paper.takes(bandTime + finishTime)
	if err := p.finish(ctx, e, paper.name); err != nil {
		return err
	}
	p.past = past{wants: wantsNothing}
	return nil
}

// deliver sends all of a paper.
func (p *Printer) deliver(ctx context.Context, conn Conn, paper *errand) error {
	was := p.past
	first := 1 // the band before it prints nothing
	file, whole := conn.(finisher)
	if whole {
		first = len(paper.bands) // nothing is there until all is
	} else if err := p.endPaper(ctx, conn, paper); err != nil {
		p.past = brokeOff(conn, was, p.past)
		return unbegun(ctx, err)
	}
	for i, band := range paper.bands {
		if err := ctx.Err(); err != nil {
			return paper.cut(err)
		}
		if i == first && !paper.begin() {
			return errHeld
		}
		p.past = past{torn: p.past.torn || i >= first, dots: p.past.dots || paper.dots}
		paper.takes(bandTime)
		if err := p.send(conn, band); err != nil {
			if whole { // a file is no printer that is gone
				return device.Unkept(fmt.Errorf("write %s: %w", paper.name, err))
			}
			p.past = brokeOff(conn, was, p.past)
			p.noteLost(err)
			if i < first {
				return unbegun(ctx, fmt.Errorf("send to printer: %w", err))
			}
			return fmt.Errorf("print %s: %w", paper.name, err)
		}
	}
	if !whole {
		return nil
	}
	if !paper.begin() {
		return errHeld
	}
	if err := file.finish(); err != nil {
		return device.Unkept(fmt.Errorf("keep %s: %w", paper.name, err))
	}
	return nil
}

// unbegun refuses a paper of which nothing was sent.
func unbegun(ctx context.Context, why error) error {
	if ctx.Err() != nil {
		return device.CutShort(why)
	}
	switch lost(why) {
	case silent:
		return device.Silent(why)
	case locked:
		return device.Locked(why)
	case inUse:
		return device.Busy(why)
	}
	return device.Gone(why)
}

// lost is how a printer is to which the way cannot be opened, or broke.
func lost(why error) condition {
	switch {
	case errors.Is(why, os.ErrDeadlineExceeded), errors.Is(why, errStuck):
		return silent // it takes nothing more
	case errors.Is(why, fs.ErrPermission):
		return locked
	case errors.Is(why, syscall.EBUSY):
		return inUse
	}
	return gone
}

// writes says whether a page is of letters here.
func (p Profile) writes(page device.Page) bool { return p.Text != "" && page.Lines != nil }

// encode makes bytes of a page, in bands; the first sets the printer back and prints nothing.
func (p *Printer) encode(page device.Page) ([][]byte, error) {
	first := begin()
	if p.Status {
		first = append(first, p.telling().before()...)
	}
	var body [][]byte
	if p.writes(page) {
		lines, err := page.Lines(p.columns())
		if err != nil {
			return nil, err
		}
		body = p.letters(lines)
	} else {
		img, err := page.Draw(p.Dots)
		if err != nil {
			return nil, err
		}
		body = p.bands(img)
	}
	return append(append([][]byte{first}, body...), p.end()), nil
}

// send lets a printer take a band. Who asks meanwhile learns of one that takes nothing.
func (p *Printer) send(conn Conn, band []byte) error {
	patience := stuckTime
	if slow, ok := conn.(interface{ takes(n int) time.Duration }); ok {
		patience += slow.takes(len(band))
	}
	stuck := time.AfterFunc(patience, func() { p.note(silent) })
	defer stuck.Stop()
	return conn.WriteUntil(band, time.Now().Add(bandTime))
}

// finish waits until the printer says that all is on paper.
func (p *Printer) finish(ctx context.Context, e *ear, name string) error {
	ctx, cancel := context.WithTimeout(ctx, finishTime)
	defer cancel()
	state, err := p.telling().after(ctx, e, p.note)
	if err != nil {
		p.noteLost(err)
		return fmt.Errorf("print %s: %w", name, err)
	}
	p.note(state)
	switch state {
	case printed:
		if c, ok := e.from.(interface{ settle() }); ok {
			c.settle()
		}
		return nil
	case ready:
		return nil
	}
	return fmt.Errorf("print %s: %w", name, errStopped)
}
