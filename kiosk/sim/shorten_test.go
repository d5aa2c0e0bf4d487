package sim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// maxTries bounds the search for a short script.
const maxTries = 400

// shortest gives a shorter script that breaks the same rule, and how.
func shortest(y *yard, sc script, fault *violation) (script, *violation) {
	tries := 0
	sc.steps = shorten(sc.steps, func(steps []step) bool {
		if tries++; tries > maxTries {
			return false
		}
		p := play(y, script{sc.stations, steps}, weather{})
		if p.fault == nil || p.fault.rule != fault.rule {
			return false
		}
		fault = p.fault
		return true
	})
	return sc, fault
}

// shorten takes steps out of a failing script for as long as it still fails: first halves, then
// quarters, down to single steps, and last what happens to requests.
func shorten(steps []step, fails func([]step) bool) []step {
	for size := max(1, len(steps)/2); size > 0 && len(steps) > 0; {
		shorter := false
		for at := 0; at < len(steps); {
			end := min(at+size, len(steps))
			if without := slices.Concat(steps[:at], steps[end:]); fails(without) {
				steps, shorter = without, true
			} else {
				at = end
			}
		}
		if !shorter || size > len(steps)/2 {
			size /= 2
		}
	}
	for i := range steps {
		for again := true; again; {
			again = slices.ContainsFunc(steps[i].simpler(), func(simpler step) bool {
				with := slices.Concat(steps[:i], []step{simpler}, steps[i+1:])
				if !fails(with) {
					return false
				}
				steps = with
				return true
			})
		}
	}
	return steps
}

// simpler gives a step with less happening in it.
func (s step) simpler() []step {
	switch {
	case s[1] == "sync" && len(s) > 2:
		out := []step{s[:2]}
		for at := 2; at < len(s); at += faultWords[s[at]] {
			out = append(out, slices.Concat(s[:at], s[at+faultWords[s[at]]:]))
		}
		return out
	case s[1] == "crash" && len(s) > 3:
		return []step{append(step{s[0]}, s[3:]...)}
	case s[1] == "open" && len(s) > 6:
		return []step{s[:5]}
	}
	return nil
}

func TestShorten(t *testing.T) {
	var steps []step
	for i := range 40 {
		steps = append(steps, step{"a", "check-in", fmt.Sprint("w", i)})
	}
	steps[7] = step{"b", "sync", "lost", "1", "meet", "2", "a", "deaf", "3"}
	steps[31] = step{"a", "crash", "2", "take", "p1", "w1"}
	tries := 0
	// Fails when b has a reply lost before w1 takes a place.
	got := shorten(steps, func(steps []step) bool {
		tries++
		var text []string
		for _, s := range steps {
			text = append(text, s.String())
		}
		_, after, ok := strings.Cut(strings.Join(text, "\n"), "deaf 3")
		return ok && strings.Contains(after, "take p1 w1")
	})
	want := []step{{"b", "sync", "deaf", "3"}, {"a", "take", "p1", "w1"}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	if tries > 200 {
		t.Errorf("%d tries for forty steps", tries)
	}
}
