package uplink

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/replica"
	"yizhan/sync/wire"
)

// Later is the refusal of a county that has too much to do.
type Later struct {
	Refusal error
	After   time.Duration // not to come back before
}

func (l *Later) Error() string { return l.Refusal.Error() }

// Unwrap gives the refusal.
func (l *Later) Unwrap() error { return l.Refusal }

// streamTime is how long a stream is sent before its reply is asked for, so that on a slow link
// the screen sees the number of unsent facts go down.
const streamTime = 20 * time.Second

// Backlog is what a stream sends of a journal.
type Backlog struct {
	Origin      market.Origin
	First, Last uint64 // facts that both sides have: the history to pack with
	History     []byte // them in a row
	Facts       uint64 // how many are to be sent
}

// Stream sends the batches that next gives, until it gives nil, and what the county has then.
// Whatever cuts the stream, the county keeps what came up to the last whole mark.
func (c *Client) Stream(ctx context.Context, l Backlog, next func() (*wire.Batch, error)) (wire.Ack, error) {
	var ack wire.Ack
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	idle := time.AfterFunc(timeout, cancel) // no time limit for the whole, but for each mark and for the reply
	defer idle.Stop()
	h, key := c.header(http.MethodPost, wire.StreamPath(l.Origin, l.First, l.Last))
	head := http.Header{}
	sig := wire.SignStream(head, h, key)
	r, w := io.Pipe()
	own := make(chan error, 1)
	go func() {
		s, err := wire.NewStreamWriter(w, h, l.History, l.Facts <= wire.MarkFacts, key)
		if err == nil {
			err = marks(s, next, func() { idle.Reset(timeout) })
		}
		own <- err
		_ = w.CloseWithError(err) // never fails
	}()
	status, reply, answer, err := send(ctx, c.long, h.Method, h.Path, r, head)
	_ = r.Close() // never fails; the writer ends
	if fault := <-own; fault != nil && !errors.Is(fault, io.ErrClosedPipe) {
		return ack, fmt.Errorf("%w: %w", errOwn, fault)
	}
	if err != nil {
		return ack, err
	}
	if !wire.VerifyReply(answer, sig, status, reply, c.cfg.County) {
		return ack, fmt.Errorf("%w: unsigned reply with status %d", Offline, status)
	}
	return ack, read(h.Path, status, reply, &ack)
}

// marks writes the body of a stream.
func marks(s *wire.StreamWriter, next func() (*wire.Batch, error), alive func()) error {
	for end := time.Now().Add(streamTime); time.Now().Before(end); alive() {
		b, err := next()
		if err != nil {
			return err
		}
		if b == nil {
			break
		}
		if err := s.Write(b); err != nil {
			return err
		}
	}
	return s.Close()
}

// pause spreads those whose link was cut in the same moment.
func pause(ctx context.Context) {
	t := time.NewTimer(50*time.Millisecond + rand.N(250*time.Millisecond))
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

func (x *executor) batch(o market.Origin, after uint64) (wire.Ack, error) {
	b, err := x.s.Batch(x.ctx, o, after, wire.MaxBatch)
	if err != nil {
		return wire.Ack{}, fmt.Errorf("%w: %w", errOwn, err)
	}
	return x.c.Push(x.ctx, b)
}

// stream pushes all that the journal had at the last Prepare. Much to send is worth a long
// history; a single fact goes with a short one.
func (x *executor) stream(s Historian, o market.Origin, e replica.Push) (wire.Ack, error) {
	var head uint64
	for _, j := range x.journals {
		if j.Name == e.Name {
			head = j.Head
		}
	}
	first, history, err := s.History(x.ctx, o, e.After, int(min(wire.MaxHistoryLen, max(100, 2*(head-e.After)))))
	if err != nil {
		return wire.Ack{}, fmt.Errorf("%w: %w", errOwn, err)
	}
	after := e.After
	return x.c.Stream(x.ctx, Backlog{o, first, e.After, history, head - e.After}, func() (*wire.Batch, error) {
		if after >= head {
			return nil, nil //nolint:nilnil // the end
		}
		b, err := s.Batch(x.ctx, o, after, wire.MarkFacts)
		if err != nil {
			return nil, err
		}
		after = b.Last()
		return b, nil
	})
}
