package flow

import (
	"strings"
	"unicode/utf8"

	"yizhan/kiosk/ime"
)

// EntryMode is which keys an Entry offers.
type EntryMode int

// The modes: pinyin that becomes Chinese characters, and signs that are written as they are
// (digits and capital letters, for house numbers and codes).
const (
	EntryPinyin EntryMode = iota
	EntrySigns
)

// Entry is the page on which a text is written with a finger: one syllable of pinyin gives its
// characters, most frequent first. What was chosen stands in the text, what is still letters
// stands apart, and nothing leaves the page before 写好了.
type Entry struct {
	Title string
	// Max is how many characters the text may have.
	Max int
	// Quick are words offered while no letters are being written: 村口, 路口.
	Quick []string
	// Mode is which keys are shown.
	Mode EntryMode
	// SignsOnly leaves pinyin out: codes and licence numbers have no Chinese in them.
	SignsOnly bool
	// MayBeEmpty lets the page end without a text: it is not asked for.
	MayBeEmpty bool
	// Letters is the syllable being written.
	Letters string
	// Fault is why the text was not taken, in words; "" while there is none.
	Fault string

	app  *App
	kind Kind
	text string
	try  func(text string) error // nil: every text is good
	done func(text string)
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
	e.text, e.Letters, e.Fault, e.Quick = "", "", "", nil
	e.try, e.done = nil, func(string) {}
}

// Text is what is written.
func (e *Entry) Text() string { return e.text }

// Left is how many characters may still be written.
func (e *Entry) Left() int { return e.Max - utf8.RuneCountInString(e.text) }

// SetMode shows other keys; letters that are not yet a character go.
func (e *Entry) SetMode(m EntryMode) {
	if e.SignsOnly {
		return
	}
	e.Mode, e.Letters = m, ""
	e.app.Changed()
}

// longestSyllable is the length of "zhuang".
const longestSyllable = 6

// Letter presses a letter key.
func (e *Entry) Letter(r rune) {
	if e.Mode == EntrySigns {
		e.Write(strings.ToUpper(string(r)))
		return
	}
	if len(e.Letters) < longestSyllable {
		e.Letters += string(r)
		e.typed()
	}
}

// spelling writes syllables as the table does; keyboards differ on these two.
var spelling = strings.NewReplacer("lve", "lue", "nve", "nue")

// Candidates are what a tap may choose now: the characters of the syllable, or the syllables
// that begin with the letters, or the quick words. Lost tells apart that there are none.
func (e *Entry) Candidates() []string {
	if e.Letters == "" {
		return e.Quick
	}
	letters := spelling.Replace(e.Letters)
	if chars := ime.Load().Chars(letters); len(chars) > 0 {
		return chars
	}
	return ime.Load().Syllables(letters)
}

// Lost says that the letters lead to no syllable, so that only taking some away helps.
func (e *Entry) Lost() bool { return e.Letters != "" && len(e.Candidates()) == 0 }

// Pick chooses a candidate: a character or quick word is written, a syllable completes the
// letters.
func (e *Entry) Pick(i int) {
	c := e.Candidates()
	if i < 0 || i >= len(c) {
		return
	}
	if e.Letters != "" && len(ime.Load().Chars(spelling.Replace(e.Letters))) == 0 {
		e.Letters = c[i]
		e.typed()
		return
	}
	if e.add(c[i]) {
		e.Letters = ""
	}
	e.typed()
}

// Write writes a sign or a whole word as it is; letters that are not yet a character go.
func (e *Entry) Write(sign string) {
	e.Letters = ""
	e.add(sign)
	e.typed()
}

// add writes what still fits as a whole.
func (e *Entry) add(s string) bool {
	if utf8.RuneCountInString(s) > e.Left() {
		return false
	}
	e.text += s
	return true
}

// Delete takes the last letter away, and without letters the last character.
func (e *Entry) Delete() {
	if e.Letters != "" {
		e.Letters = e.Letters[:len(e.Letters)-1]
	} else if e.text != "" {
		_, n := utf8.DecodeLastRuneInString(e.text)
		e.text = e.text[:len(e.text)-n]
	}
	e.typed()
}

// Restart empties the page.
func (e *Entry) Restart() {
	e.text, e.Letters = "", ""
	e.typed()
}

// Ready says whether the page may end: no letters wait, and there is a text where one is
// needed.
func (e *Entry) Ready() bool {
	return e.Letters == "" && (e.MayBeEmpty || strings.TrimSpace(e.text) != "")
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

func (e *Entry) typed() {
	e.Fault = ""
	e.app.Changed()
}
