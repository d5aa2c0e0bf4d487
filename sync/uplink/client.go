// Package uplink is the station's end of the wire.
//
// Begin at Round: it runs one round of sync/replica's step machine against the county with a
// Client and the station's database. Client speaks the protocol of sync/wire over resty:
// signs requests, checks that replies are the pinned county's answer to that very request, and
// turns faults into the county's codes, or "offline" when nobody answered.
package uplink

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-resty/resty/v2"

	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// Config is whom a client speaks for and to.
type Config struct {
	URL    string // "https://county.example"
	Origin market.Origin
	Key    ed25519.PrivateKey
	County ed25519.PublicKey // pinned at enrolment

	// Transport carries the requests; nil is the usual one over the network. Tests set it to
	// reach a county without a socket, and whoever needs a proxy of their own may.
	Transport http.RoundTripper
	// Pause waits before the county is greeted again in one round; nil is some moment up to 300 ms.
	// Tests without a socket have nobody to wait for.
	Pause func(context.Context)
	// InTurn asks for a page of a pull only when the one before is stored, on the caller's goroutine. Tests
	// set it that need every request at one known moment.
	InTurn bool
}

// timeout bounds one request; a round over a bad link is many requests. helloTimeout bounds the
// first of them, which is small: whoever does not answer it is not there.
const (
	timeout      = 40 * time.Second
	helloTimeout = 15 * time.Second
)

// Client speaks with one county.
type Client struct {
	cfg  Config
	http *resty.Client
	long *resty.Client // without a time limit of its own

	mu      sync.Mutex
	nonce   []byte
	counter uint64
}

// New makes a client. It does not connect.
func New(cfg Config) *Client {
	url := strings.TrimSuffix(cfg.URL, "/")
	c := &Client{cfg: cfg, http: resty.New().SetTimeout(timeout).SetBaseURL(url), long: resty.New().SetBaseURL(url)}
	if c.cfg.Pause == nil {
		c.cfg.Pause = pause
	}
	if cfg.Transport == nil {
		cfg.Transport = overTheNet()
	}
	c.http.SetTransport(cfg.Transport)
	c.long.SetTransport(cfg.Transport)
	return c
}

// Offline is the refusal for a county that cannot be reached.
var Offline = market.Refuse("offline")

// Hello opens a round and takes the server's nonce.
func (c *Client) Hello(ctx context.Context, m *wire.Hello) (*wire.HelloReply, error) {
	c.mu.Lock()
	c.nonce, c.counter = nil, uint64(time.Now().UnixNano())
	c.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, helloTimeout)
	defer cancel()
	var r wire.HelloReply
	if err := c.call(ctx, http.MethodPost, wire.PathHello, m, &r); err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.nonce, c.counter = r.Nonce, 0
	c.mu.Unlock()
	return &r, nil
}

// Become makes the client speak for another epoch. A hello must follow.
func (c *Client) Become(o market.Origin, key ed25519.PrivateKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cfg.Origin, c.cfg.Key = o, key
}

// Greet takes a nonce without saying what the station has, so that one signed request may follow.
func (c *Client) Greet(ctx context.Context) error {
	_, err := c.Hello(ctx, &wire.Hello{Version: wire.Version})
	return err
}

// Push sends a batch and gives what the county has now.
func (c *Client) Push(ctx context.Context, b *wire.Batch) (wire.Ack, error) {
	var a wire.Ack
	err := c.call(ctx, http.MethodPost, wire.PathPush, b, &a)
	return a, err
}

// Compare asks at which of these seqs the county has the same link.
func (c *Client) Compare(ctx context.Context, have []wire.Have) (uint64, error) {
	var r wire.Compared
	err := c.call(ctx, http.MethodPost, wire.PathCompare, &wire.Compare{Have: have}, &r)
	return r.Seq, err
}

// NewEpoch asks for another epoch under new keys.
func (c *Client) NewEpoch(ctx context.Context, m *wire.NewEpoch) (wire.EpochOpened, error) {
	var r wire.EpochOpened
	err := c.call(ctx, http.MethodPost, wire.PathEpoch, m, &r)
	return r, err
}

// Pull asks for facts after rev; the county waits up to wait for one to come.
func (c *Client) Pull(ctx context.Context, rev uint64, wait time.Duration) (*wire.Pulled, error) {
	path := wire.PathPull + "?after=" + strconv.FormatUint(rev, 10)
	if wait > 0 {
		path += "&wait=" + strconv.Itoa(int(wait.Seconds()))
	}
	var p wire.Pulled
	if err := c.call(ctx, http.MethodGet, path, nil, &p); err != nil {
		return nil, err
	}
	return &p, nil
}

// call sends one signed request and reads the signed reply into out.
func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = wire.Pack(in); err != nil {
			return err
		}
	}
	status, reply, err := c.Request(ctx, method, path, "", body)
	if err != nil {
		return err
	}
	return read(path, status, reply, out)
}

// read takes the answer out of a signed reply, or gives the refusal in it.
func read(path string, status int, reply []byte, out any) error {
	if status == http.StatusOK {
		if err := wire.Unpack(reply, out); err != nil {
			return fmt.Errorf("%w: %s: %w", badReply, path, err)
		}
		if r, ok := out.(interface{ Sound() bool }); ok && !r.Sound() {
			return fmt.Errorf("%w: %s: numbers out of bounds", badReply, path)
		}
		return nil
	}
	var f wire.Fault
	if err := wire.Unpack(reply, &f); err != nil || f.Code == "" {
		return Offline // a proxy answered, not the county
	}
	if f.After > 0 {
		return &Later{market.Refuse(f.Code), time.Duration(f.After) * time.Second}
	}
	return market.Refuse(f.Code)
}

// header takes the next counter, and the key of the moment.
func (c *Client) header(method, path string) (wire.Header, ed25519.PrivateKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counter++
	return wire.Header{Method: method, Path: path, Origin: c.cfg.Origin, Counter: c.counter, Nonce: c.nonce}, c.cfg.Key
}

// Request sends body as it is in a signed request, with the Content-Encoding given, and gives
// the county's status and reply.
// A reply that the pinned county did not sign for this request counts as offline: whatever
// answered was not the county.
func (c *Client) Request(ctx context.Context, method, path, encoding string, body []byte) (int, []byte, error) {
	h, key := c.header(method, path)
	head := http.Header{}
	if encoding != "" {
		head.Set("Content-Encoding", encoding)
	}
	sig := wire.SignRequest(head, h, body, key)
	var in io.Reader
	if body != nil {
		in = bytes.NewReader(body)
	}
	status, reply, answer, err := send(ctx, c.http, method, path, in, head)
	if err != nil {
		return 0, nil, err
	}
	if !wire.VerifyReply(answer, sig, status, reply, c.cfg.County) {
		return 0, nil, fmt.Errorf("%w: unsigned reply with status %d", Offline, status)
	}
	return status, reply, nil
}

func send(ctx context.Context, c *resty.Client, method, path string, body io.Reader, head http.Header) (int, []byte, http.Header, error) {
	req := c.R().SetContext(ctx).SetDoNotParseResponse(true)
	req.Header = head
	if body != nil {
		req.SetHeader("Content-Type", "application/vnd.yizhan+zstd").SetBody(body)
	}
	resp, err := req.Execute(method, path)
	if err != nil {
		return 0, nil, nil, errors.Join(Offline, err)
	}
	defer resp.RawBody().Close()
	reply, err := wire.ReadBody(resp.RawBody())
	if err != nil {
		return 0, nil, nil, errors.Join(Offline, err)
	}
	return resp.StatusCode(), reply, resp.Header(), nil
}
