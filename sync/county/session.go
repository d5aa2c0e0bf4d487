package county

import (
	"crypto/rand"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// session is one nonce that hello gave out, and the greatest counter used with it.
type session struct {
	nonce   string
	hello   string // signature of the hello that it answers
	counter uint64
	station archive.Presence
	seen    bool // what hello said of the station is kept
	ahead   bool // places were granted ahead
}

// sessions is how many nonces of one station stay good at once.
const sessions = 8

// fresh gives the session of a request whose counter is new in it, or nil.
func (s *Server) fresh(h wire.Header) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.nonces[h.Origin] {
		if n.nonce == string(h.Nonce) && h.Counter > n.counter {
			n.counter = h.Counter
			return n
		}
	}
	return nil
}

// open gives the nonce for the requests after a hello. The same hello, sent again by whoever
// heard it, gets the same nonce, so that it cannot push out the one in use.
func (s *Server) open(o market.Origin, hello []byte, p archive.Presence) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.nonces[o] {
		if n.hello == string(hello) {
			return []byte(n.nonce)
		}
	}
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce)
	l := append(s.nonces[o], &session{nonce: string(nonce), hello: string(hello), station: p})
	s.nonces[o] = l[max(0, len(l)-sessions):]
	return nonce
}

// once sets a flag of a session and says whether it was not set before.
func (s *Server) once(flag *bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := !*flag
	*flag = true
	return first
}
