package sim

import (
	"fmt"
	"maps"
	"slices"

	"yizhan/sync/market"
)

// book is what was acknowledged, kept outside of everything under test. It speaks of things by
// the names that scripts give them, which stand in the things themselves (a posting's title, a
// person's name), so that it does not mind identifiers that change.
type book struct {
	people   map[string]int // by name: at how many stations they are registered
	postings map[string]*opened
	given    []*given
	held     map[spot]*given // who has each place
	doubles  map[spot]bool   // places that were given twice while the world was bent
	asks     []*ask
	joined   []ask // all that ever were on the waitlist
	odd      int   // facts that nobody understands
}

// opened is a posting.
type opened struct {
	by     *machine
	share  string
	heads  int  // as acknowledged last at the opener
	asked  bool // other numbers were asked for elsewhere
	most   int  // that were ever said
	closed bool
}

// spot is a place of a posting.
type spot struct {
	posting string
	place   int
}

// given is a match.
type given struct {
	spot
	worker string
	by     *machine
	id     market.MatchID
	state  market.MatchState // at its maker
	fixed  bool              // the county knows it by this name, and its maker's disk was put back since
	least  market.MatchState // that was acknowledged, wherever
}

// ask is a take that was told "no place here", or an entry of the waitlist.
type ask struct {
	by              *machine
	posting, worker string
	waits           bool
}

// stays says whether the worker goes on asking in the end. Of those who were only told that no
// place is here, two in five go home without a word, and that must strand no place.
func (a *ask) stays() bool { return a.waits || phoneOf(a.worker)[10] < '6' }

func (b *book) ask(a ask) {
	if a.waits && !slices.Contains(b.joined, a) {
		b.joined = append(b.joined, a)
	}
	if !slices.ContainsFunc(b.asks, func(had *ask) bool { return *had == a }) {
		b.asks = append(b.asks, &a)
	}
}

func newBook() book {
	return book{people: map[string]int{}, postings: map[string]*opened{}, held: map[spot]*given{}, doubles: map[spot]bool{}}
}

// take notes a match. A place that somebody has may be given to nobody else (I2).
func (w *world) take(g *given) {
	b := &w.book
	b.given = append(b.given, g)
	if had := b.held[g.spot]; had != nil {
		if w.straight(g.by) {
			w.broken("I2", "place %d of %s was given to %s at %s, and to %s at %s", g.place, g.posting, had.worker, had.by.name, g.worker, g.by.name)
		}
		b.doubles[g.spot] = true
	}
	b.held[g.spot] = g
	if g.by.withdrawn(g.id) && !w.bent {
		w.broken("I2", "place %d of %s was given to %s at %s, where fewer heads had withdrawn it", g.place, g.posting, g.worker, g.by.name)
	}
	b.asks = slices.DeleteFunc(b.asks, func(a *ask) bool { return a.by.sameStation(g.by) && a.posting == g.posting && a.worker == g.worker })
	if n := w.standing(g.posting); n > b.postings[g.posting].most && !w.bent {
		w.broken("I2", "%d matches of %s stand, of %d heads at most", n, g.posting, b.postings[g.posting].most)
	}
}

// standing counts the places of a posting that somebody has.
func (w *world) standing(posting string) int {
	n := 0
	for s := range w.book.held {
		if s.posting == posting {
			n++
		}
	}
	return n
}

// coming counts the people who have a place of a posting. Two on one place fill two heads, until
// somebody has decided who stays.
func (w *world) coming(posting string) int {
	n := 0
	for _, g := range w.book.given {
		if g.posting == posting && g.state != market.Cancelled {
			n++
		}
	}
	return n
}

// refresh reads how the matches made at m stand there, after something may have changed them.
// What was said is never gone (I1).
func (w *world) refresh(m *machine) {
	if m.dim {
		return
	}
	for _, g := range w.book.given {
		if g.by != m || g.state == market.Cancelled {
			continue
		}
		row, err := m.store().Match(ctx, g.id)
		if err != nil || row.Place != g.place {
			w.broken("I1", "%s gave place %d of %s to %s as %s, and has now %+v (%v)", m.name, g.place, g.posting, g.worker, g.id, row, err)
		}
		if g.state = row.State; g.state == market.Cancelled && w.book.held[g.spot] == g {
			delete(w.book.held, g.spot)
		}
	}
}

// adopt puts into the book what a command had made durable when it was stopped before it could
// answer. It is as good as acknowledged from now on.
func (w *world) adopt(m *machine, s step) {
	switch s[1] {
	case "open":
		if id := w.postingAt(m, s[2]); id != "" && w.book.postings[s[2]] == nil {
			w.noteOpen(m, s)
		}
	case "revise", "close":
		w.adoptPosting(m, s[2])
	case "check-in":
		w.adoptWorker(m, s[2])
	case "take", "join":
		w.adoptWorker(m, s[3])
		w.adoptMatch(m, s[2], s[3])
	}
	w.refresh(m)
}

func (w *world) adoptPosting(m *machine, name string) {
	id, o := w.postingAt(m, name), w.book.postings[name]
	if id == "" || o == nil {
		return
	}
	row, err := m.store().Posting(ctx, id)
	w.must(err, "%s reads %s", m.name, name)
	if o.by == m {
		o.heads, o.most = row.Headcount, max(o.most, row.Headcount)
	}
	o.closed = o.closed || row.Closed
}

func (w *world) adoptWorker(m *machine, name string) {
	id, err := market.ParseRef(string(w.workerAt(m, name)))
	if err == nil && id.Origin == m.origin && !m.people[name] { // one that came back was counted when it was made
		m.people[name] = true
		w.book.people[name]++
	}
}

func (w *world) adoptMatch(m *machine, posting, worker string) {
	p, id := w.postingAt(m, posting), w.workerAt(m, worker)
	if p == "" || id == "" {
		return
	}
	rows, err := m.store().MatchesOf(ctx, id)
	w.must(err, "%s lists matches", m.name)
	for _, r := range rows {
		known := func(g *given) bool { return g.by == m && g.id == r.ID }
		if r.Posting == p && r.Origin == m.origin && !m.inherited[r.ID] && !slices.ContainsFunc(w.book.given, known) {
			w.take(&given{spot: spot{posting, r.Place}, worker: worker, by: m, id: r.ID, state: market.Taken})
		}
	}
}

// called notes the matches that a round made of entries of the waitlist. A copy of a disk has the
// entries of before, too, and one that came later stays when the other copy gives the same name a
// place: they are two registrations.
func (w *world) called(m *machine) {
	for _, a := range w.book.joined {
		if a.by.sameStation(m) {
			w.adoptMatch(m, a.posting, a.worker)
		}
	}
}

// match gives the newest match of a worker on a posting, nil when there is none.
func (b *book) match(posting, worker string) *given {
	for _, g := range slices.Backward(b.given) {
		if g.posting == posting && g.worker == worker {
			return g
		}
	}
	return nil
}

// said lists what the county must have in the end, a line each. Where two copies of a disk told
// each other's matches to end, only people can say which stand, so their states are left out.
func (w *world) said() []string {
	var out []string
	for name, n := range w.book.people {
		for range n {
			out = append(out, "worker "+name, "check-in "+name)
		}
	}
	for name, o := range w.book.postings {
		state := "open"
		if o.closed {
			state = "closed"
		}
		out = append(out, "employer "+employerOf(name))
		if !w.bent && !o.asked {
			out = append(out, fmt.Sprintf("posting %s %d %s", name, o.heads, state))
		}
	}
	for _, g := range w.book.given {
		out = append(out, w.matchLine(g.posting, g.worker, g.place, g.state))
	}
	return slices.Sorted(slices.Values(out))
}

func (w *world) matchLine(posting, worker string, place int, state market.MatchState) string {
	if w.bent {
		return fmt.Sprintf("match %s %s %d", posting, worker, place)
	}
	return fmt.Sprintf("match %s %s %d %s", posting, worker, place, state)
}

func (b *book) postingNames() []string { return slices.Sorted(maps.Keys(b.postings)) }
