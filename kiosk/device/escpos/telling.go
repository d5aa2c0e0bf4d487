package escpos

import (
	"context"
	"time"
)

// telling is how a printer tells how it is.
type telling interface {
	// now asks, and gives what it says.
	now(ctx context.Context, e *ear) (condition, error)
	// before is sent before a paper.
	before() []byte
	// after waits, behind a paper, until the printer says that all of it is out (printed), or that it is
	// ready where it cannot say that. What it says meanwhile goes to note.
	after(ctx context.Context, e *ear, note func(condition)) (condition, error)
}

func (p *Printer) telling() telling {
	if p.ASB {
		return unaskedly{}
	}
	return asked{}
}

// asked is by questions: DLE EOT at any time, GS r in the row of commands.
type asked struct{}

func (asked) now(ctx context.Context, e *ear) (condition, error) {
	if err := e.drain(quietFor); err != nil {
		return gone, err
	}
	return e.ask(ctx)
}

// before asks in the row of commands too: whoever answers will answer again behind the paper.
func (asked) before() []byte { return inOrder() }

// Between two questions to a printer that waits for hands, and how long one that is done may take to say whether it
// answers in the row of commands at all.
const (
	askAgain = 200 * time.Millisecond
	rowTime  = 3 * time.Second
)

// after waits also for paper that is put in: printers go on by themselves. A printer that answers in the row of
// commands says itself when all is out, and nothing else is believed of it: to DLE EOT many say that they are
// well while paper still comes.
func (asked) after(ctx context.Context, e *ear, note func(condition)) (condition, error) {
	if err := e.from.WriteUntil(inOrder(), time.Now().Add(bandTime)); err != nil {
		return gone, err
	}
	_, answers, err := e.hearInOrder(ctx, rowTime)
	if err != nil {
		return gone, err
	}
	for {
		if answers {
			b, out, err := e.hearInOrder(ctx, askAgain)
			switch {
			case err != nil:
				return gone, err
			case out && noPaperLeft(b):
				return noPaper, nil
			case out:
				return printed, nil
			}
		}
		if ctx.Err() != nil {
			return silent, nil
		}
		state, err := e.ask(ctx)
		if err != nil {
			return gone, err
		}
		note(state)
		switch {
		case state == ready && !answers:
			return ready, nil
		case state.refusal() != nil && !answers:
			wait(ctx, askAgain)
		}
	}
}

// hearInOrder waits for an answer to GS r.
func (e *ear) hearInOrder(ctx context.Context, most time.Duration) (b byte, ok bool, err error) {
	if len(e.inOrder) > 0 {
		b, e.inOrder = e.inOrder[0], e.inOrder[1:]
		return b, true, nil
	}
	short, stop := context.WithTimeout(ctx, most)
	defer stop()
	return e.hear(short, inOrderly)
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// unaskedly is by automatic status (ASB): four bytes when it is switched on, which is done in the row of
// commands, and at every change after that.
type unaskedly struct{}

// All that there is to be told of, or nothing.
func switchASB(what byte) []byte { return []byte{0x1D, 'a', what} }

const everything = 0x0F

func (unaskedly) now(ctx context.Context, e *ear) (condition, error) {
	if err := e.drain(quietFor); err != nil {
		return gone, err
	}
	if ctx.Err() != nil {
		return silent, nil // nobody waits for it
	}
	if err := e.from.WriteUntil(switchASB(everything), time.Now().Add(answerTime)); err != nil {
		return gone, err
	}
	short, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	return e.message(short)
}

// Switched off before a paper and on behind it, the next message is the one that comes when all is out. A
// printer that told of changes meanwhile could be taken for one that is done, so what lies on the line is forgotten.
func (unaskedly) before() []byte { return switchASB(0) }

func (unaskedly) after(ctx context.Context, e *ear, _ func(condition)) (condition, error) {
	if err := e.drain(quietFor); err != nil {
		return gone, err
	}
	if err := e.from.WriteUntil(switchASB(everything), time.Now().Add(bandTime)); err != nil {
		return gone, err
	}
	state, err := e.message(ctx)
	if state == ready {
		state = printed
	}
	return state, err
}

// message waits for four bytes of automatic status until ctx ends; without any the printer is silent.
func (e *ear) message(ctx context.Context) (condition, error) {
	for {
		first, ok, err := e.hear(ctx, func(byte) bool { return true })
		if err != nil || !ok {
			return silent, err
		}
		if !unasked(first) {
			continue
		}
		var rest [3]byte
		for i := range rest {
			if rest[i], ok, err = e.hear(ctx, func(byte) bool { return true }); err != nil || !ok {
				return silent, err
			}
		}
		if rest[0]|rest[1]|rest[2] < 0x80 && (rest[0]|rest[1]|rest[2])&0x10 == 0 {
			return told(first, rest), nil
		}
		e.came = append(rest[:], e.came...) // it was none: look for one from the next byte on
	}
}

// told reads automatic status: offline 08 and cover 20 in the first byte; errors of mechanics 04, of the
// knife 08, without recovery 20 and with 40 in the second; paper's end 0C in the third.
func told(first byte, rest [3]byte) condition {
	switch {
	case first&0x20 != 0:
		return coverOpen
	case noPaperLeft(rest[1]):
		return noPaper
	case first&0x08 != 0, rest[0]&0x6C != 0:
		return fault
	}
	return ready
}
