package device

import (
	"context"
	"time"
)

// Scanner reads codes.
type Scanner interface {
	// Serve gives each code that is scanned to got, whole and as it was read, until ctx ends. What
	// a code means is not its business.
	Serve(ctx context.Context, got func(text string)) error
}

// Keyboard is a scanner that types. Whoever has the keys of the window tells it of each; Rune and
// Enter run on one goroutine, on which after calls too.
type Keyboard struct {
	wedge *Wedge
	now   func() time.Time
	after func(d time.Duration, f func())
	due   time.Time // when silence is asked for; zero while it is not
	quiet bool      // it was silent when that was asked for last
	scans chan string
	hand  func(text string) bool
}

// NewKeyboard makes one. now may be any clock that does not jump; after runs a function later.
func NewKeyboard(now func() time.Time, after func(d time.Duration, f func()), prefixes ...string) *Keyboard {
	return &Keyboard{wedge: NewWedge(prefixes...), now: now, after: after, scans: make(chan string, 4)}
}

// ByHand says who takes what somebody types; f gives false when nobody does. A page that is written
// on also gets what was typed as fast as a scanner does and is no code of ours.
func (k *Keyboard) ByHand(f func(text string) bool) { k.hand = f }

// Rune takes a rune that was typed.
func (k *Keyboard) Rune(r rune) {
	k.wedge.Rune(r, k.now())
	if k.due.IsZero() {
		k.listen(WedgeSilence)
	}
}

// Enter takes the Enter key, and gives whether it ended a scan.
func (k *Keyboard) Enter() (scanned bool) { return k.typed(k.wedge.Enter()) }

// listen asks for silence a little later.
func (k *Keyboard) listen(d time.Duration) {
	k.due = k.now().Add(d)
	k.after(d, k.ask)
}

// While a page is drawn, runes wait in the queue of the window, and a scan must not be cut in two by
// that. So a timer that comes late proves no silence, and silence is asked for twice: what waited
// behind the first timer has been told of by the second.
const (
	busy  = 50 * time.Millisecond // how late a timer may be
	again = 20 * time.Millisecond // between the two
)

func (k *Keyboard) ask() {
	now := k.now()
	late, next := now.Sub(k.due) > busy, WedgeSilence
	k.due = time.Time{}
	switch {
	case late || !k.wedge.Silent(now):
		k.quiet = false
	case k.quiet:
		k.quiet = false
		k.typed(k.wedge.Silence(now))
	default:
		k.quiet, next = true, again
	}
	if k.wedge.Holds() {
		k.listen(next)
	}
}

// typed hands on what came to its end, and gives whether it was a scan.
func (k *Keyboard) typed(t Typed) (scanned bool) {
	if t.Text != "" && k.hand != nil {
		k.hand(t.Text)
	}
	if t.Alien != "" && k.hand != nil && k.hand(t.Alien) {
		t.Alien = ""
	}
	for _, text := range []string{t.Scan, t.Alien} {
		if text == "" {
			continue
		}
		scanned = true
		select {
		case k.scans <- text:
		default: // several codes lie unread; nobody stands there waiting for a fifth
		}
	}
	return scanned
}

// Serve implements Scanner.
func (k *Keyboard) Serve(ctx context.Context, got func(text string)) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case text := <-k.scans:
			got(text)
		}
	}
}
