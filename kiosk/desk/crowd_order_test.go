package desk_test

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"github.com/anishathalye/porcupine"

	"yizhan/sync/market"
)

// What a hand can be told beside the refusals.
const (
	took      = "took"
	cancelled = "cancelled"
)

// event is one thing that a hand did, and what it was told. It took effect at some moment between
// from and until.
type event struct {
	did         string // took, cancelled, or the code of the refusal of a take
	job         job
	worker      market.WorkerID
	match       market.MatchID
	place       int
	from, until int64 // ticks
}

func (e event) String() string {
	return fmt.Sprintf("%d–%d %s: %s %s place %d %s", e.from, e.until, e.worker, e.did, e.job.id, e.place, e.match)
}

// view is one way to look at a history: what goes together in it, and what may follow what.
type view struct {
	name string
	of   func(event) string // what the event is about, "" when it is not seen in this view
	none any                // the state in the beginning
	step func(state any, e event) (after any, ok bool)
}

// views are the promises. The state of the first two is the match that stands.
var views = []view{
	{
		// A place is free when it is given, whichever station gives it, and its number is one of
		// the posting's; so there are never more matches than heads (I2).
		name: "place", none: market.MatchID(""),
		of: func(e event) string {
			if e.match == "" {
				return ""
			}
			return fmt.Sprint(e.job.id, " ", e.place)
		},
		step: func(state any, e event) (any, bool) {
			if e.did == took {
				return e.match, state == market.MatchID("") && e.place >= 1 && e.place <= e.job.heads
			}
			return market.MatchID(""), state == e.match
		},
	},
	{
		// Nobody has two places of a posting, and who is told so has one.
		name: "person", none: market.MatchID(""),
		of: func(e event) string { return fmt.Sprint(e.job.id, " ", e.worker) },
		step: func(state any, e event) (any, bool) {
			switch e.did {
			case took:
				return e.match, state == market.MatchID("")
			case cancelled:
				return market.MatchID(""), state == e.match
			case "already_taken":
				return state, state != market.MatchID("")
			default:
				return state, state == market.MatchID("")
			}
		},
	},
	{
		// Where one station holds all places it gives the lowest that is free, and says full only
		// when all are taken. The state has a bit for each place that is taken.
		name: "posting of one station", none: uint64(0),
		of: func(e event) string {
			if !e.job.alone {
				return ""
			}
			return string(e.job.id)
		},
		step: func(state any, e event) (any, bool) {
			taken := state.(uint64)
			switch e.did {
			case took:
				return taken | 1<<(e.place-1), e.place == 1+bits.TrailingZeros64(^taken) && e.place <= e.job.heads
			case cancelled:
				return taken &^ (1 << (e.place - 1)), taken&(1<<(e.place-1)) != 0
			case "full":
				return taken, bits.OnesCount64(taken) == e.job.heads
			default:
				return taken, e.did == "already_taken"
			}
		},
	},
}

// inOrder fails the test when what was done cannot be put into one order that keeps the promises
// and in which whatever ended before another thing began stands before it.
func inOrder(t testing.TB, done []event) {
	t.Helper()
	for _, v := range views {
		model := porcupine.Model{
			Init: func() any { return v.none },
			Step: func(state, input, _ any) (bool, any) {
				after, ok := v.step(state, input.(event))
				return ok, after
			},
		}
		parts := map[string][]porcupine.Operation{}
		for _, e := range done {
			if about := v.of(e); about != "" {
				parts[about] = append(parts[about], porcupine.Operation{Input: e, Call: e.from, Return: e.until})
			}
		}
		for about, history := range parts {
			if !porcupine.CheckOperations(model, history) {
				t.Errorf("%s %s: no order of these %d keeps the promise%s", v.name, about, len(history), lines(history))
			}
		}
	}
}

// lines writes a history for people, at most its first forty events.
func lines(history []porcupine.Operation) (out string) {
	slices.SortFunc(history, func(a, b porcupine.Operation) int { return int(a.Call - b.Call) })
	for _, o := range history[:min(40, len(history))] {
		out += "\n\t" + o.Input.(event).String()
	}
	return out
}

// Each view refuses what it is there to refuse, and takes it when it was done in the other order.
func TestOrderIsSeen(t *testing.T) {
	o := job{id: "1-1-1", heads: 2, alone: true}
	at := func(from, until int64, did string, worker market.WorkerID, match market.MatchID, place int) event {
		return event{did: did, job: o, worker: worker, match: match, place: place, from: from, until: until}
	}
	for name, c := range map[string]struct {
		done []event
		good bool
		over bool
	}{
		"one after the other":            {[]event{at(1, 2, took, "a", "m", 1), at(3, 4, cancelled, "a", "m", 1), at(5, 6, took, "b", "n", 1)}, true, false},
		"at once, in an order there is":  {[]event{at(1, 9, took, "b", "n", 1), at(2, 3, took, "a", "m", 1), at(4, 8, cancelled, "a", "m", 1)}, true, false},
		"a place given twice":            {[]event{at(1, 2, took, "a", "m", 1), at(3, 4, took, "b", "n", 1)}, false, true},
		"given before it was free":       {[]event{at(1, 2, took, "a", "m", 1), at(3, 4, took, "b", "n", 1), at(5, 6, cancelled, "a", "m", 1)}, false, true},
		"a place that there is not":      {[]event{at(1, 2, took, "a", "m", 1), at(3, 4, took, "b", "n", 2), at(5, 6, took, "c", "o", 3)}, false, true},
		"two places for one":             {[]event{at(1, 2, took, "a", "m", 1), at(3, 4, took, "a", "n", 2)}, false, false},
		"already taken, rightly":         {[]event{at(1, 4, "already_taken", "a", "", 0), at(2, 3, took, "a", "m", 1)}, true, false},
		"already taken, wrongly":         {[]event{at(1, 2, "already_taken", "a", "", 0), at(3, 4, took, "a", "m", 1)}, false, false},
		"full, rightly":                  {[]event{at(1, 2, took, "a", "m", 1), at(3, 4, took, "b", "n", 2), at(5, 6, "full", "c", "", 0)}, true, false},
		"full, with a place free":        {[]event{at(1, 2, took, "a", "m", 1), at(3, 4, "full", "b", "", 0)}, false, false},
		"not the lowest":                 {[]event{at(1, 2, took, "a", "m", 2)}, false, false},
		"cancelled what was never given": {[]event{at(1, 2, cancelled, "a", "m", 1)}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			if over := overfilled(c.done) > 0; over != c.over {
				t.Errorf("over-filled for certain: %v", over)
			}
			seen := &errorsSeen{TB: t}
			inOrder(seen, c.done)
			if good := seen.n == 0; good != c.good {
				t.Errorf("taken for good: %v", good)
			}
		})
	}
}

// errorsSeen counts what a check finds.
type errorsSeen struct {
	testing.TB
	n int
}

func (s *errorsSeen) Helper()               {}
func (s *errorsSeen) Errorf(string, ...any) { s.n++ }
