package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A script is a county's days as people would tell them, one step a line:
//
//	county of 3                     stations a, b, c; always the first line
//	a open p1 heads 2 share county  an employer comes to a and opens posting p1
//	a check-in w1                   somebody comes to a and looks for work
//	b take p1 w2                    w2, who is checked in first, wants a place of p1
//	b join p1 w2                    w2 is put on the waitlist of p1
//	a cancel p1 w1                  also at another station than the one that made the match
//	a contact p1 w1 · arrive · finish
//	a revise p1 heads 3 · a note p1 n1 · a close p1
//	a sync                          a whole round; more words name what happens to its n-th request:
//	       lost 2      never arrives            deaf 2     arrives, the reply does not
//	       cut 2       breaks in the middle     torn 2     its reply does
//	       late 2      kept back until a step "county late"
//	       twice 2     arrives twice            meet 2 b   b's whole round comes before it
//	       dies 2      the county stops in the middle of answering
//	       down 2      it stops when it has answered
//	       stop 2      the station stops before sending, "stopped 2" before reading the reply
//	a crash                         the program stops and is started again
//	a crash 2 take p1 w1            it stops at its second look at the clock in the middle of this
//	a full · a full 9 · a room      the disk is full, is full after 9 more changes, has room again
//	a clock 72h                     the clock jumps, back with a minus
//	a clone d                       d goes on with a copy of a's disk
//	a backup · a restore            the station is kept in a file; the newest file is put in its place
//	a odd                           a fact that nobody understands stands in the journal
//	county crash · county late · county full · county room · county clock -48h
//	county copy · county back       the server's disk is copied; the server goes on with that copy
//	county backup · county restore  the county is kept in a file; the newest file is put in its place
//	county reconcile                and people say that it may grant places again
//	county fence b                  an operator takes b for dead
//	wait 12h                        time passes for all
//
// A step that speaks of what is not there (any more) does nothing, so that every part of a
// script is a script: that is what makes a failing one short.
type script struct {
	stations int
	steps    []step
}

// step is one line, in words.
type step []string

func (s step) String() string { return strings.Join(s, " ") }

// faultWords are the words for what happens to a request, with how many words they take.
var faultWords = map[string]int{
	"lost": 2, "late": 2, "cut": 2, "deaf": 2, "torn": 2, "twice": 2, "down": 2, "dies": 2, "stop": 2, "stopped": 2, "meet": 3,
}

func (sc script) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "county of %d\n", sc.stations)
	for _, s := range sc.steps {
		fmt.Fprintln(&b, s)
	}
	return b.String()
}

// result parts a line from what came of it.
const result = "→"

// parse reads a script; "#" begins a comment, and what follows the arrow is not part of a step.
func parse(text string) (script, error) {
	var sc script
	for n, l := range strings.Split(text, "\n") {
		l, _, _ = strings.Cut(l, "#")
		l, _, _ = strings.Cut(l, result)
		s := step(strings.Fields(l))
		switch {
		case len(s) == 0:
		case sc.stations == 0:
			if len(s) != 3 || s[0] != "county" || s[1] != "of" {
				return sc, fmt.Errorf("line %d: %q is not how a script begins", n+1, s)
			}
			var err error
			if sc.stations, err = strconv.Atoi(s[2]); err != nil || sc.stations < 1 {
				return sc, fmt.Errorf("line %d: a county of %q", n+1, s[2])
			}
		default:
			if err := s.check(); err != nil {
				return sc, fmt.Errorf("line %d: %w", n+1, err)
			}
			sc.steps = append(sc.steps, s)
		}
	}
	if sc.stations == 0 {
		return sc, fmt.Errorf("no county")
	}
	return sc, nil
}

// forms are the words of each step after its subject. In capitals what differs from step to step.
var forms = []string{
	"open P heads N", "open P heads N share SHARE", "check-in W", "take P W", "join P W", "cancel P W", "contact P W", "arrive P W", "finish P W",
	"revise P heads N", "note P W", "close P", "crash", "full", "full N", "room", "clock SPAN", "odd", "clone NAME", "backup", "restore",
}

var countyForms = []string{"crash", "late", "full", "full N", "room", "clock SPAN", "copy", "back", "fence NAME", "backup", "restore", "reconcile"}

func (s step) check() error {
	bad := fmt.Errorf("%q is no step", s)
	switch {
	case len(s) == 2 && s[0] == "wait":
		_, err := time.ParseDuration(s[1])
		return err
	case len(s) < 2:
		return bad
	case s[0] == "county":
		return fits(s[1:], countyForms, bad)
	case s[1] == "sync":
		_, err := s.faults()
		return err
	case s[1] == "crash" && len(s) > 3:
		if _, err := strconv.Atoi(s[2]); err != nil {
			return bad
		}
		return fits(s[3:], forms, bad)
	}
	return fits(s[1:], forms, bad)
}

func fits(words step, forms []string, bad error) error {
	match := func(form string) bool {
		want := strings.Fields(form)
		if len(want) != len(words) {
			return false
		}
		for i, w := range want {
			switch w {
			case strings.ToLower(w):
				if words[i] != w {
					return false
				}
			case "N":
				if n, err := strconv.Atoi(words[i]); err != nil || n < 1 {
					return false
				}
			case "SPAN":
				if _, err := time.ParseDuration(words[i]); err != nil {
					return false
				}
			}
		}
		return true
	}
	if slices.ContainsFunc(forms, match) {
		return nil
	}
	return bad
}

// after is how many changes a disk still takes before it is full.
func (s step) after() int {
	if len(s) < 3 {
		return 0
	}
	n, _ := strconv.Atoi(s[2]) // the script was checked
	return n
}

// faults reads what a sync step says of its requests.
func (s step) faults() ([]fault, error) {
	var out []fault
	for words := s[2:]; len(words) > 0; {
		n, ok := faultWords[words[0]]
		if !ok || len(words) < n {
			return nil, fmt.Errorf("%q: %q happens to no request", s, words[0])
		}
		at, err := strconv.Atoi(words[1])
		if err != nil {
			return nil, fmt.Errorf("%q: request %q", s, words[1])
		}
		f := fault{what: words[0], n: at}
		if n == 3 {
			f.who = words[2]
		}
		out, words = append(out, f), words[n:]
	}
	return out, nil
}
