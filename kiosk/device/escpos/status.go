package escpos

import (
	"context"
	"errors"
	"time"

	"yizhan/kiosk/device"
)

// question is a DLE EOT request; it is answered at once, also while the printer is busy or stopped.
type question byte

const (
	aboutPrinter question = 1 // online?
	aboutOffline question = 2 // why not: cover, paper, error
	aboutPaper   question = 4 // the paper's end
)

func (q question) encode() []byte { return []byte{0x10, 0x04, byte(q)} }

// inOrder asks for the paper sensor in the row of commands (GS r 1): the answer comes when all before
// it is on paper. Not every clone knows it.
func inOrder() []byte { return []byte{0x1D, 'r', 1} }

// Answers of the printer have fixed bits that tell them apart.
func realTime(b byte) bool    { return b&0x93 == 0x12 } // to DLE EOT
func unasked(b byte) bool     { return b&0x93 == 0x10 } // the first of four of its own accord (ASB)
func inOrderly(b byte) bool   { return b&0x90 == 0x00 } // to GS r
func noPaperLeft(b byte) bool { return b&0x0C == 0x0C } // in an answer to GS r 1

// means is what an answer to q says: ready when it says nothing bad. What is wrong beside an open cover is seen
// once it is shut.
func (q question) means(b byte) condition {
	switch {
	case q == aboutPrinter && b&0x08 != 0:
		return fault // offline; why is another question
	case q == aboutOffline && b&0x04 != 0:
		return coverOpen
	case q == aboutOffline && b&0x20 != 0, q == aboutPaper && b&0x60 != 0:
		return noPaper
	case q == aboutOffline && b&0x40 != 0:
		return fault
	}
	return ready
}

// ear listens to a printer. One that is asked is not heard on what it says of its own accord: clones
// garble it.
type ear struct {
	from    Conn
	came    []byte
	alien   int    // bytes of an unasked message that are still to come
	inOrder []byte // answers to GS r that came while another was waited for
}

// drain forgets what lies on the line: an answer that came late is none to the next question. Once nothing comes for
// quiet, the line is empty.
func (e *ear) drain(quiet time.Duration) error {
	e.came, e.alien, e.inOrder = nil, 0, nil
	buf := make([]byte, 64)
	for range drainMost {
		n, err := e.from.ReadUntil(buf, time.Now().Add(quiet))
		if err != nil || n == 0 {
			return err
		}
	}
	return nil
}

// A line is quiet after so long, and whoever never is quiet is heard all the same.
const (
	quietFor  = 20 * time.Millisecond
	drainMost = 64
)

// hear waits for a byte that fits, until ctx ends; ok is false when none came.
func (e *ear) hear(ctx context.Context, fits func(byte) bool) (b byte, ok bool, err error) {
	buf := make([]byte, 64)
	for {
		for len(e.came) > 0 {
			b, e.came = e.came[0], e.came[1:]
			switch {
			case e.alien > 0:
				e.alien--
			case fits(b):
				return b, true, nil
			case unasked(b):
				e.alien = 3
			case inOrderly(b):
				e.inOrder = append(e.inOrder, b)
			}
		}
		if ctx.Err() != nil {
			return 0, false, nil
		}
		until := time.Now().Add(50 * time.Millisecond)
		if end, ok := ctx.Deadline(); ok && end.Before(until) {
			until = end
		}
		n, err := e.from.ReadUntil(buf, until)
		if err != nil {
			return 0, false, err
		}
		e.came = append(e.came, buf[:n]...)
	}
}

var (
	errNoPaper   = errors.New("the printer has no paper")
	errCoverOpen = errors.New("the cover of the printer is open")
	errFault     = errors.New("the printer has a fault")
	errPaused    = errors.New("the queue of the printer is paused")
	errUnreached = errors.New("the printer is not reached")
)

// condition is what a printer says of itself.
type condition int

const (
	silent condition = iota // it answers nothing
	ready
	printed // ready, and it says that all before is on paper
	noPaper
	coverOpen
	fault  // the knife, the head, or it is offline and does not say why
	paused // by somebody, where it is behind a queue
	locked // this program may not open the way to it
	inUse  // by another program
	gone   // it cannot be reached; never an answer
)

// refusal is how a condition keeps paper from coming out, nil when it does not.
func (c condition) refusal() error {
	switch c {
	case noPaper:
		return device.NoPaper(errNoPaper)
	case coverOpen:
		return device.CoverOpen(errCoverOpen)
	case fault:
		return device.Stuck(errFault)
	case paused:
		return device.Paused(errPaused)
	case locked:
		return device.Locked(errUnreached)
	case inUse:
		return device.Busy(errUnreached)
	case gone:
		return device.Gone(errUnreached)
	}
	return nil
}

// answerTime is how long a printer may take for an answer.
const answerTime = 700 * time.Millisecond

// ask asks all questions. A printer that answers none is silent; one that answers some is judged by
// these. One that is offline is asked on: paper and cover are what somebody can do something about.
func (e *ear) ask(ctx context.Context) (condition, error) {
	c := silent
	for _, q := range []question{aboutPrinter, aboutOffline, aboutPaper} {
		if ctx.Err() != nil {
			return c, nil // nobody waits for it
		}
		if err := e.from.WriteUntil(q.encode(), time.Now().Add(answerTime)); err != nil {
			return silent, err
		}
		short, cancel := context.WithTimeout(ctx, answerTime)
		b, ok, err := e.hear(short, realTime)
		cancel()
		switch {
		case err != nil:
			return silent, err
		case !ok && c == silent:
			return silent, nil
		case !ok:
		case q.means(b) == noPaper, q.means(b) == coverOpen:
			return q.means(b), nil
		default:
			c = max(c, q.means(b))
		}
	}
	return c, nil
}
