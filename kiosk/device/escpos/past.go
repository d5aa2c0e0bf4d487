package escpos

import (
	"context"
	"fmt"
	"time"
)

// A paper that broke off within a command leaves the printer waiting for the rest of it, and it takes what comes next for
// that, whatever it is: of a band (GS v 0) thousands of bytes. The slip behind it would lose its beginning, ESC @ with it,
// and the rest of its own band would come out as letters, by the metre.
//
// So NULs come before the next paper, as many as the longest band has, or the longest code behind a paper of letters. They
// are its last dots, white ones; and to a printer that waits for nothing they are nothing, for what is no command below 20h is
// passed over byte by byte, and what is none behind ESC, FS and GS with it. They are sent where something may have broken
// off, not before every paper.

// past is what is known of the paper before; whoever has the line has it.
type past struct {
	wants wanting
	torn  bool // some of it came out, and nobody knows that all did
	dots  bool // it was drawn, at a printer that writes
}

// wanting is what a printer may still wait for.
type wanting int

const (
	wantsAnything wanting = iota // nobody knows: the program has just begun, or sending broke off
	wantsData                    // of a band or a code, of which the head is whole
	wantsNothing
)

// headLength is the longest head of a command: GS v 0 m xL xH yL yH, or GS ( k pL pH cn fn m.
const headLength = 8

// endHead comes before a question, which is short: a head that lacks its sizes would make them of it, and wait for a band
// that never ends. Made of NULs, it is of no rows, or of as many as it was to be.
func (p *Printer) endHead(conn Conn) error {
	if p.past.wants != wantsAnything {
		return nil
	}
	if err := conn.WriteUntil(make([]byte, headLength), time.Now().Add(answerTime)); err != nil {
		return err
	}
	p.past.wants = wantsData
	return nil
}

// endPaper comes before a paper that somebody still waits for, once. What was torn is fed out and cut off, so that nobody takes
// it away with the next. That it was taken from here does not say that it came: past stays as it is until the printer says something.
func (p *Printer) endPaper(ctx context.Context, conn Conn, next *errand) error {
	if p.past.wants == wantsNothing || next.ended {
		return nil
	}
	if err := next.over(ctx); err != nil {
		return err
	}
	most := (p.Dots + 7) / 8 * bandRows
	if p.Text != "" && !p.past.dots {
		most = bytesM[len(bytesM)-1] // of a code: that is all of a paper of letters that has a length
	}
	rest := make([]byte, headLength+most)
	if p.past.torn {
		rest = append(append(rest, begin()...), p.end()...)
	}
	next.takes(bandTime)
	if err := p.send(conn, rest); err != nil {
		p.past.wants = wantsAnything
		p.noteLost(err)
		return fmt.Errorf("send to printer: %w", err)
	}
	next.ended = true
	return nil
}

// brokeOff is the past behind a paper whose sending broke off: a queue lets nothing out of a job that it could not take.
func brokeOff(conn Conn, was, is past) past {
	if _, ok := conn.(queue); ok {
		return was
	}
	return is
}

// askAnew asks how the printer is, and once more where it may have taken the question for dots of the paper before.
func (p *Printer) askAnew(ctx context.Context, e *ear, next *errand) (condition, error) {
	state, err := p.ask(ctx, e)
	if state != silent || err != nil || p.past.wants == wantsNothing {
		return state, err
	}
	if err := p.endPaper(ctx, e.from, next); err != nil {
		return silent, err
	}
	if state, err = p.ask(ctx, e); state != silent && err == nil {
		p.past = past{wants: wantsNothing}
	}
	return state, err
}

// dial opens the way to the printer. One that could not be reached may have lost what was on its way.
func (p *Printer) dial(ctx context.Context) (Conn, error) {
	conn, err := p.Dial(ctx)
	if err != nil {
		p.past.wants = wantsAnything
		p.noteLost(err)
	}
	return conn, err
}
