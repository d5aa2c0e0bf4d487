package flow

import (
	"strings"
	"unicode/utf8"

	"yizhan/kiosk/ime"
)

// EntryMode is which keys an Entry offers.
type EntryMode int

// The modes: pinyin that becomes Chinese characters, characters written with the finger, and signs
// that are written as they are (digits and capital letters, for house numbers and codes).
const (
	EntryPinyin EntryMode = iota
	EntryHand
	EntrySigns
)

// Entry is the page on which a text is written with a finger or a keyboard. What was chosen stands
// in the text, what is still letters or strokes stands apart, and nothing leaves the page before
// 写好了. What letters and strokes may mean is worked out off the screen's goroutine
// (entry_compose.go).
type Entry struct {
	Title string
	// Max is how many characters the text may have.
	Max int
	// Quick are words offered while nothing is being written: 村口, 路口.
	Quick []string
	// Mode is which keys are shown.
	Mode EntryMode
	// SignsOnly leaves Chinese out: codes and licence numbers have none in them.
	SignsOnly bool
	// MayBeEmpty lets the page end without a text: it is not asked for.
	MayBeEmpty bool
	// Letters is the pinyin being written, At where in it the next letter goes.
	Letters string
	At      int
	// Strokes are those of the character being written with the finger.
	Strokes []ime.Stroke
	// Fault is why the text was not taken, in words; "" while there is none.
	Fault string

	app     *App
	kind    Kind
	hint    ime.Hint
	text    string
	try     func(text string) error // nil: every text is good
	done    func(text string)
	compose composing
	watch   watching
}

// NewEntry makes the page. done is told the text after the page has gone, with spaces at its
// ends taken away.
func NewEntry(app *App, title string, maxRunes int, done func(text string)) *Entry {
	return &Entry{Title: title, Max: maxRunes, app: app, kind: writingKind(app), done: done}
}

// writingKind is the kind of a page that helps the current one: as patient as that.
func writingKind(app *App) Kind {
	if k := app.Current().Kind(); k != Attract && k != Guest {
		return k
	}
	return Form
}

// Hint says what the field asks for, so that such words come first.
func (e *Entry) Hint(h ime.Hint) *Entry {
	e.hint = h
	return e
}

// With gives the page a text to begin from, so that a word can be mended.
func (e *Entry) With(text string) *Entry {
	e.text = text
	return e
}

// Offer gives the quick words; the view shows them while no letters are being written.
func (e *Entry) Offer(words ...string) *Entry {
	e.Quick = words
	return e
}

// Signs makes a page for codes: digits and capital letters, no Chinese.
func (e *Entry) Signs() *Entry {
	e.Mode, e.SignsOnly = EntrySigns, true
	return e
}

// Optional lets the page end without a text.
func (e *Entry) Optional() *Entry {
	e.MayBeEmpty = true
	return e
}

// Check refuses texts that are not what is asked for: the page stays and says why.
func (e *Entry) Check(try func(text string) error) *Entry {
	e.try = try
	return e
}

// Name implements Page.
func (e *Entry) Name() string { return "entry" }

// Kind implements Page.
func (e *Entry) Kind() Kind { return e.kind }

// Forget implements Page.
func (e *Entry) Forget() {
	e.text, e.Letters, e.At, e.Strokes, e.Fault, e.Quick = "", "", 0, nil, "", nil
	e.try, e.done = nil, func(string) {}
	e.compose.forget()
	e.watch = watching{gone: true}
}

// Text is what is written.
func (e *Entry) Text() string { return e.text }

// Left is how many characters may still be written.
func (e *Entry) Left() int { return e.Max - utf8.RuneCountInString(e.text) }

// SetMode shows other keys; letters and strokes that are not yet a character go.
func (e *Entry) SetMode(m EntryMode) {
	if e.SignsOnly {
		return
	}
	e.Mode = m
	if m == EntryHand {
		go ime.OpenHand() // it is there before the first stroke is drawn
	}
	e.drop()
	e.app.Changed()
}

// Ready says whether the page may end: nothing is half written, and there is a text where one is
// needed.
func (e *Entry) Ready() bool {
	return !e.writing() && (e.MayBeEmpty || strings.TrimSpace(e.text) != "")
}

// Done leaves the page with its text.
func (e *Entry) Done() {
	if !e.Ready() {
		return
	}
	text, done := strings.TrimSpace(e.text), e.done
	if e.try != nil && text != "" {
		if err := e.try(text); err != nil {
			e.Fault = e.app.Sentence(err)
			e.app.Changed()
			return
		}
	}
	e.app.Back()
	done(text)
	e.app.Changed()
}
