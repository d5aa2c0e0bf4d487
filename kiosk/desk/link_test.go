package desk_test

import (
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// link is a bad line to the county: slow, far, and cut now and then.
type link struct {
	rate  int           // bytes a second each way; 0: as fast as it goes
	delay time.Duration // one way
	every time.Duration // all connections are cut that often; 0: never
	bytes int           // a connection is cut after so many bytes up; 0: never

	listener net.Listener
	target   string
	up, down lane
	cuts     atomic.Int64

	mu   sync.Mutex
	open map[net.Conn]bool // both ends of each connection
	end  chan struct{}
}

// lane is one direction, which all connections share.
type lane struct {
	mu   sync.Mutex
	free time.Time // when it has sent what it was given
	sent atomic.Int64
}

// lay opens the line to the county at target.
func (l *link) lay(tb testing.TB, target string) *link {
	tb.Helper()
	var err error
	if l.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		tb.Fatal(err)
	}
	l.target, l.open, l.end = target, map[net.Conn]bool{}, make(chan struct{})
	go l.accept()
	if l.every > 0 {
		go l.cutting()
	}
	tb.Cleanup(func() {
		close(l.end)
		l.listener.Close()
		l.cut()
	})
	return l
}

// url is where the county seems to be.
func (l *link) url() string { return "http://" + l.listener.Addr().String() }

func (l *link) accept() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", l.target)
		if err != nil {
			near.Close()
			continue
		}
		if tcp, ok := near.(*net.TCPConn); ok && l.rate > 0 {
			_ = tcp.SetReadBuffer(16 << 10) // a modem keeps little
		}
		l.mu.Lock()
		l.open[near], l.open[far] = true, true
		l.mu.Unlock()
		go l.carry(far, near, &l.up, 2*l.delay, l.bytes) // to connect takes a round trip
		go l.carry(near, far, &l.down, 0, 0)
	}
}

// cut ends every connection; what is under way is lost.
func (l *link) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.open) > 0 {
		l.cuts.Add(1)
	}
	for c := range l.open {
		c.Close()
	}
	clear(l.open)
}

func (l *link) cutting() {
	t := time.NewTicker(l.every)
	defer t.Stop()
	for {
		select {
		case <-l.end:
			return
		case <-t.C:
			l.cut()
		}
	}
}

// carry moves bytes in one direction until either end is gone.
func (l *link) carry(to, from net.Conn, way *lane, extra time.Duration, most int) {
	type chunk struct {
		b  []byte
		at time.Time
	}
	under := make(chan chunk, 4096)
	go func() {
		defer to.Close()
		for c := range under {
			time.Sleep(time.Until(c.at))
			if _, err := to.Write(c.b); err != nil {
				from.Close()
			}
		}
	}()
	defer close(under)
	defer from.Close()
	for total := 0; most == 0 || total < most; {
		b := make([]byte, 1024)
		n, err := from.Read(b)
		if err != nil {
			return
		}
		total += n
		at := way.send(n, l.rate)
		time.Sleep(time.Until(at)) // the line is busy with it
		under <- chunk{b[:n], at.Add(l.delay + extra)}
		extra = 0
	}
	l.cuts.Add(1) // what is under way arrives, and nothing after it
}

const slack = 300 * time.Millisecond

// send says when n bytes are on their way.
func (w *lane) send(n, rate int) time.Time {
	w.sent.Add(int64(n))
	w.mu.Lock()
	defer w.mu.Unlock()
	// A line that has bytes waiting does not stand still while this program waits for a processor.
	if now := time.Now(); w.free.Before(now.Add(-slack)) {
		w.free = now
	}
	if rate > 0 {
		w.free = w.free.Add(time.Duration(n) * time.Second / time.Duration(rate))
	}
	return w.free
}
