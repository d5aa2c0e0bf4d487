package sim

import (
	"fmt"
	"slices"
	"strings"

	"yizhan/sync/market"
)

// mayMove is how many rounds of everybody it may take until nothing moves: requests are kept
// for some rounds of their stations (sync/county/archive), and each that ends may move places.
const mayMove = 30

// patience is the contract's: who repeats (take, then everybody syncs) has a place after at
// most so many rounds, while one is free.
const patience = 7

// end brings the play to rest and compares.
func (w *world) end() {
	for _, m := range w.machines {
		if m.full {
			m.setFull(false, 0)
		}
	}
	if w.county.full {
		w.county.setFull(false, 0)
	}
	w.arriveLate()
	w.rest()
	if w.county.reconciles() {
		w.must(w.county.archive.EndReconcile(ctx), "end reconciling")
		w.rest()
	}
	if w.insist() {
		w.rest()
	}
	w.compare()
}

// everybody syncs once; moved says whether anything was sent or came.
func (w *world) everybody() (moved bool) {
	for _, m := range w.machines {
		out := w.sync(m, nil)
		if !strings.HasPrefix(out, "sent ") {
			w.broken("I3", "in the end %s cannot sync: %s", m.name, out)
		}
		moved = moved || out != "sent 0, got 0"
	}
	return moved
}

// rest lets everybody sync until nothing moves. Replicas that keep each other busy never show
// the same picture (I4).
func (w *world) rest() {
	for range mayMove {
		if !w.everybody() {
			return
		}
	}
	w.broken("I4", "after %d rounds of everybody something still moves", mayMove)
}

// insist lets everybody who was told "no place here" ask again, for as long as the contract
// says that it may take. Whoever has nothing then must have met a full or closed posting. It
// says whether anybody asked.
func (w *world) insist() bool {
	asks := slices.DeleteFunc(slices.Clone(w.book.asks), func(a *ask) bool { return !a.stays() })
	if len(asks) == 0 {
		return false
	}
	for range patience {
		waiting := false
		for _, a := range asks {
			if !slices.Contains(w.book.asks, a) {
				continue // has a place
			}
			if a.waits {
				waiting = true
				continue
			}
			out := w.act(a.by, step{a.by.name, "take", a.posting, a.worker})
			waiting = waiting || out == "no_place_here"
		}
		if !waiting {
			return true
		}
		w.everybody()
	}
	heads := map[string]int{}
	for _, r := range dump[row](w, "postings") {
		if r.State == "open" {
			heads[r.Title] = r.Headcount
		}
	}
	for _, a := range asks {
		if !slices.Contains(w.book.asks, a) || !a.waits && w.act(a.by, step{a.by.name, "take", a.posting, a.worker}) != "no_place_here" {
			continue
		}
		if n := w.coming(a.posting); n < heads[a.posting] {
			w.broken("liveness", "%s waited at %s for %s in %d rounds and has no place, while %d of %d are taken",
				a.worker, a.by.name, a.posting, patience, n, heads[a.posting])
		}
	}
	return true
}

// compare looks whether nothing was lost (I3), everybody shows the same (I4), and whatever was
// given twice is before people's eyes (I2).
func (w *world) compare() {
	w.lost()
	w.doubles()
	w.usable()
	county := &countySide{w.county.eyes, w.county.sights(), map[string][]string{}}
	for _, m := range w.machines {
		w.same(m, county)
	}
	heads := map[string]int{}
	for name, o := range w.book.postings {
		heads[name] = o.heads
	}
	for _, r := range dump[row](w, "postings") {
		heads[r.Title] = r.Headcount
	}
	for _, p := range w.book.postingNames() {
		w.trace = append(w.trace, w.summary(p, heads[p]))
	}
}

// summary is a posting in the end, for people who read traces.
func (w *world) summary(name string, heads int) string {
	var who []string
	for _, g := range w.book.given {
		if g.posting == name && g.state != market.Cancelled {
			who = append(who, fmt.Sprintf("%d %s at %s", g.place, g.worker, g.by.name))
		}
	}
	slices.Sort(who)
	out := fmt.Sprintf("end %s: %d of %d taken", name, len(who), heads)
	if len(who) > 0 {
		out += ": " + strings.Join(who, ", ")
	}
	return out
}
