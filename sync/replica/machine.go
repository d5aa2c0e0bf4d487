// Package replica is the replication engine of a station as a step machine: events go in,
// effects come out. It does no I/O, reads no clock, starts no goroutine, and knows nothing of
// what the facts say, so a whole county can be run in one test from one seed.
//
// Begin at Round: Step takes the outcome of the effect before and says what to do next, until
// Finish. The executor is sync/uplink. The reasons stand in DESIGN.md beside this file.
package replica

import (
	"slices"

	"yizhan/sync/record"
)

// Journal is one journal of this station: how far it reaches and how far the county has
// proved to have it.
type Journal struct {
	Name    string // "12-1"
	Head    uint64
	Acked   uint64
	Current bool // the one that is written to
}

// Claim is what the county says it has of a journal. Proved says that the link it gave equals
// the station's own row at that seq; a count without it is not believed.
type Claim struct {
	Name   string
	Seq    uint64
	Proved bool
}

// Event is the outcome of an effect.
type Event interface{ event() }

// Events, each answering the effect named in its comment.
type (
	// Began starts a round.
	Began struct{}
	// Prepared answers Prepare. Restored says that this database was put back from a backup.
	Prepared struct {
		Journals []Journal
		Restored bool
	}
	// Greeted answers Hello. Frozen names the journals whose epoch the county has ended. Followed
	// says that the county is another generation now and the station went with it: it has listed
	// its holdings, and what it had proof for counts no more.
	Greeted struct {
		Claims   []Claim
		Frozen   []string
		Followed bool
	}
	// Renewed answers Renew.
	Renewed struct{}
	// Pushed answers Push: the county has the journal up to Claim.Seq.
	Pushed struct{ Claim Claim }
	// Drew answers Pull: Count facts were new, the cursor stands at Rev now, and More says that
	// others wait behind it.
	Drew struct {
		Count int
		Rev   uint64
		More  bool
	}
	// Failed answers any effect. Code is a business code; Cut when nobody answered.
	Failed struct{ Code string }
)

func (Began) event()    {}
func (Prepared) event() {}
func (Greeted) event()  {}
func (Renewed) event()  {}
func (Pushed) event()   {}
func (Drew) event()     {}
func (Failed) event()   {}

// Effect is what the executor is to do next.
type Effect interface{ effect() }

// Effects.
type (
	// Prepare writes what the station owes the county (recalls answered, cancels executed, and once
	// it Reached the county places handed over) and reads how far its journals reach.
	Prepare struct{ Reached bool }
	// Hello exchanges what each side has. It comes again when the link was cut after the round
	// had got on.
	Hello struct{ Journals []Journal }
	// Push sends facts of the journal after After: as a stream or, when Plain, as one batch, because
	// a stream brought no acknowledgement.
	Push struct {
		Name  string
		After uint64
		Plain bool
	}
	// Renew gives up what the journal says beyond the past that it shares with the county, and,
	// where it is the current one, goes on under a new epoch.
	Renew struct{ Name, Why string }
	// Pull takes facts after the cursor.
	Pull struct{}
	// Finish ends the round. Code is empty when all went well.
	Finish struct {
		Code           string
		Pushed, Pulled int
	}
)

func (Prepare) effect() {}
func (Hello) effect()   {}
func (Push) effect()    {}
func (Renew) effect()   {}
func (Pull) effect()    {}
func (Finish) effect()  {}

// Cut is the code of an effect that nobody answered, or not to the end.
const Cut = "offline"

// maxPasses bounds how often a round pushes what a pull made it write (a recall answered, a
// grant asked for), and maxRenewals how often it gives up a past, so that two machines can
// never keep each other busy without end.
const (
	maxPasses   = 4
	maxRenewals = 3
)

// Round is one whole round: push all, pull all, and again what the pull called for.
type Round struct {
	greeted  bool
	reached  bool              // the county answered once, and what it is owed then is written
	claimed  map[string]uint64 // what it has, while that is written
	restored bool
	frozen   []string // journals whose epoch the county has ended
	passes   int
	renewals int
	journals []Journal // what is left to push
	pushing  string    // the journal of the last Push
	rev      uint64    // the cursor after the last Drew of this pass that said More
	pushed   int
	pulled   int
	fresh    int  // pulled in this pass
	sent     bool // something was pushed in this pass
	code     string
	done     bool
	again    bool // Hello was said again after a cut
	moved    bool // something was pushed or pulled since the last Hello
	plain    bool // push no streams
	doubtful bool // plain because of a stream of which the next Greeted tells whether it moved anything
}

// Step takes the outcome of the last effect and gives the next. After Finish it gives Finish
// again.
func (r *Round) Step(e Event) Effect {
	if r.done {
		return r.finish(r.code)
	}
	switch e := e.(type) {
	case Failed:
		if e.Code == record.WhyFork && r.pushing != "" {
			return r.renew(r.pushing, record.WhyFork)
		}
		return r.onFailed(e)
	case Began:
		return Prepare{}
	case Prepared:
		r.journals, r.restored, r.fresh, r.sent, r.rev, r.pushing = e.Journals, e.Restored, 0, false, 0, ""
		for i, j := range r.journals {
			if seq, ok := r.claimed[j.Name]; ok { // it may have less than it once proved to have
				r.journals[i].Acked = seq
			}
		}
		r.claimed = nil
		if !r.greeted {
			return Hello{Journals: e.Journals}
		}
		return r.next()
	case Greeted:
		return r.onGreeted(e)
	case Renewed:
		r.greeted = false
		return Prepare{Reached: r.reached}
	case Pushed:
		return r.onPushed(e)
	case Drew:
		return r.onDrew(e)
	}
	return r.finish("internal")
}

// onFailed goes on after a cut, once for each time that the round got on: whoever is cut off without
// having moved anything has no link. A stream that moved nothing, which only the next hello tells,
// may have met a proxy that keeps requests back until they are whole, so a plain batch is tried
// before giving up.
func (r *Round) onFailed(e Failed) Effect {
	streamed := r.pushing != "" && !r.plain
	switch {
	case e.Code != Cut || !r.greeted:
		return r.finish(e.Code)
	case r.moved:
		r.moved = false
	case streamed:
		r.plain, r.doubtful = true, true
	default:
		return r.finish(e.Code)
	}
	r.again, r.pushing, r.rev = true, "", 0
	return Hello{Journals: r.journals}
}

func (r *Round) onGreeted(e Greeted) Effect {
	r.greeted, r.frozen = true, e.Frozen
	if e.Followed {
		r.reached = true
		return Prepare{Reached: true}
	}
	for _, c := range e.Claims {
		for i := range r.journals {
			j := &r.journals[i]
			switch {
			case j.Name != c.Name:
			case c.Proved:
				if r.again && c.Seq > j.Acked { // the acknowledgement was lost, not the facts
					r.moved, r.sent = true, true
					r.pushed += int(c.Seq - j.Acked)
					r.plain = r.plain && !r.doubtful
				}
				j.Acked = c.Seq
			case c.Seq > j.Head: // a disk that was put back, or another copy wrote on
				return r.renew(j.Name, record.WhyBehind)
			default: // the county's journal is not ours
				return r.renew(j.Name, record.WhyFork)
			}
		}
	}
	r.doubtful = false
	if !r.reached { // places are handed over to a county that is there, never to a dead line
		r.reached, r.claimed = true, map[string]uint64{}
		for _, j := range r.journals {
			r.claimed[j.Name] = j.Acked
		}
		return Prepare{Reached: true}
	}
	return r.next()
}

// renew leaves the past that the county does not share. One that was put back from a backup
// says so, whatever else is wrong.
func (r *Round) renew(name, why string) Effect {
	if r.renewals++; r.renewals > maxRenewals {
		return r.finish(record.WhyFork)
	}
	r.pushing = ""
	for _, j := range r.journals {
		if j.Name == name && j.Current && r.restored {
			why = record.WhyRestored
		}
	}
	return Renew{Name: name, Why: why}
}

func (r *Round) onPushed(e Pushed) Effect {
	if !e.Claim.Proved {
		return r.renew(r.pushing, record.WhyFork)
	}
	for i := range r.journals {
		j := &r.journals[i]
		if j.Name != r.pushing {
			continue
		}
		// An acknowledgement that does not move on, or of something else, would loop for ever. One
		// beyond the head is of what was written since Prepare: the station's own row proves it.
		if e.Claim.Name != r.pushing || e.Claim.Seq <= j.Acked {
			return r.finish("gap")
		}
		r.pushed += int(e.Claim.Seq - j.Acked)
		r.sent, r.moved = true, true
		j.Acked = e.Claim.Seq
	}
	return r.next()
}

func (r *Round) onDrew(e Drew) Effect {
	r.pulled += e.Count
	r.pushing = ""
	r.moved = r.moved || e.More
	r.fresh += e.Count
	if e.More {
		if e.Rev <= r.rev { // so would a cursor that stands still
			return r.finish("gap")
		}
		r.rev = e.Rev
		return Pull{}
	}
	r.passes++
	if r.fresh > 0 && r.passes < maxPasses {
		return Prepare{Reached: r.reached}
	}
	return r.finish("")
}

// next pushes the first journal that has something unsent, then leaves an epoch that is over,
// then pulls.
func (r *Round) next() Effect {
	for _, j := range r.journals {
		if j.Acked < j.Head {
			r.pushing = j.Name
			return Push{Name: j.Name, After: j.Acked, Plain: r.plain}
		}
	}
	r.pushing = ""
	for _, j := range r.journals {
		if j.Current && (r.restored || slices.Contains(r.frozen, j.Name)) {
			return r.renew(j.Name, record.WhyFrozen)
		}
	}
	if r.passes > 0 && !r.sent { // what came called for nothing: pulling again would bring nothing of ours
		return r.finish("")
	}
	return Pull{}
}

func (r *Round) finish(code string) Effect {
	r.done, r.code = true, code
	return Finish{Code: code, Pushed: r.pushed, Pulled: r.pulled}
}
