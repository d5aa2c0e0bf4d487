package desk_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/uplink"
)

var attempts = flag.Int("attempts", 3000, "how often somebody in the crowd tries to take a place")

// Sizes of a crowd. A county lives for one morning, so that its histories stay short enough to be
// searched to the end, and the next begins with another seed.
const (
	morning       = 20_000 // most attempts in one county
	crowdStations = 4
	crowdHands    = 3   // at a station: the touch screen and two clerks
	crowdPeople   = 12  // at a station; all hands act for all of them
	syncEvery     = 100 // attempts of a station between rounds, on average
)

// crowd is one county in which several stations take and cancel with several hands each, while
// each of them syncs with the county over real HTTP.
type crowd struct {
	t      *testing.T
	county *realCounty
	books  *books
	desks  []*desk.Desk
	people [][]market.WorkerID // by station
	jobs   [][]job             // by station: what its people may take
	tick   atomic.Int64        // orders what is done; no clock of the machine is asked
	left   atomic.Int64        // attempts
	rounds atomic.Int64
}

// job is a posting that the crowd is after.
type job struct {
	id    market.PostingID
	heads int
	alone bool // held and shown at one station only
}

func newCrowd(t *testing.T) *crowd {
	c := &crowd{t: t, county: newCounty(t), people: make([][]market.WorkerID, crowdStations), jobs: make([][]job, crowdStations)}
	for i := range crowdStations {
		c.desks = append(c.desks, c.county.station(fmt.Sprint("station", i)))
	}
	c.books = c.county.books(t)
	for i, heads := range []int{1, 2, 5, 10, 24} {
		o := job{id: c.open(i%crowdStations, heads, "county"), heads: heads}
		for at := range c.jobs {
			c.jobs[at] = append(c.jobs[at], o)
		}
	}
	for at, d := range c.desks {
		c.jobs[at] = append(c.jobs[at], job{id: c.open(at, 4, "station"), heads: 4, alone: true})
		for n := range crowdPeople {
			c.people[at] = append(c.people[at], worker(t, d, 100*at+n))
		}
	}
	c.settle()
	return c
}

func (c *crowd) open(at, heads int, share market.Share) market.PostingID {
	c.t.Helper()
	d := c.desks[at]
	e, err := d.RegisterEmployer(c.t.Context(), desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
	if err != nil {
		c.t.Fatal(err)
	}
	p, err := d.OpenPosting(c.t.Context(), desk.Self, market.Posting{
		Employer: e, Trade: "loader", Title: "卸化肥", Headcount: heads, Pay: 15000, Unit: "day", Share: share,
		Area: "410423106204", Start: "2026-11-23T07:30", End: "2026-11-23T17:30",
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

// settle lets every station hear of everything.
func (c *crowd) settle() {
	c.t.Helper()
	for range 4 {
		for _, d := range c.desks {
			round(c.t, d)
		}
	}
}

// run lets all hands loose until they have tried n times together, and gives what they did, hand
// by hand.
func (c *crowd) run(n int, seed uint64) []event {
	c.t.Helper()
	c.left.Store(int64(n))
	var all []*hand
	var everybody sync.WaitGroup
	failed := make(chan error, crowdStations*(crowdHands+1))
	for at := range c.desks {
		due := make(chan struct{})
		var here sync.WaitGroup
		for range crowdHands {
			h := &hand{c: c, at: at, due: due, rng: rand.New(rand.NewPCG(seed, uint64(len(all))))}
			all = append(all, h)
			here.Go(func() { failed <- h.work() })
		}
		everybody.Go(func() { here.Wait(); close(due) })
		everybody.Go(func() { failed <- c.syncs(c.desks[at], due) })
	}
	everybody.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			c.t.Fatal(err)
		}
	}
	c.settle()
	var done []event
	for _, h := range all {
		done = append(done, h.done...)
	}
	last := c.tick.Add(1)
	for i := range done {
		if done[i].until == 0 { // a cancel that was asked for elsewhere has been executed by now
			done[i].until = last
		}
	}
	return done
}

// syncs runs a round whenever one is due, until nobody works any more.
func (c *crowd) syncs(d *desk.Desk, due <-chan struct{}) error {
	ctx := context.Background()
	client, err := d.Client(ctx)
	for range due {
		if err != nil {
			continue // nobody may wait for ever
		}
		var r uplink.Result
		if r, err = d.Sync(ctx, client); err == nil && r.Code != "" {
			err = fmt.Errorf("sync: %w", market.Refuse(r.Code))
		}
		c.rounds.Add(1)
	}
	return err
}

// hand is somebody who acts at a station.
type hand struct {
	c    *crowd
	at   int
	due  chan<- struct{}
	rng  *rand.Rand
	mine []event // takes that stand, and that nobody else ends
	done []event
}

func (h *hand) work() error {
	for h.c.left.Add(-1) >= 0 {
		if err := h.take(); err != nil {
			return err
		}
		if len(h.mine) > 0 && h.rng.IntN(16) == 0 {
			if err := h.cancel(); err != nil {
				return err
			}
		}
		if h.rng.IntN(syncEvery) == 0 {
			h.due <- struct{}{} // waits while the station is in a round already
		}
	}
	return nil
}

func (h *hand) take() error {
	d, jobs, people := h.c.desks[h.at], h.c.jobs[h.at], h.c.people[h.at]
	e := event{did: took, job: jobs[h.rng.IntN(len(jobs))], worker: people[h.rng.IntN(len(people))], from: h.c.tick.Add(1)}
	taken, err := d.Take(context.Background(), desk.Self, e.job.id, e.worker)
	e.until = h.c.tick.Add(1)
	switch code := market.Code(err); {
	case err == nil:
		e.match, e.place = taken.Match, taken.Place
		h.mine = append(h.mine, e)
	case code == "full", code == "no_place_here", code == "already_taken":
		e.did = code
	default:
		return fmt.Errorf("take %s: %w", e.job.id, err)
	}
	h.done = append(h.done, e)
	return nil
}

// cancel ends one of the hand's matches, one time in four by asking for it at another station.
func (h *hand) cancel() error {
	i := h.rng.IntN(len(h.mine))
	e := h.mine[i]
	h.mine[i] = h.mine[len(h.mine)-1]
	h.mine = h.mine[:len(h.mine)-1]
	e.did, e.from, e.until = cancelled, h.c.tick.Add(1), 0
	if h.rng.IntN(4) == 0 && !e.job.alone {
		other := h.c.desks[(h.at+1+h.rng.IntN(crowdStations-1))%crowdStations]
		switch asked, err := other.Cancel(context.Background(), desk.Self, e.match, "other"); {
		case err == nil && asked:
			h.done = append(h.done, e)
			return nil
		case market.Code(err) != "unknown_match": // that is: not heard of there yet
			return errors.Join(fmt.Errorf("ask to cancel %s: asked %v", e.match, asked), err)
		}
	}
	if asked, err := h.c.desks[h.at].Cancel(context.Background(), desk.Self, e.match, "other"); err != nil || asked {
		return errors.Join(fmt.Errorf("cancel %s: asked %v", e.match, asked), err)
	}
	e.until = h.c.tick.Add(1)
	h.done = append(h.done, e)
	return nil
}

// Whatever several hands at several stations do at once, no place is given to two: what each of
// them was told can be put into one order in which every place is free when it is given
// (crowd_order_test.go). Afterwards county and stations show exactly the matches that were promised.
func TestTakesInACrowd(t *testing.T) {
	var sum tally
	for n := 0; sum.attempts < *attempts && !t.Failed(); n++ {
		t.Run(fmt.Sprint("county", n), func(t *testing.T) {
			c := newCrowd(t)
			done := c.run(min(morning, *attempts-sum.attempts), uint64(n))
			sum.add(c, done)
			t.Log(&sum)
			inOrder(t, done)
			c.books.check()
			c.promised(done)
		})
	}
	t.Log(&sum)
	if sum.over > 0 {
		t.Errorf("%d over-filled", sum.over)
	}
	if sum.did[took] == 0 || sum.did[cancelled] == 0 || sum.did["full"] == 0 || sum.did["no_place_here"] == 0 || sum.did["already_taken"] == 0 {
		t.Error("a crowd in which not everything happened proves little")
	}
}
