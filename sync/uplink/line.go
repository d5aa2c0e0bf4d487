package uplink

import (
	"context"
	"net"
	"net/http"
	"time"
)

// sendBuffer is how many bytes the system may keep of what was sent and not carried yet. By itself
// it takes megabytes, which is minutes of a slow link: a backlog would be packed whole, the reply
// waited for in vain, and all of it packed again after each cut.
const sendBuffer = 64 << 10

// dialTime is how long to wait for a connection.
const dialTime = 15 * time.Second

// overTheNet is the usual transport with a short queue before the line. All requests of a client
// share it, so that a stream goes over the connection that its hello has opened.
func overTheNet() http.RoundTripper {
	t := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConns: 4,
		IdleConnTimeout: 90 * time.Second, TLSHandshakeTimeout: dialTime, ExpectContinueTimeout: time.Second,
	}
	dialer := &net.Dialer{Timeout: dialTime, KeepAlive: 30 * time.Second}
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dialer.DialContext(ctx, network, address)
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetWriteBuffer(sendBuffer) // where that cannot be said, the queue is long
		}
		return conn, err
	}
	return t
}
