package device_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"yizhan/kiosk/device"
)

const slipText = "HTTPS://LS.EXAMPLE.CN/J/123456789"

// typing lets a decoder have a text, gap after gap, and gives all that came to an end.
func typing(w *device.Wedge, at *time.Time, text string, gap time.Duration) (out device.Typed) {
	for _, r := range text {
		*at = at.Add(gap)
		out = both(out, w.Silence(*at))
		w.Rune(r, *at)
	}
	return out
}

func both(a, b device.Typed) device.Typed {
	return device.Typed{Scan: a.Scan + b.Scan, Alien: a.Alien + b.Alien, Text: a.Text + b.Text}
}

func TestWedge(t *testing.T) {
	ms := time.Millisecond
	for _, c := range []struct {
		name string
		play func(w *device.Wedge, at *time.Time) device.Typed
		want device.Typed
	}{
		{"a scanner with Enter", func(w *device.Wedge, at *time.Time) device.Typed {
			return both(typing(w, at, slipText, 4*ms), w.Enter())
		}, device.Typed{Scan: slipText}},
		{"a scanner without Enter", func(w *device.Wedge, at *time.Time) device.Typed {
			typing(w, at, slipText, 4*ms)
			return both(w.Silence(at.Add(99*ms)), w.Silence(at.Add(100*ms)))
		}, device.Typed{Scan: slipText}},
		{"small letters, the slowest scanner", func(w *device.Wedge, at *time.Time) device.Typed {
			return both(typing(w, at, strings.ToLower(slipText), 30*ms), w.Enter())
		}, device.Typed{Scan: strings.ToLower(slipText)}},
		{"a key that hangs is not kept for ever", func(w *device.Wedge, at *time.Time) device.Typed {
			return both(typing(w, at, strings.Repeat("a", 2048+952), 40*ms), w.Enter())
		}, device.Typed{Text: strings.Repeat("a", 952)}},
		{"a scanner that stumbles once", func(w *device.Wedge, at *time.Time) device.Typed {
			typing(w, at, slipText[:20], 4*ms)
			*at = at.Add(90 * ms)
			typing(w, at, slipText[20:], 4*ms)
			return w.Enter()
		}, device.Typed{Scan: slipText}},
		{"a person types the same", func(w *device.Wedge, at *time.Time) device.Typed {
			return both(typing(w, at, slipText, 31*ms), w.Enter())
		}, device.Typed{Text: slipText}},
		{"a person who thinks between", func(w *device.Wedge, at *time.Time) device.Typed {
			return both(typing(w, at, "HTTP", 100*ms), w.Enter())
		}, device.Typed{Text: "HTTP"}},
		{"eleven runes", func(w *device.Wedge, at *time.Time) device.Typed {
			return both(typing(w, at, "HTTPS://A.B", 4*ms), w.Enter())
		}, device.Typed{Text: "HTTPS://A.B"}},
		{"a bottle", func(w *device.Wedge, at *time.Time) device.Typed {
			return both(typing(w, at, "6901234567892", 4*ms), w.Enter())
		}, device.Typed{Alien: "6901234567892"}},
		{"two scans in a row", func(w *device.Wedge, at *time.Time) device.Typed {
			first := both(typing(w, at, slipText, 4*ms), w.Enter())
			return both(first, both(typing(w, at, slipText, 4*ms), w.Enter()))
		}, device.Typed{Scan: slipText + slipText}},
		{"a scan without Enter, then another", func(w *device.Wedge, at *time.Time) device.Typed {
			typing(w, at, slipText, 4*ms)
			*at = at.Add(time.Second)
			first := typing(w, at, slipText, 4*ms)
			return both(first, w.Enter())
		}, device.Typed{Scan: slipText + slipText}},
		{"Enter alone", func(w *device.Wedge, at *time.Time) device.Typed { return w.Enter() }, device.Typed{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, at := device.NewWedge("https://", "http://"), time.Unix(1_800_000_000, 0)
			got := c.play(w, &at)
			if got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			if w.Holds() {
				t.Error("something is held back still")
			}
		})
	}
}

// keys is a keyboard whose clock and timers the test moves.
type keys struct {
	now    time.Time
	timers []func()
	k      *device.Keyboard
}

func newKeys() *keys {
	b := &keys{now: time.Unix(1_800_000_000, 0)}
	b.k = device.NewKeyboard(func() time.Time { return b.now }, func(_ time.Duration, f func()) { b.timers = append(b.timers, f) }, "https://")
	return b
}

// ring runs the oldest timer after a time.
func (b *keys) ring(t *testing.T, after time.Duration) {
	t.Helper()
	if len(b.timers) == 0 {
		t.Fatal("nothing is waited for")
	}
	b.now = b.now.Add(after)
	f := b.timers[0]
	b.timers = b.timers[1:]
	f()
}

func (b *keys) typed(text string) {
	for _, r := range text {
		b.now = b.now.Add(4 * time.Millisecond)
		b.k.Rune(r)
	}
}

// got serves until one scan has come.
func (b *keys) got(t *testing.T) (text string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second) // a code that is lost must not hang the test
	defer cancel()
	err := b.k.Serve(ctx, func(s string) {
		text = s
		cancel()
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestKeyboardWithoutEnter(t *testing.T) {
	b := newKeys()
	b.typed(slipText)
	b.ring(t, 0) // it began to wait with the first rune; the last is too fresh
	b.ring(t, device.WedgeSilence)
	b.ring(t, 20*time.Millisecond) // and once more
	if got := b.got(t); got != slipText {
		t.Errorf("scanned %q", got)
	}
	if len(b.timers) > 0 {
		t.Error("it goes on waiting for nothing")
	}
}

// While the screen was being drawn the runes waited in the queue of the window; a timer that comes
// late must not cut the code in two.
func TestKeyboardOnABusyMachine(t *testing.T) {
	b := newKeys()
	b.typed(slipText[:10])
	b.ring(t, 400*time.Millisecond)
	if len(b.timers) == 0 {
		t.Fatal("half a code was given away")
	}
	b.now = b.now.Add(-360 * time.Millisecond) // the runes came at their time
	b.typed(slipText[10:])
	b.k.Enter()
	if got := b.got(t); got != slipText {
		t.Errorf("scanned %q", got)
	}
}

// The window stands still while a page is drawn: a rune is told of late, before or after the timer.
func TestKeyboardWhileAPageIsDrawn(t *testing.T) {
	for name, still := range map[string]func(b *keys){
		"runes first":             func(b *keys) { b.now = b.now.Add(300 * time.Millisecond) },
		"the timer first":         func(b *keys) { b.ring(t, 400*time.Millisecond) },
		"the timer hardly late":   func(b *keys) { b.ring(t, device.WedgeSilence) },
		"the timer, twice silent": func(b *keys) { b.ring(t, device.WedgeSilence); b.ring(t, 400*time.Millisecond) },
	} {
		b := newKeys()
		b.typed(slipText[:10])
		still(b)
		b.typed(slipText[10:])
		b.k.Enter()
		if got := b.got(t); got != slipText {
			t.Errorf("%s: scanned %q", name, got)
		}
	}
}

// What a person types goes to the page that is written on; on any other page fast typing that is no
// code of ours is a scan of something unknown.
func TestKeyboardByHand(t *testing.T) {
	for writable, want := range map[bool]string{true: "", false: "abcdefghijklmnop"} {
		b := newKeys()
		var written string
		b.k.ByHand(func(text string) bool {
			if writable {
				written += text
			}
			return writable
		})
		b.typed("abcdefghijklmnop")
		if scanned := b.k.Enter(); scanned == writable {
			t.Errorf("writable %v: scanned %v", writable, scanned)
		}
		if writable {
			if written != "abcdefghijklmnop" {
				t.Errorf("written %q", written)
			}
		} else if got := b.got(t); got != want {
			t.Errorf("scanned %q", got)
		}
		b.typed(slipText)
		if !b.k.Enter() || b.got(t) != slipText {
			t.Errorf("writable %v: a slip is no scan", writable)
		}
	}
}
