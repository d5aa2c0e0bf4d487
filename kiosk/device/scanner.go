package device

import (
	"slices"
	"strings"
	"time"
)

// A scanner of the usual kind is a keyboard to the PC: it types what it reads, very fast, and
// usually ends with Enter. Wedge tells its typing from a person's by time alone.

// What makes typing a scan.
const (
	wedgeLeast   = 12                     // runes; our shortest code has more
	wedgeMost    = 2048                   // runes; a QR of ours has under 1,300, and a key that hangs types for ever
	wedgeGap     = 30 * time.Millisecond  // the median gap between two runes of a scanner is at most this
	WedgeSilence = 100 * time.Millisecond // ends a scan that has no Enter
)

// Wedge decodes the typing of a keyboard-wedge scanner. The times come in as arguments; it has no
// clock and waits for nothing. Every rune is held back until it is known what it belongs to, so
// that no widget sees half a scan.
type Wedge struct {
	prefixes []string // in capitals
	held     []rune
	gaps     []time.Duration
	last     time.Time
}

// NewWedge makes a decoder. A scan begins with one of the prefixes, in whatever case.
func NewWedge(prefixes ...string) *Wedge {
	w := &Wedge{}
	for _, p := range prefixes {
		w.prefixes = append(w.prefixes, strings.ToUpper(p))
	}
	return w
}

// Typed is what came to its end: a scan or what somebody typed. Both may be empty.
type Typed struct {
	Scan string
	// Alien is a scan too, of something that does not begin with a prefix.
	Alien string
	// Text is typing that was no scan, to be passed on to whoever takes keys.
	Text string
}

// Rune takes a rune that was typed at a time. It belongs to what is held: whether it was silent before
// is for Silence to say, because runes may have waited in a queue while nobody could ask.
func (w *Wedge) Rune(r rune, at time.Time) {
	if len(w.held) == wedgeMost {
		w.held, w.gaps = nil, nil
	}
	if len(w.held) > 0 {
		w.gaps = append(w.gaps, at.Sub(w.last))
	}
	w.held, w.last = append(w.held, r), at
}

// Enter takes the key that ends a scan.
func (w *Wedge) Enter() Typed { return w.end() }

// Silence gives what came to its end because nothing was typed for WedgeSilence until at.
func (w *Wedge) Silence(at time.Time) Typed {
	if !w.Silent(at) {
		return Typed{}
	}
	return w.end()
}

// Silent says whether something is held and nothing was typed for WedgeSilence until at.
func (w *Wedge) Silent(at time.Time) bool { return w.Holds() && at.Sub(w.last) >= WedgeSilence }

// Holds says whether something is held back, so that Silence has to be asked again.
func (w *Wedge) Holds() bool { return len(w.held) > 0 }

func (w *Wedge) end() Typed {
	text, fast := string(w.held), w.fast()
	w.held, w.gaps = nil, nil
	switch {
	case !fast:
		return Typed{Text: text}
	case slices.ContainsFunc(w.prefixes, func(p string) bool { return strings.HasPrefix(strings.ToUpper(text), p) }):
		return Typed{Scan: text}
	}
	return Typed{Alien: text}
}

// fast says whether a machine typed what is held.
func (w *Wedge) fast() bool {
	if len(w.held) < wedgeLeast {
		return false
	}
	gaps := slices.Sorted(slices.Values(w.gaps))
	return gaps[len(gaps)/2] <= wedgeGap
}
