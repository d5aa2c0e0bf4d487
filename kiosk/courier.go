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

// How often the courier goes by itself: now and then while the county answers, and ever more
// seldom while it does not, with jitter so that the stations of a county do not come back all
// at once. A change here sends it off at once, and so do news: while the county answers, one
// request always waits there for them.
const (
	pace     = 20 * time.Second       // between rounds that nothing called for
	settle   = 150 * time.Millisecond // after facts were sent: lets those of one action gather for the round
	hurry    = 3 * time.Second        // before the county is tried again
	patience = time.Minute            // the longest it waits
)

// courier carries facts to the county and back, in the background.
type courier struct {
	desk    *desk.Desk
	log     *slog.Logger
	client  *uplink.Client
	lookout *uplink.Client // waits for news

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
	if c.lookout, err = c.desk.Client(ctx); err != nil {
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
	n, err := c.desk.Store().Unsent(ctx)
	if err != nil {
		return err
	}
	c.set(func(s *flow.SyncState) { s.Unsent = n })
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
func (c *courier) round(ctx context.Context) (uplink.Result, error) {
	c.going.Lock()
	defer c.going.Unlock()
	r, err := c.desk.Sync(ctx, c.client)
	c.set(func(s *flow.SyncState) { s.Disk = flow.DiskCode(err) })
	if err != nil {
		return r, err
	}
	now := c.desk.Store().Now()
	c.set(func(s *flow.SyncState) {
		s.Online, s.Code = r.Code == "", r.Code
		if r.Code == "" {
			s.LastGood = now
		}
	})
	return r, c.count(ctx)
}

// serve goes round until ctx ends.
func (c *courier) serve(ctx context.Context) error {
	var watching sync.WaitGroup
	watching.Go(func() { c.watch(ctx) })
	defer watching.Wait()
	wait, tries := time.Duration(0), 0
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		case <-c.kick:
			c.forward(ctx)
			time.Sleep(settle)
		}
		r, err := c.round(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			c.log.Error("round failed", "err", err) // the disk; the screen tells at the next action
		}
		if r.Code == "" && err == nil {
			wait, tries = pace, 0
			continue
		}
		if r.Pushed+r.Pulled > 0 { // it gets on, if slowly
			tries = 0
		}
		c.log.Info("county not reached", "code", r.Code)
		wait = max(r.After, backoff(tries))
		tries++
	}
}

// forward sends what was written just now, before the round that looks after all else. How it
// went the round will say.
func (c *courier) forward(ctx context.Context) {
	c.going.Lock()
	defer c.going.Unlock()
	r, err := c.desk.Forward(ctx, c.client)
	if err == nil {
		err = c.count(ctx)
	}
	if err != nil && ctx.Err() == nil {
		c.log.Error("facts not sent", "code", r.Code, "err", err)
	}
}

// backoff is how long to wait after so many tries that brought nothing: twice as long each time, up to
// patience, and anything from half of that.
func backoff(tries int) time.Duration {
	d := min(patience, hurry<<min(tries, 10))
	return d/2 + rand.N(d/2+1)
}

// watch keeps one request waiting at the county while it answers. What it brings counts as a
// change, which sends off a round for what it may call for.
func (c *courier) watch(ctx context.Context) {
	for tries := 0; ctx.Err() == nil; {
		if c.current().Online {
			r, err := c.desk.Watch(ctx, c.lookout)
			if err == nil && r.Code == "" {
				tries = 0
				continue
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(backoff(tries)):
			tries = min(tries+1, 2) // rounds say how the county is; this only has to notice
		}
	}
}
