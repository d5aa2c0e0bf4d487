package sim

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"testing/iotest"
)

// fault is something that happens to the n-th request of a round. What each means stands in
// the script language (script_test.go).
type fault struct {
	what string
	n    int
	who  string // of meet
}

// line carries the requests of one round from a machine to the county, without a socket.
type line struct {
	w      *world
	m      *machine
	faults []fault
	n      int
}

var (
	errLost = errors.New("the line is dead")
	errCut  = errors.New("the line broke in the middle")
)

func whole(body []byte) io.ReadCloser { return io.NopCloser(bytes.NewReader(body)) }

// half gives what came before the line broke.
func half(body []byte) io.ReadCloser {
	return io.NopCloser(io.MultiReader(bytes.NewReader(body[:len(body)/2]), iotest.ErrReader(errCut)))
}

// RoundTrip implements http.RoundTripper.
func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	l.n++
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	deliver := func() (*http.Response, error) {
		reply, down := l.w.county.handle(r, whole(body))
		if down {
			return nil, errLost
		}
		if l.w.twice {
			l.again(r, body)
		}
		return reply, nil
	}
	for _, f := range l.faults {
		if f.n != l.n {
			continue
		}
		switch f.what {
		case "lost":
			return nil, errLost
		case "late":
			l.w.late = append(l.w.late, letter{r, body})
			return nil, errLost
		case "cut":
			_, _ = l.w.county.handle(r, half(body))
			return nil, errCut
		case "deaf":
			_, _ = deliver()
			return nil, errLost
		case "torn":
			return l.torn(deliver())
		case "twice":
			reply, err := deliver()
			l.again(r, body)
			return reply, err
		case "down":
			_, _ = deliver()
			l.w.county.crash()
			return nil, errLost
		case "dies":
			l.w.county.fuse = 1
			reply, err := deliver()
			l.w.county.fuse = 0
			return reply, err
		case "stop":
			l.m.die()
		case "stopped":
			_, _ = deliver()
			l.m.die()
		case "meet":
			if other := l.w.machine(f.who); other != nil && other != l.m {
				l.w.sync(other, nil)
			}
		}
	}
	return deliver()
}

// torn cuts a reply in the middle.
func (l *line) torn(reply *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(reply.Body)
	if err != nil {
		return nil, err
	}
	reply.Body = half(body)
	return reply, nil
}

// letter is a request that is on its way for a long time.
type letter struct {
	r    *http.Request
	body []byte
}

// again delivers a request a second time, which must change nothing (I5).
func (l *line) again(r *http.Request, body []byte) {
	same := l.w.county.unchanged(func() {
		if _, down := l.w.county.handle(r, whole(body)); down {
			l.w.broken("I5", "the county stopped at a request that came twice")
		}
	})
	if !same {
		l.w.broken("I5", "%s %s of %s came twice and changed something", r.Method, r.URL.Path, l.m.name)
	}
}

// arriveLate delivers what was kept back, the newest first.
func (w *world) arriveLate() int {
	n := len(w.late)
	for i := range w.late {
		l := w.late[n-1-i]
		_, _ = w.county.handle(l.r, whole(l.body))
	}
	w.late = nil
	return n
}
