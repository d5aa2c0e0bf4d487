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
	k.typed(k.wedge.Rune(r, k.now()))
	if k.due.IsZero() {
		k.listen()
	}
}

// Enter takes the Enter key, and gives whether it ended a scan.
func (k *Keyboard) Enter() (scanned bool) { return k.typed(k.wedge.Enter(k.now())) }

// listen asks for silence a little later.
func (k *Keyboard) listen() {
	k.due = k.now().Add(WedgeSilence)
	k.after(WedgeSilence, k.quiet)
}

// busy is how late a timer may be before the machine is taken to be busy: then runes may have come
// that nobody had time to tell of, and the silence proves nothing yet.
const busy = 50 * time.Millisecond

func (k *Keyboard) quiet() {
	late := k.now().Sub(k.due) > busy
	k.due = time.Time{}
	if !late {
		k.typed(k.wedge.Silence(k.now()))
	}
	if k.wedge.Holds() {
		k.listen()
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
