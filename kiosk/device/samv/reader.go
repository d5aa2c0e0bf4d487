package samv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// Line is the way to a module. Read waits a short time for bytes and gives 0 when none came.
type Line interface {
	io.ReadWriteCloser
	// ResetInputBuffer drops what came and was not read.
	ResetInputBuffer() error
}

// How long things take. A module answers a search at once and reads a card in about a second.
const (
	pollEvery  = 300 * time.Millisecond // no faster: the module's field has to settle
	shortReply = time.Second
	longReply  = 3 * time.Second
	quiet      = 3 // requests without any answer after which the reader is taken to be gone
	oddMost    = 8 // answers one after the other that say nothing of a card, until it is taken to be out of order
	choosings  = 5 // of a card that is found and cannot be chosen, until it is refused
)

// Reader reads cards; it is a device.IDReader. Read may be called while another Read is about to end: they take turns.
type Reader struct {
	// Open opens the line. It is asked again after the line was lost.
	Open func() (Line, error)
	// Once is for modules that read a card only once each time it is laid down. Then one reading
	// has to do, and what a bad cable does to it is seen only by the checks in parseText.
	Once bool

	turn   device.Turn
	line   Line
	in     frames
	silent int
	odd    int
	failed int    // to choose the card that lies there
	lying  bool   // a card that was read, or could not be, has not been lifted yet, as far as was seen
	last   string // its number, if it was read
}

// gone is what a screen says when the reader does not answer.
func gone(err error) error { return fmt.Errorf("%w: %w", market.Refuse("reader_out"), err) }

var (
	errSilent  = errors.New("card reader: no answer")
	errGarbage = errors.New("card reader: no answer that can be understood")
)

// Read waits for a card and gives what stands on it, once for each time it is laid down. It
// refuses with reader_out and card_unread as device.IDReader says.
func (r *Reader) Read(ctx context.Context) (market.IDCard, error) {
	if err := r.turn.Take(ctx); err != nil {
		return market.IDCard{}, err
	}
	defer r.turn.Give()
	for {
		card, done, err := r.poll(ctx)
		switch {
		case ctx.Err() != nil: // nobody waits for it any more, so it is still to be given
			if done || market.Code(err) == "card_unread" {
				r.lying, r.last = false, ""
			}
			return market.IDCard{}, ctx.Err()
		case done, err != nil:
			return card, err
		}
		if err := wait(ctx, pollEvery); err != nil {
			return market.IDCard{}, err
		}
	}
}

// Close gives the line back.
func (r *Reader) Close() error {
	if r.line == nil {
		return nil
	}
	err := r.line.Close()
	r.line = nil
	return err
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// poll looks for a card once.
func (r *Reader) poll(ctx context.Context) (card market.IDCard, done bool, err error) {
	a, err := r.ask(ctx, find, shortReply)
	if err != nil {
		return card, false, err
	}
	switch {
	case a != nil && a.status == noCard:
		r.lying, r.last, r.odd, r.failed = false, "", 0, 0
		return card, false, nil
	case a != nil && (a.status == unauthorised || a.status == samRefused):
		return card, false, gone(fmt.Errorf("card reader: status %#x", byte(a.status)))
	case a == nil || a.status != found:
		return card, false, r.strange(a)
	}
	r.odd = 0
	if r.lying && r.last == "" {
		return card, false, nil // it could not be read; it has to be lifted first
	}
	if a, err = r.ask(ctx, choose, shortReply); err != nil {
		return card, false, err
	}
	if a == nil || a.status != fine {
		return card, false, r.unchosen()
	}
	r.failed = 0
	card, ok, err := r.readTwice(ctx)
	switch {
	case err != nil:
		return market.IDCard{}, false, err
	case !ok && r.Once && r.lying:
		return market.IDCard{}, false, nil // it was read once, and more it does not give
	case !ok:
		return market.IDCard{}, false, r.unread()
	}
	again := r.lying && r.last == card.Number
	r.lying, r.last = true, card.Number
	if again {
		return market.IDCard{}, false, nil // it still lies there
	}
	return card, true, nil
}

// strange counts answers that are no answer to the question whether a card is there. After oddMost of them it is no
// reader that answers, or one that is out of order; its line is opened anew.
func (r *Reader) strange(a *reply) error {
	if r.silent > 0 {
		return nil // nothing came, which is counted where it is seen
	}
	if r.odd++; r.odd < oddMost {
		return nil
	}
	r.odd = 0
	if a == nil {
		return r.lost(errGarbage)
	}
	return r.lost(fmt.Errorf("card reader: status %#x", byte(a.status)))
}

// unchosen counts failures to choose the card that lies there. One that was read may let itself be chosen no more,
// which is no fault of it.
func (r *Reader) unchosen() error {
	if r.lying {
		return nil
	}
	if r.failed++; r.failed < choosings {
		return nil
	}
	return r.unread()
}

// unread refuses a card, once until it is lifted.
func (r *Reader) unread() error {
	r.lying, r.last, r.failed = true, "", 0
	return market.Refuse("card_unread")
}

// attempts is how often a card is read for two readings that agree.
const attempts = 4

// readTwice gives a card when two readings of its text agree and make sense: the check of a frame is
// one byte, and two bits that turn over alike are not seen by it.
func (r *Reader) readTwice(ctx context.Context) (market.IDCard, bool, error) {
	var first []byte
	for range attempts {
		a, err := r.ask(ctx, readAll, longReply)
		if err != nil {
			return market.IDCard{}, false, err
		}
		if a == nil {
			continue // damaged on the way
		}
		if a.status != fine {
			if a.status == badChecksum || a.status == badLength {
				continue // the request was damaged on its way there
			}
			return market.IDCard{}, false, nil
		}
		text, ok := textOf(a.data)
		if !ok {
			continue
		}
		card, ok := parseText(text)
		if !ok {
			continue
		}
		if r.Once || bytes.Equal(first, text) {
			return card, true, nil
		}
		first = text
	}
	return market.IDCard{}, false, nil
}

// textOf takes the text out of a reading: two lengths, the text, the photograph, which is dropped.
func textOf(data []byte) ([]byte, bool) {
	if len(data) < 4+textSize || data[0] != 0x01 || data[1] != 0x00 {
		return nil, false
	}
	return data[4 : 4+textSize], true
}

// ask sends a request and waits for its answer: nil when what came was damaged or nothing came in
// time. After quiet requests without a byte the line is closed and reader_out is given.
func (r *Reader) ask(ctx context.Context, c command, patience time.Duration) (*reply, error) {
	if r.line == nil {
		line, err := r.Open()
		if err != nil {
			return nil, gone(fmt.Errorf("open card reader: %w", err))
		}
		r.line, r.silent, r.failed = line, 0, 0
		if r.last == "" {
			r.lying = false // the card may be another than the one that could not be read
		}
	}
	r.in.reset()
	if err := r.line.ResetInputBuffer(); err != nil {
		return nil, r.lost(err)
	}
	if _, err := r.line.Write(c.encode()); err != nil {
		return nil, r.lost(err)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	buf, came := make([]byte, 2048), false
	for ctx.Err() == nil {
		n, err := r.line.Read(buf)
		if err != nil {
			return nil, r.lost(err)
		}
		came = came || n > 0
		r.in.write(buf[:n])
		payload, damaged := r.in.next()
		if payload != nil {
			r.silent = 0
			if a, ok := parseReply(payload); ok {
				return &a, nil
			}
			return nil, nil
		}
		if damaged {
			r.silent = 0
			return nil, nil
		}
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, ctx.Err()
	}
	if came {
		r.silent = 0
		return nil, nil
	}
	if r.silent++; r.silent >= quiet {
		return nil, r.lost(errSilent)
	}
	return nil, nil
}

// lost closes the line; the next request opens it anew. A card that was read may lie there still, and is not given
// again; of one that could not be read nobody has anything yet, so what lies there then is tried.
func (r *Reader) lost(err error) error {
	return gone(errors.Join(err, r.Close()))
}
