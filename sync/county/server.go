// Package county is the county server: the wire's endpoints for stations, and the pages that
// phones and offices open.
//
// Begin at Server.Handler. A request to /v1/* is answered only when a station's key signed it;
// every answer is signed by the county and bound to the request (sync/wire). What is decided
// is decided in county/archive; what people read is made in county/page.
package county

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/office"
	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// Server answers stations and phones.
type Server struct {
	archive *archive.Archive
	log     *slog.Logger

	mu     sync.Mutex
	nonces map[market.Origin][]*session
	tries  []time.Time // of enrolments with a wrong code

	gate gate // of pushes

	under map[market.Origin]map[chan struct{}]bool // streams of a station, each closed at its end

	rooms []office.Room // of the desk, beside its own
}

// call is a request that its station signed.
type call struct {
	*http.Request
	archive.Station
	body    []byte
	sig     []byte
	session *session // nil for hello
}

// New makes a server over an open archive. rooms are pages of the desk that are made elsewhere.
func New(a *archive.Archive, log *slog.Logger, rooms ...office.Room) *Server {
	return &Server{
		archive: a, log: log, nonces: map[market.Origin][]*session{}, gate: make(gate, maxPushes), under: map[market.Origin]map[chan struct{}]bool{},
		rooms: rooms,
	}
}

// Register puts the wire's endpoints on mux.
func (s *Server) Register(mux *http.ServeMux) {
	mux.HandleFunc("POST "+wire.PathEnrol, s.enrol)
	mux.HandleFunc("POST "+wire.PathHello, s.signed(s.hello))
	mux.HandleFunc("POST "+wire.PathPush, s.signed(s.push))
	mux.HandleFunc("POST "+wire.PathStream, s.stream)
	mux.HandleFunc("GET "+wire.PathPull, s.signed(s.pull))
	mux.HandleFunc("POST "+wire.PathCompare, s.signed(s.compare))
	mux.HandleFunc("POST "+wire.PathEpoch, s.signed(s.epoch))
	mux.HandleFunc("POST "+wire.PathLookup, s.signed(s.lookup))
	nothing := s.signed(func(*call) (any, error) { return nil, market.Refuse("not_found") })
	mux.HandleFunc("/v1", nothing)
	mux.HandleFunc("/v1/", nothing)
}

// reply writes a signed answer: v when err is nil, else the refusal.
func (s *Server) reply(w http.ResponseWriter, requestSig []byte, v any, err error) {
	status := http.StatusOK
	if err != nil {
		var code string
		status, code = wire.Status(err)
		fault := wire.Fault{Code: code}
		if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
			fault.After = retryAfter()
			w.Header().Set("Retry-After", strconv.Itoa(fault.After))
		}
		v = fault
		if status >= http.StatusInternalServerError {
			s.log.Error("request failed", "err", err)
		}
	}
	body, packErr := wire.Pack(v)
	if packErr != nil {
		s.log.Error("reply not written", "err", packErr)
		http.Error(w, "", http.StatusServiceUnavailable)
		return
	}
	wire.SignReply(w.Header(), requestSig, status, body, s.archive.Sign())
	w.Header().Set("Content-Type", "application/vnd.yizhan+zstd")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a peer that is gone asks again
}

// signed lets a request through to h only when its station's key signed header and body, and
// its counter is new within a nonce that hello gave out.
func (s *Server) signed(h func(*call) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		head, sig, err := wire.ReadHeader(r)
		if err != nil {
			s.reply(w, nil, nil, err)
			return
		}
		c := &call{Request: r, sig: sig}
		if c.body, err = wire.ReadBody(r.Body); err != nil {
			s.reply(w, sig, nil, badRequest(err))
			return
		}
		c.Station, err = s.archive.Station(r.Context(), head.Origin)
		if market.Code(err) == "unknown_station" && r.URL.Path == wire.PathHello {
			c.Station, err = s.vouched(r.Context(), head, c.body, sig)
		}
		if err != nil {
			s.reply(w, sig, nil, err)
			return
		}
		if !wire.VerifyRequest(head, c.body, sig, c.Sign) {
			s.reply(w, sig, nil, market.Refuse("bad_signature"))
			return
		}
		if err := c.Admitted(); err != nil {
			s.reply(w, sig, nil, err)
			return
		}
		if r.URL.Path != wire.PathHello {
			if c.session = s.fresh(head); c.session == nil {
				s.reply(w, sig, nil, market.Refuse("bad_nonce"))
				return
			}
		}
		v, err := h(c)
		s.reply(w, sig, v, err)
	}
}

// vouched makes a station known again by the certificate in its hello, when this county has
// forgotten it. Its key must have signed the request.
func (s *Server) vouched(ctx context.Context, head wire.Header, body, sig []byte) (archive.Station, error) {
	var m wire.Hello
	if err := wire.Unpack(body, &m); err != nil {
		return archive.Station{}, badRequest(err)
	}
	c, err := s.archive.Vouched(head.Origin, m.Certs)
	if err != nil {
		return archive.Station{}, err
	}
	if !wire.VerifyRequest(head, body, sig, c.Sign) {
		return archive.Station{}, market.Refuse("bad_signature")
	}
	if err := s.archive.Readmit(ctx, c); err != nil {
		return archive.Station{}, err
	}
	return s.archive.Station(ctx, head.Origin)
}

// badRequest keeps a body that could not be read from looking like a fault of the server.
func badRequest(err error) error {
	if status, _ := wire.Status(err); status < http.StatusInternalServerError {
		return err
	}
	return market.Refuse("bad_value")
}

func (s *Server) hello(c *call) (any, error) {
	var m wire.Hello
	if err := wire.Unpack(c.body, &m); err != nil {
		return nil, badRequest(err)
	}
	s.settled(c.Context(), c.Origin)
	reply, presence, err := s.archive.Greet(c.Context(), c.Station, &m)
	if err != nil {
		return nil, err
	}
	reply.Nonce = s.open(c.Origin, c.sig, presence)
	return reply, nil
}

func (s *Server) push(c *call) (any, error) {
	var b wire.Batch
	if err := wire.Unpack(c.body, &b); err != nil {
		return nil, badRequest(err)
	}
	if err := s.gate.enter(c.Context()); err != nil {
		return nil, err
	}
	defer s.gate.leave()
	if err := s.seen(c); err != nil {
		return nil, err
	}
	return s.archive.Accept(c.Context(), &b)
}

// seen notes once a round that the station is online.
func (s *Server) seen(c *call) error {
	if !s.once(&c.session.seen) {
		return nil
	}
	return s.archive.Seen(c.Context(), c.Station, c.session.station)
}

func (s *Server) pull(c *call) (any, error) {
	after, err := strconv.ParseUint(c.URL.Query().Get("after"), 10, 63)
	if err != nil {
		return nil, market.Refuse("bad_value")
	}
	wait, _ := strconv.Atoi(c.URL.Query().Get("wait")) // none or nonsense: do not wait
	if wait <= 0 && s.once(&c.session.ahead) {         // who waits is watching, not making a round
		if err := s.archive.GrantAhead(c.Context(), c.Station, c.session.station); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithTimeout(c.Context(), time.Duration(min(max(wait, 0), wire.MaxWaitSecs))*time.Second)
	defer cancel()
	for {
		arrived := s.archive.Arrived()
		p, err := s.archive.Pull(c.Context(), c.Station, after, c.session.station.Version)
		if err != nil || len(p.Items) > 0 {
			return p, err
		}
		select {
		case <-arrived:
		case <-ctx.Done():
			return p, nil
		}
	}
}

func (s *Server) compare(c *call) (any, error) {
	var m wire.Compare
	if err := wire.Unpack(c.body, &m); err != nil {
		return nil, badRequest(err)
	}
	return s.archive.Compare(c.Context(), &m)
}

func (s *Server) epoch(c *call) (any, error) {
	var m wire.NewEpoch
	if err := wire.Unpack(c.body, &m); err != nil {
		return nil, badRequest(err)
	}
	return s.archive.NewEpoch(c.Context(), c.Station, &m)
}

// maxTries is how many wrong enrolment codes a minute are answered.
const maxTries = 20

func (s *Server) enrol(w http.ResponseWriter, r *http.Request) {
	body, err := wire.ReadBody(r.Body)
	var m wire.Enrol
	if err == nil {
		err = wire.Unpack(body, &m)
	}
	if err != nil {
		s.reply(w, nil, nil, badRequest(err))
		return
	}
	if s.tooMany(time.Now()) {
		s.reply(w, m.Proof, nil, market.Refuse("too_many"))
		return
	}
	e, err := s.archive.Enrol(r.Context(), &m)
	if code := market.Code(err); code == "bad_code" || code == "old_code" {
		s.mu.Lock()
		s.tries = append(s.tries, time.Now())
		s.mu.Unlock()
	}
	s.reply(w, m.Proof, e, err)
}

func (s *Server) tooMany(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.tries) > 0 && now.Sub(s.tries[0]) > time.Minute {
		s.tries = s.tries[1:]
	}
	return len(s.tries) >= maxTries
}
