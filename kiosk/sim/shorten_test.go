package sim

import "slices"

// maxTries bounds the search for a short script.
const maxTries = 400

// shorten takes steps out of a failing script for as long as it still breaks the same rule:
// first halves, then quarters, down to single steps, and last what happens to requests.
func shorten(y *yard, sc script, fault *violation) (script, *violation) {
	tries := 0
	fails := func(steps []step) bool {
		if tries++; tries > maxTries {
			return false
		}
		p := play(y, script{sc.stations, steps}, weather{})
		if p.fault == nil || p.fault.rule != fault.rule {
			return false
		}
		fault = p.fault
		return true
	}
	for size := len(sc.steps) / 2; size > 0; {
		shorter := false
		for at := 0; at < len(sc.steps); {
			end := min(at+size, len(sc.steps))
			if without := slices.Concat(sc.steps[:at], sc.steps[end:]); fails(without) {
				sc.steps, shorter = without, true
			} else {
				at = end
			}
		}
		if !shorter || size > len(sc.steps)/2 {
			size /= 2
		}
	}
	for i, s := range sc.steps {
		for _, simpler := range s.simpler() {
			if with := slices.Concat(sc.steps[:i], []step{simpler}, sc.steps[i+1:]); fails(with) {
				sc.steps = with
				break
			}
		}
	}
	return sc, fault
}

// simpler gives a step with less happening in it.
func (s step) simpler() []step {
	switch {
	case s[1] == "sync":
		var out []step
		for at := 2; at < len(s); at += faultWords[s[at]] {
			out = append(out, slices.Concat(s[:at], s[at+faultWords[s[at]]:]))
		}
		return append([]step{s[:2]}, out...)
	case s[1] == "crash" && len(s) > 3:
		return []step{append(step{s[0]}, s[3:]...)}
	case s[1] == "open" && len(s) > 6:
		return []step{s[:5]}
	}
	return nil
}
