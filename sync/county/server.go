// Package county is the county server: the wire's endpoints for stations, and the pages that
// phones and offices open.
//
// Begin at Server.Handler. A request to /v1/* is answered only when a station's key signed it;
// every answer is signed by the county and bound to the request (sync/wire). What is decided
// is decided in county/archive; what people read is made in county/page.
package county

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"yizhan/sync/county/archive"
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
}

// session is one nonce that hello gave out, and the greatest counter used with it.
type session struct {
	nonce   string
	counter uint64
}

// sessions is how many nonces of one station stay good at once: a replayed hello must not end
// the round that is under way.
const sessions = 4

// New makes a server over an open archive.
func New(a *archive.Archive, log *slog.Logger) *Server {
	return &Server{archive: a, log: log, nonces: map[market.Origin][]*session{}}
}

// Register puts the wire's endpoints on mux.
func (s *Server) Register(mux *http.ServeMux) {
	mux.HandleFunc("POST "+wire.PathEnrol, s.enrol)
	mux.HandleFunc("POST "+wire.PathHello, s.signed(s.hello))
	mux.HandleFunc("POST "+wire.PathPush, s.signed(s.push))
	mux.HandleFunc("GET "+wire.PathPull, s.signed(s.pull))
	mux.HandleFunc("/v1/", s.signed(func(*http.Request, archive.Station, []byte) (any, error) {
		return nil, market.Refuse("not_found")
	}))
}

// reply writes a signed answer: v when err is nil, else the refusal.
func (s *Server) reply(w http.ResponseWriter, requestSig []byte, v any, err error) {
	status := http.StatusOK
	if err != nil {
		var code string
		status, code = wire.Status(err)
		v = wire.Fault{Code: code}
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
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // a peer that is gone asks again
}

// signed lets a request through to h only when its station's key signed header and body, and
// its counter is new within a nonce that hello gave out.
func (s *Server) signed(h func(*http.Request, archive.Station, []byte) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		head, sig, err := wire.ReadHeader(r)
		if err != nil {
			s.reply(w, nil, nil, err)
			return
		}
		body, err := wire.ReadBody(r.Body)
		if err != nil {
			s.reply(w, sig, nil, badRequest(err))
			return
		}
		station, err := s.archive.Station(r.Context(), head.Origin)
		if err != nil {
			s.reply(w, sig, nil, err)
			return
		}
		if !wire.VerifyRequest(head, body, sig, station.Sign) {
			s.reply(w, sig, nil, market.Refuse("bad_signature"))
			return
		}
		if r.URL.Path != wire.PathHello && !s.fresh(head) {
			s.reply(w, sig, nil, market.Refuse("bad_nonce"))
			return
		}
		v, err := h(r, station, body)
		s.reply(w, sig, v, err)
	}
}

// badRequest keeps a body that could not be read from looking like a fault of the server.
func badRequest(err error) error {
	if status, _ := wire.Status(err); status < http.StatusInternalServerError {
		return err
	}
	return market.Refuse("bad_value")
}

func (s *Server) fresh(h wire.Header) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.nonces[h.Origin] {
		if n.nonce == string(h.Nonce) && h.Counter > n.counter {
			n.counter = h.Counter
			return true
		}
	}
	return false
}

func (s *Server) newNonce(o market.Origin) []byte {
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce)
	s.mu.Lock()
	defer s.mu.Unlock()
	l := append(s.nonces[o], &session{nonce: string(nonce)})
	s.nonces[o] = l[max(0, len(l)-sessions):]
	return nonce
}

func (s *Server) hello(r *http.Request, station archive.Station, body []byte) (any, error) {
	var m wire.Hello
	if err := wire.Unpack(body, &m); err != nil {
		return nil, badRequest(err)
	}
	reply, err := s.archive.Greet(r.Context(), station, &m)
	if err != nil {
		return nil, err
	}
	reply.Nonce = s.newNonce(station.Origin)
	return reply, nil
}

func (s *Server) push(r *http.Request, _ archive.Station, body []byte) (any, error) {
	var b wire.Batch
	if err := wire.Unpack(body, &b); err != nil {
		return nil, badRequest(err)
	}
	return s.archive.Accept(r.Context(), &b)
}

func (s *Server) pull(r *http.Request, station archive.Station, _ []byte) (any, error) {
	after, err := strconv.ParseUint(r.URL.Query().Get("after"), 10, 63)
	if err != nil {
		return nil, market.Refuse("bad_value")
	}
	wait, _ := strconv.Atoi(r.URL.Query().Get("wait")) // none or nonsense: do not wait
	ctx, cancel := context.WithTimeout(r.Context(), time.Duration(min(max(wait, 0), wire.MaxWaitSecs))*time.Second)
	defer cancel()
	for {
		arrived := s.archive.Arrived()
		p, err := s.archive.Pull(r.Context(), station, after)
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
	if market.Code(err) == "bad_code" {
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
