package kiosk

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/uplink"
)

// How often the courier goes by itself: every few seconds while the county answers, and ever
// more seldom while it does not, with jitter so that the stations of a county do not come back
// all at once. A change here sends it off at once.
const (
	pace     = 3 * time.Second
	settle   = 150 * time.Millisecond // lets the facts of one action gather
	patience = time.Minute            // the longest it waits
)

// courier carries facts to the county and back, in the background.
type courier struct {
	desk   *desk.Desk
	log    *slog.Logger
	client *uplink.Client

	going sync.Mutex // one round at a time

	mu      sync.Mutex
	state   flow.SyncState
	kick    chan struct{}
	onState func()
}

func newCourier(d *desk.Desk, log *slog.Logger) *courier {
	return &courier{desk: d, log: log, kick: make(chan struct{}, 1), onState: func() {}}
}

// load reads how things stood when the station stopped.
func (c *courier) load(ctx context.Context) (err error) {
	if c.client, err = c.desk.Client(ctx); err != nil {
		return err
	}
	last, err := c.desk.Store().LastRound(ctx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.state.Code = last.Code
	if last.Good != 0 {
		c.state.LastGood = time.UnixMilli(last.Good)
	}
	c.mu.Unlock()
	return c.count(ctx)
}

func (c *courier) current() flow.SyncState {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state
}

// listen sets who is told when the state changed.
func (c *courier) listen(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.onState = f
}

// changed is told of every durable change here: count again and go at once, unless the county
// was gone a moment ago.
func (c *courier) changed() {
	if err := c.count(context.Background()); err != nil {
		c.log.Error("queue not counted", "err", err)
	}
	if c.current().Online {
		select {
		case c.kick <- struct{}{}:
		default: // a round is due already
		}
	}
}

// count reads how many facts wait.
func (c *courier) count(ctx context.Context) error {
	n, err := c.desk.Store().Counts(ctx)
	if err != nil {
		return err
	}
	c.set(func(s *flow.SyncState) { s.Unsent = n.Unsent })
	return nil
}

// set changes the state and tells about it.
func (c *courier) set(f func(*flow.SyncState)) {
	c.mu.Lock()
	before := c.state
	f(&c.state)
	tell, differs := c.onState, c.state != before
	c.mu.Unlock()
	if differs {
		tell()
	}
}

// round runs one whole round and gives its refusal.
func (c *courier) round(ctx context.Context) (string, error) {
	c.going.Lock()
	defer c.going.Unlock()
	r, err := c.desk.Sync(ctx, c.client)
	if err != nil {
		return "", err
	}
	now := c.desk.Store().Now()
	c.set(func(s *flow.SyncState) {
		s.Online, s.Code = r.Code == "", r.Code
		if r.Code == "" {
			s.LastGood = now
		}
	})
	return r.Code, c.count(ctx)
}

// serve goes round until ctx ends.
func (c *courier) serve(ctx context.Context) error {
	wait := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		case <-c.kick:
			time.Sleep(settle)
		}
		code, err := c.round(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			c.log.Error("round failed", "err", err) // the disk; the screen tells at the next action
		}
		if code == "" && err == nil {
			wait = pace
			continue
		}
		c.log.Info("county not reached", "code", code)
		wait = min(patience, max(pace, 2*wait))
		wait = wait/2 + rand.N(wait/2+1)
	}
}
