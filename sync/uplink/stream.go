package uplink

import (
	"context"
	"crypto/ed25519"
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

// Stream sends the batches that next gives, until it gives nil, and what the county has then.
// Facts of o's journal that both sides have, from first on, are the history to pack with.
// Whatever cuts the stream, the county keeps what came up to the last whole mark.
func (c *Client) Stream(ctx context.Context, o market.Origin, first uint64, history []byte, last uint64,
	next func() (*wire.Batch, error),
) (wire.Ack, error) {
	var ack wire.Ack
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	idle := time.AfterFunc(timeout, cancel) // no time limit for the whole, but for each mark and for the reply
	defer idle.Stop()
	h, key := c.header(http.MethodPost, wire.StreamPath(o, first, last))
	head := http.Header{}
	sig := wire.SignStream(head, h, key)
	r, w := io.Pipe()
	own := make(chan error, 1)
	go func() {
		err := marks(w, h, key, history, next, func() { idle.Reset(timeout) })
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
func marks(w io.Writer, h wire.Header, key ed25519.PrivateKey, history []byte, next func() (*wire.Batch, error), alive func()) error {
	s, err := wire.NewStreamWriter(w, h, history, key)
	if err != nil {
		return err
	}
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
func (x *executor) pause() {
	t := time.NewTimer(50*time.Millisecond + rand.N(250*time.Millisecond))
	defer t.Stop()
	select {
	case <-t.C:
	case <-x.ctx.Done():
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
	return x.c.Stream(x.ctx, o, first, history, e.After, func() (*wire.Batch, error) {
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
