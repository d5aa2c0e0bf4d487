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
	text  func(text string) // takes what a person types; nil: nobody does
}

// NewKeyboard makes one. now may be any clock that does not jump; after runs a function later.
func NewKeyboard(now func() time.Time, after func(d time.Duration, f func()), prefixes ...string) *Keyboard {
	return &Keyboard{wedge: NewWedge(prefixes...), now: now, after: after, scans: make(chan string, 4)}
}

// Rune takes a rune that was typed.
func (k *Keyboard) Rune(r rune) {
	k.typed(k.wedge.Rune(r, k.now()))
	if k.due.IsZero() {
		k.listen()
	}
}

// OnText sets who takes what a person types. It comes as soon as it is known to be no scan: with
// Enter, or after WedgeSilence.
func (k *Keyboard) OnText(take func(text string)) { k.text = take }

// Enter takes the Enter key, or Backspace, which no scanner presses, and says whether it was the end
// of a scan; otherwise it is the person's.
func (k *Keyboard) Enter() (scan bool) {
	t := k.wedge.Enter(k.now())
	k.typed(t)
	return t.Scan != "" || t.Alien != ""
}

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

// typed hands on scans and what somebody typed.
func (k *Keyboard) typed(t Typed) {
	if t.Text != "" && k.text != nil {
		k.text(t.Text)
	}
	for _, text := range []string{t.Scan, t.Alien} {
		if text == "" {
			continue
		}
		select {
		case k.scans <- text:
		default: // several codes lie unread; nobody stands there waiting for a fifth
		}
	}
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
