package sim

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"yizhan/sync/market"
)

// sync runs a round over a line with faults.
func (w *world) sync(m *machine, faults []fault) (out string) {
	defer func() {
		if p := recover(); p != nil {
			if p != any(stopped{m}) {
				panic(p)
			}
			m.restart()
			out = "stopped"
		}
		m.follow()
		w.refresh(m) // a round can free a place and give it to who waits
		w.called(m)
		w.refresh(m)
		w.proved(m)
	}()
	w.now = w.now.Add(time.Second) // two copies of a disk that do the same do it one after the other
	before := m.origin
	r, err := m.desk.Sync(ctx, m.client(&line{w: w, m: m, faults: faults}))
	now := m.current()
	if code := market.Code(err); code == "disk_full" || code == "disk_error" {
		return code
	}
	w.must(err, "%s syncs", m.name)
	if !w.bent && !slices.Contains([]string{"", "offline", "bad_nonce"}, r.Code) && (r.Code != "overload" || !w.county.full) {
		w.broken("I3", "%s was told %s", m.name, r.Code)
	}
	out = fmt.Sprintf("sent %d, got %d", r.Pushed, r.Pulled)
	if r.Code != "" {
		out = r.Code + ", " + out
	} else {
		m.heard, m.dim = len(w.trace), false
	}
	if before != now {
		out += ", is " + now.String() + " now"
	}
	return out
}

// proved looks whether the county has what the station believes that it has (I3).
func (w *world) proved(m *machine) {
	if w.bent {
		return
	}
	c, err := m.store().Counts(ctx)
	w.must(err, "%s counts", m.name)
	if have := w.county.head(m.origin); c.Facts-c.Unsent > have {
		w.broken("I3", "%s believes %d facts to be at the county, which has %d", m.name, c.Facts-c.Unsent, have)
	}
}

// clone makes a second machine go on with a copy of the disk.
func (w *world) clone(m *machine, name string) string {
	if w.machine(name) != nil {
		return "named twice"
	}
	w.bent = true
	dir := m.nextDir() + "-copy"
	w.must(m.copy(dir), "clone %s", m.name)
	c := w.newMachine(name, dir)
	c.heard = m.heard
	w.copies = append(w.copies, &copies{of: m.origin, both: [2]*machine{m, c}})
	c.postings, c.people = maps.Clone(m.postings), maps.Clone(m.people)
	c.inherited = map[market.MatchID]bool{}
	for _, g := range w.book.given {
		if g.by == m || m.inherited[g.id] {
			c.inherited[g.id] = true
		}
	}
	return "ok"
}
