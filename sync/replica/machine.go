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
	// Drew answers Pull: Count facts came; More says that others wait.
	Drew struct {
		Count int
		More  bool
	}
	// Failed answers any effect. Code is a business code; "offline" when nobody answered.
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
	// Hello exchanges what each side has.
	Hello struct{ Journals []Journal }
	// Push sends facts of the journal after After.
	Push struct {
		Name  string
		After uint64
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

// maxPasses bounds how often a round pushes what a pull made it write (a recall answered, a
// grant asked for), so that two machines can never keep each other busy without end.
const maxPasses = 4

// Round is one whole round: push all, pull all, and again what the pull called for.
type Round struct {
	greeted  bool
	passes   int
	journals []Journal // what is left to push
	pushed   int
	pulled   int
	fresh    int  // pulled in this pass
	sent     bool // something was pushed in this pass
	done     bool
}

// Step takes the outcome of the last effect and gives the next. After Finish it gives Finish
// again.
func (r *Round) Step(e Event) Effect {
	if f, ok := e.(Failed); ok {
		return r.finish(f.Code)
	}
	if r.done {
		return r.finish("")
	}
	switch e := e.(type) {
	case Began:
		return Prepare{}
	case Prepared:
		r.journals, r.fresh, r.sent = e.Journals, 0, false
		if !r.greeted {
			return Hello{Journals: e.Journals}
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

func (r *Round) onGreeted(e Greeted) Effect {
	r.greeted = true
	for _, c := range e.Claims {
		for i := range r.journals {
			j := &r.journals[i]
			if j.Name != c.Name {
				continue
			}
			if !c.Proved {
				return r.finish("fork") // the county's journal is not ours: a clone or a rollback
			}
			j.Acked = c.Seq
		}
	}
	return r.next()
}

func (r *Round) onPushed(e Pushed) Effect {
	for i := range r.journals {
		j := &r.journals[i]
		if j.Name != e.Claim.Name {
			continue
		}
		if !e.Claim.Proved {
			return r.finish("fork")
		}
		if e.Claim.Seq <= j.Acked { // an acknowledgement that does not move on would loop for ever
			return r.finish("gap")
		}
		r.pushed += int(e.Claim.Seq - j.Acked)
		r.sent = true
		j.Acked = e.Claim.Seq
	}
	return r.next()
}

func (r *Round) onDrew(e Drew) Effect {
	r.pulled += e.Count
	r.fresh += e.Count
	if e.More {
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
			return Push{Name: j.Name, After: j.Acked}
		}
	}
	if r.passes > 0 && !r.sent { // what came called for nothing: pulling again would bring nothing of ours
		return r.finish("")
	}
	return Pull{}
}

func (r *Round) finish(code string) Effect {
	r.done = true
	return Finish{Code: code, Pushed: r.pushed, Pulled: r.pulled}
}
