package flow

import (
	"context"
	"testing"

	"yizhan/kiosk/voice"
)

// A panic in a page, or in slow work, leads home: what was saved is there, nothing of the person is.
func TestPanicLeadsHome(t *testing.T) {
	h := newHall(t)
	var noted []any
	h.app.Crashed = func(v any, stack []byte) {
		if len(stack) == 0 {
			t.Error("a panic without its stack")
		}
		noted = append(noted, v)
	}
	h.posting(nil)
	on[*Home](h).Reload()
	on[*Home](h).CheckIn()
	page := h.app.Current()
	h.app.Guard(func() { panic("18900000301") })
	home := on[*Home](h)
	check(t, "postings after a panic", home.Postings, 1)
	check(t, "the word about it", h.app.ToastWord(), h.app.Words.T("crash.home"))
	check(t, "panics noted", len(noted), 1)
	if page == h.app.Current() {
		t.Error("the broken page is still there")
	}

	var got error
	h.app.Slow(func(context.Context) error { panic("in slow work") }, func(err error) { got = err })
	h.settle()
	check(t, "what slow work ends with", got, errCrashed)
	check(t, "panics noted", len(noted), 2)
}

// When home itself breaks, or too much does, the program ends and the supervisor starts it anew.
func TestPanicThatCannotBeMended(t *testing.T) {
	ends := func(app *App, f func()) (ended bool) {
		defer func() { ended = recover() != nil }()
		app.Guard(f)
		return false
	}
	h := newHall(t)
	for n := range mostCrashes {
		if ends(h.app, func() { panic(n) }) {
			t.Fatalf("the program ended at panic %d", n)
		}
	}
	if !ends(h.app, func() { panic("one too many") }) {
		t.Error("the program goes on for ever")
	}
	h = newHall(t)
	h.app.redraw = func(Page) { panic("home cannot be drawn") }
	if !ends(h.app, func() { panic("first") }) {
		t.Error("a home that cannot be drawn is tried again and again")
	}
}

func TestToastGoes(t *testing.T) {
	h := newHall(t)
	h.app.Toast("一句话")
	u := NewPulse(h.app)
	for range toastSeconds - 1 {
		u.Beat()
	}
	check(t, "the toast in its last second", h.app.ToastWord(), "一句话")
	u.Beat()
	check(t, "the toast afterwards", h.app.ToastWord(), "")
}

func TestPagesHaveSpokenWords(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	d := h.detail(id)
	want := []voice.Piece{"trade-harvest", "place-410423212201", "n-1", "n-100", "n-3", "n-10", "unit-day", "card.left_before", "n-3", "card.left_after", "say.detail"}
	got := Spoken(d)
	if len(got) != len(want) {
		t.Fatalf("a posting says %q", got)
	}
	for i := range want {
		check(t, "piece", got[i], want[i])
	}
	d.Take()
	check(t, "what to do", Spoken(h.app.Current())[0], "say.who")
	press(on[*Who](h).Digit, "12345678901")
	on[*Who](h).Next()
	check(t, "a number that is none", Spoken(h.app.Current())[0], "say.again")
	check(t, "the mark of a fault", MarkOf(&Message{Mood: Stop}), FaultMark)
}
