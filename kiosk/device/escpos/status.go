package escpos

import (
	"context"
	"time"
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

// bad says whether an answer to q means that a person has to do something.
func (q question) bad(b byte) bool {
	switch q {
	case aboutPrinter:
		return b&0x08 != 0
	case aboutOffline:
		return b&0x64 != 0 // cover 04, paper end 20, error 40
	case aboutPaper:
		return b&0x60 != 0
	}
	return false
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

// condition is what a printer says of itself.
type condition int

const (
	silent condition = iota // it answers nothing
	ready
	needsHands // paper, cover or an error
	gone       // it cannot be reached; never an answer
)

// answerTime is how long a printer may take for an answer.
const answerTime = 700 * time.Millisecond

// ask asks all questions. A printer that answers none is silent; one that answers some is judged by
// these.
func (e *ear) ask(ctx context.Context) (condition, error) {
	c := silent
	for _, q := range []question{aboutPrinter, aboutOffline, aboutPaper} {
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
		case q.bad(b):
			return needsHands, nil
		default:
			c = ready
		}
	}
	return c, nil
}
