// Package replica is the replication engine of a station as a step machine: events go in,
// effects come out. It does no I/O, reads no clock, starts no goroutine, and knows nothing of
// what the facts say, so a whole county can be run in one test from one seed.
//
// Begin at Round: Step takes the outcome of the effect before and says what to do next, until
// Finish. The executor is sync/uplink. The reasons stand in DESIGN.md beside this file.
package replica

// Journal is one journal of this station: how far it reaches and how far the county has
// proved to have it.
type Journal struct {
	Name  string // "12-1"
	Head  uint64
	Acked uint64
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
	// Prepared answers Prepare.
	Prepared struct{ Journals []Journal }
	// Greeted answers Hello.
	Greeted struct{ Claims []Claim }
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
func (Pushed) event()   {}
func (Drew) event()     {}
func (Failed) event()   {}

// Effect is what the executor is to do next.
type Effect interface{ effect() }

// Effects.
type (
	// Prepare writes what the station owes the county (places handed over, recalls answered,
	// cancels executed) and reads how far its journals reach.
	Prepare struct{}
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
func (Pull) effect()    {}
func (Finish) effect()  {}

// Cut is the code of an effect that nobody answered, or not to the end.
const Cut = "offline"

// maxPasses bounds how often a round pushes what a pull made it write (a recall answered, a
// grant asked for), so that two machines can never keep each other busy without end.
const maxPasses = 4

// Round is one whole round: push all, pull all, and again what the pull called for.
type Round struct {
	greeted  bool
	passes   int
	journals []Journal // what is left to push
	pushing  string    // the journal of the last Push
	forked   bool      // the last Push is only there for the county to see the fork
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
}

// Step takes the outcome of the last effect and gives the next. After Finish it gives Finish
// again.
func (r *Round) Step(e Event) Effect {
	if r.done {
		return r.finish(r.code)
	}
	switch e := e.(type) {
	case Failed:
		return r.onFailed(e)
	case Began:
		return Prepare{}
	case Prepared:
		r.journals, r.fresh, r.sent, r.rev = e.Journals, 0, false, 0
		if !r.greeted {
			return Hello(e)
		}
		return r.next()
	case Greeted:
		return r.onGreeted(e)
	case Pushed:
		return r.onPushed(e)
	case Drew:
		return r.onDrew(e)
	}
	return r.finish("internal")
}

// onFailed goes on after a cut, once for each time that the round got on: whoever is cut off without
// having moved anything has no link. A stream that moved nothing may have met a proxy that
// keeps requests back until they are whole, so a plain batch is tried before giving up.
func (r *Round) onFailed(e Failed) Effect {
	streamed := r.pushing != "" && !r.plain && !r.forked
	switch {
	case e.Code != Cut || !r.greeted:
		return r.finish(e.Code)
	case r.moved:
		r.moved = false
	case streamed:
		r.plain = true
	default:
		return r.finish(e.Code)
	}
	r.again, r.pushing, r.rev = true, "", 0
	return Hello{Journals: r.journals}
}

func (r *Round) onGreeted(e Greeted) Effect {
	r.greeted = true
	for _, c := range e.Claims {
		for i := range r.journals {
			j := &r.journals[i]
			if j.Name != c.Name {
				continue
			}
			if c.Proved {
				if r.again && c.Seq > j.Acked { // the acknowledgement was lost, not the facts
					r.moved, r.sent = true, true
					r.pushed += int(c.Seq - j.Acked)
				}
				j.Acked = c.Seq
				continue
			}
			// The county's journal is not ours: a clone or a rollback. Where ours is the longer
			// one the county cannot know it before it sees what follows.
			if r.forked = c.Seq < j.Head; r.forked {
				return r.push(j.Name, c.Seq)
			}
			return r.finish("fork")
		}
	}
	return r.next()
}

func (r *Round) push(name string, after uint64) Effect {
	r.pushing = name
	return Push{Name: name, After: after, Plain: r.plain}
}

func (r *Round) onPushed(e Pushed) Effect {
	if r.forked || !e.Claim.Proved {
		return r.finish("fork")
	}
	for i := range r.journals {
		j := &r.journals[i]
		if j.Name != r.pushing {
			continue
		}
		// An acknowledgement that does not move on, or of something else, would loop for ever.
		if e.Claim.Name != r.pushing || e.Claim.Seq <= j.Acked || e.Claim.Seq > j.Head {
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
		return Prepare{}
	}
	return r.finish("")
}

// next pushes the first journal that has something unsent, else pulls.
func (r *Round) next() Effect {
	for _, j := range r.journals {
		if j.Acked < j.Head {
			return r.push(j.Name, j.Acked)
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
