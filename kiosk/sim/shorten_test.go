package sim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tries bounds the search for a short script: at first in the county as it was drawn, where each try
// takes seconds, then in one that has only the stations that matter.
var tries = []int{60, 400}

// shortest gives a shorter script that breaks the same rule, and how.
func shortest(y *yard, sc script, fault *violation) (script, *violation) {
	fails := func(sc script) bool {
		p := play(y, sc, weather{})
		if p.fault == nil || p.fault.rule != fault.rule {
			return false
		}
		fault = p.fault
		return true
	}
	for _, left := range tries {
		sc.steps = shorten(sc.steps, func(steps []step) bool {
			left--
			return left >= 0 && fails(script{sc.stations, steps})
		})
		if small := sc.compact(); small.stations < sc.stations && fails(small) {
			sc = small
		}
	}
	return sc, fault
}

// compact leaves out the stations that no step speaks of. Those that stay keep their order.
func (sc script) compact() script {
	used := map[string]bool{}
	for _, s := range sc.steps {
		for _, word := range s {
			used[word] = true
		}
	}
	called := map[string]string{}
	for _, name := range names(sc.stations) {
		if used[name] {
			called[name] = stationName(len(called))
		}
	}
	out := script{stations: max(1, len(called))}
	for _, s := range sc.steps {
		if len(s) == 3 && s[1] == "clone" && called[s[2]] == "" {
			called[s[2]] = stationName(max(out.stations, len(called)))
		}
	}
	for _, s := range sc.steps {
		with := slices.Clone(s)
		for i, word := range s {
			if name, ok := called[word]; ok {
				with[i] = name
			}
		}
		out.steps = append(out.steps, with)
	}
	return out
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

func TestCompact(t *testing.T) {
	sc, err := parse("county of 30\nc open p1 heads 1\nc clone ae\nab sync lost 1 meet 2 ae\ncounty fence c\nae take p1 w1\nwait 2h")
	if err != nil {
		t.Fatal(err)
	}
	want := "county of 2\na open p1 heads 1\na clone c\nb sync lost 1 meet 2 c\ncounty fence a\nc take p1 w1\nwait 2h\n"
	if got := sc.compact().String(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
