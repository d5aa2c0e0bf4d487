package county

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// markTime is how long the bytes up to the next mark of a stream may take; a mark is at most
// wire.MaxFacts and a few keys, 20 s at 256 kbit/s. Whoever sends more slowly is cut off and
// goes on after the last mark.
const markTime = time.Minute

// maxTogether is how many facts of a stream one transaction takes at most. A fast link fills
// transactions, a slow one commits each mark.
const maxTogether = 4000

// stream takes facts as they come and commits at marks that are whole, so that a cut link loses
// what came after the last one. The reply says what is durable.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	head, sig, err := wire.ReadHeader(r)
	if err != nil {
		s.reply(w, nil, nil, err)
		return
	}
	ack, err := s.streamed(w, r, head, sig)
	s.reply(w, sig, ack, err)
}

func (s *Server) streamed(w http.ResponseWriter, r *http.Request, head wire.Header, sig []byte) (ack wire.Ack, err error) {
	c := &call{Request: r, sig: sig}
	if c.Station, err = s.archive.Station(r.Context(), head.Origin); err != nil {
		return ack, err
	}
	if !wire.VerifyStream(head, sig, c.Sign) {
		return ack, market.Refuse("bad_signature")
	}
	if err := c.Admitted(); err != nil {
		return ack, err
	}
	if c.session = s.fresh(head); c.session == nil {
		return ack, market.Refuse("bad_nonce")
	}
	if err := s.gate.enter(r.Context()); err != nil {
		return ack, err
	}
	defer s.gate.leave()
	defer s.begin(c.Origin)()
	journal, history, err := s.history(r)
	if err != nil {
		return ack, err
	}
	marks, err := wire.NewStreamReader(r.Body, head, history, c.Sign)
	if err != nil {
		return ack, badRequest(err)
	}
	defer marks.Close()
	if err := s.seen(c); err != nil {
		return ack, err
	}
	// A station that is gone must not undo what it signed before.
	return s.commitMarks(context.WithoutCancel(r.Context()), marks, journal, clock{w})
}

// catchUp is how long a hello waits for what the station's last stream brought. Without it a station
// that was cut off would hear of less than has arrived, and send it again.
const catchUp = 3 * time.Second

// begin notes a stream, until its end is called.
func (s *Server) begin(o market.Origin) (end func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.under[o] == nil {
		s.under[o] = map[chan struct{}]bool{}
	}
	done := make(chan struct{})
	s.under[o][done] = true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.under[o], done)
		close(done)
	}
}

// settled waits until the streams that a station has now are committed, or catchUp is over.
func (s *Server) settled(ctx context.Context, o market.Origin) {
	ctx, cancel := context.WithTimeout(ctx, catchUp)
	defer cancel()
	s.mu.Lock()
	running := slices.Collect(maps.Keys(s.under[o]))
	s.mu.Unlock()
	for _, done := range running {
		select {
		case <-done:
		case <-ctx.Done():
			return
		}
	}
}

// history reads which facts the stream was packed with.
func (s *Server) history(r *http.Request) (market.Origin, []byte, error) {
	q := r.URL.Query()
	ref, err := market.ParseRef(q.Get("journal") + "-1")
	first, firstErr := strconv.ParseUint(q.Get("first"), 10, 63)
	last, lastErr := strconv.ParseUint(q.Get("last"), 10, 63)
	if errors.Join(err, firstErr, lastErr) != nil {
		return ref.Origin, nil, market.Refuse("bad_value")
	}
	facts, err := s.archive.History(r.Context(), ref.Origin, first, last)
	return ref.Origin, facts, err
}

// commitMarks reads ahead while it commits. What came whole before a fault is committed.
func (s *Server) commitMarks(ctx context.Context, marks *wire.StreamReader, journal market.Origin, until clock) (ack wire.Ack, err error) {
	type mark struct {
		batch *archive.Incoming
		err   error
	}
	ahead := make(chan mark, maxTogether/wire.MarkFacts)
	stop := make(chan struct{})
	go func() {
		defer close(ahead)
		for {
			until.give(markTime)
			b, err := marks.Next()
			if err == nil && b.Origin() != journal {
				err = market.Refuse("bad_value")
			}
			m := mark{err: err}
			if err == nil {
				m.batch = archive.Read(b)
			}
			select {
			case ahead <- m:
			case <-stop:
				return
			}
			if err != nil {
				return
			}
		}
	}()
	defer func() { // the reader must be done before its memory is
		close(stop)
		if err != nil {
			until.end()
		}
		for range ahead {
		}
		if err == nil {
			until.none()
		}
	}()
	for {
		m := <-ahead
		var together []*archive.Incoming
		for facts := 0; m.err == nil; m = <-ahead {
			together = append(together, m.batch)
			if facts += len(m.batch.Facts); facts >= maxTogether || len(ahead) == 0 {
				break
			}
		}
		if len(together) > 0 {
			if ack, err = s.archive.AcceptAll(ctx, together); err != nil {
				return ack, err
			}
		}
		switch {
		case m.err == nil:
		case !errors.Is(m.err, io.EOF):
			return wire.Ack{}, badRequest(m.err)
		case ack.Seq == 0: // not one mark
			return ack, market.Refuse("bad_value")
		default:
			return ack, nil
		}
	}
}

// clock says how long the peer has. Where a server cannot do that, its own timeouts hold.
type clock struct{ http.ResponseWriter }

// give lets what is being read take d from now on, and the reply a while longer.
func (c clock) give(d time.Duration) {
	control := http.NewResponseController(c.ResponseWriter)
	_ = control.SetReadDeadline(time.Now().Add(d))
	_ = control.SetWriteDeadline(time.Now().Add(d + markTime))
}

// end stops what is being read, and the connection with the reply.
func (c clock) end() {
	c.Header().Set("Connection", "close")
	c.give(0)
}

// none leaves the time to the server.
func (c clock) none() {
	control := http.NewResponseController(c.ResponseWriter)
	_ = control.SetReadDeadline(time.Time{})
	_ = control.SetWriteDeadline(time.Time{})
}
