package county_test

import (
	"context"
	"testing"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// Who sees what: a posting goes as far as its share says, its matches with it; people stay
// between their station and the county.
func TestShares(t *testing.T) {
	c := newTown(t)
	a := c.enrol("410423103000")
	near := c.enrol("410423103001")
	far := c.enrol(yexian)
	worker := a.write(record.WorkerRegistered, a.new(), record.Worker{}, a.box(record.Person{Name: "李四"}, false))
	a.write(record.CheckInMade, a.new(), record.CheckIn{Worker: refOf(worker), Day: "2026-11-22"})
	postings := map[market.Share]market.Ref{}
	matches := map[market.Share]market.Ref{}
	for _, share := range market.Shares {
		postings[share] = a.posting(2, share)
		matches[share] = a.write(record.MatchTaken, a.new(), record.Taken{Posting: refOf(postings[share]), Worker: refOf(worker), Place: 1})
		a.write(record.MatchArrived, matches[share], struct{}{})
		a.write(record.PostingClosed, postings[share], record.Closed{})
	}
	a.sync()
	for _, v := range []struct {
		name string
		s    *station
		sees map[market.Share]bool
	}{
		{"a village of the same township", near, map[market.Share]bool{"county": true, "township": true}},
		{"another county", far, map[market.Share]bool{"county": true}},
	} {
		v.s.sync()
		for _, share := range market.Shares {
			for kind, id := range map[record.Kind]market.Ref{
				record.PostingOpened: postings[share], record.PostingClosed: postings[share],
				record.MatchTaken: matches[share], record.MatchArrived: matches[share],
			} {
				if got := v.s.has(kind, id); got != v.sees[share] {
					t.Errorf("%s sees %s of a posting for the %s: %v", v.name, kind, share, got)
				}
			}
		}
		if v.s.has(record.WorkerRegistered, worker) {
			t.Errorf("%s was told of a worker", v.name)
		}
	}
	a.sync()
	for _, it := range a.pulled {
		if it.Station == a.Station {
			t.Errorf("a station was told its own fact %d", it.Seq)
		}
	}
}

// The contact that an employer published can be opened by every station, and nothing else.
func TestOnlyPublishedKeysTravel(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(yexian)
	contact, private := a.box(record.Contact{Phone: "13800138000"}, true), a.box(record.Private{Name: "史大明"}, false)
	a.write(record.EmployerRegistered, a.new(), record.Employer{Name: "史师傅", Kind: "individual"}, contact, private)
	a.sync()
	b.sync()
	if _, ok := b.opened[contact.Tag]; !ok {
		t.Error("the published contact cannot be opened elsewhere")
	}
	if _, ok := b.opened[private.Tag]; ok {
		t.Error("the private part can be opened elsewhere")
	}
}

// A key that came with the wrong wrapping, or of nobody, does not stop its batch.
func TestKeysThatDoNotOpen(t *testing.T) {
	c := newTown(t)
	a := c.enrol(lushan)
	a.write(record.WorkerRegistered, a.new(), record.Worker{}, a.box(record.Person{Name: "李四"}, false))
	a.keys[0].Wrapped[5] ^= 1
	a.sync()
	_ = c.picture() // the worker is shown without a name
}

// A pull is bounded in facts and in bytes, and goes on where it stopped.
func TestPullInParts(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(yexian)
	const large = 200
	for range large { // each with an incompressible box close to the largest fact
		box := a.box(make([]byte, 15_000), true)
		a.write(record.EmployerRegistered, a.new(), record.Employer{Name: "史", Kind: "farm"}, box)
	}
	a.keys = nil
	a.size = 20
	a.sync()
	p := pull(t, b, 0)
	size := 0
	for _, it := range p.Items {
		size += len(it.Fact)
	}
	if !p.More || size > wire.MaxFacts || len(p.Items) == 0 || p.Upto != p.Items[len(p.Items)-1].Rev {
		t.Errorf("%d facts of %d bytes, more: %v, up to %d", len(p.Items), size, p.More, p.Upto)
	}
	b.sync()
	n := 0
	for _, it := range b.pulled {
		if it.Station == a.Station {
			n++
		}
	}
	if n != large {
		t.Errorf("%d facts came, want %d, each once", n, large)
	}
}

func pull(t *testing.T, s *station, after uint64) *wire.Pulled {
	t.Helper()
	if err := s.client.Greet(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := s.client.Pull(t.Context(), after, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A waiting pull is answered as soon as somebody else's fact is durable.
func TestLongPoll(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(yexian)
	b.sync()
	if err := b.client.Greet(t.Context()); err != nil {
		t.Fatal(err)
	}
	type answer struct {
		p   *wire.Pulled
		err error
	}
	got := make(chan answer, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	begin := time.Now()
	go func() {
		p, err := b.client.Pull(ctx, b.rev, 10*time.Second)
		got <- answer{p, err}
	}()
	time.Sleep(200 * time.Millisecond)
	a.posting(1, "county")
	a.sync()
	r := <-got
	if r.err != nil || len(r.p.Items) != 1 || time.Since(begin) > 5*time.Second {
		t.Errorf("%+v, %v after %v", r.p, r.err, time.Since(begin))
	}
}

// What took effect late gets a new rev, for those who have pulled past its old one.
func TestLateFactsAreStillPulled(t *testing.T) {
	c := newTown(t)
	a, b, far := c.enrol(lushan), c.enrol(yexian), c.enrol(yexian)
	posting := market.Ref{Origin: a.Origin, N: 1}
	match := b.write(record.MatchTaken, b.new(), record.Taken{Posting: refOf(posting), Place: 1})
	b.sync() // the county never heard of the posting
	far.sync()
	if far.has(record.MatchTaken, match) {
		t.Fatal("a match that waits was handed on")
	}
	if got := a.posting(1, "county"); got != posting {
		t.Fatalf("posting %s", got)
	}
	a.sync()
	far.sync()
	if !far.has(record.PostingOpened, posting) || !far.has(record.MatchTaken, match) {
		t.Error("the posting or the match that waited for it never came")
	}
}
